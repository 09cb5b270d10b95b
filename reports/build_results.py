"""Every status of every requirement: devices of which the same is said for the same rules stand together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise

from isms.core.model.control import ControlStatus
from isms.core.model.finding import Finding
from isms.core.wording import EDITIONS
from reports import wording_check as words
from reports.build_devices import LINES_IN_A_CELL, Fleet, make_fleet
from reports.build_tables import anchor_of, in_order, title_level
from reports.case import Case, badge
from reports.edition import EditionResult
from reports.model import Badge, Block, Column, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import day

Found = Mapping[tuple[str, str], Finding]


def results(case: Case) -> Section:
    """Every status of every requirement and device."""
    found = {(one.device, one.rule): one for one in case.run.findings}
    fleet = make_fleet(case)
    untils = {status.valid_until for result in case.editions for status in result.statuses}
    blocks: list[Block] = [Paragraph((Words(case.say(words.RESULTS_TEXT)),))]
    [until] = untils if len(untils) == 1 else [None]
    if until:
        blocks.append(Paragraph((Words(case.say(words.ALL_UNTIL, day=day(until, case.language))),)))
    for result in case.editions:
        title = EDITIONS[result.edition].to(case.language)
        blocks.append(Heading(text=title, anchor=f"results:{result.edition.value}"))
        columns, rows = _columns(case), tuple(_rows(case, fleet, result, found))
        if until:
            # A column that says the same in every row takes room from those that do not.
            columns, rows = columns[:-1], tuple(replace(row, cells=row.cells[:-1]) for row in rows)
        blocks.append(Table(columns=columns, rows=rows))
    return Section(title=case.say(words.RESULTS), anchor="results", blocks=tuple(blocks), wide=True)


def _columns(case: Case) -> tuple[Column, ...]:
    """The columns of the table; a reason is cut off only where it would fill a page."""
    return (
        Column(title=case.column("requirement"), share=9, bold=True),
        Column(title=case.column("title"), share=13, most_lines=3),
        Column(title=case.column("status"), share=10.5),
        Column(title=case.column("devices"), share=26.5, most_lines=LINES_IN_A_CELL),
        Column(title=case.column("reason"), share=34, most_lines=LINES_IN_A_CELL),
        Column(title=case.column("until"), share=7),
    )


def _rows(case: Case, fleet: Fleet, result: EditionResult, found: Found) -> Iterator[Row]:
    """Rows by requirement, the worst status first; one answer takes a second row only for a great many names."""
    for requirement, grouped in groupby(_answers(case, result, found), key=lambda answer: answer.requirement):
        answers = list(grouped)
        concerned = [device for answer in answers for device in answer.devices]
        largest = max(answers, key=lambda answer: len(answer.devices))
        told = [
            (answer, cell)
            for answer in answers
            for cell in (fleet.rest(answer.devices, concerned) if answer is largest else fleet.cells(answer.devices))
        ]
        for place, (answer, cell) in enumerate(told):
            above = place > 0 and told[place - 1][0] is answer
            title = "" if place else title_level(result, requirement)[0]
            reason = case.say(words.AS_ABOVE) if above else answer.reason(case)
            yield Row(
                (requirement, title, answer.badge, cell, reason, day(answer.until, case.language)),
                anchor=None if place else anchor_of(result.edition, requirement),
                starts_group=not place,
            )


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of some devices; `shown` are the rules that speak for them with what each reaches, `exempted`
    those that leave places out on some of them."""

    requirement: str
    badge: Badge
    until: date | None
    before: str
    after: str
    devices: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    exempted: set[str] = field(default_factory=set)

    def reason(self, case: Case) -> str:
        """The justification as one text."""
        marked = (
            case.say(words.PARTLY_EXEMPTED, rule=told) if rule in self.exempted else told
            for rule, told in self.shown.items()
        )
        return f"{self.before}{', '.join(marked)}{self.after}" or "–"


def _answers(case: Case, result: EditionResult, found: Found) -> Iterator[Answer]:
    """The answers in the order of the results."""
    answers: dict[object, Answer] = {}
    for status in in_order(result):
        before, shown, after = _reason(case, status, found)
        kind = badge(result.edition, status.status)
        key = (status.requirement, kind, status.valid_until, before, after, status.failed, status.undecided)
        if key not in answers:
            answers[key] = Answer(status.requirement, kind, status.valid_until, before, after)
        answers[key].devices.append(status.device)
        for rule, told in shown.items():
            # What a rule reaches is said by the devices on which it leaves nothing out.
            if not _is_exempted(found.get((status.device, rule))):
                answers[key].shown[rule] = told
            else:
                answers[key].shown.setdefault(rule, rule)
                answers[key].exempted.add(rule)
    yield from answers.values()


def _is_exempted(found: Finding | None) -> bool:
    """Whether a finding leaves places out."""
    return found is not None and found.exempted > 0


def _reason(case: Case, status: ControlStatus, found: Found) -> tuple[str, dict[str, str], str]:
    """Why a requirement stands as it does: what comes before the rules that pass, these by id, what comes after.

    Waivers come first, so that no cutting off hides them. The reasons of single findings are left out, because the
    section on evidence has them by rule and device.
    """
    waived = (case.say(words.WAIVED_NOTE, day=day(waiver.until, case.language)) for waiver in status.waivers)
    note = status.note.to(case.language)
    for rule in (*status.failed, *status.undecided):
        if (status.device, rule) in found:
            note = note.replace(f"{rule} ({found[status.device, rule].reason.to(case.language)})", rule, 1)
    told = "; ".join(filter(None, (*dict.fromkeys(waived), note)))
    if status.failed or status.undecided:
        return (
            told.replace(", ".join(status.passed), case.say(words.SHOWN_BY_REST), 1) if status.passed else told,
            {},
            "",
        )
    return _parted(told, status.passed)


def _parted(told: str, rules: Sequence[str]) -> tuple[str, dict[str, str], str]:
    """A note of rules that pass, parted into what stands before them, each of them, and what stands after."""
    plain = f": {', '.join(rules)}"
    if rules and (told.endswith(plain) or f"{plain}; " in told):
        before, _, after = told.partition(plain)
        return f"{before}: ", {rule: rule for rule in rules}, after
    starts, at = [], 0
    for rule in rules:
        at = told.find(f"{rule} (", at)
        if at < 0:
            return told, {}, ""
        starts.append(at)
    end = told.rfind("); ") + 1 if "); " in told else len(told)
    if not starts or end <= starts[-1]:
        return told, {}, ""
    parts = [told[first:after].removesuffix(", ") for first, after in pairwise((*starts, end))]
    return told[: starts[0]], dict(zip(rules, parts, strict=True)), told[end:]
