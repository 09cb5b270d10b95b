"""The devices of a run: how a table names many of them in few words, and the list that tells them one by one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from isms.core.model.finding import Finding
from isms.core.wording import UNREACHABLE
from reports import wording
from reports import wording_check as words
from reports import wording_lists as lists
from reports.case import Case, natural
from reports.model import Block, Column, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import moment, number

NAMED = 12
# A platform of so few devices is as short by their names.
FEW = 3
# A row must fit on a page even where every name takes a line of its own.
LETTERS_IN_A_CELL = 600
LINES_IN_A_CELL = 34


@dataclass(frozen=True, slots=True)
class Fleet:
    """The devices of a run by platform; the names within a platform and the platforms are in order."""

    case: Case
    platforms: dict[str, tuple[str, ...]]

    @property
    def devices(self) -> tuple[str, ...]:
        """All devices, platform by platform."""
        return tuple(device for devices in self.platforms.values() for device in devices)

    def told(self, devices: Collection[str]) -> str:
        """Devices in one text, however many: `5 Geräte: a, b, c, d, e`, `alle 60 Geräte`, `alle 6 X`."""
        return ", ".join(self.cells(devices, most=None))

    def cells(self, devices: Collection[str], most: int | None = LETTERS_IN_A_CELL) -> tuple[str, ...]:
        """Devices in as many cells as keep each below a number of letters; nothing is left out."""
        wanted = set(devices)
        if not wanted:
            return ("–",)
        count = self.case.count(len(wanted), wording.DEVICE)
        if len(wanted) > 1 and wanted == set(self.devices):
            return (self.case.say(lists.ALL_DEVICES, devices=count),)
        pieces = list(self._pieces(wanted))
        but = self.case.say(lists.ALL_EXCEPT, count=number(len(self.devices), self.case.language))
        others = f"{but} {', '.join(self._pieces(set(self.devices) - wanted))}"
        if len(wanted) > NAMED and wanted < set(self.devices) and len(others) < min(len(", ".join(pieces)), 200):
            return (f"{count}: {others}",)
        first, *rest = parted(pieces, most)
        return (f"{count}: {first}" if len(pieces) > 1 else first, *rest)

    def rest(self, devices: Collection[str], concerned: Collection[str]) -> tuple[str, ...]:
        """Many devices as those that are left of all concerned, where that is the shorter way; for one part of a
        whole only, whose other parts are named."""
        cells = self.cells(devices)
        if len(set(devices)) <= NAMED or len(set(devices)) == len(set(concerned)):
            return cells
        count = self.case.count(len(set(devices)), wording.DEVICE)
        told = self.case.say(lists.ALL_OTHERS, devices=count, concerned=self.told(concerned))
        return (told,) if len(told) < min(sum(map(len, cells)), LETTERS_IN_A_CELL) else cells

    def _pieces(self, wanted: set[str]) -> Iterator[str]:
        """Whole platforms; the names of a few; of many, whole platforms but for a few."""
        for platform, members in self.platforms.items():
            yield from self._of_platform(platform, members, wanted)
        yield from sorted(wanted - set(self.devices), key=natural)

    def _of_platform(self, platform: str, members: Sequence[str], wanted: set[str]) -> Iterator[str]:
        """A platform's part of what is wanted, the shorter way."""
        inside = [name for name in members if name in wanted]
        outside = [name for name in members if name not in wanted]
        values = {"count": number(len(members), self.case.language), "platform": platform}
        part = number(len(inside), self.case.language)
        but = self.case.say(lists.ALL_BUT, part=part, but=", ".join(outside), **values)
        if not outside and len(inside) > FEW:
            yield self.case.say(lists.ALL_OF, **values)
        elif len(wanted) > NAMED and 0 < len(outside) < len(inside) and len(but) < LETTERS_IN_A_CELL:
            yield but
        else:
            yield from inside


def parted(pieces: Iterable[str], most: int | None = LETTERS_IN_A_CELL) -> Iterator[str]:
    """Pieces in a row, parted where they get too long."""
    held: list[str] = []
    for piece in pieces:
        if held and most is not None and len(", ".join((*held, piece))) > most:
            yield ", ".join(held)
            held = []
        held.append(piece)
    yield ", ".join(held)


def make_fleet(case: Case) -> Fleet:
    """The fleet of a run; a device belongs to the platform it was judged as."""
    platforms: dict[str, dict[str, None]] = {}
    for found in case.run.findings:
        name = wording.PLATFORMS.get(found.platform, found.platform)
        platforms.setdefault(name, {})[found.device] = None
    ordered = sorted(platforms.items(), key=lambda item: natural(item[0]))
    return Fleet(case, {name: tuple(sorted(devices, key=natural)) for name, devices in ordered})


def devices(case: Case) -> Section:
    """Every device of the run with what its findings rest on, by platform."""
    blocks: tuple[Block, ...] = (Paragraph((Words(case.say(lists.DEVICES_TEXT, run=case.run.head.id)),)),)
    if case.run.findings:
        blocks = (*blocks, _table(case, make_fleet(case)))
    if case.run.unreachable or case.run.skipped:
        heading = Heading(text=case.say(lists.NOT_JUDGED), anchor="devices:unknown")
        blocks = (*blocks, heading, _not_judged(case))
    return Section(title=case.say(lists.DEVICES), anchor="devices", blocks=blocks, wide=True)


def _table(case: Case, fleet: Fleet) -> Table:
    """One row per device; the first of a platform says how many there are."""
    sources = _sources(case.run.findings)
    columns = (
        Column(title=case.say(lists.PLATFORM), share=13),
        Column(title=case.column("device"), share=16, bold=True),
        Column(title=words.FACTS["file"].to(case.language), share=18),
        Column(title=words.FACTS["sha"].to(case.language), share=38),
        Column(title=words.FACTS["collected"].to(case.language), share=15),
    )
    rows = (
        _row(case, sources[device], f"{platform} ({number(len(members), case.language)})" if not place else "")
        for platform, members in fleet.platforms.items()
        for place, device in enumerate(members)
    )
    return Table(columns=columns, rows=tuple(rows))


def _row(case: Case, found: Finding, platform: str) -> Row:
    """A device with file, hash and time of its configuration."""
    facts = (found.file or "–", found.config_sha256 or "–", moment(found.collected_at, case.language))
    return Row((platform, found.device, *facts), starts_group=bool(platform))


def _not_judged(case: Case) -> Table:
    """Every device that was not reached and every file passed over, with the reason."""
    columns = (
        Column(title=case.say(lists.DEVICE_OR_FILE), share=34, bold=True),
        Column(title=case.column("reason"), share=66),
    )
    gone = [(one.device, UNREACHABLE[one.reason].to(case.language), one.detail) for one in case.run.unreachable]
    passed = [(one.file, one.reason.to(case.language), "") for one in case.run.skipped]
    rows = ((name, " · ".join(filter(None, reasons))) for name, *reasons in (*gone, *passed))
    return Table(columns=columns, rows=tuple(Row(row) for row in rows))


def _sources(findings: Iterable[Finding]) -> dict[str, Finding]:
    """For each device the finding that says most about where its configuration comes from."""
    sources: dict[str, Finding] = {}
    for found in findings:
        if found.device not in sources or (found.config_sha256 and not sources[found.device].config_sha256):
            sources[found.device] = found
    return sources
