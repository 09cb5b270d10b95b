"""Replacing secrets by marks, before anything is written, logged or shown."""

import hmac
import html
import re
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from re import Match, Pattern
from typing import Final

from isms.core import redact_blocks as blocks
from isms.core import redact_patterns as patterns

_REMEMBERED: Final = 50_000
_LONGEST_REMEMBERED: Final = 400
_PASSES: Final = 4

_HOT: Final = (
    r"pass|secret|kennwort|psk|key|p[aw]*wd?\b|pwd|token|communit|auth|snmp|\$|%[$^@+#]%|0x[0-9a-f]{16}|\benc |://|aaaa"
    r"|-aq==|begin |history|phash|cli command|ppp |mgmt-user|user add|com2sec|trap|createuser|v3user|spi |pmk|pin ver"
    r"|ipsec|cipher|certificate|banner|header|<prv|<crt|<tls|:::|/setup|radius|tacacs|ldap|wlan"
    r"|(?:[0-9a-f]{8}\s){3}|[0-9a-f]{48}"
)


class Redactor:
    """Replaces every secret in a text by `<redacted:…>`; equal secrets get equal marks under one key."""

    def __init__(self, key: bytes) -> None:
        """Keep the key that makes the marks unguessable."""
        self._key = key
        self._clean: set[str] = set()
        self._known: dict[tuple[str, bool], str] = {}

    def redact(self, text: str) -> str:
        """The text with its lines and line ends, without its secrets; redacting twice changes nothing more."""
        lines = text.splitlines(keepends=True)
        hot = self._hot(lines)
        if not hot:
            return text
        prose, whole, scoped = _blocks(lines, hot)
        for index in sorted({*hot, *whole, *scoped}):
            body, end = _cut(lines[index])
            if index in whole:
                lines[index] = self._whole(body) + end
                continue
            if index in scoped:
                body = scoped[index].sub(self._swap, body)
            lines[index] = self._line(body, prose=index in prose) + end
        return "".join(lines)

    def _hot(self, lines: Sequence[str]) -> list[int]:
        search = _compiled(_HOT).search
        unseen = set(lines) - self._clean
        hot = {line for line in unseen if search(line.lower())}
        if len(self._clean) > _REMEMBERED:
            self._clean.clear()
        self._clean.update(line for line in unseen - hot if len(line) <= _LONGEST_REMEMBERED)
        return [index for index, line in enumerate(lines) if line in hot] if hot else []

    def _line(self, body: str, *, prose: bool) -> str:
        known = self._known.get((body, prose))
        if known is not None:
            return known
        result = self._stable(body, prose=prose)
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        if len(body) <= _LONGEST_REMEMBERED:
            self._known[body, prose] = result
        return result

    def _stable(self, body: str, *, prose: bool) -> str:
        for _ in range(_PASSES):
            before, body = body, self._once(body, prose=prose)
            if body == before:
                break
        return body

    def _once(self, body: str, *, prose: bool) -> str:
        low = body.lower()
        for gate, pattern in _keywords():
            if gate in low:
                body = pattern.sub(self._swap, body)
        body = _net().sub(self._swap_unless_setting, body)
        if "<" in body:
            body = _compiled(patterns.ELEMENT).sub(self._swap_element, body)
        for pattern in _prose(prose or _compiled(patterns.PROSE).match(body) is not None):
            body = pattern.sub(self._swap, body)
        for gate, pattern in _shapes():
            if gate in low:
                body = pattern.sub(self._swap, body)
        return body

    def _swap(self, found: Match[str]) -> str:
        start, end = found.span("v")
        return found.string[found.start() : start] + self._masked(found["v"]) + found.string[end : found.end()]

    def _swap_unless_setting(self, found: Match[str]) -> str:
        return found[0] if found["v"].lower().rstrip(".,;:!?") in patterns.SETTINGS else self._swap(found)

    def _swap_element(self, found: Match[str]) -> str:
        value = found["v"].strip()
        return found[0].replace(value, self._masked(html.unescape(value))) if value else found[0]

    def _whole(self, body: str) -> str:
        piece = body.strip().strip("\"'\\")
        if not piece or _compiled(patterns.MASKED).match(piece):
            return body
        return body.replace(piece, self._mark(piece))

    def _masked(self, raw: str) -> str:
        if len(raw) > 1 and raw[0] in "\"'" and raw[-1] == raw[0]:
            return raw[0] + self._masked_bare(_unescaped(raw[1:-1])) + raw[0]
        tail = _compiled(r"[;,]*$|[\"'][,;:}\])]*$").search(raw, 1)
        cut = tail.start() if tail and raw[0] not in "\"'" else len(raw)
        return self._masked_bare(raw[:cut]) + raw[cut:]

    def _masked_bare(self, value: str) -> str:
        if not value.strip("{}[]()=:|\\-<>;, ") or _compiled(patterns.MASKED).match(value):
            return value
        marked = _compiled(r"(%[$^@+#]%[$@+#%]).*\1").fullmatch(value)
        if marked:
            inner = value[len(marked[1]) : -len(marked[1])]
            return value if inner.startswith("<redacted:") else marked[1] + self._mark(value) + marked[1]
        kind = _compiled(patterns.KIND).match(value)
        return (kind[0] if kind else "") + self._mark(value)

    def _mark(self, value: str) -> str:
        return f"<redacted:{hmac.digest(self._key, value.encode('utf-8', 'surrogatepass'), 'sha256').hex()[:8]}>"


def process_key() -> bytes:
    """A key for this process alone, for use without a workspace."""
    return secrets.token_bytes(32)


def _blocks(lines: Sequence[str], hot: Sequence[int]) -> tuple[set[int], set[int], dict[int, Pattern[str]]]:
    prose: set[int] = set()
    whole: set[int] = set()
    scoped: dict[int, Pattern[str]] = {}
    until = [0] * len(blocks.SCOPES)
    for index in hot:
        if index not in whole:
            whole.update(blocks.whole_lines(lines, index))
            if blocks.is_hex_row(lines[index]):
                whole.add(index)
        if index not in prose:
            prose.update(blocks.banner(lines, index))
        for place, (opens, end, pattern) in enumerate(blocks.SCOPES):
            if index >= until[place] and opens.match(lines[index]):
                until[place] = end(lines, index)
                scoped.update(dict.fromkeys(range(index, until[place]), pattern))
    return prose, whole, scoped


def _cut(line: str) -> tuple[str, str]:
    body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    return body, line[len(body) :]


def _unescaped(value: str) -> str:
    return value.replace('\\"', '"').replace("\\\\", "\\") if "\\" in value else value


@cache
def _compiled(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _keywords() -> tuple[tuple[str, Pattern[str]], ...]:
    setting = r"(?:" + "|".join(re.escape(word) for word in sorted(patterns.SETTINGS)) + r")(?:\s|$)"
    return tuple((gate, _compiled(text.replace("{SETTING}", setting))) for gate, text in patterns.KEYWORDS)


@cache
def _net() -> Pattern[str]:
    return _compiled(patterns.NET)


@cache
def _shapes() -> tuple[tuple[str, Pattern[str]], ...]:
    return tuple((gate, re.compile(text)) for gate, text in patterns.SHAPES)


def _prose(prose: bool) -> Iterator[Pattern[str]]:
    yield from (_compiled(text) for text in patterns.PROSE_VALUES if prose)
    yield _compiled(patterns.LINKED)
