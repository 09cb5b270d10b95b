"""Replacing secrets by marks, before anything is written, logged or shown."""

import hmac
import html
import re
import secrets
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import accumulate, chain, compress, count, groupby
from operator import itemgetter
from re import Match, Pattern
from typing import Final

from isms.core import redact_blocks as blocks
from isms.core import redact_patterns as patterns

_REMEMBERED: Final = 50_000
_PASSES: Final = 4
_ENDS: Final = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_OPAQUE: Final = rf"{patterns.OPAQUE}\1{patterns.OPAQUE}"
_HIDDEN: Final = rf"{patterns.OPAQUE}([0-9a-f]{{8}}){patterns.OPAQUE}"
_BLANKS: Final = re.compile(r"(\\s|\[ \\t\])([+*])(?![+?])")
# Every digit of a hexadecimal number becomes `#`, so that rows of them are found as fast as words.
_SHAPES: Final = bytes.maketrans(b"#0123456789abcdef", b".################")
# Patterns with one gate stand together: it is asked once.
_KEYWORDS: Final = [
    (gate, [text for _, text in group]) for gate, group in groupby(patterns.KEYWORDS, key=itemgetter(0))
]
_PEM: Final = r"[\"']?-----BEGIN [A-Z0-9 ]{1,60}-----"
_PATH: Final = r"[\"']?/[\w./-]+[\"']?$"


class Redactor:
    """Replaces every secret in a text by `<redacted:…>`; equal secrets get equal marks under one key."""

    def __init__(self, key: bytes) -> None:
        """Keep the key that makes the marks unguessable."""
        self._key = key
        # Lines repeat within and between devices: each is worked on once. Few hold a secret.
        self._seen: set[str] = set()
        self._alone: dict[str, str] = {}
        self._openers: set[str] = set()

    def redact(self, text: str) -> str:
        """The text with its lines and line ends, without its secrets; redacting twice changes nothing more."""
        lines = text.splitlines(keepends=True)
        distinct = set(lines)
        self._learn(distinct)
        opening = distinct & self._openers
        touched = opening | (distinct & self._alone.keys())
        if not touched:
            return text
        result, places = list(lines), list(compress(count(), map(touched.__contains__, lines)))
        for place in places:
            result[place] = self._alone.get(lines[place], lines[place])
        if opening:
            self._redact_blocks(lines, [place for place in places if lines[place] in opening], result)
        return "".join(result)

    def _learn(self, lines: set[str]) -> None:
        if len(self._seen) > _REMEMBERED:
            for known in (self._seen, self._alone, self._openers):
                known.clear()
        unseen = list(lines - self._seen)
        for line in suspicious(unseen):
            shown = self._shown(line, self._line)
            if shown != line:
                self._alone[line] = shown
            if blocks.opens(line):
                self._openers.add(line)
        self._seen.update(unseen)

    def _redact_blocks(self, lines: Sequence[str], openers: Sequence[int], result: list[str]) -> None:
        found = blocks.find(lines, openers)
        for index in found.prose:
            result[index] = self._shown(lines[index], partial(self._line, prose=True))
        for index, inside in found.scoped.items():
            result[index] = self._shown(lines[index], partial(self._scoped, inside))
        for index in found.whole:
            result[index] = self._shown(lines[index], self._whole)

    def _shown(self, line: str, change: Callable[[str], str]) -> str:
        body = line.rstrip(_ENDS)
        hidden = _compiled(patterns.MARK).sub(_OPAQUE, body)
        return _compiled(_HIDDEN).sub(r"<redacted:\1>", change(hidden)) + line[len(body) :]

    def _scoped(self, inside: Sequence[Pattern[str]], body: str) -> str:
        for pattern in inside:
            body = pattern.sub(self._swap, body)
        return self._line(body)

    def _line(self, body: str, *, prose: bool = False) -> str:
        if _compiled(patterns.COLUMNS).match(body):
            return body
        for _ in range(_PASSES):
            before, lead = body, _compiled(patterns.LEAD).match(body)
            if lead:
                body = lead[0] + self._once(body[lead.end() :], prose=prose)
            body = self._once(body, prose=prose)
            if body == before:
                break
        return body

    def _once(self, body: str, *, prose: bool) -> str:
        low = body.lower()
        for text in chain.from_iterable(texts for gate, texts in _KEYWORDS if gate in low):
            body = _filled(text).sub(self._swap, body)
        if any(stem in low for stem in patterns.NET_STEMS):
            body = _filled(patterns.NET).sub(self._swap_unless_path, body)
        if "<" in body:
            body = _compiled(patterns.ELEMENT).sub(self._swap_element, body)
        if any(stem in low for stem in patterns.PROSE_STEMS):
            for pattern in _prose(prose or _compiled(patterns.PROSE).match(body) is not None):
                body = pattern.sub(self._swap, body)
        for gate, text in patterns.SHAPES:
            if gate in low:
                body = _exact(text).sub(self._swap, body)
        if "secret-data" in low and patterns.OPAQUE not in body:
            body = _compiled(patterns.SAID).sub(self._swap, body)
        return body

    def _swap(self, found: Match[str]) -> str:
        start, end = found.span("v")
        return found.string[found.start() : start] + self._masked(found["v"]) + found.string[end : found.end()]

    def _swap_unless_path(self, found: Match[str]) -> str:
        return found[0] if _compiled(_PATH).match(found["v"]) else self._swap(found)

    def _swap_element(self, found: Match[str]) -> str:
        value = found["v"].strip()
        if not value:
            return found[0]
        before, _, after = found["v"].partition(value)
        return found[1] + before + self._masked_bare(html.unescape(value)) + after

    def _whole(self, body: str) -> str:
        piece = body.strip().strip("\"'\\")
        if not piece or _compiled(patterns.MASKED).match(piece) or _compiled(r"[\w-]+: ").match(piece):
            return body
        return body.replace(piece, self._mark(piece))

    def _masked(self, raw: str) -> str:
        if len(raw) > 1 and raw[0] in "\"'" and raw[-1] == raw[0]:
            return raw[0] + self._masked_bare(_unescaped(raw[1:-1])) + raw[0]
        tail = _compiled(r"(?<![;,])[;,]+$|(?<!\\[rn])(?:\\[rn])*+[\"'][,;:}\])]*$").search(raw, 1)
        cut = tail.start() if tail and raw[0] not in "\"'" else len(raw)
        return self._masked_bare(raw[:cut]) + raw[cut:]

    def _masked_bare(self, value: str) -> str:
        known = _compiled(patterns.MASKED).match(value) or _compiled(_PEM).match(value)
        if known or not value.strip("{}[]()=:|\\-<>;, "):
            return value
        marked = _compiled(r"(%[$^@+#]%[$@+#%]).*\1").fullmatch(value)
        if marked:
            inner = value[len(marked[1]) : -len(marked[1])]
            return value if inner.startswith(patterns.OPAQUE) else marked[1] + self._mark(value) + marked[1]
        kind = _compiled(patterns.KIND).match(value)
        return (kind[0] if kind else "") + self._mark(value)

    def _mark(self, value: str) -> str:
        digest = hmac.digest(self._key, value.encode("utf-8", "surrogatepass"), "sha256")
        return _OPAQUE.replace("\\1", digest.hex()[:8])


