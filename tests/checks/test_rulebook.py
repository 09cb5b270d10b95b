"""Mistakes in rule files are all told at once, each with file, line and key."""

from pathlib import Path

import pytest

from checks import rulebook
from checks.policy import parameters, unfit
from checks.rulebook import Rulebook
from isms.core.codec import MistakesError
from isms.core.errors import InputError
from isms.core.model.finding import Severity
from isms.core.model.text import Language, Text
from tests.checks.judging import RULE, a_rule, book

GOOD = RULE.format(checks="  - {platform: [cisco_ios], must: [a]}", platform="cisco_ios")


def mistakes(*sources: tuple[str, str]) -> list[tuple[str, int | None, str, str]]:
    """Every mistake as file, line, key, English sentence."""
    with pytest.raises(MistakesError) as caught:
        rulebook.load(sources)
    return [
        (one.source, one.line, one.key, one.problem if isinstance(one.problem, str) else one.problem.en)
        for one in caught.value.mistakes
    ]


CHECKS = [
    # the check, the key of the mistake, what the sentence holds
    ("{}", "checks.0.must", "a check needs 'must' or 'python'"),
    ("{must: []}", "checks.0.must", "a check needs 'must' or 'python'"),
    ("{must: a}", "checks.0.must", "list"),
    ("{must: [5]}", "checks.0.must.0", "expected a pattern or one of not, any"),
    ("{must: [{}]}", "checks.0.must.0", "expected a pattern or one of not, any"),
    ("{must: [{nope: a}]}", "checks.0.must.0.nope", "known: not, any, all"),
    ("{must: [a, {not: b, any: [c]}]}", "checks.0.must.1.any", "allowed here: expect, not"),
    ("{must: [{not: a, min: 5}]}", "checks.0.must.0.min", "allowed here: expect, not"),
    ('{must: ["a >  > b"]}', "checks.0.must.0", "'a >  > b' has an empty step"),
    ('{must: [""]}', "checks.0.must.0", "empty step"),
    ('{must: [{not: [a, "b|c"]}]}', "checks.0.must.0.not.1", "'b|c' is neither a capture"),
    ('{must: [{not: "{"}]}', "checks.0.must.0.not", "'{' is neither a capture"),
    ('{must: [{not: "<a|>"}]}', "checks.0.must.0.not", "empty choice"),
    ('{must: [{not: "/(/"}]}', "checks.0.must.0.not", "no regular expression"),
    ("{must: [{not: 5}]}", "checks.0.must.0.not", "expected a pattern or a list"),
    ("{must: [{not: [5]}]}", "checks.0.must.0.not.0", "must be text"),
    ("{must: [{not: []}]}", "checks.0.must.0.not", "expected a pattern or a list"),
    ("{must: [{not: {any: [a]}}]}", "checks.0.must.0.not", "expected a pattern or a list"),
    ("{must: [{any: []}]}", "checks.0.must.0.any", "at least one condition"),
    ("{must: [{all: [{nope: a}]}]}", "checks.0.must.0.all.0.nope", "known: not"),
    ("{must: [{global: {nope: a}}]}", "checks.0.must.0.global.nope", "known: not"),
    ("{must: [{not: a, expect: b}]}", "checks.0.must.0.expect", "'de' and 'en'"),
    ("{must: [{not: a, expect: {de: b}}]}", "checks.0.must.0.expect", "'de' and 'en'"),
    ("{must: [{not: a, expect: {de: b, en: 5}}]}", "checks.0.must.0.expect", "'de' and 'en'"),
    ('{must: [{not: a, expect: {de: "kostet 5 $1", en: b}}]}', "checks.0.must.0.expect.de", "'$' before a digit"),
    ('{must: [{any: [a], expect: {de: b, en: "$9$"}}]}', "checks.0.must.0.expect.en", "'$' before a digit"),
    ("{must: [{count: a}]}", "checks.0.must.0.count", "expected by, max, min, of, where"),
    ("{must: [{count: {min: 1}}]}", "checks.0.must.0.count.of", "expected a pattern"),
    ("{must: [{count: {of: a}}]}", "checks.0.must.0.count", "'min' or 'max' is missing"),
    ("{must: [{count: {of: a, min: 1, most: 2}}]}", "checks.0.must.0.count.most", "allowed here: by, max, min"),
    ("{must: [{count: {of: a, min: MANY}}]}", "checks.0.must.0.count.min", "'MANY' is unknown"),
    ("{must: [{count: {of: a, min: [1]}}]}", "checks.0.must.0.count.min", "not allowed: List"),
    ("{must: [{count: {of: a, max: \"'b'\"}}]}", "checks.0.must.0.count.max", "whole number"),
    ("{must: [{count: {of: a, max: many words}}]}", "checks.0.must.0.count.max", "no expression"),
    ('{must: [{count: {of: ["a {x}", b], by: x, min: 1}}]}', "checks.0.must.0.count.by", "not captured by 'b'"),
    ("{must: [{count: {of: a, min: 1, where: [{nope: b}]}}]}", "checks.0.must.0.count.where.0.nope", "known: not"),
    ('{must: [{line: "a {x:num}", value: x <}]}', "checks.0.must.0.value", "'x <' is no expression"),
    ('{must: [{line: "a {x:num}", value: y < 3}]}', "checks.0.must.0.value", "'y' is unknown; known: "),
    ('{must: [{line: "a {x}", value: x < 3}]}', "checks.0.must.0.value", "'x < 3' takes a word for a number"),
    ('{must: [{line: "a {x:num}", value: 2 < x in 5}]}', "checks.0.must.0.value", "takes a word for a number"),
    ('{must: [{line: "a {x}", value: x - 3 == 2}]}', "checks.0.must.0.value", "takes a word for a number"),
    ('{must: [{line: ["a {x:num}", b], value: x < 3}]}', "checks.0.must.0.value", "'x' is unknown"),
    ('{must: [{line: "a {x:num}", value: x < 3, absent: 5}]}', "checks.0.must.0.absent", "expected x"),
    (
        '{must: [{line: "a {x:num}", value: x < 3, absent: {x: 1, y: 5}}]}',
        "checks.0.must.0.absent.y",
        "allowed here: x",
    ),
    ('{must: [{line: "a {x:num}", value: x < 3, absent: {x: [5]}}]}', "checks.0.must.0.absent.x", "a number or a word"),
    ('{must: [{line: "a {x:num}", value: x < 3, absent: {}}]}', "checks.0.must.0.value", "'x' is unknown"),
    ("{must: [{in: a}]}", "checks.0.must.0.in", "expected line, list, value"),
    ('{must: [{in: {line: "a {x}", value: y, list: GUEST_SSIDS}}]}', "checks.0.must.0.in.value", "not captured"),
    ('{must: [{in: {line: "a {x}", value: x, list: NOPE}}]}', "checks.0.must.0.in.list", "'NOPE' is no list"),
    ('{must: [{in: {line: "a {x}", value: x, list: PMF_OPTIONAL}}]}', "checks.0.must.0.in.list", "is no list"),
    ('{must: [{in: {line: "a {x}", value: x, list: GUEST_SSIDS, z: 1}}]}', "checks.0.must.0.in.z", "allowed here"),
    ("{python: nope}", "checks.0.python", "no function is called 'nope'; checks/judges"),
    ("{python: no_dtp, must: [a]}", "checks.0.must", "beside 'python'"),
    ("{python: no_dtp, each: a}", "checks.0.each", "beside 'python'"),
    ('{each: "{", must: [a]}', "checks.0.each", "neither a capture"),
    ('{each: [a, "{"], must: [a]}', "checks.0.each.1", "neither a capture"),
    ("{where: a, must: [a]}", "checks.0.where", "needs 'each'"),
    ("{skip: a, must: [a]}", "checks.0.skip", "needs 'each'"),
    ("{each: a, where: {nope: b}, must: [a]}", "checks.0.where.nope", "known: not"),
    ("{each: a, skip: [{nope: b}], must: [a]}", "checks.0.skip.0.nope", "known: not"),
    ("{each: a, if_none: maybe, must: [a]}", "checks.0.if_none", "'na'"),
    ("{na_when: {nope: a}, must: [a]}", "checks.0.na_when.nope", "known: not"),
    ("{versions: about 15, must: [a]}", "checks.0.versions", "'about 15' is no range"),
    ("{versions: 15, must: [a]}", "checks.0.versions", "text"),
    ("{roles: core, must: [a]}", "checks.0.roles", "list"),
    ("{default: {de: b}, must: [a]}", "checks.0.default.en", "missing"),
    ("{each_: b, must: [a]}", "checks.0.each_", "unknown"),
    ('{must: [{line: "a {x:num}", value: x < LOG_COLLECTORS}]}', "checks.0", "reads LOG_COLLECTORS"),
    ("{each: a, where: {count: {of: b, min: LOG_COLLECTORS}}, must: [c]}", "checks.0", "reads LOG_COLLECTORS"),
]


