"""Laws of the words of the rule language, and the rule of the manual as it stands there."""

from hypothesis import given
from hypothesis import strategies as st

from checks import rulebook
from isms.core.model.finding import Verdict
from tests.checks.judging import a_rule, outcome

PASS, FAIL, NA, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNKNOWN


def judged(check: str, text: str) -> Verdict:
    """The verdict of a rule with one check."""
    return outcome(a_rule(f"  - {{platform: [cisco_ios], {check}}}"), text).verdict


MANUAL = """\
id: mgmt.no-telnet
title: {de: Kein Telnet-Zugang, en: No Telnet login}
why: {de: "Telnet überträgt Kennwörter im Klartext.", en: "Telnet sends passwords in clear."}
topic: mgmt
severity: critical
references: [BSI KONF.4.4, BSI NET.3.1]
checks:
  - platform: [cisco_ios]
    each: "line vty ..."
    if_none: na
    must:
      - not: "transport input <telnet|all> ..."
      - "transport input ..."
  - platform: [juniper_junos]
    must: [{not: "system > services > telnet"}]
  - platform: [cisco_nxos]
    must: [{not: "feature telnet"}]
remedy:
  cisco_ios: ["line vty 0 4", " transport input ssh"]
  juniper_junos: [delete system services telnet]
  cisco_nxos: [no feature telnet]
examples:
  cisco_ios:
    pass: ["line vty 0 4\\n transport input ssh\\n"]
    fail: ["line vty 0 4\\n transport input telnet ssh\\n", "line vty 0 4\\n login local\\n"]
    na: ["line con 0\\n"]
  juniper_junos: {pass: ["set system services ssh\\n"], fail: ["set system services telnet\\n"]}
  cisco_nxos: {pass: ["feature ssh\\n"], fail: ["feature telnet\\n"]}
"""


def test_the_rule_of_the_manual_proves_itself() -> None:
    [rule] = rulebook.load([("manual.yaml", MANUAL)]).rules
    given = {
        (platform, verdict, outcome(rule, text, platform).verdict)
        for platform, examples in rule.examples.items()
        for verdict, texts in examples.items()
        for text in texts
    }
    assert all(wanted is verdict for _, wanted, verdict in given)
    assert len(given) == 7


LINES = st.lists(st.sampled_from(["a 1", "a 2", "a <removed>", "b", "b <removed>", "c"]), max_size=6)


@given(lines=LINES)
def test_not_is_the_opposite_of_present(lines: list[str]) -> None:
    text = "\n".join(["hostname x", *lines])
    opposite = {PASS: FAIL, FAIL: PASS, UNKNOWN: UNKNOWN}
    assert judged("must: [{not: a 1}]", text) is opposite[judged("must: [a 1]", text)]


@given(lines=LINES)
def test_any_and_all_follow_their_parts(lines: list[str]) -> None:
    text = "\n".join(["hostname x", *lines])
    parts = {judged(f"must: [{pattern}]", text) for pattern in ("a 1", "b 1")}
    either = judged("must: [{any: [a 1, b 1]}]", text)
    both = judged("must: [{all: [a 1, b 1]}]", text)
    assert either is (PASS if PASS in parts else UNKNOWN if UNKNOWN in parts else FAIL)
    assert both is (FAIL if FAIL in parts else UNKNOWN if UNKNOWN in parts else PASS)
    assert judged("must: [a 1, b 1]", text) is both


MASKABLE = [
    "must: [a 1]",
    "must: [{not: a 1}]",
    "must: [{any: [a 1, {not: b}]}]",
    'must: [{count: {of: "a {x:num}", min: 2}}]',
    'must: [{count: {of: "a {x}", by: x, min: 2}}]',
    'must: [{count: {of: "a {x}", by: x, max: 1}}]',
    'must: [{line: "a {x:num}", value: x < 2, absent: {x: 1}}]',
    'each: "a {x}", where: {global: "b {x}"}, must: [{global: c}]',
]


@given(lines=LINES)
def test_unmasking_a_word_never_contradicts_what_was_certain(lines: list[str]) -> None:
    text = "\n".join(["hostname x", *lines])
    for check in MASKABLE:
        masked = judged(check, text)
        for word in ("1", "2", "other"):
            plain = judged(check, text.replace("<removed>", word))
            assert masked is UNKNOWN or (masked is FAIL) is (plain is FAIL)
