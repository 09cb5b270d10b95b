"""Asking once for each block: for functions that look at one block alone."""

from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from checks.outcome import NOTHING, Answers, Outcome, Part, part, passed
from checks.syntax.node import UNKEPT
from checks.tree import ConfigTree, Node

P = ParamSpec("P")
T = TypeVar("T")

# What a statement comes to that is one of those that are looked for.
THERE = part((passed("", ""),))


def of_block(judge: Callable[Concatenate[Node, P], T]) -> Callable[Concatenate[Node, P], T]:
    """The function, asked once for each block that is kept for other configurations, and for each set of the other
    arguments; it may read the block and these arguments only, and all of them must be hashable."""

    @wraps(judge)
    def asked(block: Node, /, *args: P.args, **options: P.kwargs) -> T:
        return _noted(block, (judge, *args, *options.values()), judge, *args, **options)

    return asked


def for_each(
    tree: ConfigTree,
    word: str,
    judge: Callable[Concatenate[Node, P], Outcome | None],
    *args: P.args,
    **options: P.kwargs,
) -> Sequence[Answers]:
    """The answers of a function for every statement at the top that begins with a word, for `joined_parts`.

    The function gives None for a block that it does not judge. It may read the block and the other arguments only, and
    all of these must be hashable; what it says is remembered for other configurations with the same blocks.
    """

    def judged(block: Node) -> Part:
        outcome = judge(block, *args, **options)
        return part(() if outcome is None else (outcome,))

    return tree.judged(word, (judge, *args, *options.values()), judged)


def found_in_each(
    tree: ConfigTree,
    word: str,
    find: Callable[Concatenate[Node, P], T | None],
    *args: P.args,
    **options: P.kwargs,
) -> list[T]:
    """What a function finds in the statements at the top that begin with a word, in order; it gives None for a
    statement in which it finds nothing. What holds for the function of `for_each` holds for this one."""

    def found(block: Node) -> tuple[T, ...]:
        one = find(block, *args, **options)
        return () if one is None else (one,)

    return tree.found(word, (find, *args, *options.values()), found)


def is_any(
    tree: ConfigTree, word: str, fits: Callable[Concatenate[Node, P], bool], *args: P.args, **options: P.kwargs
) -> bool:
    """Whether a function holds for any statement at the top that begins with a word; what holds for the function of
    `for_each` holds for this one."""

    def judge(block: Node) -> Part:
        return THERE if fits(block, *args, **options) else NOTHING

    return any(one.verdicts for one in tree.judged(word, (is_any, fits, *args, *options.values()), judge))


def _noted(
    block: Node, key: Hashable, judge: Callable[Concatenate[Node, P], T], *args: P.args, **options: P.kwargs
) -> T:
    """The answer for a block, kept with it if it is worth remembering; a plain one for which nobody looked at a veiled
    word is kept for all blocks that differ in these only."""
    if block.state is UNKEPT:
        return judge(block, *args, **options)
    veil = block.state.veil
    noted: tuple[T, int] | None = _kept(block, key) or _kept(block.alike, key)
    if noted is not None:
        answer, looks = noted
        veil.looks += looks
        return answer
    before = veil.looks
    answer = judge(block, *args, **options)
    looks = veil.looks - before
    keeper = block.alike if block.alike is not None and not looks and is_plain(answer) else block
    keeper.keep(key, (answer, looks))
    return answer


def _kept(block: Node | None, key: Hashable) -> Any:
    """What was kept with a block; None for nothing."""
    return None if block is None or block.said is None else block.said.get(key)


def is_plain(answer: object) -> bool:
    """Whether an answer surely holds nothing of a block itself: no statement, and no number of one."""
    if isinstance(answer, frozenset):
        return all(isinstance(one, str) for one in answer)
    return answer is None or isinstance(answer, bool | str)