@pytest.mark.parametrize(("check", "key", "problem"), CHECKS, ids=[check for check, _, _ in CHECKS])
def test_a_mistake_in_a_check_is_told_with_its_key(check: str, key: str, problem: str) -> None:
    body = check.strip("{}").strip() if check == "{}" else check[1:-1]
    line = f"  - {{platform: [cisco_ios]{', ' if body else ''}{body}}}"
    [found] = mistakes(("own.yaml", RULE.format(checks=line, platform="cisco_ios")))
    assert found[:3] == ("own.yaml", 7, key)
    assert problem in found[3]


EDITS = [
    # what is replaced, by what, line, key, what the sentence holds
    ("severity: low", "severity: bad", 5, "severity", "'critical'"),
    ("id: own.rule", "id: 5", 1, "id", "text"),
    ("id: own.rule", "id: Own Rule!", 1, "id", "a-z 0-9"),
    ("id: own.rule\n", "", 1, "id", "missing"),
    ("topic: own", "topic: own\nowner: me", 5, "owner", "unknown"),
    ("topic: own", "topic: own\ntopic: other", 5, "topic", "twice"),
    ("{de: darum, en: because}", "{de: darum}", 3, "why.en", "missing"),
    ("platform: [cisco_ios]", "platform: []", 7, "checks.0.platform", "names no platform"),
    ("platform: [cisco_ios]", "platform: [cisco_ios, cisco_iox]", 7, "checks.0.platform", "meant: cisco_ios"),
    ("platform: [cisco_ios]", "platform: cisco_ios", 7, "checks.0.platform", "list"),
    ("remedy: {cisco_ios: [eine Zeile]}\n", "", 1, "remedy", "no remedy for cisco_ios"),
    ("remedy: {cisco_ios: [eine Zeile]}", "remedy: {cisco_ios: []}", 8, "remedy", "no remedy for cisco_ios"),
    ("remedy: {", "remedy: {frr: [b], ", 8, "remedy.frr", "no check names"),
    ('fail: ["b"]', "fail: []", 9, "examples", "no 'fail' example for cisco_ios"),
    ('pass: ["a"], ', "", 9, "examples", "no 'pass' example for cisco_ios"),
    ('fail: ["b"]', 'fail: ["b"], maybe: [c]', 9, "examples.cisco_ios.maybe", "'pass'"),
    ("examples: {", "examples: {frr: {pass: [a]}, ", 9, "examples.frr", "no check names"),
    ("topic: own", "topic: own\nfix: {cisco_ios: no-such.yml}", 5, "fix.cisco_ios", "no-such.yml does not exist"),
    ("topic: own", "topic: own\nfix: {cisco_ios: ../checks/policy.yaml}", 5, "fix.cisco_ios", "does not exist"),
    ("policy: [", "policy: [NOPE, ", 10, "policy.0", "unknown parameter 'NOPE'; `isms policy show` shows all"),
    ("topic: own", "topic: own\nalways: [frr]", 5, "always", "no check names 'frr'"),
    ("topic: own", "topic: own\nalways: [cisco_ios]", 10, "examples.cisco_ios.fail", "can only pass"),
    ("topic: own", "topic: own\nsource: hearsay", 5, "source", "'documentation'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "problem"), EDITS, ids=[f"{new or 'without'} ({key})" for _, new, _, key, _ in EDITS]
)
def test_a_mistake_around_the_checks_is_told_with_line_and_key(
    old: str, new: str, line: int, key: str, problem: str
) -> None:
    assert old in GOOD
    found = mistakes(("own.yaml", GOOD.replace(old, new)))
    assert ("own.yaml", line, key) in [one[:3] for one in found]
    assert all(problem in one[3] for one in found if one[2] == key)


def test_a_rule_without_checks_is_no_rule() -> None:
    text = GOOD.replace("checks:\n  - {platform: [cisco_ios], must: [a]}", "checks: []")
    assert ("own.yaml", 6, "checks", "at least one check is needed") in mistakes(("own.yaml", text))


def test_a_playbook_for_a_platform_that_no_check_names_is_told() -> None:
    found = mistakes(("own.yaml", GOOD + "fix: {frr: no-such.yml}\n"))
    assert [one[2:] for one in found] == [
        ("fix.frr", "playbooks/no-such.yml does not exist"),
        ("fix.frr", "no check names this platform"),
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("a: [", 2), ("", None), ("- a\n", 1), ("id: a\n\tb: c\n", 2), ("id: [a}\n", 1)]
)  # fmt: skip
def test_a_file_that_is_no_rule_is_told_with_its_place(text: str, line: int | None) -> None:
    found = mistakes(("own.yaml", text))
    assert {(one[0], one[1]) for one in found} == {("own.yaml", line)}


