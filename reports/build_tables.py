"""How to read the results, requirements at a glance, and the order of the results."""

from collections import Counter

from isms.core.model.control import ControlStatus, Edition, Status
from isms.core.wording import EDITIONS
from reports import wording
from reports import wording_check as words
from reports.case import Case, badge, badges, natural
from reports.edition import EditionResult
from reports.mark import Mark
from reports.model import Align, Block, Column, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import number

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
        judged = {status.requirement for status in result.statuses}
        idle = sorted((name for name in result.na if name not in judged), key=natural)
        if idle:
            told = ", ".join(f"{name} {title_level(result, name)[0]}" for name in idle)
            blocks.append(Paragraph((Words(case.say(words.OVERVIEW_NA, requirements=told)),)))
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
    for requirement in sorted(counts, key=natural):
        told = counts.get(requirement, Counter())
        numbers = (number(told[kind.word], case.language) if told[kind.word] else "–" for kind in kinds)
        na = number(result.na[requirement], case.language) if result.na.get(requirement) else "–"
        link = Words(requirement, target=anchor_of(result.edition, requirement))
        rows.append(Row((link, *title_level(result, requirement), *numbers, na)))
    return Table(columns=columns, rows=tuple(rows))


def anchor_of(edition: Edition, requirement: str) -> str:
    """The place of a requirement's first result."""
    return f"{edition.value}:{requirement}"


def title_level(result: EditionResult, requirement: str) -> tuple[str, str]:
    """Title and level of a requirement."""
    known = result.requirements.get(requirement)
    return (known.title, known.level) if known else ("–", "–")


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
