"""Which entry of a filter takes all the traffic of a later one."""

from checks.filters.entry import Entry, covers
from checks.filters.flow import Box, least, most

Corners = tuple[int, int, int, int, int, int]


class Earlier:
    """The entries of a filter read so far, each with the first and the last number of its sources, destinations and
    services: in a list of thousands nearly all are told apart by these."""

    __slots__ = ("_entries",)

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._entries: list[tuple[Corners, Entry]] = []

    def add(self, entry: Entry) -> None:
        """Read one more entry; one that surely takes nothing takes all of no other one."""
        sure = least(entry)
        if sure:
            self._entries.append((_corners(sure), entry))

    def taking(self, entry: Entry) -> Entry | None:
        """The first entry that surely takes all traffic of another one."""
        wanted = most(entry)
        if not wanted:
            return None
        a, b, c, d, e, f = _corners(wanted)
        around = [
            other
            for (low, high, first, last, begin, end), other in self._entries
            if low <= a and b <= high and first <= c and d <= last and begin <= e and f <= end
        ]
        return next((other for other in around if covers(other, entry)), None)


def _corners(box: Box) -> Corners:
    """The first and the last of sources, destinations and services."""
    sources, destinations, services = (spans.parts for spans in box)
    return (
        sources[0][0],
        sources[-1][1],
        destinations[0][0],
        destinations[-1][1],
        services[0][0],
        services[-1][1],
    )