FIVE = """\
id: own.rule
title: {de: Regel, en: Rule}
why: {de: darum, en: because}
topic: own
severity: low
policy: [NOPE]
fix: {cisco_ios: nope.yml}
checks:
  - platform: [cisco_iox]
    must: [a]
  - platform: [cisco_ios]
    must:
      - a
      - nor: b
      - not: "{"
remedy: {cisco_ios: [eine Zeile]}
examples: {cisco_ios: {pass: ["a"], fail: ["b"]}}
"""


def test_five_mistakes_are_five_lines_in_the_order_of_the_file() -> None:
    with pytest.raises(InputError) as caught:
        rulebook.load([("own.yaml", FIVE)])
    lines = str(caught.value).splitlines()
    assert [line.split(" ", maxsplit=1)[0] for line in lines] == [
        "5",
        "own.yaml:6:",
        "own.yaml:7:",
        "own.yaml:9:",
        "own.yaml:14:",
        "own.yaml:15:",
    ]
    assert len(caught.value.to(Language.DE).splitlines()) == 6


def test_the_mistakes_of_all_files_are_told_together() -> None:
    found = mistakes(("a.yaml", "a: ["), ("b.yaml", FIVE), ("c.yaml", GOOD.replace("low", "bad")), ("d.yaml", GOOD))
    assert [one[0] for one in found] == ["a.yaml", *["b.yaml"] * 5, "c.yaml", "d.yaml"]
    assert found[-1][1:] == (1, "id", "the rule in b.yaml has this id already")


