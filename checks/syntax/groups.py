"""Junos groups: what `apply-groups` brings in, written out.

Statements that stand in the configuration themselves win over those of a group, and a nearer `apply-groups` over one
further up, for the words of the platform that take one value (`host-name`); everything else is joined, as lists are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import translate

from checks.syntax.trie import Branch

APPLY, EXCEPT, FLAGS = "apply-groups", "apply-groups-except", "apply-flags"
# In a cluster each node applies the group that is called like itself; what any of them says is in effect somewhere.
NODES = {"${node}": ("node0", "node1")}
# Groups with wildcards inside wildcards can ask for more statements than anyone writes: the limit keeps reading short.
MOST_ADDED = 100_000


# No statement that a group could reach lies deeper.
DEEPEST = 100
Path = tuple["Path", str] | None


@dataclass(frozen=True, slots=True)
class Source:
    """A group, or a part of one, that applies at a place."""

    group: str
    branch: Branch


@dataclass(frozen=True, slots=True)
class Place:
    """A branch on the way through the trie: its word, the way to it, and what applies there."""

    branch: Branch
    path: Path
    depth: int
    sources: list[Source]


def expand(root: Branch, single_values: frozenset[str]) -> None:
    """Write out the groups in place; `groups` goes, and so does each `apply-groups` whose group is known."""
    groups = root.kids.pop("groups", None)
    if groups is not None:
        _Expansion(groups.kids, single_values).run(root)


class _Expansion:
    """Goes through the trie from the top, with the parts of groups that apply at each place."""

    def __init__(self, groups: Mapping[str, Branch], single_values: frozenset[str]) -> None:
        """Nothing is added yet."""
        self.groups = groups
        self.single_values = single_values
        self.left = MOST_ADDED
        self.wild: dict[int, list[tuple[re.Pattern[str], Branch]]] = {}

    def run(self, root: Branch) -> None:
        """Visit every branch once, those that were added too."""
        todo = [Place(root, None, 0, [])]
        while todo:
            place = todo.pop()
            sources = self._applied(place)
            for source in sources:
                self._add(place, source)
            for word, below in place.branch.kids.items():
                inherited = [part for source in sources for part in self._parts(source, word)]
                if below.kids or inherited:
                    todo.append(Place(below, (place.path, word), place.depth + 1, inherited))

    def _applied(self, place: Place) -> list[Source]:
        """The sources at a place: its own `apply-groups` first, without those it excludes."""
        kids, sources = place.branch.kids, place.sources
        own = kids.get(APPLY)
        if own is not None:
            sources = [*self._named(own, place), *sources]
            own.kids = {name: below for name, below in own.kids.items() if not self._known(name)}
            if not own.kids:
                del kids[APPLY]
        excluded = kids.pop(EXCEPT, None)
        kids.pop(FLAGS, None)
        return sources if excluded is None else [source for source in sources if source.group not in excluded.kids]

    def _named(self, own: Branch, place: Place) -> list[Source]:
        """What the groups named at a place say about that place."""
        if place.depth > DEEPEST:
            return []
        words: list[str] = []
        path = place.path
        while path is not None:
            path, word = path
            words.append(word)
        found = [Source(name, self.groups[name]) for called in own.kids for name in self._known(called)]
        for word in reversed(words):
            found = [part for source in found for part in self._parts(source, word)]
        return found

    def _known(self, called: str) -> tuple[str, ...]:
        """The groups of this configuration that a name means."""
        return tuple(name for name in NODES.get(called, (called,)) if name in self.groups)

    def _add(self, place: Place, source: Source) -> None:
        """Make the words that a source has here and the branch has not; a wildcard makes none."""
        kids = place.branch.kids
        if kids and place.path is not None and place.path[1] in self.single_values:
            return
        for word, below in source.branch.kids.items():
            if word in kids or word in (APPLY, EXCEPT, FLAGS) or _is_wildcard(word) or self.left <= 0:
                continue
            kids[word] = Branch(below.number)
            self.left -= 1

    def _parts(self, source: Source, word: str) -> list[Source]:
        """What a source says about a word: by its name, then by the wildcards that fit."""
        named = source.branch.kids.get(word)
        found = [] if named is None else [Source(source.group, named)]
        if id(source.branch) not in self.wild:
            self.wild[id(source.branch)] = [
                (re.compile(translate(pattern[1:-1])), below)
                for pattern, below in source.branch.kids.items()
                if _is_wildcard(pattern)
            ]
        fitting = (below for pattern, below in self.wild[id(source.branch)] if pattern.match(word))
        return [*found, *(Source(source.group, below) for below in fitting)]


def _is_wildcard(word: str) -> bool:
    """Whether a word of a group is a pattern: `<ge-*>`."""
    return word[:1] == "<" and word[-1:] == ">"
