"""The words of the rule language: what each says of a configuration, through rules read from YAML."""

import pytest

from checks import policy
from checks.outcome import Outcome
from checks.policy import Policy
from isms.core.model.finding import Verdict
from tests.checks.judging import a_rule, outcome

PASS, FAIL, NA, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNKNOWN
VTY = "line vty 0 4\n transport input ssh\nline vty 5 15\n transport input telnet\n"


def judged(check: str, text: str, **values: object) -> Outcome:
    """The answer of a rule with one check, under a policy with the given values."""
    rule = a_rule(f"  - {{platform: [cisco_ios], {check}}}")
    return outcome(rule, text, values=Policy({**policy.default().values, **values}))  # type: ignore[dict-item]


def numbers(given: Outcome) -> list[int]:
    """The lines that decide."""
    return [spot.number for spot in given.spots]


CASES = [
    # check, configuration, verdict, deciding lines
    ("must: [ip ssh version 2]", "hostname a\nip ssh version 2\n", PASS, [2]),
    ("must: [ip ssh version 2]", "hostname a\n", FAIL, []),
    ("must: [ip ssh version 2]", "ip ssh version <removed>\n", UNKNOWN, [1]),
    ("must: [ip ssh version 2]", "ip ssh version <removed>\nip ssh version 2\n", PASS, [2]),
    ("must: [ip ssh version 2]", "! ip ssh version 2\n", FAIL, []),
    ("must: [ip ssh version 2]", "banner motd ^\nip ssh version 2\n^\n", FAIL, []),
    ("must: [a, b]", "b\na\n", PASS, [2, 1]),
    ("must: [a, b]", "a\n", FAIL, []),
    ("must: [a 1, b]", "a <removed>\n", FAIL, []),
    ("must: [a 1, b]", "a <removed>\nb\n", UNKNOWN, [1]),
    ("must: [{not: ip http server}]", "hostname a\n", PASS, []),
    ("must: [{not: ip http server}]", "ip http server\n", FAIL, [1]),
    ("must: [{not: ip http server}]", "no ip http server\n", PASS, []),
    ("must: [{not: [a, b ...]}]", "a\nb 1\nb 2\nc\n", FAIL, [1, 2, 3]),
    ("must: [{not: a 1}]", "a <removed>\n", UNKNOWN, [1]),
    ("must: [{not: a 1}]", "a <removed>\na 1\n", FAIL, [2]),
    ("must: [{any: [a, b]}]", "b\n", PASS, [1]),
    ("must: [{any: [a, b]}]", "c\n", FAIL, []),
    ("must: [{any: [a 1, b]}]", "a <removed>\n", UNKNOWN, [1]),
    ("must: [{any: [a 1, b]}]", "a <removed>\nb\n", PASS, [2]),
    ("must: [{any: [{not: a}, b]}]", "a\n", FAIL, [1]),
    ("must: [{any: [{all: [a, b]}, c]}]", "a\n", FAIL, []),
    ("must: [{any: [{all: [a, b]}, c]}]", "a\nb\n", PASS, [1, 2]),
    ("must: [{all: [a, {not: b}]}]", "a\n", PASS, [1]),
    ("must: [{all: [a, {not: b}]}]", "a\nb\n", FAIL, [2]),
    ("must: [{count: {of: a ..., min: 2}}]", "a 1\na 2\n", PASS, [1, 2]),
    ("must: [{count: {of: a ..., min: 2}}]", "a 1\n", FAIL, [1]),
    ("must: [{count: {of: a ..., min: 2}}]", "b\n", FAIL, []),
    ("must: [{count: {of: a ..., max: 1}}]", "b\n", PASS, []),
    ("must: [{count: {of: a ..., max: 1}}]", "a 1\na 2\n", FAIL, [1, 2]),
    ("must: [{count: {of: a ..., min: 1, max: 2}}]", "a 1\na 2\na 3\n", FAIL, [1, 2, 3]),
    ("must: [{count: {of: [a ..., b], min: 2}}]", "a 1\nb\n", PASS, [1, 2]),
    ("must: [{count: {of: [a ..., a 1], min: 2}}]", "a 1\n", FAIL, [1]),
    ('must: [{count: {of: "a {x} ...", by: x, min: 2}}]', "a 1 b\na 1 c\n", FAIL, [1, 2]),
    ('must: [{count: {of: "a {x} ...", by: x, min: 2}}]', "a 1 b\na 2 b\n", PASS, [1, 2]),
    ('must: [{count: {of: "a {x} ...", by: x, min: 2}}]', "a <removed>\na <removed>\n", UNKNOWN, [1, 2]),
    ('must: [{count: {of: "a {x} ...", by: x, min: 1}}]', "a <removed>\n", PASS, [1]),
    ('must: [{count: {of: "a {x} ...", by: x, min: 3}}]', "a <removed>\na 1\n", FAIL, [1, 2]),
    ('must: [{count: {of: "a {x} ...", by: x, max: 1}}]', "a <removed>\na 1\n", UNKNOWN, [1]),
    ('must: [{count: {of: "a {x:num}", min: 1}}]', "a <removed>\n", UNKNOWN, [1]),
    ('must: [{count: {of: "a {x:num}", min: 2}}]', "a <removed>\n", FAIL, []),
    ('must: [{count: {of: "a {x:num}", max: 0}}]', "a <removed>\n", UNKNOWN, [1]),
    ("must: [{count: {of: line vty ..., where: transport input ssh, min: 1}}]", VTY, PASS, [1]),
    ("must: [{count: {of: line vty ..., where: transport input ssh, min: 2}}]", VTY, FAIL, [1]),
    (
        "must: [{count: {of: line vty ..., where: transport input ssh, min: 2}}]",
        VTY.replace("telnet", "<removed>"),
        UNKNOWN,
        [3],
    ),
    ('must: [{line: "a {x:num}", value: x < 3}]', "a 2\na 1\n", PASS, [1, 2]),
    ('must: [{line: "a {x:num}", value: x < 3}]', "a 2\na 3\n", FAIL, [2]),
    ('must: [{line: "a {x:num}", value: x < 3}]', "b\n", FAIL, []),
    ('must: [{line: "a {x:num}", value: x < 3}]', "a <removed>\n", UNKNOWN, [1]),
    ('must: [{line: "a {x:num}", value: x < 3}]', "a <removed>\na 3\n", FAIL, [2]),
    ('must: [{line: "a {x:num}", value: x < 3, absent: {x: 2}}]', "b\n", PASS, []),
    ('must: [{line: "a {x:num}", value: x < 3, absent: {x: 3}}]', "b\n", FAIL, []),
    ('must: [{line: ["a {x:num} {y:num}", "a {x:num}"], value: x + y < 3, absent: {x: 0, y: 0}}]', "a 2\n", PASS, [1]),
    (
        'must: [{line: ["a {x:num} {y:num}", "a {x:num}"], value: x + y < 3, absent: {x: 0, y: 0}}]',
        "a 2 1\n",
        FAIL,
        [1],
    ),
    ("must: [{line: \"a {x}\", value: x != 'public'}]", "a public\n", FAIL, [1]),
    ("must: [{line: \"a {x}\", value: x != 'public'}]", "a <removed>\n", UNKNOWN, [1]),
    ('must: [{line: "a {x} {y:num}", value: y < 3}]', "a <removed> 1\n", PASS, [1]),
    ("must: [{line: a}]", "a\n", PASS, [1]),
    ("must: [{line: a}]", "b\n", FAIL, []),
    ('each: "line {kind} ...", must: [{global: a}]', f"{VTY}a\n", PASS, [5]),
    ('each: "line {kind} ...", must: [{global: [a, "b {kind}"]}]', f"{VTY}a\nb vty\n", PASS, [5, 6]),
    ('each: "line {kind} ...", must: [{global: [a, "b {kind}"]}]', f"{VTY}a\nb con\n", FAIL, [1, 3]),
    ("each: line vty ..., must: [transport input ssh]", VTY, FAIL, [3]),
    ("each: line vty ..., must: [transport input ...]", VTY, PASS, [2, 4]),
    ("each: line vty ..., must: [{not: transport input telnet}]", VTY, FAIL, [4]),
    ("each: [line vty 0 4, line vty 9 9], must: [transport input ssh]", VTY, PASS, [2]),
    ("each: line vty ..., must: [transport input ssh]", "line con 0\n", NA, []),
    ("each: line vty ..., if_none: fail, must: [a]", "line con 0\n", FAIL, []),
    ("each: line vty ..., if_none: unknown, must: [a]", "line con 0\n", UNKNOWN, []),
    ("each: line vty ..., where: transport input ssh, must: [a]", VTY, FAIL, [1]),
    ("each: line vty ..., where: transport input none, must: [a]", VTY, NA, []),
    ("each: line vty ..., skip: transport input telnet, must: [transport input ssh]", VTY, PASS, [2]),
    ("each: line vty ..., skip: [transport input telnet, b], must: [transport input ssh]", VTY, FAIL, [3]),
    ("each: line vty ..., must: [transport input ssh]", VTY.replace("telnet", "<removed>"), UNKNOWN, [4]),
    ("each: line vty 0 4, must: [a]", "line vty 0 <removed>\n", UNKNOWN, [1]),
    ("each: line vty 0 4, must: [a]", "line vty 0 <removed>\n a\n", PASS, [2]),
    ("each: line vty ..., where: b 1, must: [a]", "line vty 0 4\n b <removed>\n", UNKNOWN, [1]),
    ("each: line vty ..., where: b 1, must: [a]", "line vty 0 4\n b <removed>\nline vty 5 9\n b 1\n", FAIL, [3]),
    ("each: line vty ..., skip: b 1, must: [a]", "line vty 0 4\n b <removed>\n", UNKNOWN, [1]),
    ("each: line vty ..., skip: b 1, must: [a]", "line vty 0 4\n b <removed>\n a\n", PASS, [3]),
    ("na_when: no service, must: [a]", "no service\n", NA, []),
    ("na_when: no service, must: [a]", "service\n", FAIL, []),
    ("na_when: [{not: service}, legacy], must: [a]", "service\nlegacy\n", NA, []),
    ("na_when: [{not: service}, legacy], must: [a]", "service\na\n", PASS, [2]),
    ("na_when: version 1, must: [a]", "version <removed>\na\n", PASS, [2]),
    ("roles: [core], must: [a]", "a\n", NA, []),
    ('versions: ">= 15.0", must: [a]', "version 15.2\na\n", PASS, [2]),
    ('versions: ">= 15.0", must: [a]', "version 12.4\na\n", NA, []),
    ('versions: ">= 15.0", must: [a]', "a\n", UNKNOWN, []),
]


