"""Patterns in the words of the device: `line vty ...`, `transport input <telnet|all>`, `system > services > telnet`.

A word of a pattern is a literal, `<a|b>`, `{name}` (one word), `{name:num}`, `{name:addr}`, a word with `*`, `/re/`, or
`...` (any number of words). `>` steps into the block below. On a tree of single words (Junos, VyOS) every word is a
step. A capture that is bound already must match the same word again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checks.language.pattern_words import (
    REST,
    Fit,
    PatternError,
    Word,
    anything,
    compile_word,
    is_address,
    is_masked,
    is_number,
    plain_fit,
)
from checks.tree import Node, TopNode

__all__ = [
    "REST",
    "Captures",
    "Match",
    "Pattern",
    "PatternError",
    "Word",
    "compile_pattern",
    "is_address",
    "is_masked",
    "is_number",
]

Captures = Mapping[str, str]


class Match(NamedTuple):
    """A node that matches, its block (None at the top), what was captured, and whether no word was masked."""

    node: Node
    block: Node | None
    captures: dict[str, str]
    sure: bool


class Step(NamedTuple):
    """The words for one line: with what a fitting line begins (nothing if that is open), and a quick test of one that
    does, where there is such a test."""

    words: tuple[Word, ...]
    literals: tuple[str, ...]
    fits: Fit | None


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled pattern; `steps` are the words between the `>`, `first_words` those with which a match can begin on a
    tree of lines: None if any word will do, or on other trees."""

    text: str
    steps: tuple[tuple[Word, ...], ...]
    flat: bool
    first_words: tuple[str, ...] | None = field(init=False, repr=False)
    _steps: tuple[Step, ...] = field(init=False, repr=False)
    _is_plain: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the quick tests ready."""
        steps = tuple(Step(words, words[0].literals, plain_fit(words)) for words in self.steps)
        object.__setattr__(self, "_steps", steps)
        object.__setattr__(self, "first_words", None if self.flat else steps[0].literals or None)
        object.__setattr__(self, "_is_plain", not self.flat and all(step.fits is not None for step in steps))

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
            yield from _walk(below, None, self._steps, bound, sure=True)

    def state(self, below: Node, captures: Captures | None = None) -> bool | None:
        """Whether there is a match below a node; None if there are only such with a masked word."""
        if self._is_plain and not isinstance(below, TopNode):
            return _state(below, self._steps, 0)
        state: bool | None = False
        for match in self.find(below, captures):
            if match.sure:
                return True
            state = None
        return state

    def can_begin(self, below: Node) -> bool:
        """Whether a match below a node can begin at all, as far as that is quick to say."""
        words = self._steps[0].literals
        if not words or isinstance(below, TopNode):
            return True
        index = below.by_word
        return words[0] in index if len(words) == 1 else any(word in index for word in words)

    def find_at(self, node: Node) -> Iterator[Match]:
        """Every match that begins at a candidate; the other candidates play no part in it."""
        return _walk_at(node, None, self._steps, {}, sure=True)


def compile_pattern(text: str, *, flat: bool) -> Pattern:
    """The pattern; `flat` for trees of single words. Raises PatternError with the reason."""
    steps = tuple(_compile_step(part.strip(), text) for part in re.split(r"\s>\s", text.strip()))
    return Pattern(text=text, steps=steps, flat=flat)


def _compile_step(part: str, text: str) -> tuple[Word, ...]:
    """The words of one step."""
    if not part:
        raise PatternError(de=f"‚{text}‘ hat einen leeren Schritt", en=f"'{text}' has an empty step")
    return tuple(compile_word(token) for token in re.findall(r"/(?:[^/\\]|\\.)+/|\S+", part))


def _walk(
    below: Node, block: Node | None, steps: tuple[Step, ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """Matches on a tree of lines: one step, one level."""
    for node in _candidates(below, steps[0].literals):
        yield from _walk_at(node, block, steps, bound, sure=sure)


def _walk_at(
    node: Node, block: Node | None, steps: tuple[Step, ...], bound: dict[str, str], *, sure: bool
) -> Iterator[Match]:
    """Matches that begin with this node."""
    step = steps[0]
    if step.fits is not None:
        fit, captures = step.fits(node.words), bound
        if fit is False:
            return
        certain = fit is True
    else:
        found = _match_words(node.words, step.words, bound)
        if found is None:
            return
        captures, certain = found
    if len(steps) == 1:
        yield Match(node, block, captures, sure and certain)
    else:
        yield from _walk(node, node, steps[1:], captures, sure=sure and certain)


def _state(below: Node, steps: tuple[Step, ...], place: int) -> bool | None:
    """Whether lines fit these steps from one of them on, all of which have a quick test."""
    step = steps[place]
    state: bool | None = False
    for node in _candidates(below, step.literals):
        fit = step.fits(node.words) if step.fits is not None else False
        if fit is not False and place + 1 < len(steps):
            inner = _state(node, steps, place + 1)
            fit = fit and inner if inner is not False else False
        if fit:
            return True
        if fit is None:
            state = None
    return state


def _candidates(below: Node, literals: tuple[str, ...]) -> Sequence[Node]:
    """The children that can match at all, by their first word; of several words one after the other."""
    if not literals:
        return below.children
    index = below.by_word
    if len(literals) == 1:
        return index.get(literals[0], ())
    return [node for literal in literals for node in index.get(literal, ())]


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
    named = _candidates(below, words[0].literals)
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
