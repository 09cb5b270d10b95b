"""Names that patterns capture: those nobody asks for again are not looked at."""

import pytest

from checks.language.captures import names, unasked, without
from checks.language.pattern import compile_pattern
from tests.checks.judging import a_rule

CASES = {
    "each: 'interface {port}', must: ['ip address {ip} {mask}']": {"port", "ip", "mask"},
    "each: 'interface {port}', must: [{global: 'passive-interface {port}'}]": set(),
    "must: [{line: 'exec-timeout {m:num} {s:num}', value: m < 10}]": {"s"},
    "must: [{count: {of: 'ntp server {host} {more}', by: host, min: 2}}]": {"more"},
    "must: [{line: 'exec-timeout {m:num}', value: m < 10, absent: {m: 10}}]": set(),
    "must: [{any: ['a {x}', {not: 'b {x}'}]}]": set(),
}


@pytest.mark.parametrize("text", CASES)
def test_names_that_occur_once_are_not_asked_for(text: str) -> None:
    [check] = a_rule(f"  - {{platform: [cisco_ios], {text}}}").checks
    assert unasked(check) == CASES[text]


def test_a_pattern_without_its_names_accepts_the_same() -> None:
    pattern = compile_pattern("ip address {ip:addr} {mask}", flat=False)
    bare = without(pattern, frozenset({"ip", "mask"}))
    assert (bare.text, bare.flat) == (pattern.text, pattern.flat)
    assert [word.name for word in bare.steps[0]] == [None] * 4
    assert [word.accepts for word in bare.steps[0]] == [word.accepts for word in pattern.steps[0]]


def test_a_name_that_a_list_is_asked_for_is_asked_for() -> None:
    given = {"in": {"line": "ntp server {host} {key}", "value": "host", "list": "NTP_ALLOWED"}}
    assert list(names(given)) == ["host", "key", "host"]
