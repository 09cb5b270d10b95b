"""What was met lately, so that what is never met again takes no memory for long."""

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """Values by their text: those that were put in or asked for since the last turn, and those of the turn before."""

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        """Nothing was met yet."""
        self._now: dict[str, T] = {}
        self._before: dict[str, T] = {}

    def turn(self) -> Iterable[T]:
        """Forget what was neither put in nor asked for since the last turn; what that is."""
        forgotten = self._before.values()
        self._before, self._now = self._now, {}
        return forgotten

    def put(self, text: str, value: T) -> None:
        """Keep a value."""
        self._now[text] = value

    def get(self, text: str) -> T | None:
        """The value, if it is still known."""
        value = self._now.get(text)
        if value is None and text in self._before:
            value = self._now[text] = self._before.pop(text)
        return value

    def take(self, text: str) -> T | None:
        """The value, if it is still known; it is kept no more."""
        value = self._now.pop(text, None)
        return self._before.pop(text, None) if value is None else value