@pytest.mark.parametrize(
    ("check", "text", "verdict", "lines"), CASES, ids=[f"{check} on {text!r}" for check, text, _, _ in CASES]
)
def test_a_word_decides(check: str, text: str, verdict: Verdict, lines: list[int]) -> None:
    given = judged(check, text)
    assert (given.verdict, numbers(given)) == (verdict, lines)


def test_a_limit_may_be_a_parameter_of_the_policy() -> None:
    check = 'must: [{line: "a {x:num}", value: 0 < x <= IDLE_MINUTES}]'
    assert judged(check, "a 6\n").verdict is PASS
    assert judged(check, "a 6\n", IDLE_MINUTES=5).verdict is FAIL


def test_a_number_of_lines_may_be_a_parameter_of_the_policy() -> None:
    check = "must: [{count: {of: a ..., min: NTP_SERVERS}}]"
    assert judged(check, "a 1\na 2\n").verdict is PASS
    assert judged(check, "a 1\na 2\n", NTP_SERVERS=3).verdict is FAIL


IN = 'must: [{in: {line: "a {x}", value: x, list: GUEST_SSIDS}}]'


@pytest.mark.parametrize(
    ("text", "listed", "verdict"),
    [
        ("a b\na c\n", ("b", "c"), PASS),
        ("a b\na d\n", ("b", "c"), FAIL),
        ("a <removed>\na d\n", ("b", "c"), FAIL),
        ("a <removed>\na b\n", ("b", "c"), UNKNOWN),
        ("d\n", ("b",), PASS),
        ("a b\n", (), UNKNOWN),
    ],
)
def test_what_is_captured_stands_in_a_list_of_the_policy(text: str, listed: tuple[str, ...], verdict: Verdict) -> None:
    assert judged(IN, text, GUEST_SSIDS=listed).verdict is verdict


