"""How to read the results, requirements at a glance, and every single result."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from isms.core.model.control import ControlStatus, Edition, Status
from isms.core.wording import EDITIONS
from reports import wording
from reports import wording_check as words
from reports.case import Case, badge, badges, natural
from reports.model import (
    Align,
    Badge,
    Block,
    Column,
    EditionResult,
    Heading,
    Mark,
    Paragraph,
    Row,
    Section,
    Table,
    Words,
)
from reports.typography import day, number

DEVICES_IN_A_ROW = 12
WORST_FIRST = (Mark.NO, Mark.PARTLY, Mark.STALE, Mark.OPEN, Mark.YES, Mark.NONE)


def reading(case: Case) -> Section:
    """What the words mean, and what no rule answers."""
    days = case.settings.audit.evidence_days
    blocks: tuple[Block, ...] = (
        Paragraph((Words(case.say(words.READING_TEXT)),)),
        _roll_up(case, days),
        Paragraph((Words(case.say(words.READING_NA, days=days)),)),
        Paragraph((Words(case.say(words.SYMBOLS_TEXT)),)),
        Heading(text=case.say(words.COVERAGE), anchor="coverage"),
        Paragraph((Words(case.say(words.COVERAGE_TEXT)),)),
        _coverage(case),
    )
    return Section(title=case.say(words.READING), anchor="reading", blocks=blocks)


def _roll_up(case: Case, days: int) -> Table:
    """How findings become a status, in both editions."""
    columns = (
        Column(title=case.column("findings"), share=62),
        Column(title=wording.SHORT_EDITIONS[Edition.KOMPENDIUM.value], share=19),
        Column(title=wording.SHORT_EDITIONS[Edition.GSPP.value], share=19),
    )
    rows = tuple(
        Row((case.say(text, days=days), badge(Edition.KOMPENDIUM, old), badge(Edition.GSPP, new)))
        for text, old, new in wording.ROLL_UP
    )
    return Table(columns=columns, rows=rows)


def _coverage(case: Case) -> Table:
    """How many requirements the rules reach."""
    names = ("automated", "judged", "met", "manual")
    numbers = tuple(Column(title=case.column(name), share=16, align=Align.RIGHT) for name in names)
    columns = (Column(title=case.column("edition"), share=36, bold=True), *numbers)
    return Table(columns=columns, rows=tuple(_coverage_row(case, result) for result in case.editions))


def _coverage_row(case: Case, result: EditionResult) -> Row:
    """The numbers of an edition; `automated` are the requirements that appear in the roll-up at all."""
    judged = {status.requirement for status in result.statuses}
    unmet = {status.requirement for status in result.statuses if status.status is not Status.MET}
    reached = judged | {requirement for requirement, count in result.na.items() if count}
    counts = (len(reached), len(judged), len(judged - unmet), result.not_automated)
    return Row((EDITIONS[result.edition].to(case.language), *(number(count, case.language) for count in counts)))


def overview(case: Case) -> Section:
    """Each requirement with the number of devices per status."""
    blocks: list[Block] = [Paragraph((Words(case.say(words.OVERVIEW_TEXT)),))]
    for result in case.editions:
        title = EDITIONS[result.edition].to(case.language)
        blocks += [Heading(text=title, anchor=f"overview:{result.edition.value}"), _overview_table(case, result)]
    return Section(title=case.say(words.OVERVIEW), anchor="overview", blocks=tuple(blocks), wide=True)


def _overview_table(case: Case, result: EditionResult) -> Table:
    """The requirements of an edition."""
    kinds = tuple(kind for kind in badges(result.edition) if kind.mark is not Mark.NONE)
    columns = (
        Column(title=case.column("requirement"), share=13, bold=True),
        Column(title=case.column("title"), share=40),
        Column(title=case.column("level"), share=10),
        *(Column(title=kind.word, share=9, align=Align.RIGHT) for kind in kinds),
        Column(title=case.column("na"), share=6, align=Align.RIGHT),
    )
    counts: dict[str, Counter[str]] = {}
    for status in result.statuses:
        counts.setdefault(status.requirement, Counter())[badge(result.edition, status.status).word] += 1
    rows = []
    for requirement in sorted(counts.keys() | result.na.keys(), key=natural):
        told = counts.get(requirement, Counter())
        numbers = (number(told[kind.word], case.language) if told[kind.word] else "–" for kind in kinds)
        na = number(result.na[requirement], case.language) if result.na.get(requirement) else "–"
        link = Words(requirement, target=_anchor(result.edition, requirement))
        rows.append(Row((link, *_title_level(result, requirement), *numbers, na)))
    return Table(columns=columns, rows=tuple(rows))


def _anchor(edition: Edition, requirement: str) -> str:
    """The place of a requirement's first result."""
    return f"{edition.value}:{requirement}"


