"""The evidence: every rule that fails or is undecided, with all its devices, grouped by the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isms.core.model.finding import Finding, Verdict, Waiver
from reports import typography, wording
from reports import wording_check as words
from reports.build_devices import LINES_IN_A_CELL, NAMED, Fleet, make_fleet, parted
from reports.build_rules import NOT_KEPT, UNCLEAR, RuleFindings, rules_of
from reports.case import Case, natural, urgency
from reports.model import Badge, Block, Column, Heading, Paragraph, Proof, ProofLine, Row, Section, Table, Words
from reports.typography import day, moment, shortened

PLACES_PER_PROOF = 3
AROUND = 2
LINE_LENGTH = 220
LINES_NAMED = 8
DECIDING_LENGTH = 160


def evidence(case: Case) -> Section:
    """Every finding that does not pass, rule by rule: the most severe first, among them the most urgent."""
    bad = [rule for rule in rules_of(case) if rule.count(*NOT_KEPT)]
    bad.sort(key=lambda rule: (not rule.count(Verdict.FAIL), rule.severity.rank, -urgency(_broken(rule)), rule.id))
    text = words.EVIDENCE_TEXT if bad else words.NO_EVIDENCE
    fleet = make_fleet(case)
    blocks = (block for rule in bad for block in _rule(case, fleet, rule))
    return Section(
        title=case.say(words.EVIDENCE), anchor="evidence", blocks=(Paragraph((Words(case.say(text)),)), *blocks)
    )


def _broken(rule: RuleFindings) -> list[Finding]:
    """The findings of a rule that fail."""
    return [found for found in rule.findings if found.verdict is Verdict.FAIL]


def _rule(case: Case, fleet: Fleet, rule: RuleFindings) -> Iterator[Block]:
    """What is to be known of one rule: why it matters, one device in full, then all devices by reason."""
    broken = _broken(rule)
    heading = words.EVIDENCE_HEADING if broken else words.UNCLEAR_HEADING
    told = case.say(heading, title=case.title(rule.id), severity=case.severity(rule.severity))
    yield Heading(text=told, anchor=f"rule:{rule.id}", listed=False)
    yield Paragraph((Words(_account(case, fleet, rule)),), leads=True)
    groups = _groups(case, rule)
    if broken:
        yield _proof(case, groups[0].findings[0])
    if len(broken) != 1 or rule.count(*UNCLEAR):
        yield _group_table(case, fleet, groups)


def _account(case: Case, fleet: Fleet, rule: RuleFindings) -> str:
    """Why the rule matters, what it speaks for, and where it stands how."""
    why = case.rules[rule.id].why.to(case.language) if rule.id in case.rules else ""
    requirements = ", ".join(case.requirements.get(rule.id, ("–",)))
    counts = [
        case.say(words.COUNTED, word=case.column(name), devices=typography.number(rule.count(*verdicts), case.language))
        for name, verdicts in (("broken", (Verdict.FAIL,)), ("unclear", UNCLEAR))
        if rule.count(*verdicts)
    ]
    kept = rule.devices(Verdict.PASS)
    if kept:
        concerned = [*kept, *rule.devices(*NOT_KEPT)]
        counts.append(case.say(words.KEPT_ON, devices=", ".join(fleet.rest(kept, concerned))))
    if rule.count(Verdict.NA):
        counts.append(case.say(words.NA_ON_OTHERS))
    values = {"why": why, "requirements": requirements, "rule": rule.id, "counts": "; ".join(counts)}
    return case.say(words.EVIDENCE_RULE, **values).strip()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of a rule that say the same."""

    badge: Badge
    reason: str
    findings: tuple[Finding, ...]


def _groups(case: Case, rule: RuleFindings) -> list[Group]:
    """The findings that do not pass by what they say; the open ones before the waived, the many before the few."""
    groups: dict[tuple[Badge, str], list[Finding]] = {}
    for found in sorted(rule.findings, key=lambda found: natural(found.device)):
        if found.verdict in NOT_KEPT:
            groups.setdefault((case.verdict(found), _reason(case, found)), []).append(found)
    told = [Group(badge, reason, tuple(findings)) for (badge, reason), findings in groups.items()]
    # A finding that is waived must not push the open ones out of sight.
    return sorted(told, key=_place)


def _place(group: Group) -> tuple[bool, bool, int]:
    """Where a group stands among those of its rule."""
    first = group.findings[0]
    return first.verdict is not Verdict.FAIL, first.waiver is not None, -len(group.findings)


def _reason(case: Case, found: Finding) -> str:
    """Why a finding is as it is, a waiver before anything that may be long."""
    reason = found.reason.to(case.language)
    if found.default:
        reason += f" ({words.FACTS['default'].to(case.language)}: {found.default.to(case.language)})"
    if not found.waiver:
        return reason
    return f"{case.say(words.WAIVED_NOTE, day=day(found.waiver.until, case.language))}; {reason}"


def _group_table(case: Case, fleet: Fleet, groups: Sequence[Group]) -> Table:
    """All devices of a rule that do not pass, by reason."""
    columns = (
        Column(title=case.column("devices"), share=38, most_lines=LINES_IN_A_CELL),
        Column(title=case.column("verdict"), share=13),
        Column(title=case.say(words.REASON), share=49, most_lines=LINES_IN_A_CELL),
    )
    return Table(columns=columns, rows=tuple(row for group in groups for row in _group_rows(case, fleet, group)))


def _group_rows(case: Case, fleet: Fleet, group: Group) -> Iterator[Row]:
    """A group: its devices with their lines where they are few, its reason, the line that decides on the first."""
    if len(group.findings) <= NAMED:
        cells = tuple(parted(_places(case, found) for found in group.findings))
    else:
        cells = fleet.cells([found.device for found in group.findings])
    for place, told in enumerate(cells):
        yield Row((told, group.badge, case.say(words.AS_ABOVE) if place else _deciding(case, group)))


def _places(case: Case, found: Finding) -> str:
    """A device with the numbers of the lines that decide."""
    if not found.lines:
        return found.device
    numbers = [str(line.number) for line in found.lines[:LINES_NAMED]]
    more = ", …" if len(found.lines) > LINES_NAMED else ""
    return case.say(words.PLACES, device=found.device, lines=", ".join(numbers) + more)


def _deciding(case: Case, group: Group) -> str:
    """The reason of a group, with the line that decides on its first device unless the reason quotes it."""
    found = group.findings[0]
    line = found.lines[0] if found.lines else None
    if line is None or line.text.strip() in group.reason:
        return group.reason
    text = words.DECIDING if len(group.findings) <= NAMED else words.DECIDING_AT
    told = shortened(line.text.strip(), DECIDING_LENGTH)
    return case.say(text, reason=group.reason, device=found.device, number=line.number, line=told)


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
