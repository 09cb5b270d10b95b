"""The findings of a run as JUnit XML, for build servers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree as Xml

from isms.core.model.finding import Finding
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from isms.core.wording import SEVERITIES, UNREACHABLE
from reports.findings_view import STATES, RunView, State, because, numbered, remedy, state, title, visible, waived

OUTCOMES: dict[State, str] = {
    State.FAIL: "failure",
    State.ERROR: "error",
    State.WAIVED: "skipped",
    State.UNKNOWN: "skipped",
    State.NA: "skipped",
}
COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}
REMEDY = Text(de="Abhilfe:", en="Remedy:")
LEFT_OUT = Text(de="nicht geprüft", en="not judged")


def to_junit(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """One suite per device, one case per finding; what could not be judged at all stands in a last suite."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield _opening(run)
    rules = run.named()
    for device, found in groupby(findings, key=lambda finding: finding.device):
        yield _written(_suite(device, tuple(found), rules, run, language))
    if run.unreachable or run.skipped:
        yield _written(_left_out(run, language))
    yield b"</testsuites>\n"


def _opening(run: RunView) -> bytes:
    """The root element, with the counts of the whole run where they are known."""
    root = Xml.Element("testsuites", name=visible(f"{run.tool} {run.run or ''}".strip()))
    if run.summary:
        counts = Counter({state: run.summary.get(state.value, 0) for state in State})
        _count(root, counts)
    return Xml.tostring(root, encoding="unicode").replace(" />", ">").encode() + b"\n"


def _count(element: Xml.Element, counts: Mapping[State, int]) -> None:
    """Write the counts where build servers look for them."""
    element.set("tests", str(sum(counts.values())))
    for name, outcome in COUNTS.items():
        element.set(name, str(sum(count for state, count in counts.items() if OUTCOMES.get(state) == outcome)))


def _suite(
    device: str, found: tuple[Finding, ...], rules: Mapping[str, RuleInfo], run: RunView, language: Language
) -> Xml.Element:
    """The findings of a device."""
    suite = Xml.Element("testsuite", name=visible(device))
    _count(suite, Counter(state(finding) for finding in found))
    suite.set("time", "0")
    suite.set("timestamp", f"{run.started_at:%Y-%m-%dT%H:%M:%S}")
    for finding in found:
        suite.append(_case(finding, rules.get(finding.rule), language))
    return suite


def _case(finding: Finding, rule: RuleInfo | None, language: Language) -> Xml.Element:
    """A finding; its words stand where build servers show them."""
    name = f"{finding.rule}: {title(rule, language)}" if rule else finding.rule
    case = Xml.Element("testcase", classname=visible(finding.device), name=visible(name), time="0")
    if finding.file:
        case.set("file", visible(finding.file))
    counted = state(finding)
    if counted in OUTCOMES:
        outcome = Xml.SubElement(case, OUTCOMES[counted], message=_message(finding, counted, language))
        if counted in {State.FAIL, State.ERROR}:
            outcome.set("type", SEVERITIES[finding.severity].to(language))
            outcome.text = "\n".join(_details(finding, rule, language))
    return case


def _message(finding: Finding, counted: State, language: Language) -> str:
    """Why; for what is skipped, first how it counts."""
    why = because(finding, language)
    if counted in {State.FAIL, State.ERROR}:
        return why
    said = waived(finding.waiver, language) if counted is State.WAIVED and finding.waiver else ""
    return "; ".join(part for part in (f"{STATES[counted].to(language)}: {why}", said) if part)


def _details(finding: Finding, rule: RuleInfo | None, language: Language) -> Iterator[str]:
    """The reason, the deciding lines and what to enter on the device."""
    yield because(finding, language)
    yield from map(numbered, finding.lines)
    commands = remedy(rule, finding.platform, language)
    if commands:
        yield from ("", REMEDY.to(language), *commands)


def _left_out(run: RunView, language: Language) -> Xml.Element:
    """A suite without cases that says which devices and files were not judged."""
    suite = Xml.Element("testsuite", name=LEFT_OUT.to(language))
    _count(suite, {})
    suite.set("time", "0")
    suite.set("timestamp", f"{run.started_at:%Y-%m-%dT%H:%M:%S}")
    lost = [f"{one.device}: {UNREACHABLE[one.reason].to(language)} {one.detail}" for one in run.unreachable]
    skipped = [f"{one.file}: {one.reason.to(language)}" for one in run.skipped]
    Xml.SubElement(suite, "system-err").text = "\n".join(map(visible, (*lost, *skipped)))
    return suite


def _written(element: Xml.Element) -> bytes:
    """An element, indented."""
    Xml.indent(element)
    return Xml.tostring(element, encoding="unicode").encode() + b"\n"