def _title_level(result: EditionResult, requirement: str) -> tuple[str, str]:
    """Title and level of a requirement."""
    known = result.requirements.get(requirement)
    return (known.title, known.level) if known else ("–", "–")


def results(case: Case) -> Section:
    """Every status of every requirement and device."""
    blocks: list[Block] = [Paragraph((Words(case.say(words.RESULTS_TEXT)),))]
    for result in case.editions:
        title = EDITIONS[result.edition].to(case.language)
        blocks.append(Heading(text=title, anchor=f"results:{result.edition.value}"))
        blocks.append(Table(columns=_result_columns(case), rows=tuple(_result_rows(case, result))))
    return Section(title=case.say(words.RESULTS), anchor="results", blocks=tuple(blocks), wide=True)


def _result_columns(case: Case) -> tuple[Column, ...]:
    """The columns of the long table."""
    return (
        Column(title=case.column("requirement"), share=10, bold=True),
        Column(title=case.column("title"), share=16, most_lines=3),
        Column(title=case.column("device"), share=26),
        Column(title=case.column("status"), share=11),
        Column(title=case.column("reason"), share=28, most_lines=4),
        Column(title=case.column("until"), share=9),
    )


def _result_rows(case: Case, result: EditionResult) -> Iterator[Row]:
    """Rows by requirement, the worst status first; devices with the same answer share rows of a few names each."""
    last = None
    for answer, devices in _alike(case, result).items():
        for place in range(0, len(devices), DEVICES_IN_A_ROW):
            first = answer.requirement != last
            last = answer.requirement
            names = ", ".join(devices[place : place + DEVICES_IN_A_ROW])
            counted = len(devices) > DEVICES_IN_A_ROW and not place
            yield Row(
                (
                    answer.requirement,
                    _title_level(result, answer.requirement)[0] if first else "",
                    f"{case.count(len(devices), wording.DEVICE)}: {names}" if counted else names,
                    answer.badge,
                    answer.reason if not place else case.say(words.AS_ABOVE),
                    answer.until,
                ),
                anchor=_anchor(result.edition, answer.requirement) if first else None,
                starts_group=first,
            )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a row says besides its devices."""

    requirement: str
    badge: Badge
    reason: str
    until: str


def _alike(case: Case, result: EditionResult) -> dict[Answer, list[str]]:
    """The devices by what is said of them, in the order of the results."""
    groups: dict[Answer, list[str]] = {}
    for status in in_order(result):
        until = day(status.valid_until, case.language)
        answer = Answer(status.requirement, badge(result.edition, status.status), _reason(case, status), until)
        groups.setdefault(answer, []).append(status.device)
    return groups


def _reason(case: Case, status: ControlStatus) -> str:
    """Why a requirement stands as it does; waivers first, so that no cutting off hides them."""
    waived = [case.say(words.WAIVED_NOTE, day=day(waiver.until, case.language)) for waiver in status.waivers]
    return "; ".join((*dict.fromkeys(waived), status.note.to(case.language))) or "–"


def in_order(result: EditionResult) -> list[ControlStatus]:
    """The statuses by requirement, within it the worst first, then by device."""
    keys: dict[str, tuple[tuple[int, int, str], ...]] = {}
    rank = {mark: index for index, mark in enumerate(WORST_FIRST)}

    def key(status: ControlStatus) -> tuple[object, ...]:
        """The place of a status."""
        for name in (status.requirement, status.device):
            if name not in keys:
                keys[name] = natural(name)
        mark = badge(result.edition, status.status).mark
        return keys[status.requirement], rank[mark], keys[status.device]

    return sorted(result.statuses, key=key)