def test_a_list_that_nobody_has_set_is_named() -> None:
    assert "GUEST_SSIDS" in judged(IN, "a b\n").reason.de
    assert "policy.yaml" in judged(IN, "a b\n").reason.en


def test_blocks_that_are_exempted_are_counted() -> None:
    given = judged("each: line vty ..., skip: transport input telnet, must: [transport input ssh]", VTY)
    assert (given.judged, given.exempted) == (1, 1)
    given = judged("each: line vty ..., skip: transport input ..., must: [a]", VTY)
    assert (given.verdict, given.judged, given.exempted) == (NA, 0, 2)


def test_a_role_limits_a_check() -> None:
    rule = a_rule("  - {platform: [cisco_ios], roles: [core], must: [a]}")
    assert outcome(rule, "a\n", role="core").verdict is PASS
    assert outcome(rule, "a\n", role="access").verdict is NA


DEFAULT = "default: {de: ab Werk aus, en: off by default}"


@pytest.mark.parametrize(
    ("check", "text", "cited"),
    [
        ("must: [{not: a}]", "b\n", True),
        ("must: [{not: a}]", "a\n", False),
        ("must: [a]", "b\n", True),
        ("must: [a]", "a\n", False),
        ('must: [{line: "a {x:num}", value: x < 3, absent: {x: 2}}]', "b\n", True),
        ('must: [{line: "a {x:num}", value: x < 3, absent: {x: 2}}]', "a 1\n", False),
        ("each: line vty ..., must: [{not: transport input none}]", VTY, True),
        ("each: line vty ..., must: [transport input ...]", VTY, False),
    ],
)
def test_the_default_is_cited_where_it_decides(check: str, text: str, cited: bool) -> None:
    assert (judged(f"{check}, {DEFAULT}", text).default is not None) is cited