def suspicious(lines: Sequence[str]) -> list[str]:
    """Those of the lines that hold a word or shape which can belong to a secret."""
    text = "\n".join(lines)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if char.isascii() else char for char in text)
    ends = [end + place for place, end in enumerate(accumulate(map(len, lines)), start=1)]
    shapes = low.encode("latin-1", "replace").translate(_SHAPES).decode("latin-1")
    places = {place for row in patterns.HEX_ROWS for place in _holding(row, shapes, ends)}
    places.update(_holding(_one_of(patterns.STEMS), low, ends))
    return [lines[place] for place in places]


def _holding(pattern: str, text: str, ends: Sequence[int]) -> Iterator[int]:
    search = _exact(pattern).search
    found = search(text)
    while found:
        place = bisect_right(ends, found.start())
        yield place
        found = search(text, ends[place])


@cache
def _one_of(words: Sequence[str]) -> str:
    """A pattern that finds any of the words: they are not tried one by one, but by what they begin with."""
    if "" in words:
        return ""
    firsts = sorted({word[0] for word in words})
    tails = (tuple(word[1:] for word in words if word[0] == first) for first in firsts)
    return "(?:" + "|".join(re.escape(first) + _one_of(tail) for first, tail in zip(firsts, tails, strict=True)) + ")"


def process_key() -> bytes:
    """A key for this process alone, for use without a workspace."""
    return secrets.token_bytes(32)


def _unescaped(value: str) -> str:
    return value.replace('\\"', '"').replace("\\\\", "\\") if "\\" in value else value


@cache
def _compiled(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _filled(text: str) -> Pattern[str]:
    setting = r"(?:" + "|".join(re.escape(word) for word in sorted(patterns.SETTINGS)) + r")[.,;:!?]*(?:\s|$)"
    # Blanks are never given back: a megabyte of them costs no more than one look.
    greedy = _BLANKS.sub(r"\1\2+", text.replace("{SETTING}", setting))
    return _compiled(greedy)


@cache
def _exact(pattern: str) -> Pattern[str]:
    return re.compile(pattern)


def _prose(prose: bool) -> Iterator[Pattern[str]]:
    yield from (_filled(text) for text in patterns.PROSE_VALUES if prose)
    yield _filled(patterns.LINKED)
