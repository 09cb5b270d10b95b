"""A small run of every kind of finding, and texts that want to be more than text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from isms.core.model.device import SkippedFile, Unreachable, UnreachableReason
from isms.core.model.finding import Finding, Line, Severity, Verdict, Waiver
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from reports.findings import render
from reports.findings_view import RunView, state

NOW = datetime(2026, 11, 21, 20, 15, 3, tzinfo=UTC)
NASTY = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "]]>",
    "a | b \\| c `code` ``` fence",
    "[link](javascript:alert(1)) ![image](https://example.org/x.png)",
    "{{ 7 * 7 }} {% raw %} {0} {1}",
    "bell \x07 null \x00 escape \x1b[31m delete \x7f",
    "zwei\nZeilen\r\nund\tTab",
    "\u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
    "emoji 🔥 👩‍👩‍👧 :fire: @all #12 http://example.org www.example.org a@example.org",
    "# heading",
    "- item",
    "1. item",
    "12.",
    "ends with #",
    "halves \ud800 \udfff, no character \ufffe",
    "&lt; &#60; &amp; %0A ::warning::",
    "~~struck~~ **bold** _thin_ $x$ <!-- comment",
    "'\"></td></tr></table>",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec=None), min_size=1, max_size=40).filter(lambda text: text.strip()),
)
RULES = tuple(
    RuleInfo(
        id=name,
        title=Text(de=de, en=en),
        why=Text(de=f"{de}, weil sonst mitgelesen wird.", en=f"{en}, or others read along."),
        topic=name.partition(".")[0],
        severity=severity,
        references=("RFC 8996",),
        remedy={"cisco_ios": ("line vty 0 15", " transport input ssh")},
    )
    for name, de, en, severity in (
        ("mgmt.no-telnet", "Telnet ist abgeschaltet", "Telnet is off", Severity.CRITICAL),
        ("mgmt.banner", "Hinweistext bei der Anmeldung", "Banner at login", Severity.LOW),
        ("log.remote", "Protokolle gehen an einen Server", "Logs go to a server", Severity.MEDIUM),
        ("wlan.pmf", "Verwaltungsrahmen sind geschützt", "Management frames are protected", Severity.HIGH),
        ("time.ntp", "Die Zeit kommt von eigenen Servern", "Time comes from own servers", Severity.INFO),
    )
)
VERDICTS = (Verdict.FAIL, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NA, Verdict.PASS)
WAIVER = Waiver(
    rule="mgmt.banner", until=date(2027, 3, 31), by="M. Muster", reason="Austausch im März", device="sw-1", ticket="T-7"
)
LINES = (
    Line(number=41, text=" transport input telnet ssh", block="line vty 0 4"),
    Line(number=44, text=" transport input all", block="line vty 5 15"),
)


def a_device(name: str = "sw-1", text: str = "line vty 0 4 lässt Telnet zu") -> tuple[Finding, ...]:
    """The findings of a device, one per rule: a fail, a waived one, an unknown, one not applicable, a pass."""
    found = tuple(
        Finding(
            device=name,
            platform="cisco_ios",
            rule=rule.id,
            verdict=verdict,
            severity=rule.severity,
            reason=Text(de=text, en=text),
            judged=1,
            config_sha256="a" * 64,
            collected_at=NOW - timedelta(hours=2),
            file=f"core/{name}.cfg",
        )
        for rule, verdict in zip(RULES, VERDICTS, strict=True)
    )
    return replace(found[0], lines=LINES), replace(found[1], waiver=WAIVER), *found[2:]


def broken(name: str = "sw-9") -> Finding:
    """A finding of a rule that could not be applied, and that the run does not describe."""
    return Finding(
        device=name,
        platform="openwrt",
        rule="own.rule",
        verdict=Verdict.ERROR,
        severity=Severity.LOW,
        reason=Text(de="Muster zu groß", en="pattern too large"),
        collected_at=NOW,
    )


def nasty_device(text: str) -> tuple[Finding, ...]:
    """A device all of whose texts are the same."""
    waiver = replace(WAIVER, by=text, reason=text, ticket=text)
    found = (replace(finding, device=text, file=text) for finding in a_device(text=text))
    fail, waived, *rest = found
    return replace(fail, lines=(Line(number=1, text=text, block=text),)), replace(waived, waiver=waiver), *rest


FINDINGS = (*a_device(), *a_device("sw-2"), broken())


def a_view(findings: Iterable[Finding] = FINDINGS) -> RunView:
    """The run beside its findings."""
    found = tuple(findings)
    counts = Counter(state(finding).value for finding in found)
    return RunView(
        run="2026-11-21T20-15-03Z-4f1c",
        started_at=NOW,
        tool="isms",
        version="0.1.0",
        workspace="Stadt Musterstadt",
        rules=RULES,
        summary={"devices": len({finding.device for finding in found}), **counts},
        unreachable=(Unreachable(device="fw-9", reason=UnreachableReason.TIMEOUT, detail="30 s"),),
        skipped=(SkippedFile(file="notiz.txt", reason=Text(de="keine Konfiguration", en="no configuration")),),
    )


def nasty_view(text: str) -> RunView:
    """A run in which everything that people or devices wrote is the same text."""
    both = Text(de=text, en=text)
    remedy: dict[str, tuple[str, ...]] = {"cisco_ios": (text, text)}
    rules = tuple(
        replace(rule, title=both, why=both, references=(text,), remedy=remedy, remedy_en=remedy) for rule in RULES
    )
    return replace(
        a_view(a_device()),
        workspace=text,
        rules=rules,
        unreachable=(Unreachable(device=text, reason=UnreachableReason.DROPPED, detail=text),),
        skipped=(SkippedFile(file=text, reason=both),),
    )


def rendered(
    kind: str,
    findings: tuple[Finding, ...] = FINDINGS,
    view: RunView | None = None,
    language: Language = Language.DE,
) -> bytes:
    """The whole document."""
    return b"".join(render(kind, findings, view or a_view(findings), language))
