"""Why a rule says what it says: which patterns matched where, and what came nearest where none did."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checks.engine import CompiledRule, Subject, judge
from checks.language.pattern import Pattern, compile_pattern
from checks.outcome import Outcome
from checks.platform import Syntax
from checks.rule import Check
from checks.tree import ConfigTree, Node

NEAREST = 3
PATTERN_WORDS = ("not", "any", "all", "of", "line", "global", "where")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A pattern with the lines it matches, or the lines that come nearest to it, by number."""

    pattern: str
    matches: tuple[int, ...]
    nearest: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The answer of a rule and how its patterns fared; a rule in Python has none."""

    outcome: Outcome
    tried: tuple[Tried, ...]


def explain(compiled: CompiledRule, subject: Subject) -> Explained:
    """What a rule sees in a configuration."""
    tree = subject.tree
    checks = [check for check in compiled.rule.checks if tree.platform.id in check.platform]
    patterns = dict.fromkeys(text for check in checks for text in _patterns(check))
    return Explained(outcome=judge(compiled, subject), tried=tuple(_try(text, tree) for text in patterns))


def _patterns(check: Check) -> Iterator[str]:
    """The patterns of a check, blocks first."""
    for part in (check.na_when, check.each, check.where, check.skip, list(check.must)):
        yield from _within(part)


def _within(part: Any) -> Iterator[str]:
    """Every pattern in a condition."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _within(one)
    elif isinstance(part, dict):
        for word, inner in part.items():
            yield from _within(inner if word in PATTERN_WORDS else inner if isinstance(inner, dict) else None)


def _try(text: str, tree: ConfigTree) -> Tried:
    """One pattern, at the top and in every block."""
    pattern = compile_pattern(text, flat=tree.platform.syntax is Syntax.BRACES)
    places = [tree.root, *(node for node in tree.root.children if node.children and not pattern.flat)]
    matches = dict.fromkeys(match.node.number for place in places for match in pattern.find(place))
    nearest = () if matches else _nearest(pattern, tree.root)
    return Tried(pattern=text, matches=tuple(matches), nearest=nearest)


def _nearest(pattern: Pattern, root: Node) -> tuple[int, ...]:
    """The lines that share the most words with the pattern, best first."""
    words = [word for step in pattern.steps for word in step if word.text != "..."]
    scored = [
        (sum(any(word.accepts(given) for given in line) for word in words), number) for number, line in _lines(root)
    ]
    best = sorted((-score, number) for score, number in scored if score > len(words) // 2)
    return tuple(dict.fromkeys(number for _, number in best))[:NEAREST]


def _lines(node: Node, above: tuple[str, ...] = ()) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every statement with its words and those of the blocks above."""
    stack = [(child, above) for child in reversed(node.children)]
    while stack:
        one, before = stack.pop()
        words = (*before, *one.words)
        yield one.number, words
        stack.extend((child, words) for child in reversed(one.children))
