"""The failing findings of a run as SARIF 2.1.0, for code hosts and editors (OASIS Standard of 27 March 2020)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from isms.core import codec
from isms.core.model.finding import Finding, Line, Waiver
from isms.core.model.text import Language, Text
from isms.core.wording import UNREACHABLE
from reports.findings_sarif_rules import LEVELS, component, literal, translation
from reports.findings_view import STATES, RunView, State, because, state, visible, waived
from reports.typography import number

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "deviceAndRule/v1"
UNDECIDED: dict[State, str] = {State.ERROR: "error", State.UNKNOWN: "warning"}
ON_DEVICES = Text(
    de="{rule}: {state}, Geräte: {count}, zuerst {device}: {why}",
    en="{rule}: {state}, devices: {count}, first {device}: {why}",
)
LEFT_OUT = Text(de="{name} nicht geprüft: {reason}", en="{name} not judged: {reason}")

Seen = dict[tuple[State, str], Finding]


def to_sarif(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """One result per failing finding; what was not decided or not reached is told as notifications at the end."""
    counts: Counter[tuple[State, str]] = Counter()
    first: Seen = {}
    index = {rule.id: place for place, rule in enumerate(run.rules)}
    yield _head(run, language)
    between = b"\n"
    for finding in findings:
        counted = state(finding)
        if counted in {State.FAIL, State.WAIVED}:
            yield between + codec.to_json(_result(finding, index, language))
            between = b",\n"
        elif counted in UNDECIDED:
            counts[counted, finding.rule] += 1
            first.setdefault((counted, finding.rule), finding)
    notes = [*_undecided(counts, first, language), *_left_out(run, language)]
    yield b'\n],\n"invocations":[' + codec.to_json(_invocation(run, notes)) + b"]}]}\n"


def _head(run: RunView, language: Language) -> bytes:
    """Everything up to the list of results."""
    about = {
        "tool": {"driver": component(run, language)},
        "translations": [translation(run, other) for other in Language if other is not language],
        "language": language.value,
        "automationDetails": {"id": f"{run.tool}/{run.run or ''}"},
        "columnKind": "unicodeCodePoints",
    }
    head = {"$schema": SCHEMA, "version": "2.1.0"}
    return codec.to_json(head)[:-1] + b',"runs":[' + codec.to_json(about)[:-1] + b',\n"results":['


def _result(finding: Finding, index: dict[str, int], language: Language) -> dict[str, Any]:
    """A failing finding; a waived one is suppressed, and says by whom and until when."""
    place = {"ruleIndex": index[finding.rule]} if finding.rule in index else {}
    return {
        "ruleId": finding.rule,
        **place,
        "kind": "fail",
        "level": LEVELS[finding.severity],
        "message": {"text": literal(because(finding, language))},
        "locations": list(_locations(finding)),
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding)},
        "suppressions": [_suppression(finding.waiver, language)] if finding.waiver else [],
        "properties": {
            "device": visible(finding.device),
            "platform": finding.platform,
            "severity": finding.severity.value,
        },
    }


def _locations(finding: Finding) -> Iterator[dict[str, Any]]:
    """Each deciding line, as the rule holds only when all are mended; without lines, the configuration as a whole."""
    file = {"artifactLocation": {"uri": _address(finding)}}
    device = {"name": visible(finding.device), "kind": "resource"}
    regions: list[dict[str, Any]] = [{"region": _region(line)} for line in dict.fromkeys(finding.lines)]
    for region in regions or [{}]:
        yield {"physicalLocation": {**file, **region}, "logicalLocations": [device]}


def _address(finding: Finding) -> str:
    """The file as a relative URI; what stands for the file where only the device is known is its name."""
    return quote(finding.file or finding.device, safe="/", errors="replace").lstrip("/")


def _region(line: Line) -> dict[str, Any]:
    """A whole line."""
    return {"startLine": max(line.number, 1), "snippet": {"text": visible(line.text)}}


def _fingerprint(finding: Finding) -> str:
    """The same for a rule on a device in every run, wherever its lines stand."""
    return hashlib.sha256(f"{visible(finding.device)}\0{finding.rule}".encode()).hexdigest()


def _suppression(waiver: Waiver, language: Language) -> dict[str, Any]:
    """An accepted deviation."""
    return {
        "kind": "external",
        "status": "accepted",
        "justification": waived(waiver, language),
        "properties": {
            "until": waiver.until.isoformat(),
            "by": visible(waiver.by),
            "ticket": visible(waiver.ticket or ""),
        },
    }


def _undecided(counts: Counter[tuple[State, str]], first: Seen, language: Language) -> Iterator[dict[str, Any]]:
    """A notification per rule that could not decide, with the first of its devices."""
    for (counted, rule), finding in first.items():
        text = ON_DEVICES.to(language).format(
            rule=rule,
            state=STATES[counted].to(language),
            count=number(counts[counted, rule], language),
            device=visible(finding.device),
            why=because(finding, language),
        )
        yield {"level": UNDECIDED[counted], "message": {"text": literal(text)}, "associatedRule": {"id": rule}}


def _left_out(run: RunView, language: Language) -> Iterator[dict[str, Any]]:
    """A notification per device or file that was not judged."""
    lost = [("error", one.device, f"{UNREACHABLE[one.reason].to(language)} {one.detail}") for one in run.unreachable]
    skipped = [("note", one.file, one.reason.to(language)) for one in run.skipped]
    for level, name, reason in (*lost, *skipped):
        text = LEFT_OUT.to(language).format(name=visible(name), reason=visible(reason).strip())
        yield {"level": level, "message": {"text": literal(text)}}


def _invocation(run: RunView, notes: list[dict[str, Any]]) -> dict[str, Any]:
    """When the run began, and what did not go as it should."""
    return {
        "executionSuccessful": all(note["level"] != "error" for note in notes),
        "startTimeUtc": run.started_at,
        "toolExecutionNotifications": notes,
    }
