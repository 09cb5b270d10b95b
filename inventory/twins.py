"""Buildings that may be on record twice: at the same address, or under names that are nearly equal. Pure.

Names are nearly equal if one letter more, less or other makes them so; numbers must agree ('Schule 1', 'Schule 2').
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from inventory.header import folded
from inventory.outside import kilometres
from isms.core.model.building import Building
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw, FlawKind

SHORTEST = 8  # letters of a name that is compared with others letter by letter
CLOSE = 0.2  # km
MOST_ALIKE = 50  # buildings of one name; more are a kind of building and no twins
STREET = re.compile(r"strasse")
DIGITS = re.compile(r"[0-9]+")


def twins(buildings: Iterable[Building]) -> Iterator[Flaw]:
    """The groups of buildings that may be one, each told once, at its first building."""
    known = {one.id: one for one in sorted(buildings, key=lambda one: one.id)}
    addressed = _addresses(known.values())
    told: set[tuple[str, str]] = set()
    for ids in addressed:
        told.update(combinations(ids, 2))
        first, *others = ids
        yield _flaw(
            first,
            others,
            Text(
                de=f"gleiche Anschrift wie {', '.join(others)} ({known[first].street})",
                en=f"same address as {', '.join(others)} ({known[first].street})",
            ),
        )
    for left, right in _alike(known):
        if (left, right) not in told:
            a, b = known[left].name, known[right].name
            yield _flaw(
                left,
                [right],
                Text(de=f"fast gleicher Name: {a} und {b} ({right})", en=f"near-equal: {a}, {b} ({right})"),
            )


def _addresses(buildings: Iterable[Building]) -> Iterator[list[str]]:
    """The ids of those that share an address with a house number."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in buildings:
        street = STREET.sub("str", folded(one.street or ""))
        if DIGITS.search(street):
            found.setdefault((street, folded(one.postcode or one.city or "")), []).append(one.id)
    return (ids for ids in found.values() if len(ids) > 1)


def _alike(known: Mapping[str, Building]) -> list[tuple[str, str]]:
    """The pairs with nearly the same name at what may be the same place, by id."""
    names = {key: folded(one.name or "") for key, one in known.items()}
    holes: dict[str, list[str]] = {}
    for key, name in names.items():
        for rest in _spellings(name):
            holes.setdefault(rest, []).append(key)
    pairs = {pair for ids in holes.values() if 1 < len(ids) <= MOST_ALIKE for pair in combinations(ids, 2)}
    return sorted(
        pair
        for pair in pairs
        if DIGITS.findall(names[pair[0]]) == DIGITS.findall(names[pair[1]])
        and _near(names[pair[0]], names[pair[1]])
        and not _apart(known[pair[0]], known[pair[1]])
    )


def _spellings(name: str) -> Sequence[str]:
    """A name and what is left of it without one letter; a short name stands for itself alone."""
    if len(name) < SHORTEST:
        return (name,) if name else ()
    return (name, *dict.fromkeys(name[:at] + name[at + 1 :] for at in range(len(name))))


def _near(one: str, other: str) -> bool:
    """Whether at most one letter is more, less or other."""
    if len(one) > len(other):
        one, other = other, one
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]


def _apart(one: Building, other: Building) -> bool:
    """Whether it is on record that two buildings are at different places."""
    if one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None:
        return kilometres((one.lat, one.lon), (other.lat, other.lon)) > CLOSE
    for name in ("street", "postcode", "city", "district"):
        values = folded(getattr(one, name) or ""), folded(getattr(other, name) or "")
        if all(values) and values[0] != values[1]:
            return True
    return False


def _flaw(first: str, others: Iterable[str], problem: Text) -> Flaw:
    """A building that may be another one."""
    return Flaw(
        kind=FlawKind.DUPLICATE,
        table="buildings",
        id=first,
        building=first,
        field=None,
        problem=problem,
        others=tuple(others),
    )