def test_two_rules_with_one_id_are_a_mistake_in_the_second_file() -> None:
    found = mistakes(("a.yaml", GOOD), ("b.yaml", "# eigene\n" + GOOD))
    assert found == [("b.yaml", 2, "id", "the rule in a.yaml has this id already")]


def test_mistakes_are_told_in_german_too() -> None:
    with pytest.raises(MistakesError) as caught:
        rulebook.load([("own.yaml", FIVE)])
    german = caught.value.to(Language.DE)
    assert "unbekannte Plattform ‚cisco_iox‘" in german
    assert "playbooks/nope.yml gibt es nicht" in german


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "rules" / "mine").mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "own.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "rules" / "shared").symlink_to("../shared")
    for name in ("a", "b", "mine/c"):
        (tmp_path / "rules" / name).symlink_to(tmp_path / "rules")
    found = rulebook.with_own(tmp_path / "rules")
    assert len(found.rules) == len(book().rules) + 1


def test_rules_are_sorted_by_id_and_found_by_it() -> None:
    second = GOOD.replace("own.rule", "a.rule")
    loaded = rulebook.load([("own.yaml", GOOD), ("a.yaml", second)])
    assert [rule.id for rule in loaded.rules] == ["a.rule", "own.rule"]
    assert loaded.get("own.rule") == a_rule("  - {platform: [cisco_ios], must: [a]}")


