"""Reading a report back as a person would: which devices a cell names, and what is said of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.model import Badge, Heading, Proof, Report, Row, Section, Table

Fleet = Mapping[str, frozenset[str]]
OUTSIDE_BRACKETS = re.compile(r", (?![^(]*\))")
COUNTED = re.compile(r"([\d.,]+) (?:Geräte?|devices?): (.*)", re.DOTALL)
ALL = re.compile(r"(?:alle|all) ([\d.,]+) (?:Geräte|devices)")
ALL_OF = re.compile(r"(?:alle|all) ([\d.,]+) (.+)")
ALL_BUT = re.compile(r"([\d.,]+) (?:von|of) ([\d.,]+) (.+) \((?:ohne|without) (.+)\)")
ALL_EXCEPT = re.compile(r"(?:alle|all) ([\d.,]+) (?:bis auf|except) (.*)")
OTHERS = re.compile(r"(?:die übrigen der betroffenen|the others of those concerned) \((.*)\)")
PLACES = re.compile(r" \((?:Zeile|line) [\d, …]+\)$")
ABOVE = {"wie oben", "as above"}


@dataclass(slots=True)
class Told:
    """What a cell names; `others_of` holds the devices of which those are meant that no other row names."""

    devices: set[str] = field(default_factory=set)
    others_of: set[str] = field(default_factory=set)
    count: int | None = None


def fleet_of(report: Report) -> Fleet:
    """The devices by platform, from the list of devices in the report itself."""
    table, *_ = [block for block in section(report, "devices").blocks if isinstance(block, Table)]
    platforms: dict[str, set[str]] = {}
    platform = ""
    for row in table.rows:
        if row.cells[0]:
            platform, count = re.fullmatch(r"(.*) \(([\d.,]+)\)", word(row, 0)).groups()  # type: ignore[union-attr]
            platforms[platform] = set()
            expected = number(count)
        platforms[platform].add(word(row, 1))
        assert len(platforms[platform]) <= expected
    return {name: frozenset(devices) for name, devices in platforms.items()}


def section(report: Report, anchor: str) -> Section:
    """A section by its anchor."""
    return next(part for part in report.sections if part.anchor == anchor)


def word(row: Row, place: int) -> str:
    """The text of a cell."""
    cell = row.cells[place]
    return cell if isinstance(cell, str) else cell.word if isinstance(cell, Badge) else cell.text


def number(text: str) -> int:
    """A number with its thousands apart."""
    return int(text.replace(".", "").replace(",", ""))


def read(cell: str, fleet: Fleet) -> Told:
    """The devices that a cell names; the numbers in it must be right."""
    everybody = set().union(*fleet.values())
    if whole := ALL.fullmatch(cell):
        assert number(whole[1]) == len(everybody)
        return Told(everybody, count=len(everybody))
    told = Told()
    if counted := COUNTED.fullmatch(cell):
        told.count, cell = number(counted[1]), counted[2]
    if others := OTHERS.fullmatch(cell):
        told.others_of = read(others[1], fleet).devices
        return told
    if but := ALL_EXCEPT.fullmatch(cell):
        assert number(but[1]) == len(everybody)
        told.devices = everybody - read(but[2], fleet).devices
        return told
    for item in OUTSIDE_BRACKETS.split(cell):
        told.devices |= _item(item, fleet)
    return told


def _item(item: str, fleet: Fleet) -> set[str]:
    """The devices of one item of a list."""
    if part := ALL_BUT.fullmatch(item):
        devices, but = fleet[part[3]], set(part[4].split(", "))
        assert (number(part[1]), number(part[2])) == (len(devices - but), len(devices))
        assert but <= devices
        return set(devices - but)
    if (whole := ALL_OF.fullmatch(item)) and whole[2] in fleet:
        assert number(whole[1]) == len(fleet[whole[2]])
        return set(fleet[whole[2]])
    return set() if item == "–" else {PLACES.sub("", item)}


def answers(rows: list[Row], devices_at: int, reason_at: int, fleet: Fleet) -> Iterator[tuple[Row, set[str]]]:
    """Each row of rows that belong together with its devices; a row that goes on with the names of the one above
    counts with it, and the others are those that no other row names."""
    read_rows: list[tuple[Row, Told]] = []
    for row in rows:
        told = read(word(row, devices_at), fleet)
        if word(row, reason_at) in ABOVE:
            read_rows[-1][1].devices |= told.devices
        else:
            read_rows.append((row, told))
    assert sum(1 for _, told in read_rows if told.others_of) <= 1
    for place, (row, told) in enumerate(read_rows):
        if told.others_of:
            named = [one.devices for other, (_, one) in enumerate(read_rows) if other != place]
            told.devices = told.others_of - set().union(*named)
        assert told.count in {None, len(told.devices)}
        yield row, told.devices


def evidence_of(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Rule, device, verdict and reason of every finding that the section on evidence tells."""
    rule, fleet = "", fleet_of(report)
    for block in section(report, "evidence").blocks:
        if isinstance(block, Heading):
            rule = block.anchor.removeprefix("rule:")
        elif isinstance(block, Proof):
            yield rule, block.title.partition(" · ")[0], block.badge.word, block.reason
        elif isinstance(block, Table):
            for row, devices in answers(list(block.rows), 0, 2, fleet):
                yield from ((rule, device, word(row, 1), word(row, 2)) for device in devices)
