"""A BGP neighbour with all that is set for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from checks.judges.walk import starting
from checks.tree import Node

Words = tuple[str, ...]
Setting = tuple[Words, Node]


@dataclass(frozen=True, slots=True)
class Peer:
    """A neighbour that is up: the line that names it, what is set for it (own settings first), the own AS."""

    line: Node
    settings: tuple[Setting, ...]
    own_as: str

    def find(self, *names: str) -> Node | None:
        """The first setting with one of these names."""
        return next((node for words, node in self.settings if words[0] in names), None)

    def directed(self, names: frozenset[str], ways: frozenset[str]) -> Node | None:
        """The first setting with one of these names that ends in one of these words."""
        return next((node for words, node in self.settings if words[0] in names and words[-1] in ways), None)

    @property
    def remote_as(self) -> str | None:
        """The AS of the neighbour, as far as it is named."""
        named = [words[-1] for words, _ in self.settings if words[0] == "remote-as" and len(words) > 1]
        if named[:1] == ["external"]:  # Junos says so beside the number
            return next((one for one in named if one.isdecimal()), "external")
        return named[0] if named else None

    @property
    def is_external(self) -> bool:
        """Whether the neighbour belongs to another AS."""
        return self.remote_as not in {None, "internal", self.own_as, "auto"}


def by_name(places: Iterable[Node], word: str) -> dict[str, list[Setting]]:
    """The lines `WORD NAME …` of some blocks by name, as (the words behind the name, line)."""
    found: dict[str, list[Setting]] = {}
    for block in places:
        for line in starting(block, word):
            words = line.words[2:]
            name = line.words[1] if len(line.words) > 1 else ""
            if name == "interface" and words:
                name, words = words[0], ("interface", *words[1:])
            if words[:1] == ("interface",):
                found.setdefault(name, []).append((("interface",), line))
                words = words[1:]
            if words[:1] == ("rcf",):  # EOS names the direction first: `rcf in FUNCTION()`
                words = ("route-map", *words[2:], *words[1:2])
            if words:
                found.setdefault(name, []).append((words, line))
            if words[:1] == ("peer-group",) and words[2:3] == ("remote-as",):  # EOS: both in one line
                found[name].append((words[2:], line))
    return found