def test_an_unknown_rule_is_answered_with_those_alike() -> None:
    with pytest.raises(InputError, match=r"No rule is called 'mgmt\.notelnet'\. Probably meant: mgmt\.no-telnet"):
        book().get("mgmt.notelnet")
    with pytest.raises(InputError, match=r"'mgmt\.no-telnet'\. `isms rule list` shows all\."):
        Rulebook(()).get("mgmt.no-telnet")


def test_the_digest_is_that_of_what_the_rules_say() -> None:
    one, same, other = (
        rulebook.load([(source, text)]).digest
        for source, text in (
            ("a.yaml", GOOD),
            ("b.yaml", f"# Kommentar\n{GOOD}"),
            ("a.yaml", GOOD.replace("darum", "deshalb")),
        )
    )
    assert one == same != other


def test_a_workspace_adds_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "rule.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("keine Regel", encoding="utf-8")
    added = {rule.id for rule in rulebook.with_own(tmp_path).rules} - {rule.id for rule in book().rules}
    assert added == {"own.rule"}


def test_a_workspace_without_rules_has_the_shipped_ones(tmp_path: Path) -> None:
    assert rulebook.with_own(tmp_path / "rules") == rulebook.shipped()


def test_a_workspace_cannot_replace_a_shipped_rule(tmp_path: Path) -> None:
    (tmp_path / "rule.yml").write_text(GOOD.replace("own.rule", "mgmt.no-telnet"), encoding="utf-8")
    with pytest.raises(InputError, match="has this id already"):
        rulebook.with_own(tmp_path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_bytes(b"id: \xff\n")
    with pytest.raises(InputError, match=r"rule\.yaml cannot be read"):
        rulebook.with_own(tmp_path)


def test_every_parameter_is_read_by_a_rule() -> None:
    assert {name for rule in book().rules for name in rule.policy} == set(parameters())


def test_every_parameter_says_what_it_means_and_fits_its_type() -> None:
    for name, parameter in parameters().items():
        assert parameter.meaning.de, name
        assert parameter.meaning.en, name
        assert unfit(parameter, parameter.default) is None, name


def test_a_rule_tells_people_what_it_is_about() -> None:
    rule = a_rule("  - {platform: [cisco_ios], must: [a]}")
    info = rule.info()
    assert (info.id, info.title, info.why) == (rule.id, Text(de="Regel", en="Rule"), Text(de="darum", en="because"))
    assert (info.topic, info.severity, info.references) == ("own", Severity.LOW, ())
    assert dict(info.remedy) == {"cisco_ios": ("eine Zeile",)}


def test_mistakes_of_shape_do_not_hide_those_of_content() -> None:
    text = """\
id: x.y
title: {de: A}
why: {de: a, en: b}
topic: t
severity: hi
wrong: 1
checks:
  - platform: [cisco_xx]
    must: [a]
  - platform: [cisco_ios]
    must: ["<a||b>"]
remedy: {cisco_ios: [a]}
examples:
  cisco_ios: {pass: [a]}
"""
    with pytest.raises(MistakesError) as caught:
        rulebook.load([("rule.yaml", text)])
    told = str(caught.value)
    for place in (
        "rule.yaml:2: title.en:",
        "rule.yaml:5: severity:",
        "rule.yaml:6: wrong:",
        "rule.yaml:8: checks.0.platform:",
        "rule.yaml:11: checks.1.must.0",
        "rule.yaml:13: examples:",
    ):
        assert place in told
