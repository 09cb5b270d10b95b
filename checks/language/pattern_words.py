"""The words of patterns, and whether the words of a line fit them.

A masked word, blanked out before we saw it, may be any but the first of a line: such a match is a guess.
"""

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import translate

from isms.core.model.text import Text

MASKED = re.compile(
    r"^[\"']?(<[^<>]*(removed|redacted|hidden|masked|secret|password|omitted|sanitized)[^<>]*>|redacted|removed|x{4,}|\*{3,})[\"';]*$",
    re.IGNORECASE,
)
MASKED_STARTS = frozenset("<\"'rRxX*")
REST = "..."
CAPTURE = re.compile(r"^\{(\w+)(?::(num|addr))?\}$")

# Whether the words of a line fit; None if only a masked word might.
Fit = Callable[[Sequence[str]], bool | None]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern: whether it accepts a word of the device, and the name it captures."""

    text: str
    accepts: Callable[[str], bool]
    literals: tuple[str, ...] = ()
    name: str | None = None


class PatternError(ValueError):
    """A pattern that cannot be read; says why in both languages."""

    def __init__(self, *, de: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.message = Text(de=de, en=en)


def is_masked(word: str) -> bool:
    """Whether a value was blanked out before we saw it."""
    return word[:1] in MASKED_STARTS and MASKED.match(word) is not None


def is_number(word: str) -> bool:
    """Whether a word is a whole number."""
    return word.isascii() and word.isdigit()


def is_address(word: str) -> bool:
    """Whether a word is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(word)
    except ValueError:
        return False
    return True


def anything(_: str) -> bool:
    """Every word."""
    return True


KINDS: dict[str | None, Callable[[str], bool]] = {None: anything, "num": is_number, "addr": is_address}


def compile_word(token: str) -> Word:
    """One word."""
    if token == REST:
        return Word(text=REST, accepts=lambda _: True)
    if capture := CAPTURE.match(token):
        return Word(text=token, accepts=KINDS[capture[2]], name=capture[1])
    if token.startswith("<") and token.endswith(">"):
        return _one_of(token)
    if len(token) > 2 and token.startswith("/") and token.endswith("/"):
        return _regex(token)
    if token.startswith("{") or "|" in token:
        raise PatternError(
            de=f"‚{token}‘ ist weder ein Platzhalter wie {{name}} oder {{n:num}} noch eine Auswahl wie <a|b>",
            en=f"'{token}' is neither a capture such as {{name}} or {{n:num}} nor a choice such as <a|b>",
        )
    if "*" in token:
        return Word(text=token, accepts=KINDS[None] if set(token) == {"*"} else _matcher(translate(token)))
    return Word(text=token, accepts=token.__eq__, literals=(token,))


def _one_of(token: str) -> Word:
    """`<a|b>`; a choice may itself hold `*`."""
    choices = tuple(token[1:-1].split("|"))
    if not all(choices):
        raise PatternError(de=f"‚{token}‘ hat eine leere Auswahl", en=f"'{token}' has an empty choice")
    if any("*" in choice for choice in choices):
        return Word(text=token, accepts=_matcher("|".join(f"(?:{translate(choice)})" for choice in choices)))
    return Word(text=token, accepts=frozenset(choices).__contains__, literals=choices)


def _regex(token: str) -> Word:
    """`/re/`, which must match a whole word."""
    try:
        return Word(text=token, accepts=_matcher(token[1:-1]))
    except re.error as error:
        raise PatternError(
            de=f"‚{token}‘ ist kein regulärer Ausdruck: {error}", en=f"'{token}' is no regular expression: {error}"
        ) from error


def _matcher(expression: str) -> Callable[[str], bool]:
    """A test of a whole word."""
    compiled = re.compile(expression)
    return lambda word: compiled.fullmatch(word) is not None


def plain_fit(step: Sequence[Word]) -> Fit | None:
    """Whether a candidate, a line whose first word is one of those of the step, fits; None for a step that captures
    something, or in which words follow `...`."""
    ends = bool(step) and step[-1].text == REST
    body = step[:-1] if ends else step
    if any(word.name is not None or word.text == REST for word in body):
        return None
    tests = [
        (place, word.accepts)
        for place, word in enumerate(body)
        if word.accepts is not anything and (place or not word.literals)
    ]
    return _fit(tests, len(body), ends=ends) if tests else _sized(len(body), ends=ends)


def _sized(count: int, *, ends: bool) -> Fit:
    """A test of the number of words alone."""
    return (lambda words: len(words) >= count) if ends else (lambda words: len(words) == count)


def _fit(tests: Sequence[tuple[int, Callable[[str], bool]]], count: int, *, ends: bool) -> Fit:
    """A test of these words, from left to right."""

    def fits(words: Sequence[str]) -> bool | None:
        size = len(words)
        if size < count or (size > count and not ends):
            return False
        sure: bool | None = True
        for place, accepts in tests:
            word = words[place]
            if not accepts(word):
                if not place or not is_masked(word):
                    return False
                sure = None
        return sure

    return fits
