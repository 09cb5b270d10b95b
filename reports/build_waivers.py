"""What was accepted or exempted: waivers, and the places that rules leave out. None is hidden."""

from collections.abc import Iterator, Sequence
from datetime import date

from isms.core.model.finding import Finding, Severity, Waiver
from isms.core.model.text import Text
from reports import typography
from reports import wording_check as words
from reports.build_devices import LINES_IN_A_CELL, make_fleet
from reports.case import Case, natural
from reports.model import Align, Badge, Block, Column, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import day


def waivers(case: Case) -> Section:
    """Every waiver that covers a finding of the run, all others that were on file, then what rules leave out."""
    found = sorted(
        (found for found in case.run.findings if found.waiver),
        key=lambda found: (found.waiver.until if found.waiver else None, found.rule, natural(found.device)),
    )
    text = words.WAIVERS_TEXT if found else words.NO_WAIVERS
    blocks: tuple[Block, ...] = (Paragraph((Words(case.say(text)),)),)
    if found:
        blocks = (*blocks, _waiver_table(case, found))
    used = {one.waiver for one in found}
    others = [waiver for waiver in case.run.head.waivers if waiver not in used]
    if others:
        blocks = (*blocks, *_other_waivers(case, others))
    blocks = (*blocks, *_exemptions(case))
    return Section(title=case.say(words.WAIVERS), anchor="waivers", blocks=blocks, wide=True)


def _waiver_table(case: Case, found: Sequence[Finding]) -> Table:
    """The table of waivers."""
    names = {"rule": 19, "device": 16, "severity": 7, "until": 9, "by": 11, "reason": 29, "ticket": 9}
    columns = tuple(Column(title=case.column(name), share=share, bold=name == "rule") for name, share in names.items())
    rows = tuple(
        Row(
            (
                Words(case.title(one.rule), target=f"rule:{one.rule}"),
                one.device,
                case.severity(Severity(one.severity)),
                day(one.waiver.until, case.language),
                one.waiver.by,
                one.waiver.reason,
                one.waiver.ticket or "–",
            )
        )
        for one in found
        if one.waiver
    )
    return Table(columns=columns, rows=rows)


def _other_waivers(case: Case, others: Sequence[Waiver]) -> tuple[Block, ...]:
    """The waivers that cover no finding of the run, and why."""
    names = {"rule": 20, "place": 16, "from": 8, "until": 9, "by": 11, "reason": 24, "state": 12}
    columns = tuple(Column(title=case.column(name), share=share, bold=name == "rule") for name, share in names.items())
    rows = tuple(
        Row(
            (
                case.title(one.rule),
                " · ".join(filter(None, (one.device or one.site, one.block))),
                day(one.start, case.language),
                day(one.until, case.language),
                one.by,
                one.reason + (f" ({one.ticket})" if one.ticket else ""),
                case.say(_waiver_state(one, case.run.head.started_at.date())),
            )
        )
        for one in sorted(others, key=lambda one: (one.until, one.rule, one.device or one.site or ""))
    )
    return (
        Heading(text=case.say(words.OTHER_WAIVERS), anchor="waivers:other"),
        Paragraph((Words(case.say(words.OTHER_WAIVERS_TEXT)),)),
        Table(columns=columns, rows=rows),
    )


def _exemptions(case: Case) -> Iterator[Block]:
    """The places that the policy exempts from a rule, wherever there are any."""
    groups: dict[tuple[str, Badge, int, int], list[str]] = {}
    for found in case.run.findings:
        if found.exempted:
            key = (found.rule, case.verdict(found), found.exempted, found.judged)
            groups.setdefault(key, []).append(found.device)
    if not groups:
        return
    yield Heading(text=case.say(words.EXEMPTIONS), anchor="waivers:exempted")
    yield Paragraph((Words(case.say(words.EXEMPTIONS_TEXT)),), leads=True)
    fleet = make_fleet(case)
    columns = (
        Column(title=case.column("rule"), share=27, bold=True),
        Column(title=case.column("verdict"), share=13),
        Column(title=case.say(words.EXEMPTED), share=10, align=Align.RIGHT),
        Column(title=words.FACTS["judged"].to(case.language), share=10, align=Align.RIGHT),
        Column(title=case.column("devices"), share=40, most_lines=LINES_IN_A_CELL),
    )
    ordered = sorted(groups.items(), key=lambda item: (natural(item[0][0]), -item[0][2], natural(item[1][0])))
    rows = (
        Row((case.title(rule), verdict, *(typography.number(count, case.language) for count in counts), told))
        for (rule, verdict, *counts), devices in ordered
        for told in fleet.cells(devices)
    )
    yield Table(columns=columns, rows=tuple(rows))


def _waiver_state(waiver: Waiver, today: date) -> Text:
    """Why a waiver covers nothing."""
    if waiver.until < today:
        return words.WAIVER_ENDED
    return words.WAIVER_TO_COME if waiver.start is not None and waiver.start > today else words.WAIVER_IDLE
