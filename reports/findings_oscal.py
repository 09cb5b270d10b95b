"""A run as OSCAL assessment results 1.1.3 (NIST), for tools of governance and audit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from isms.core import codec
from isms.core.model.device import Unreachable
from isms.core.model.finding import Finding, Waiver
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from isms.core.wording import UNREACHABLE
from reports import findings_oscal_frame as frame
from reports.findings_oscal_frame import identity, prop, said, token
from reports.findings_view import STATES, RunView, State, because, numbered, state, title, waived
from reports.typography import number

BROKEN = frozenset({State.ERROR, State.FAIL, State.UNKNOWN, State.WAIVED})
NOT_JUDGED = Text(de="Nicht geprüft: {reason}", en="Not judged: {reason}")


@dataclass(slots=True)
class Met:
    """What the observations met: devices with their platforms, and per rule its states, devices and waivers."""

    devices: dict[str, str] = field(default_factory=dict)
    states: dict[str, Counter[State]] = field(default_factory=dict)
    observed: dict[str, list[str]] = field(default_factory=dict)
    waivers: dict[tuple[str, str], Waiver] = field(default_factory=dict)

    def take(self, finding: Finding) -> None:
        """Remember a finding for the lists that come after the observations."""
        counted = state(finding)
        self.devices.setdefault(finding.device, finding.platform)
        self.states.setdefault(finding.rule, Counter())[counted] += 1
        if counted is not State.NA:
            self.observed.setdefault(finding.rule, []).append(finding.device)
        if counted is State.WAIVED and finding.waiver is not None:
            self.waivers[finding.device, finding.rule] = finding.waiver


def to_oscal(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """An observation per finding, a finding per rule, a risk per waiver, an inventory item per device."""
    met = Met()
    rules = run.named()
    yield _head(run, language)
    yield from _array("observations", _observations(findings, met, run, rules, language))
    yield from _array("risks", (_risk(*item, run, language) for item in met.waivers.items()))
    yield from _array("findings", (_finding(name, met, run, rules, language) for name in met.observed))
    names = [*dict.fromkeys((*rules, *met.states))]
    rest = {
        "local-definitions": frame.definitions(run, met.devices),
        "reviewed-controls": frame.reviewed(names, language),
    }
    yield b",\n" + codec.to_json(rest)[1:-1] + b"}],\n"
    yield codec.to_json({"back-matter": frame.back_matter(language)})[1:-1] + b"}}\n"


def _head(run: RunView, language: Language) -> bytes:
    """Everything up to the lists of the one result."""
    about = {
        "uuid": identity("document", frame.key(run), language.value),
        "metadata": frame.metadata(run, language),
        "import-ap": frame.plan(),
        **frame.rules(run, language),
    }
    heading = codec.to_json(frame.heading(run, language))[:-1]
    return b'{"assessment-results":' + codec.to_json(about)[:-1] + b',\n"results":[' + heading


def _array(name: str, items: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A list under its name; nothing at all if it is empty, as OSCAL wants it."""
    before = b',\n"' + name.encode() + b'":[\n'
    for item in items:
        yield before + codec.to_json(item)
        before = b",\n"
    if before == b",\n":
        yield b"]"


def _observations(
    findings: Iterable[Finding], met: Met, run: RunView, rules: dict[str, RuleInfo], language: Language
) -> Iterator[dict[str, Any]]:
    """What was found, then what could not be looked at."""
    for finding in findings:
        met.take(finding)
        yield _observation(finding, run, rules.get(finding.rule), language)
    for lost in run.unreachable:
        met.devices.setdefault(lost.device, "")
        yield _lost(lost, run, language)


def _observation(finding: Finding, run: RunView, rule: RuleInfo | None, language: Language) -> dict[str, Any]:
    """A finding with its deciding lines as evidence."""
    counted = state(finding)
    props = [
        prop("rule", finding.rule),
        prop("verdict", finding.verdict.value),
        prop("severity", finding.severity.value),
        prop("waived", "yes" if counted is State.WAIVED else "no"),
        *([prop("config-sha256", finding.config_sha256)] if finding.config_sha256 else []),
    ]
    evidence = [{"description": numbered(line)} for line in finding.lines]
    return {
        "uuid": _observed(run, finding.device, finding.rule),
        "title": said(title(rule, language) or finding.rule),
        "description": f"{STATES[counted].to(language)}: {because(finding, language)}",
        "props": props,
        **_seen(finding.device, finding.collected_at, run),
        **({"relevant-evidence": evidence} if evidence else {}),
        **({"remarks": waived(finding.waiver, language)} if finding.waiver else {}),
    }


def _lost(lost: Unreachable, run: RunView, language: Language) -> dict[str, Any]:
    """A device without a configuration."""
    why = f"{UNREACHABLE[lost.reason].to(language)} {lost.detail}"
    return {
        "uuid": _observed(run, lost.device, ""),
        "description": said(NOT_JUDGED.to(language).format(reason=why)),
        "props": [prop("unreachable", lost.reason.value)],
        **_seen(lost.device, None, run),
    }


def _seen(device: str, collected_at: datetime | None, run: RunView) -> dict[str, Any]:
    """How, by whom, on what and when something was observed."""
    return {
        "methods": ["TEST"],
        "origins": frame.actor(run),
        "subjects": [{"subject-uuid": frame.subject(device), "type": "inventory-item", "title": said(device)}],
        "collected": collected_at or run.started_at,
    }


def _observed(run: RunView, device: str, rule: str) -> str:
    """The identifier of an observation."""
    return identity("observation", frame.key(run), device, rule)


def _risk(judged: tuple[str, str], waiver: Waiver, run: RunView, language: Language) -> dict[str, Any]:
    """An accepted deviation with its end."""
    device, rule = judged
    return {
        "uuid": identity("risk", frame.key(run), device, rule),
        "title": said(f"{rule} · {device}"),
        "description": waived(waiver, language),
        "statement": said(waiver.reason),
        "status": "deviation-approved",
        "deadline": f"{waiver.until:%Y-%m-%d}T23:59:59Z",
        "related-observations": [{"observation-uuid": _observed(run, device, rule)}],
    }


def _finding(name: str, met: Met, run: RunView, rules: dict[str, RuleInfo], language: Language) -> dict[str, Any]:
    """A rule over all devices it concerns; it is satisfied only where every one of them keeps it."""
    states, rule = met.states[name], rules.get(name)
    broken = any(states[counted] for counted in BROKEN)
    failed = states[State.FAIL] or states[State.WAIVED]
    reason = "fail" if failed else "other" if broken else "pass"
    counts = (f"{STATES[counted].to(language)}: {number(states[counted], language)}" for counted in State)
    risks = [{"risk-uuid": identity("risk", frame.key(run), *judged)} for judged in met.waivers if judged[1] == name]
    return {
        "uuid": identity("finding", frame.key(run), name),
        "title": said(title(rule, language) or name),
        "description": "; ".join(counts),
        "target": {
            "type": "objective-id",
            "target-id": token(name),
            "status": {"state": "not-satisfied" if broken else "satisfied", "reason": reason},
        },
        "related-observations": [{"observation-uuid": _observed(run, device, name)} for device in met.observed[name]],
        **({"related-risks": risks} if risks else {}),
    }
