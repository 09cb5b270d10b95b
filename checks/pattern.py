"""Patterns in the words of the device: `line vty ...`, `transport input <telnet|all>`, `system > services > telnet`.

A word of a pattern is a literal, `<a|b>`, `{name}` (one word), `{name:num}`, `{name:addr}`, a word with `*`, `/re/`, or
`...` (any number of words). `>` steps into the block below. On a tree of single words (Junos, VyOS) every word is a
step. A capture that is bound already must match the same word again.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import NamedTuple

from checks.tree import Node, TopNode
from isms.core.model.text import Text

Captures = Mapping[str, str]
MASKED = re.compile(
    r"^[\"']?(<[^<>]*(removed|redacted|hidden|masked|secret|password|omitted|sanitized)[^<>]*>|redacted|removed|x{4,}|\*{3,})[\"';]*$",
    re.IGNORECASE,
)
REST = "..."
CAPTURE = re.compile(r"^\{(\w+)(?::(num|addr))?\}$")


class Match(NamedTuple):
    """A node that matches, its block (None at the top), what was captured, and whether no word was masked."""

    node: Node
    block: Node | None
    captures: dict[str, str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern: whether it accepts a word of the device, and the name it captures."""

    text: str
    accepts: Callable[[str], bool]
    literals: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled pattern; `steps` are the words between the `>`."""

    text: str
    steps: tuple[tuple[Word, ...], ...]
    flat: bool

    def find(self, below: Node, captures: Captures | None = None) -> Iterator[Match]:
        """Every match below a node, in the order of the configuration."""
        bound = dict(captures or {})
        if self.flat:
            words = tuple(word for step in self.steps for word in step)
            yield from _descend(below, None, words, bound, sure=True)
        elif isinstance(below, TopNode) and self.first_words and not bound:
            for word in self.first_words:
                yield from below.found(word, self, self.find_at)
        else:
            yield from _walk(below, None, self.steps, bound, sure=True)

    @property
    def first_words(self) -> tuple[str, ...] | None:
        """The words with which a match can begin on a tree of lines; None if any word will do, or on other trees."""
        return None if self.flat else self.steps[0][0].literals or None

    def can_begin(self, below: Node) -> bool:
        """Whether a match below a node can begin at all, as far as that is quick to say."""
        words = self.steps[0][0].literals
        if not words or isinstance(below, TopNode):
            return True
        index = below.by_word
        return words[0] in index if len(words) == 1 else any(word in index for word in words)

    def find_at(self, node: Node) -> Iterator[Match]:
        """Every match that begins at a candidate; the other candidates play no part in it."""
        return _walk_at(node, None, self.steps, {}, sure=True)


def quoted(patterns: Iterable[Pattern]) -> str:
    """The patterns as they stand in a reason, in which `$1` is a place and `$$` a dollar sign."""
    return " | ".join(pattern.text for pattern in patterns).replace("$", "$$")


class PatternError(ValueError):
    """A pattern that cannot be read; says why in both languages."""

    def __init__(self, *, de: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.message = Text(de=de, en=en)


def is_masked(word: str) -> bool:
    """Whether a value was blanked out before we saw it."""
    return MASKED.match(word) is not None


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


def compile_pattern(text: str, *, flat: bool) -> Pattern:
    """The pattern; `flat` for trees of single words. Raises PatternError with the reason."""
    steps = tuple(_compile_step(part.strip(), text) for part in re.split(r"\s>\s", text.strip()))
    return Pattern(text=text, steps=steps, flat=flat)


def _compile_step(part: str, text: str) -> tuple[Word, ...]:
    """The words of one step."""
    if not part:
        raise PatternError(de=f"‚{text}‘ hat einen leeren Schritt", en=f"'{text}' has an empty step")
    return tuple(_compile_word(token) for token in re.findall(r"/(?:[^/\\]|\\.)+/|\S+", part))


def _compile_word(token: str) -> Word:
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


def _walk(
    below: Node, block: Node | None, steps: tuple[tuple[Word, ...], ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """Matches on a tree of lines: one step, one level."""
    for node in _candidates(below, steps[0][0]):
        yield from _walk_at(node, block, steps, bound, sure=sure)


def _walk_at(
    node: Node, block: Node | None, steps: tuple[tuple[Word, ...], ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """Matches that begin with this node."""
    found = _match_words(node.words, steps[0], bound)
    if found is None:
        return
    captures, certain = found
    if len(steps) == 1:
        yield Match(node, block, captures, sure and certain)
    else:
        yield from _walk(node, node, steps[1:], captures, sure=sure and certain)


def _candidates(below: Node, word: Word) -> Sequence[Node]:
    """The children that can match at all, by their first word; of several words one after the other."""
    if not word.literals:
        return below.children
    index = below.by_word
    if len(word.literals) == 1:
        return index.get(word.literals[0], ())
    return [node for literal in word.literals for node in index.get(literal, ())]


def _blanked(below: Node) -> Iterator[Node]:
    """The children whose word was blanked out, so that it may be any."""
    for word, nodes in below.by_word.items():
        if is_masked(word):
            yield from nodes


def _match_words(
    words: tuple[str, ...], pattern: tuple[Word, ...], bound: dict[str, str], *, first: bool = True
) -> tuple[dict[str, str], bool] | None:
    """The captures if the pattern covers all words, and whether no masked word had to be guessed."""
    captures = bound
    sure = True
    for place, word in enumerate(pattern):
        if word.text == REST:
            if place == len(pattern) - 1:
                return captures, sure
            return _match_rest(words[place:], pattern[place + 1 :], captures, sure=sure, first=first and place == 0)
        if place >= len(words):
            return None
        if word.name is None and word.accepts is anything:
            continue  # nobody looks at it
        step = _accept(word, words[place], captures, first=first and place == 0)
        if step is None:
            return None
        captures, certain = step
        sure = sure and certain
    return (captures, sure) if len(words) == len(pattern) else None


def _match_rest(
    words: tuple[str, ...], pattern: tuple[Word, ...], captures: dict[str, str], *, sure: bool, first: bool
) -> tuple[dict[str, str], bool] | None:
    """What follows `...`, at the first place where it surely fits, else where a masked word may be it."""
    guessed = None
    for place in range(len(words)):
        found = _match_words(words[place:], pattern, captures, first=first and place == 0)
        if found is not None and found[1]:
            return found[0], sure
        guessed = guessed or found
    return (guessed[0], False) if guessed is not None else None


def _accept(word: Word, given: str, captures: dict[str, str], *, first: bool) -> tuple[dict[str, str], bool] | None:
    """The captures after one word; a masked word may be anything, but not the first of a line."""
    if word.name in captures and word.name is not None:
        if is_masked(given) or is_masked(captures[word.name]):
            return None if first else (captures, False)
        return (captures, True) if captures[word.name] == given else None
    certain = word.accepts(given)
    if not certain and (first or not is_masked(given)):
        return None
    return ({**captures, word.name: given} if word.name else captures), certain


def _descend(
    below: Node, block: Node | None, words: tuple[Word, ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """Matches on a tree of single words: one word, one level."""
    if words[0].text == REST:
        yield from _descend_rest(below, block, words[1:], bound, sure=sure)
        return
    named = _candidates(below, words[0])
    for node in named or (() if block is None else _blanked(below)):
        found = _accept(words[0], node.words[0] if node.words else "", bound, first=block is None)
        if found is None:
            continue
        captures, certain = found
        left = words[1:]
        if not left or (len(left) == 1 and left[0].text == REST):
            yield Match(node, block, captures, sure and certain)
        else:
            yield from _descend(node, node, left, captures, sure=sure and certain)


def _descend_rest(
    below: Node, block: Node | None, words: tuple[Word, ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """What follows `...`, at any depth."""
    yield from _descend(below, block, words, bound, sure=sure)
    for node in below.children:
        yield from _descend_rest(node, node, words, bound, sure=sure)
