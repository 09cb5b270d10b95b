"""Why a rule says what it says: where each of its patterns matched, and what came nearest where none did."""

from checks import policy
from checks.engine import Subject, compile_rules
from checks.explain import Explained, Tried, explain
from checks.platform import platforms
from checks.rule import Rule
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.checks.judging import a_rule, book

VTY = "hostname a\nline vty 0 4\n transport input telnet\nline vty 5 15\n transport input ssh\n"


def explained(rule: Rule, text: str, platform: str = "cisco_ios") -> Explained:
    """What a rule sees in a configuration."""
    known = platforms()[platform]
    [compiled] = compile_rules([rule], known)
    return explain(compiled, Subject(parse(text, known), policy.default()))


def tried(check: str, text: str) -> tuple[Tried, ...]:
    """How the patterns of a check fared."""
    return explained(a_rule(f"  - {{platform: [cisco_ios], {check}}}"), text).tried


def test_a_pattern_is_shown_with_the_lines_it_matches() -> None:
    given = explained(book().get("mgmt.no-telnet"), VTY)
    assert given.outcome.verdict is Verdict.FAIL
    assert given.tried == (
        Tried(pattern="line vty ...", matches=(2, 4), nearest=()),
        Tried(pattern="transport input ... <telnet|all> ...", matches=(3,), nearest=()),
        Tried(pattern="transport input ...", matches=(3, 5), nearest=()),
    )


def test_a_pattern_that_matches_nowhere_is_shown_with_what_comes_nearest() -> None:
    [given] = tried("must: [ip ssh version 2]", "ip ssh version 1\nip http server\nip ssh time-out 60\nhostname a\n")
    assert given == Tried(pattern="ip ssh version 2", matches=(), nearest=(1,))


def test_what_shares_few_words_is_not_near() -> None:
    [given] = tried("must: [ip ssh version 2]", "ip http server\nhostname a\n")
    assert given.nearest == ()


def test_the_nearest_are_three_at_most_best_first() -> None:
    [given] = tried("must: [a b c d]", "a b c\na b c x\na b c y\na b c d e\n")
    assert given.nearest == (4, 1, 2)


def test_a_line_of_a_block_is_near_with_the_words_of_its_block() -> None:
    [given] = tried("must: [management telnet > no shutdown]", "interface Vlan1\n no shutdown\n")
    assert given.nearest == ()
    [given] = tried("must: [line vty 0 4 > login local]", "line vty 0 4\n login authentication X\n")
    assert given.nearest == (2, 1)


def test_every_pattern_of_a_check_is_tried_once_blocks_first() -> None:
    check = (
        "na_when: a, each: b ..., where: c, skip: {not: d}, must: [{any: [e, {all: [f, {not: [g, c]}]}]},"
        " {count: {of: h, where: i, min: 1}}, {line: j, value: 'True'}, {global: k},"
        ' {in: {line: "l {x}", value: x, list: GUEST_SSIDS}}]'
    )
    assert [one.pattern for one in tried(check, "a\n")] == [
        "a", "b ...", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l {x}",
    ]  # fmt: skip


def test_a_rule_in_python_has_no_patterns() -> None:
    given = explained(book().get("l2.no-dtp"), "interface Gi0/1\n switchport mode trunk\n")
    assert (given.outcome.verdict, given.tried) == (Verdict.FAIL, ())


def test_patterns_are_tried_on_a_tree_of_words_too() -> None:
    [given] = explained(book().get("mgmt.no-http"), "set system services web-management https\n", "juniper_junos").tried
    assert given == Tried(pattern="system > services > web-management > http", matches=(), nearest=(1,))


def test_only_the_checks_of_the_platform_are_tried() -> None:
    given = explained(book().get("mgmt.no-telnet"), "feature telnet\n", "cisco_nxos")
    assert given.tried == (Tried(pattern="feature telnet", matches=(1,), nearest=()),)
