"""From an outcome to a finding: numbers become redacted lines, and a reason is a sentence."""

import pytest

from checks import record
from checks.engine import CompiledRule
from checks.outcome import Outcome, Reason, Spot
from isms.core.model.device import Config
from isms.core.model.finding import Finding, Line, Verdict
from isms.core.model.text import Text
from tests.checks.judging import a_rule, book, found
from tests.fakes import NOW, a_device

RULE = book().get("mgmt.no-telnet")
LINES = ["hostname a", "line vty 0 4", " transport input telnet", f" description {'x' * 200}", " $1 $2 $9"]


def finding(outcome: Outcome) -> Finding:
    """The finding of an outcome on the lines above."""
    config = Config(device=a_device("rtr-1"), platform="cisco_ios", text="", file="rtr-1.cfg", collected_at=NOW)
    return record.finding(config, CompiledRule(RULE, ()), outcome, LINES, "abc", None)


def reason(de: str, en: str, *places: int) -> Text:
    """A reason as it is shown."""
    return finding(Outcome(verdict=Verdict.FAIL, reason=Reason(de, en, places))).reason


def test_a_finding_holds_what_the_outcome_says() -> None:
    default = Text(de="ab Werk", en="by default")
    outcome = Outcome(
        verdict=Verdict.FAIL,
        reason=Reason("$1 in $2", "$1 within $2", (3, 2)),
        spots=(Spot(3, 2), Spot(2, 2), Spot(1)),
        judged=2,
        exempted=1,
        default=default,
    )
    assert finding(outcome) == Finding(
        device="rtr-1",
        platform="cisco_ios",
        rule="mgmt.no-telnet",
        verdict=Verdict.FAIL,
        severity=RULE.severity,
        reason=Text(
            de="‚transport input telnet‘ in ‚line vty 0 4‘", en="'transport input telnet' within 'line vty 0 4'"
        ),
        lines=(
            Line(number=3, text=" transport input telnet", block="line vty 0 4"),
            Line(number=2, text="line vty 0 4"),
            Line(number=1, text="hostname a"),
        ),
        judged=2,
        exempted=1,
        default=default,
        config_sha256="abc",
        collected_at=NOW,
        file="rtr-1.cfg",
    )


def test_a_long_line_is_cut_in_a_sentence_but_not_as_evidence() -> None:
    given = finding(Outcome(verdict=Verdict.FAIL, reason=Reason("$1", "$1", (4,)), spots=(Spot(4),)))
    assert given.reason.en.endswith("…'")
    assert len(given.reason.en) == record.LONGEST + 2
    assert given.lines[0].text == LINES[3]


def test_what_stands_in_a_line_is_no_place() -> None:
    assert reason("$1!", "$1!", 5) == Text(de="‚$1 $2 $9‘!", en="'$1 $2 $9'!")


def test_two_dollar_signs_are_one_and_no_place() -> None:
    assert reason("$$1 $1 $$", "$$$1 $2", 1) == Text(de="$1 ‚hostname a‘ $", en="$'hostname a' $2")


DOLLARS = [
    # the check, what its finding says
    ("must: [enable secret 5 $1$x]", "'enable secret 5 $1$x' is missing (the whole configuration was searched)"),
    ("must: [{any: [a $1, b $2]}]", "'a $1' or 'b $2' is missing (the whole configuration was searched)"),
    ("each: line vty ..., must: [secret $1$x]", "'secret $1$x' is missing in 'line vty 0 4'"),
    ("must: [{not: enable secret 5 $1$x}]", "'enable secret 5 $1$x' does not occur"),
    ("each: line con $1, must: [a]", "'line con $1' does not occur"),
    ("""must: [{line: "hostname {n}", value: n == '$1'}]""", "'hostname a' does not do; required is $1"),
    (
        """must: [{line: "hostname {n}", value: n == '$1' or n == 'b'}]""",
        """'hostname a' breaks 'n == '$1' or n == 'b''""",
    ),
    ("must: [{count: {of: secret $2$x, min: 1}}]", "0 × 'secret $2$x', required: at least 1"),
]


@pytest.mark.parametrize(("check", "said"), DOLLARS)
def test_a_dollar_sign_in_a_pattern_is_no_place(check: str, said: str) -> None:
    rule = a_rule(f"  - {{platform: [cisco_ios], {check}}}")
    assert said in found(rule, "hostname a\nline vty 0 4\n login\n").reason.en


def test_a_line_beyond_the_end_is_empty() -> None:
    given = finding(Outcome(verdict=Verdict.FAIL, reason=Reason("$1", "$1", (9,)), spots=(Spot(9),)))
    assert (given.reason.en, given.lines[0].text) == ("''", "")
