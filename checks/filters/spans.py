"""Sets of whole numbers as sorted spans, and sets of which only the least and the most is known."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spans:
    """A set of whole numbers: spans from first to last number, sorted, apart from each other."""

    parts: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is a number in it."""
        return bool(self.parts)

    def __or__(self, other: "Spans") -> "Spans":
        """What is in one of the two."""
        return spans((*self.parts, *other.parts))

    def __and__(self, other: "Spans") -> "Spans":
        """What is in both."""
        found = []
        mine, theirs = list(self.parts), list(other.parts)
        left = right = 0
        while left < len(mine) and right < len(theirs):
            low, high = max(mine[left][0], theirs[right][0]), min(mine[left][1], theirs[right][1])
            if low <= high:
                found.append((low, high))
            if mine[left][1] < theirs[right][1]:
                left += 1
            else:
                right += 1
        return Spans(tuple(found))

    def __sub__(self, other: "Spans") -> "Spans":
        """What is in this one only."""
        found = []
        for low, high in self.parts:
            start = low
            for first, last in other.parts:
                if last < start or first > high:
                    continue
                if first > start:
                    found.append((start, first - 1))
                start = last + 1
            if start <= high:
                found.append((start, high))
        return Spans(tuple(found))

    def covers(self, other: "Spans") -> bool:
        """Whether all of the other is in this one."""
        return not other - self

    def overlaps(self, other: "Spans") -> bool:
        """Whether they share a number."""
        mine, theirs = self.parts, other.parts
        if not mine or not theirs or mine[-1][1] < theirs[0][0] or theirs[-1][1] < mine[0][0]:
            return False
        return bool(self & other)


def spans(parts: Iterable[tuple[int, int]]) -> Spans:
    """The set of all numbers in these spans; a span that ends before it begins is empty."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(part for part in parts if part[0] <= part[1]):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return Spans(tuple(merged))


NOTHING = Spans()


@dataclass(frozen=True, slots=True)
class Extent:
    """A set of which the configuration tells what is in it at least and at most."""

    least: Spans
    most: Spans

    def __or__(self, other: "Extent") -> "Extent":
        """What is in one of the two."""
        return Extent(self.least | other.least, self.most | other.most)

    def __and__(self, other: "Extent") -> "Extent":
        """What is in both."""
        return Extent(self.least & other.least, self.most & other.most)

    def covers(self, other: "Extent") -> bool:
        """Whether surely all of the other is in this one."""
        return self.least.covers(other.most)

    def without(self, other: "Extent") -> "Extent":
        """What is in this one only."""
        return Extent(self.least - other.most, self.most - other.least)


def exact(known: Spans) -> Extent:
    """A set that is known."""
    return Extent(known, known)


def unclear(whole: Spans) -> Extent:
    """A set of which nothing is known but that it lies in `whole`."""
    return Extent(NOTHING, whole)


EMPTY = exact(NOTHING)


def union(extents: Iterable[Extent]) -> Extent:
    """What is in any of them."""
    found = EMPTY
    for extent in extents:
        found = found | extent
    return found
