"""Findings that do not pass, their evidence, and the waivers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from isms.core.model.finding import Finding, Severity, Verdict, Waiver
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Text
from reports import typography, wording
from reports import wording_check as words
from reports.case import Case, by_rule, failing, natural, urgency
from reports.model import Align, Block, Column, Heading, Paragraph, Proof, ProofLine, Row, Section, Table, Words
from reports.typography import day, listed, moment, shortened

PROOFS_PER_RULE = 3
PLACES_PER_PROOF = 5
AROUND = 2
LINE_LENGTH = 220
LINES_NAMED = 8


def findings(case: Case) -> Section:
    """All findings that do not pass, the most severe first."""
    bad = [found for found in case.run.findings if found.verdict not in {Verdict.PASS, Verdict.NA}]
    bad.sort(
        key=lambda found: (found.verdict is not Verdict.FAIL, found.severity.rank, found.rule, natural(found.device))
    )
    text = words.FINDINGS_TEXT if bad else words.NO_FINDINGS
    blocks: tuple[Block, ...] = (
        Paragraph((Words(case.say(words.RULES_TEXT)),), leads=True),
        _rule_table(case),
        Heading(text=case.say(words.FINDINGS_BAD), anchor="findings:bad"),
        Paragraph((Words(case.say(text)),), leads=bool(bad)),
    )
    if bad:
        blocks = (*blocks, Table(columns=_columns(case), rows=tuple(_row(case, found) for found in bad)))
    return Section(title=case.say(words.FINDINGS), anchor="findings", blocks=blocks, wide=True)


def _rule_table(case: Case) -> Table:
    """Every rule of the run with the number of devices per verdict; waived ones are among the failing."""
    numbers = ("kept", "broken", "waived", "unclear", "na")
    columns = (
        Column(title=case.column("id"), share=18),
        Column(title=case.column("rule"), share=36, bold=True),
        Column(title=case.column("severity"), share=9),
        *(Column(title=case.column(name), share=9, align=Align.RIGHT) for name in numbers),
    )
    counts = Counter((found.rule, found.verdict) for found in case.run.findings)
    waived = Counter(found.rule for found in failing(case.run.findings) if found.waiver)
    rules = sorted(case.rules.values(), key=lambda rule: (rule.severity.rank, rule.id))
    return Table(columns=columns, rows=tuple(_rule_row(case, rule, counts, waived[rule.id]) for rule in rules))


def _rule_row(case: Case, rule: RuleInfo, counts: Counter[tuple[str, Verdict]], waived: int) -> Row:
    """A rule with its counts."""
    passed, failed, na = (counts[rule.id, verdict] for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.NA))
    unclear = counts[rule.id, Verdict.UNKNOWN] + counts[rule.id, Verdict.ERROR]
    numbers = (
        typography.number(count, case.language) if count else "–" for count in (passed, failed, waived, unclear, na)
    )
    link = Words(rule.title.to(case.language), target=f"rule:{rule.id}")
    return Row((rule.id, link, case.severity(rule.severity), *numbers))


def _columns(case: Case) -> tuple[Column, ...]:
    """The columns of the table of findings."""
    return (
        Column(title=case.column("rule"), share=19, bold=True),
        Column(title=case.column("device"), share=18),
        Column(title=case.column("verdict"), share=13),
        Column(title=case.column("severity"), share=7),
        Column(title=case.column("reason"), share=27),
        Column(title=case.column("lines"), share=7),
        Column(title=case.column("waiver"), share=9),
    )


def _row(case: Case, found: Finding) -> Row:
    """A finding as a row."""
    lines = [str(line.number) for line in found.lines[:LINES_NAMED]]
    more = " …" if len(found.lines) > LINES_NAMED else ""
    waiver = case.say(words.WAIVED_UNTIL, day=day(found.waiver.until, case.language)) if found.waiver else "–"
    severity = case.severity(found.severity)
    target = Words(case.title(found.rule), target=f"rule:{found.rule}")
    reason = found.reason.to(case.language)
    lines_told = (", ".join(lines) or "–") + more
    return Row((target, found.device, case.verdict(found), severity, reason, lines_told, waiver))


def evidence(case: Case) -> Section:
    """Evidence for every rule that fails somewhere."""
    rules = by_rule(failing(case.run.findings))
    text = case.say(words.EVIDENCE_TEXT, most=PROOFS_PER_RULE) if rules else case.say(words.NO_EVIDENCE)
    ordered = sorted(rules.items(), key=lambda item: (item[1][0].severity.rank, -urgency(item[1]), item[0]))
    proofs = (block for rule, found in ordered for block in _rule(case, rule, found))
    return Section(title=case.say(words.EVIDENCE), anchor="evidence", blocks=(Paragraph((Words(text),)), *proofs))


def _rule(case: Case, rule: str, found: Sequence[Finding]) -> Iterator[Block]:
    """The evidence of one rule: why it matters, the first devices, the names of the others."""
    severity = case.severity(found[0].severity)
    heading = case.say(words.EVIDENCE_HEADING, title=case.title(rule), severity=severity)
    yield Heading(text=heading, anchor=f"rule:{rule}", listed=False)
    why = case.rules[rule].why.to(case.language) if rule in case.rules else ""
    requirements = listed(case.requirements.get(rule, ("–",)), case.language, most=12)
    yield Paragraph((Words(case.say(words.EVIDENCE_RULE, why=why, requirements=requirements)),), leads=True)
    # A finding that is waived must not push the open ones out of sight.
    ordered = sorted(found, key=lambda one: one.waiver is not None)
    yield from (_proof(case, one) for one in ordered[:PROOFS_PER_RULE])
    rest = [one.device for one in ordered[PROOFS_PER_RULE:]]
    if rest:
        sentence = words.EVIDENCE_MORE if len(rest) > 1 else words.EVIDENCE_ONE_MORE
        devices = case.count(len(rest), wording.DEVICE)
        told = case.say(sentence, devices=devices, names=listed(rest, case.language, most=12))
        yield Paragraph((Words(told),))


def _proof(case: Case, found: Finding) -> Proof:
    """The evidence of one finding."""
    platform = wording.PLATFORMS.get(found.platform, found.platform)
    return Proof(
        title=f"{found.device} · {platform}",
        badge=case.verdict(found),
        reason=found.reason.to(case.language),
        lines=tuple(_lines(case, found)),
        facts=tuple(_facts(case, found)),
    )


def _facts(case: Case, found: Finding) -> Iterator[tuple[str, str]]:
    """What makes the evidence checkable."""
    judged = ""
    if found.judged:
        values = {
            "judged": typography.number(found.judged, case.language),
            "exempted": typography.number(found.exempted, case.language),
        }
        judged = case.say(words.JUDGED, **values)
    facts = {
        "sha": found.config_sha256 or "",
        "collected": moment(found.collected_at, case.language),
        "rule": found.rule,
        "file": found.file or "",
        "judged": judged,
        "default": found.default.to(case.language) if found.default else "",
        "waiver": _waiver(case, found.waiver) if found.waiver else "",
    }
    return ((words.FACTS[name].to(case.language), value) for name, value in facts.items() if value)


def _waiver(case: Case, waiver: Waiver) -> str:
    """A waiver in one line."""
    return case.say(words.WAIVER_FACT, until=day(waiver.until, case.language), by=waiver.by, reason=waiver.reason)


def _lines(case: Case, found: Finding) -> Iterator[ProofLine]:
    """The deciding lines with what stands around them, left-out lines shown as such."""
    deciding = sorted({line.number: line for line in found.lines}.values(), key=lambda line: line.number)
    shown = deciding[:PLACES_PER_PROOF]
    config = _config(case, found)
    around: dict[int, str] = {}
    for line in shown:
        known = 0 < line.number <= len(config) and config[line.number - 1].strip() == line.text.strip()
        span = range(max(1, line.number - AROUND), min(len(config), line.number + AROUND) + 1) if known else ()
        around.update({number: config[number - 1] for number in span})
    around.update({line.number: line.text for line in shown})
    last = None
    for number in sorted(around):
        if last is not None and number > last + 1:
            yield ProofLine(None, "…")
        yield ProofLine(number, shortened(around[number], LINE_LENGTH), number in {line.number for line in shown})
        last = number
    if len(deciding) > len(shown):
        yield ProofLine(None, case.say(words.LEFT_OUT, n=typography.number(len(deciding) - len(shown), case.language)))


def _config(case: Case, found: Finding) -> list[str]:
    """The lines of the redacted configuration, if the run holds it."""
    for name in (found.device, found.file):
        if name is not None and name in case.run.configs:
            return case.run.configs[name].splitlines()
    return []


def waivers(case: Case) -> Section:
    """Every waiver that covers a finding of the run, then all others that were on file: none is hidden."""
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


def _waiver_state(waiver: Waiver, today: date) -> Text:
    """Why a waiver covers nothing."""
    if waiver.until < today:
        return words.WAIVER_ENDED
    return words.WAIVER_TO_COME if waiver.start is not None and waiver.start > today else words.WAIVER_IDLE
