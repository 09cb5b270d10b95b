"""The summary for the management: what was checked, what is wrong, what is unknown, what to do first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from isms.core.model.control import ControlStatus, Edition, Status
from isms.core.model.finding import Finding, Severity, Verdict
from isms.core.model.text import Text
from isms.core.wording import EDITIONS, UNREACHABLE, VERDICTS
from reports import wording
from reports import wording_check as words
from reports.case import Case, badge, by_rule, natural, open_findings, slices
from reports.edition import EditionResult
from reports.mark import Mark
from reports.model import (
    Align,
    Badge,
    Bar,
    Bars,
    Block,
    Callout,
    Column,
    Heading,
    Paragraph,
    Ring,
    Rings,
    Row,
    Section,
    Slice,
    Step,
    Steps,
    Table,
    Words,
)
from reports.typography import day, listed, number, percent

MEASURES = 5
REMEDY_LINES = 8
NAMED = 20
CHANGES_NAMED = 8


def summary(case: Case) -> Section:
    """The section for readers in a hurry."""
    blocks = (
        Paragraph(tuple(_account(case))),
        Paragraph(tuple(Words(_standing(case, result)) for result in case.editions)),
        Paragraph((Words(case.say(words.HONEST)),)),
        _warning(case),
        Rings((_findings_ring(case), *(_ring(result) for result in case.editions))),
        *_groups(case),
        *_measures(case),
        *_changes(case),
        *_unknown(case),
    )
    return Section(title=case.say(words.SUMMARY), anchor="summary", blocks=blocks)


def _account(case: Case) -> Iterator[Words]:
    """Sentences made of the run's numbers."""
    run, failing = case.run, list(open_findings(case.run.findings))
    yield Words(
        case.say(
            words.CHECKED,
            day=day(run.head.started_at.date(), case.language),
            devices=case.count(run.summary.devices, wording.COMPONENT),
            rules=case.count(len(case.rules), wording.RULE),
        )
    )
    yield from _account_of_failing(case, failing)
    waived = run.summary.waived
    if waived:
        sentence = words.WAIVED_ONE if waived == 1 else words.WAIVED
        yield Words(case.say(sentence, count=case.count(waived, wording.FINDING)))
    worst = [case.say(words.QUOTED, title=case.title(rule)) for rule in list(by_rule(failing))[:2]]
    if worst:
        yield Words(case.say(words.WORST, rules=listed(worst, case.language)), bold=True)


def _account_of_failing(case: Case, failing: list[Finding]) -> Iterator[Words]:
    """The sentence on broken rules."""
    if not failing:
        yield Words(case.say(words.CLEAN), bold=True)
        return
    severities = Counter(finding.severity for finding in failing)
    sentence = words.FAILING_ONE if len(failing) == 1 else words.FAILING
    values = {"critical": severities[Severity.CRITICAL], "high": severities[Severity.HIGH]}
    counts = {name: number(value, case.language) for name, value in values.items()}
    yield Words(case.say(sentence, fail=case.count(len(failing), wording.FINDING), **counts), bold=True)


def _standing(case: Case, result: EditionResult) -> str:
    """The sentence on an edition."""
    counts = Counter(status.status for status in result.statuses)
    met, whole = counts[Status.MET], len(result.statuses)
    partial = [one for one in result.statuses if one.status is Status.OPEN and not one.failed and not one.undecided]
    return case.say(
        words.STANDING,
        edition=EDITIONS[result.edition].to(case.language),
        met=number(met, case.language),
        all=number(whole, case.language),
        word=badge(result.edition, Status.MET).word,
        share=percent(met, whole, case.language),
        partial=number(len(partial), case.language),
        bad=number(counts[Status.NOT_MET] + counts[Status.PARTLY], case.language),
    )


def _warning(case: Case) -> Callout:
    """What is unknown, in one sentence."""
    found = _unknowns(case)
    if not found:
        return Callout((Words(case.say(words.NOTHING_UNKNOWN)),), Mark.YES)
    counts = [case.count(count, words.UNKNOWN_ROWS[kind]) for kind, (count, _) in found.items()]
    told = case.say(words.UNKNOWN_COUNTED, kinds=listed(counts, case.language))
    return Callout((Words(case.say(words.UNKNOWN_CALLOUT), bold=True), Words(told, target="unknown")))


