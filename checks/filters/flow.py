"""What a filter lets through from one set of addresses to another: exact arithmetic on boxes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checks.filters.entry import Action, Entry
from checks.filters.spans import Spans

# With more pieces than this the answer is left open.
MOST_PIECES = 400


class Box(NamedTuple):
    """Traffic: every combination of its sources, destinations and services."""

    sources: Spans
    destinations: Spans
    services: Spans

    def __bool__(self) -> bool:
        """Whether any traffic is in it."""
        return all((self.sources, self.destinations, self.services))

    def meet(self, other: "Box") -> "Box":
        """What is in both."""
        return Box(*(mine & theirs for mine, theirs in zip(self, other, strict=True)))

    def minus(self, other: "Box") -> list["Box"]:
        """What is in this one only, in at most three pieces."""
        inside = self.sources & other.sources
        both = self.destinations & other.destinations
        pieces = [
            Box(self.sources - other.sources, self.destinations, self.services),
            Box(inside, self.destinations - other.destinations, self.services),
            Box(inside, both, self.services - other.services),
        ]
        return [piece for piece in pieces if piece]


def least(entry: Entry) -> Box:
    """The traffic an entry surely takes."""
    return Box(entry.sources.least, entry.destinations.least, entry.services.least)


def most(entry: Entry) -> Box:
    """The traffic an entry can take at most."""
    return Box(entry.sources.most, entry.destinations.most, entry.services.most)


def remains(traffic: Box, taken: Iterable[Box]) -> bool:
    """Whether something of the traffic is left when other traffic is taken out of it."""
    pieces = [traffic] if traffic else []
    for box in taken:
        pieces = [piece for whole in pieces for piece in whole.minus(box)]
        if not pieces or len(pieces) > MOST_PIECES:
            break
    return bool(pieces)


class Leak(NamedTuple):
    """The first entry that lets unwanted traffic through, and whether that is sure."""

    entry: Entry
    sure: bool


def leak(entries: Sequence[Entry], unwanted: Box) -> Leak | None:
    """The entry through which unwanted traffic passes: a sure one if there is any, else one that may."""
    maybe: Leak | None = None
    denied: list[Entry] = []
    others: list[Entry] = []
    for entry in entries:
        if entry.action is Action.DENY and not entry.spares_new:
            denied.append(entry)
        elif entry.action is Action.OTHER and not entry.answers_only:
            others.append(entry)
        if entry.action is not Action.PERMIT or entry.answers_only:
            continue
        open_end = any(most(one).meet(unwanted) for one in others)
        if not entry.conditions and not open_end and remains(least(entry).meet(unwanted), map(most, denied)):
            return Leak(entry, sure=True)
        surely = [least(one) for one in denied if not one.conditions]
        if maybe is None and remains(most(entry).meet(unwanted), surely):
            maybe = Leak(entry, sure=False)
    return maybe
