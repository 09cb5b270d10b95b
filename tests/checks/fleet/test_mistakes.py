"""Mistakes in a rule about all devices are told with line and key."""

import pytest

from checks import rulebook
from isms.core.codec import MistakesError
from isms.core.model.text import Text

GOOD = """\
id: own.backup
title: {de: Regel, en: Rule}
why: {de: darum, en: because}
topic: own
severity: low
fleet: collected
policy: [BACKUP_DAYS]
remedy: {all: [sichern]}
sets:
  pass: [{a: {platform: frr, age: 1}}]
  fail: [{a: {platform: frr, age: 99}}]
"""
EDITS = [
    # what is replaced, by what, line, key, what the sentence holds
    ("fleet: collected", "fleet: nope", 6, "fleet", "no comparison is called 'nope'; known: duplicate-address"),
    ("policy: [BACKUP_DAYS]\n", "", 6, "fleet", "reads BACKUP_DAYS"),
    ("  pass: [{a: {platform: frr, age: 1}}]\n", "", 9, "sets", "no set of devices with 'pass'"),
    ("  fail: [{a: {platform: frr, age: 99}}]\n", "", 9, "sets", "no set of devices with 'fail'"),
    ("platform: frr, age: 1}", "platform: nope, age: 1}", 10, "sets.pass.0.a.platform", "unknown platform 'nope'"),
    ("platform: frr, age: 1}", "platform: frr, old: 1}", 10, "sets.pass.0.a.old", "unknown"),
    ("  pass:", "  maybe:", 10, "sets.maybe", "'pass'"),
    ("{all: [sichern]}", "{}", 8, "remedy", "no remedy"),
    ("{all: [sichern]}", "{nope: [x]}", 8, "remedy.nope", "unknown platform 'nope', nor 'all'"),
    ("topic: own", "topic: own\nchecks: [{platform: [frr], must: [a]}]", 5, "checks", "beside 'fleet'"),
    ("topic: own", "topic: own\nexamples: {frr: {pass: [a]}}", 5, "examples", "beside 'fleet'"),
    ("topic: own", "topic: own\nfix: {frr: vty-access.yml}", 5, "fix", "beside 'fleet'"),
]


def mistakes(text: str) -> list[tuple[int | None, str, str]]:
    """Line, key and sentence of each mistake."""
    with pytest.raises(MistakesError) as caught:
        rulebook.load([("own.yaml", text)])
    found = caught.value.mistakes
    return [(one.line, one.key, one.problem.en if isinstance(one.problem, Text) else one.problem) for one in found]


def test_a_rule_about_all_devices_loads() -> None:
    [rule] = rulebook.load([("own.yaml", GOOD)]).rules
    assert (rule.fleet, rule.platforms, len(rule.sets)) == ("collected", (), 2)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "problem"), EDITS, ids=[f"{key} {new}"[:50] for _, new, _, key, _ in EDITS]
)
def test_a_mistake_is_told_with_its_line_and_key(old: str, new: str, line: int, key: str, problem: str) -> None:
    assert old in GOOD
    found = mistakes(GOOD.replace(old, new))
    assert any((where, name) == (line, key) and problem in said for where, name, said in found), found


def test_sets_belong_to_rules_about_all_devices() -> None:
    text = GOOD.replace("fleet: collected\npolicy: [BACKUP_DAYS]", "checks: [{platform: [frr], must: [a]}]")
    assert ("sets", "needs 'fleet'") in [(key, said) for _, key, said in mistakes(text)]


def test_what_holds_for_all_platforms_is_told_for_each() -> None:
    text = GOOD.replace("{all: [sichern]}", "{all: [sichern], frr: [write]}")
    [rule] = rulebook.load([("own.yaml", text)]).rules
    remedy = rule.info().remedy
    assert (remedy["frr"], remedy["cisco_ios"], "all" in remedy) == (("write",), ("sichern",), False)