def _findings_ring(case: Case) -> Ring:
    """All findings that apply; a waived one still fails."""
    counts = Counter(finding.verdict for finding in case.run.findings)
    shown = (
        Slice(Badge(Mark.YES, VERDICTS[Verdict.PASS].to(case.language)), counts[Verdict.PASS]),
        Slice(Badge(Mark.NO, VERDICTS[Verdict.FAIL].to(case.language)), counts[Verdict.FAIL]),
        Slice(
            Badge(Mark.OPEN, VERDICTS[Verdict.UNKNOWN].to(case.language)),
            counts[Verdict.UNKNOWN] + counts[Verdict.ERROR],
        ),
    )
    return Ring(title=case.say(words.FINDINGS_RING), slices=shown)


def _ring(result: EditionResult) -> Ring:
    """All statuses of an edition."""
    title = wording.SHORT_EDITIONS[result.edition.value]
    return Ring(title=title, slices=slices(result.edition, result.statuses))


def _measures(case: Case) -> Iterator[Block]:
    """What to do first."""
    yield Heading(text=case.say(words.MEASURES), anchor="measures")
    rules = by_rule(open_findings(case.run.findings))
    if not rules:
        yield Paragraph((Words(case.say(words.NO_MEASURES)),))
        return
    yield Paragraph((Words(case.say(words.MEASURES_ORDER)),), leads=True)
    yield Steps(tuple(_measure(case, rule, found) for rule, found in list(rules.items())[:MEASURES]))


def _measure(case: Case, rule: str, findings: list[Finding]) -> Step:
    """One rule to be mended, with the lines that mend it on the platform most concerned."""
    info = case.rules.get(rule)
    told = case.say(
        words.MEASURE,
        severity=case.severity(findings[0].severity),
        devices=case.count(len(findings), wording.ON_DEVICE),
        names=listed([finding.device for finding in findings], case.language, most=4),
        why=info.why.to(case.language) if info else "",
    )
    requirements = case.requirements.get(rule, ())
    if requirements:
        told += case.say(words.MEASURE_FOR, requirements=listed(requirements, case.language, most=6))
    platform, lines = _remedy(case, rule, findings)
    if lines:
        told += case.say(words.REMEDY_FOR, platform=wording.PLATFORMS.get(platform, platform))
    return Step((Words(case.title(rule), bold=True, target=f"rule:{rule}"), Words(told)), _first(case, rule, lines))


