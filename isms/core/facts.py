"""What a configuration contributes to the rules about all devices, as it is kept: JSON, of which values are made when
somebody reads one."""

from collections.abc import Iterable, Sequence
from typing import Self, overload

from isms.core import codec
from isms.core.model.fact import Fact

Values = tuple[Fact, ...]
NONE = b"[]"


class Facts(Sequence[Fact]):
    """The facts of one configuration; nothing but their spelling is kept."""

    __slots__ = ("spelled",)

    def __init__(self, spelled: bytes) -> None:
        """`spelled` is the canonical spelling of facts."""
        self.spelled = spelled

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Self:
        """Facts; bytes of a configuration that were no text become visible escapes."""
        found = list(facts)
        try:
            return cls(codec.to_canonical_json(found))
        except UnicodeEncodeError:
            return cls(codec.to_canonical_json([*map(_plain, found)]))

    def values(self) -> Values:
        """All of them as values, made anew each time."""
        return codec.from_json(self.spelled, Values, "facts")

    def __bool__(self) -> bool:
        """Whether there are any, told without making values."""
        return self.spelled != NONE

    def __len__(self) -> int:
        """How many there are."""
        return len(self.values())

    @overload
    def __getitem__(self, place: int) -> Fact: ...
    @overload
    def __getitem__(self, place: slice) -> Values: ...
    def __getitem__(self, place: int | slice) -> Fact | Values:
        """One of them, or some."""
        return self.values()[place]

    def __eq__(self, other: object) -> bool:
        """Whether they are spelled the same."""
        return self.spelled == other.spelled if isinstance(other, Facts) else NotImplemented

    def __hash__(self) -> int:
        """Equal for what is spelled the same."""
        return hash(self.spelled)


def spelled(facts: Sequence[Fact]) -> bytes:
    """The canonical spelling of facts."""
    return facts.spelled if isinstance(facts, Facts) else Facts.of(facts).spelled


def _plain(fact: Fact) -> tuple[str | int | None, ...]:
    """What a fact holds, without bytes that were no text."""
    return tuple(
        one.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(one, str) else one for one in fact
    )
