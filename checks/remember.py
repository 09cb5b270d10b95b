"""Asking once for each block: for functions that look at one block alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from checks.syntax_node import Node

P = ParamSpec("P")
T = TypeVar("T")


def of_block(judge: Callable[Concatenate[Node, P], T]) -> Callable[Concatenate[Node, P], T]:
    """The function, asked once for each block that is kept for other configurations, and for each set of the other
    arguments; it may read the block and these arguments only, and all of them must be hashable."""

    @wraps(judge)
    def asked(block: Node, /, *args: P.args, **options: P.kwargs) -> T:
        notes = block.notes
        if notes is None:
            return judge(block, *args, **options)
        key = (judge, *args, *options.values())
        if key not in notes:
            notes[key] = judge(block, *args, **options)
        answer: T = notes[key]
        return answer

    return asked