def _first(case: Case, rule: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The remedy, or its first lines and where to read the rest: nobody should take a part for the whole."""
    if len(lines) <= REMEDY_LINES:
        return lines
    return (*lines[: REMEDY_LINES - 1], case.say(words.REMEDY_REST, n=len(lines) - REMEDY_LINES + 1, rule=rule))


def _remedy(case: Case, rule: str, findings: list[Finding]) -> tuple[str, tuple[str, ...]]:
    """The platform most concerned that has a remedy, and its lines."""
    info = case.rules.get(rule)
    for platform, _ in Counter(finding.platform for finding in findings).most_common():
        lines = info.remedy_in(platform, case.language) if info else ()
        if lines:
            return platform, lines
    return "", ()


def _changes(case: Case) -> Iterator[Block]:
    """What changed since the run before."""
    yield Heading(text=case.say(words.CHANGES), anchor="changes")
    if case.changes is None:
        yield Paragraph((Words(case.say(words.FIRST_RUN)),))
        return
    told = (
        ("newly_failing", case.changes.newly_failing, True),
        ("mended", case.changes.mended, True),
        ("still_failing", case.changes.still_failing, False),
    )
    yield _counted_table(case, [_change(case, words.CHANGE_ROWS[name], pairs, named) for name, pairs, named in told])


def _change(case: Case, kind: Text, pairs: Sequence[tuple[str, str]], named: bool) -> Row:
    """One kind of change by rule, the most severe first: with its devices where that is news, else their number."""
    rules: dict[str, list[str]] = {}
    for device, rule in pairs:
        rules.setdefault(rule, []).append(device)
    ranks = {rule: info.severity.rank for rule, info in case.rules.items()}
    ordered = sorted(rules.items(), key=lambda item: (ranks.get(item[0], len(Severity)), -len(item[1]), item[0]))
    shown = [
        f"{case.title(rule)} ({', '.join(devices) if named else number(len(devices), case.language)})"
        for rule, devices in ordered
    ]
    told = listed(shown, case.language, most=CHANGES_NAMED) or "–"
    return Row((kind.to(case.language), number(len(pairs), case.language), told))


def _counted_table(case: Case, rows: list[Row]) -> Table:
    """A table of kinds, counts and names."""
    columns = (
        Column(title=case.column("kind"), share=26, bold=True),
        Column(title=case.column("count"), share=10, align=Align.RIGHT),
        Column(title=case.column("which"), share=64),
    )
    return Table(columns=columns, rows=tuple(rows))


def _unknown(case: Case) -> Iterator[Block]:
    """What could not be judged, counted and named."""
    yield Heading(text=case.say(words.UNKNOWN), anchor="unknown")
    found = _unknowns(case)
    if not found:
        yield Paragraph((Words(case.say(words.NOTHING_UNKNOWN)),))
        return
    yield Paragraph((Words(case.say(words.UNKNOWN_TEXT)),), leads=True)
    rows = [
        Row(
            (
                case.say(words.UNKNOWN_ROWS[kind][1]),
                number(count, case.language),
                listed(names, case.language, most=NAMED),
            )
        )
        for kind, (count, names) in found.items()
    ]
    yield _counted_table(case, rows)


def _unknowns(case: Case) -> dict[str, tuple[int, list[str]]]:
    """Each kind of unknown that occurs, with its count and the names of what is unknown."""
    told, run = UNREACHABLE, case.run
    counts = Counter(finding.verdict for finding in run.findings)
    unreachable = [f"{gone.device} ({told[gone.reason].to(case.language)})" for gone in run.unreachable]
    skipped = [f"{file.file} ({file.reason.to(case.language)})" for file in run.skipped]
    stale = sorted(
        {one.device for result in case.editions for one in result.statuses if one.status is Status.STALE}, key=natural
    )
    found = {
        "unreachable": (len(unreachable), unreachable),
        "skipped": (len(skipped), skipped),
        "unknown": (counts[Verdict.UNKNOWN], _devices_per_rule(case, Verdict.UNKNOWN)),
        "error": (counts[Verdict.ERROR], _devices_per_rule(case, Verdict.ERROR)),
        "stale": (len(stale), stale),
    }
    return {kind: value for kind, value in found.items() if value[0]}


def _devices_per_rule(case: Case, verdict: Verdict) -> list[str]:
    """Rules with a verdict, each with the number of devices."""
    counts = Counter(finding.rule for finding in case.run.findings if finding.verdict is verdict)
    return [f"{case.title(rule)} ({number(count, case.language)})" for rule, count in counts.most_common()]


def _groups(case: Case) -> Iterator[Block]:
    """The statuses of each Baustein or practice."""
    for result in case.editions:
        groups: dict[str, list[ControlStatus]] = {}
        titles: dict[str, str] = {}
        for status in result.statuses:
            requirement = result.requirements.get(status.requirement)
            group = requirement.group if requirement else status.requirement
            groups.setdefault(group, []).append(status)
            titles[group] = f"{group} {requirement.group_title}" if requirement else group
        if not groups:
            continue
        title = words.PER_GROUP if result.edition is Edition.KOMPENDIUM else words.PER_PRACTICE
        edition = wording.SHORT_EDITIONS[result.edition.value]
        yield Heading(text=case.say(title, edition=edition), anchor=f"groups:{result.edition.value}")
        yield Bars(
            tuple(Bar(titles[group], slices(result.edition, groups[group])) for group in sorted(groups, key=natural))
        )
