"""Rules, examples and verdicts for the tests of the engine."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pytest

from checks import rulebook
from checks.audit import Auditor
from checks.engine import CompiledRule, Subject, compile_rules, judge
from checks.outcome import Outcome
from checks.platform import platforms
from checks.policies import Policies, Setting
from checks.policy import Policy, as_value
from checks.rule import Rule
from checks.rulebook import Rulebook
from checks.tree import parse
from isms.core.model.device import Config
from isms.core.model.finding import Finding, Judged, Verdict
from isms.core.redact import Redactor
from tests.fakes import NOW, a_device

KEY = b"k" * 32
RULE = """\
id: own.rule
title: {{de: Regel, en: Rule}}
why: {{de: darum, en: because}}
topic: own
severity: low
checks:
{checks}
remedy: {{{platform}: [eine Zeile]}}
examples: {{{platform}: {{pass: ["a"], fail: ["b"]}}}}
policy: [IDLE_MINUTES, NTP_SERVERS, GUEST_SSIDS, PMF_OPTIONAL]
"""


class Example(NamedTuple):
    """An example of a shipped rule."""

    rule: Rule
    platform: str
    verdict: Verdict
    number: int
    text: str

    @property
    def id(self) -> str:
        """`mgmt.no-telnet-cisco_ios-pass-1`."""
        return f"{self.rule.id}-{self.platform}-{self.verdict}-{self.number}"


@cache
def book() -> Rulebook:
    """The shipped rules, read once."""
    return rulebook.shipped()


@cache
def examples() -> tuple[Example, ...]:
    """Every example of every shipped rule."""
    return tuple(
        Example(rule, platform, verdict, number, text)
        for rule in book().rules
        for platform, given in rule.examples.items()
        for verdict, texts in given.items()
        for number, text in enumerate(texts, start=1)
    )


def a_rule(checks: str, platform: str = "cisco_ios") -> Rule:
    """A rule read from YAML, with the given `checks`."""
    [rule] = rulebook.load([("own.yaml", RULE.format(checks=checks, platform=platform))]).rules
    return rule


@cache
def compiled(name: str, platform: str) -> CompiledRule:
    """A shipped rule ready for a platform, made once."""
    return compile_rules([book().get(name)], platforms()[platform])[0]


@cache
def all_compiled(platform: str) -> tuple[CompiledRule, ...]:
    """All shipped rules ready for a platform, made once."""
    return compile_rules(book().rules, platforms()[platform])


@cache
def shipped_rules() -> frozenset[int]:
    """Which rules are those that are shipped, by identity."""
    return frozenset(map(id, book().rules))


@cache
def proved(name: str) -> Policy:
    """The policy under which the examples of a shipped rule are proved."""
    return book().get(name).proved_with()


def by_rule(chosen: Iterable[Example]) -> pytest.MarkDecorator:
    """One test for each rule, with its examples."""
    found: dict[str, list[Example]] = {}
    for example in chosen:
        found.setdefault(example.rule.id, []).append(example)
    return pytest.mark.parametrize("given", list(found.values()), ids=list(found))


def outcome(
    rule: Rule, text: str, platform: str = "cisco_ios", values: Policy | None = None, role: str | None = None
) -> Outcome:
    """The answer of one rule."""
    known = platforms()[platform]
    shipped = id(rule) in shipped_rules()
    ready = compiled(rule.id, platform) if shipped else compile_rules([rule], known)[0]
    proved_with = proved(rule.id) if shipped and values is None else rule.proved_with()
    return judge(ready, Subject(parse(text, known), values or proved_with, role))


def audited(text: str, platform: str = "cisco_ios", *rules: Rule) -> Judged:
    """A configuration judged by the rules with what they say under `given` (by all shipped ones, if none is named)."""
    given = {name: Setting(value=as_value(value)) for rule in rules for name, value in rule.given.items()}
    auditor = Auditor(rules or book().rules, Policies(settings=given), Redactor(KEY), (), NOW.date())
    return auditor.judge(Config(device=a_device(platform=platform), platform=platform, text=text, file="sw1.cfg"))


def found(rule: Rule, text: str, platform: str = "cisco_ios") -> Finding:
    """The finding of one rule."""
    [finding] = audited(text, platform, rule).findings
    return finding