EVERYWHERE = "(the whole configuration was searched)"
REASONS = [
    ("must: [ip ssh version 2]", "a\n", "'ip ssh version 2' is missing <everywhere>", ()),
    ("each: line vty ..., must: [a]", VTY, "'a' is missing in $1 (and in 1 more place)", (1,)),
    ("must: [{not: [a, b]}]", "c\n", "neither 'a' nor 'b' occurs", ()),
    ("must: [{not: a}]", "b\na\n", "$1 is not allowed", (2,)),
    ("each: line vty 5 15, must: [{not: transport input telnet}]", VTY, "$1 is not allowed in $2", (4, 3)),
    ("must: [a 1]", "a <removed>\n", "the value in $1 is masked", (1,)),
    ("must: [{any: [a, b]}]", "c\n", "'a' or 'b' is missing <everywhere>", ()),
    ("must: [{any: [a, {all: [b]}]}]", "c\n", "'a' is missing; 'b' is missing <everywhere>", ()),
    ("must: [{any: [{not: a}, b]}]", "a\n", "$1 is not allowed", (1,)),
    ("must: [{count: {of: a, min: 1, max: 3}}]", "b\n", "0 × 'a', required: 1 to 3 <everywhere>", ()),
    ("must: [{count: {of: a, min: 1}}]", "b\n", "0 × 'a', required: at least 1 <everywhere>", ()),
    ('must: [{line: "a {x:num}", value: x < 3}]', "a 5\n", "$1 does not do; required is less than 3", (1,)),
    ('must: [{line: "a {x:num}", value: 2 * x < 3}]', "a 5\n", "$1 breaks '2 * x < 3'", (1,)),
    ("must: [{count: {of: a, max: 1}}]", "a\na\n", "2 × 'a', allowed: at most 1 <everywhere>", ()),
    (
        'must: [{line: "a {x:num}", value: x < 3, absent: {x: 1}}]',
        "b\n",
        "not set, the default applies <everywhere>",
        (),
    ),
    ("must: [{not: a, expect: {de: kein A, en: no A}}]", "a\n", "no A ($1)", (1,)),
    ("must: [{any: [a, b], expect: {de: A, en: neither}}]", "c\n", "neither <everywhere>", ()),
    ("each: line vty 5 15, must: [{any: [a, b], expect: {de: A, en: neither}}]", VTY, "neither in $1", (3,)),
    ('must: [{not: a, expect: {de: kein $A, en: "$ A$"}}]', "a\n", "$ A$ ($1)", (1,)),
    ("must: [{not: a, expect: {de: kein A, en: no A}}]", "b\n", "'a' does not occur", ()),
    ("each: line aux ..., must: [a]", VTY, "'line aux …' does not occur", ()),
    ("must: [a, {not: b}]", "a\n", "$1", (1,)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "text", "reason", "places"), REASONS, ids=[f"{one[0]} {one[1]!r}" for one in REASONS]
)
def test_a_reason_says_what_decided(check: str, text: str, reason: str, places: tuple[int, ...]) -> None:
    given = judged(check, text).reason
    assert (given.en, given.places) == (reason.replace("<everywhere>", EVERYWHERE), places)
    assert [f"${place}" in given.de for place in (1, 2)] == [f"${place}" in reason for place in (1, 2)]


def test_several_checks_of_one_platform_are_judged_together() -> None:
    rule = a_rule(
        "  - {platform: [cisco_ios], na_when: {not: x}, must: [a]}\n"
        "  - {platform: [cisco_ios], na_when: {not: y}, must: [b]}"
    )
    verdicts = [outcome(rule, text).verdict for text in ("", "x\na\n", "x\na\ny\n", "x\ny\nb\n", "x\na\ny\nb\n")]
    assert verdicts == [NA, PASS, FAIL, FAIL, PASS]
