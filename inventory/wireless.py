"""WLAN areas with their access points, and what these draw. Pure; unknown numbers are counted apart, never as 0."""

from collections.abc import Iterable, Mapping
from math import fsum

from isms.core.model.area import Area, AreaKind
from isms.core.model.text import Text
from isms.core.model.views import AreaRow, Power, PowerRow, Total

HOURS = 8760
ASSUMPTIONS = (
    Text(
        de=f"Annahme: alle Access Points laufen ohne Pause, {HOURS} Stunden im Jahr.",
        en=f"Assumed: all access points run without a pause, {HOURS} hours a year.",
    ),
    Text(
        de="Gezählt sind nur Access Points, mit den eingetragenen Watt; nicht Switches, Verluste im Kabel und Kühlung.",
        en="Only access points are counted, with the watts on record; not switches, losses in the cable, or cooling.",
    ),
)


def areas(found: Iterable[Area]) -> tuple[AreaRow, ...]:
    """The areas by kind, and all together at the end; nothing where there are none."""
    rows = list(found)
    kinds = [(kind, [one for one in rows if one.kind is kind]) for kind in AreaKind]
    return tuple(_row(kind, some) for kind, some in (*kinds, (None, rows)) if some)


def _row(kind: AreaKind | None, found: list[Area]) -> AreaRow:
    """The sums of some areas."""
    return AreaRow(
        kind=kind,
        areas=len(found),
        rooms=total(one.rooms for one in found),
        planned=total(one.aps_planned for one in found),
        installed=total(one.aps_installed for one in found),
        operating=total(one.aps_operating for one in found),
    )


def total(values: Iterable[float | None]) -> Total:
    """The sum of what is known, and how many are not; None if nothing is known."""
    found = list(values)
    known = [one for one in found if one is not None]
    whole = all(isinstance(one, int) for one in known)
    return Total(value=(sum(known) if whole else fsum(known)) if known else None, unknown=len(found) - len(known))


def power(found: Iterable[Area], districts: Mapping[str, str | None]) -> Power:
    """What the access points draw, whole and by district (`districts` by building)."""
    parts: dict[str | None, list[Area]] = {}
    for one in found:
        parts.setdefault(districts.get(one.building), []).append(one)
    rows = [one for part in parts.values() for one in part]
    return Power(
        operating=_operating(rows),
        planned=_planned(rows),
        hours=HOURS,
        assumptions=ASSUMPTIONS,
        districts=tuple(
            PowerRow(name=name, operating=_operating(parts[name]), planned=_planned(parts[name]))
            for name in sorted(parts, key=lambda name: (name is None, name or ""))
        ),
    )


def _operating(found: Iterable[Area]) -> Total:
    """The watts of the access points in operation."""
    return total(_watts(one.aps_operating, one.watts_per_ap) for one in found)


def _planned(found: Iterable[Area]) -> Total:
    """The watts once all planned access points are in operation."""
    return total(_watts(one.aps_planned, one.watts_per_ap) for one in found)


def _watts(number: int | None, each: float | None) -> float | None:
    """The watts of an area; no access point draws nothing, whatever one would draw."""
    if number == 0:
        return 0.0
    return None if number is None or each is None else number * each
