"""Hardened configurations satisfy the whole rule book, and every edit that weakens one fails the rules it concerns.

`tests/data/hardened/PLATFORM/NAME.cfg` is a configuration as a town hall would run it. `NAME.yaml` beside it has the
`role` of the device, the `policy` it is judged by, under `unknown` the rules that nobody can answer from it, each with
the reason, and under `sabotage` edits with the rules that fail then: `replace` are whole lines that occur once, `with`
what stands there instead; `add` are lines at the end (before `end`, where that is the last line).
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from checks import detect, remarks, tree
from checks.engine import Subject, answer_all, judge, judge_all
from checks.memory import Memory
from checks.outcome import Outcome, settled
from checks.platform import platforms
from checks.policy import Policy, as_value, default, parameters, unfit
from isms.core.model.finding import Verdict
from tests.checks.judging import all_compiled, book, compiled

HARDENED = Path(__file__).parents[1] / "data" / "hardened"
FILES = sorted(file.with_suffix(".cfg") for file in HARDENED.glob("*/*.yaml"))
KEYS = {"role", "policy", "unknown", "sabotage"}
EDITS = 25


class Edit(NamedTuple):
    """An edit that weakens a configuration, and the rules that fail after it."""

    file: Path
    replace: str
    instead: str
    fails: frozenset[str]

    @property
    def id(self) -> str:
        """`cisco_ios/access-no-ip-http-server`, with what is there afterwards."""
        return f"{name(self.file)}-{self.replace.strip()}-{self.instead.strip()}".replace("\n", " / ")


@cache
def said(file: Path) -> dict[str, Any]:
    """What the YAML beside a configuration says."""
    found: dict[str, Any] = yaml.safe_load(file.with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


@cache
def policy(file: Path) -> Policy:
    """The values a configuration is judged by."""
    given = said(file).get("policy", {})
    return Policy({**default().values, **{key: as_value(value) for key, value in given.items()}})


def text_of(file: Path) -> str:
    """The configuration."""
    return file.read_text(encoding="utf-8")


def name(file: Path) -> str:
    """The platform and the name of a configuration."""
    return f"{file.parent.name}/{file.stem}"


def judged(file: Path, text: str) -> dict[str, Outcome]:
    """What every rule says of a text in the place of a configuration."""
    subject = Subject(tree.parse(text, platforms()[file.parent.name]), policy(file), said(file).get("role"))
    found = judge_all(all_compiled(file.parent.name), subject)
    return {rule.id: outcome for rule, outcome in zip(book().rules, found, strict=True)}


def asked_again(file: Path, rule: str, text: str) -> Outcome:
    """What one rule says of a text in the place of a configuration."""
    platform = platforms()[file.parent.name]
    subject = Subject(tree.parse(text, platform), policy(file), said(file).get("role"))
    return judge(compiled(rule, platform.id), subject)


@cache
def outcomes(file: Path) -> dict[str, Outcome]:
    """What every rule says of a configuration."""
    return judged(file, text_of(file))


def with_verdict(found: dict[str, Outcome], verdict: Verdict) -> dict[str, str]:
    """The rules with a verdict, and why."""
    return {rule: outcome.reason.de for rule, outcome in found.items() if outcome.verdict is verdict}


@cache
def memory(platform: str) -> Memory:
    """What is remembered of the configurations of a platform."""
    return Memory(platforms()[platform], with_remarks=remarks.read_by(book().rules, platform))


def after(edit: Edit) -> dict[str, Outcome]:
    """What every rule says after an edit, asked as a run asks: with the memory of all edits before."""
    known = memory(edit.file.parent.name)
    subject = Subject(known.parse(edited(edit)), policy(edit.file), said(edit.file).get("role"))
    found = answer_all(all_compiled(edit.file.parent.name), subject, known)
    return {rule.id: settled(answer) for rule, answer in zip(book().rules, found, strict=True)}


def edits(file: Path) -> list[Edit]:
    """The edits that weaken a configuration."""
    return [
        Edit(file, one.get("replace", ""), one.get("with", one.get("add", "")), frozenset(one["fails"]))
        for one in said(file).get("sabotage", ())
    ]


def edited(edit: Edit) -> str:
    """The configuration after an edit."""
    text = "\n" + text_of(edit.file)
    if not edit.replace:
        body = text.removesuffix("\nend\n")
        return body[1:].rstrip("\n") + f"\n{edit.instead.strip(chr(10))}\n" + ("end\n" if body != text else "")
    old = "\n" + edit.replace.strip("\n") + "\n"
    assert text.count(old) == 1, f"‘{edit.replace}’ stands {text.count(old)} times in {name(edit.file)}"
    new = edit.instead.strip("\n")
    return text.replace(old, f"\n{new}\n" if new else "\n")[1:]


def without(text: str, numbers: set[int]) -> str:
    """A text in which some lines are empty, so that all others keep their numbers."""
    lines = enumerate(tree.lines_of(text), start=1)
    return "\n".join("" if number in numbers else line for number, line in lines) + "\n"


def numbers_of(outcome: Outcome) -> set[int]:
    """The lines that decided."""
    return {spot.number for spot in outcome.spots}


def worn_down(file: Path, rule: str) -> Outcome:
    """What a rule says when every line that its pass names is gone, again and again."""
    found, gone = outcomes(file)[rule], set[int]()
    while found.verdict is Verdict.PASS and numbers_of(found) - gone:
        gone |= numbers_of(found)
        found = asked_again(file, rule, without(text_of(file), gone))
    return found


each_file = pytest.mark.parametrize("file", FILES, ids=name)
each_edit = pytest.mark.parametrize("edit", [one for file in FILES for one in edits(file)], ids=lambda edit: edit.id)


def test_every_configuration_has_its_yaml() -> None:
    assert sorted(HARDENED.glob("*/*.cfg")) == FILES


@each_file
def test_the_yaml_says_what_is_known_here(file: Path) -> None:
    given = said(file).get("policy", {})
    assert set(said(file)) <= KEYS
    assert {
        key: unfit(parameters()[key], value) for key, value in given.items() if unfit(parameters()[key], value)
    } == {}
    assert {rule for edit in edits(file) for rule in edit.fails} <= set(outcomes(file))


@each_file
def test_the_platform_is_recognised(file: Path) -> None:
    assert detect.detect(text_of(file)) == file.parent.name


@each_file
def test_no_rule_fails_or_breaks(file: Path) -> None:
    assert with_verdict(outcomes(file), Verdict.FAIL) == {}
    assert with_verdict(outcomes(file), Verdict.ERROR) == {}


@each_file
def test_what_is_unknown_is_said_with_its_reason(file: Path) -> None:
    reasons = said(file).get("unknown", {})
    assert set(with_verdict(outcomes(file), Verdict.UNKNOWN)) == set(reasons)
    assert all(reasons.values())


@each_file
def test_no_pass_rests_on_a_line_that_is_gone(file: Path) -> None:
    text = text_of(file)
    for rule, before in outcomes(file).items():
        for number in numbers_of(before) if before.verdict is Verdict.PASS else ():
            left = asked_again(file, rule, without(text, {number}))
            assert left.verdict is not Verdict.ERROR, (rule, number, left.reason.de)
            assert not (left.verdict is Verdict.PASS and number in numbers_of(left)), (rule, number)


@each_file
def test_a_pass_ends_or_cites_a_default_when_all_its_lines_are_gone(file: Path) -> None:
    passed = [rule for rule, outcome in outcomes(file).items() if outcome.verdict is Verdict.PASS]
    left = {rule: worn_down(file, rule) for rule in passed}
    unexplained = [rule for rule, one in left.items() if one.verdict is Verdict.PASS and one.default is None]
    assert unexplained == []


@each_edit
def test_an_edit_that_weakens_fails_the_rules_it_concerns(edit: Edit) -> None:
    found = after(edit)
    assert set(with_verdict(found, Verdict.FAIL)) == edit.fails
    assert with_verdict(found, Verdict.ERROR) == {}


@each_file
def test_there_are_enough_edits(file: Path) -> None:
    platform = [edit for other in FILES if other.parent == file.parent for edit in edits(other)]
    assert len(platform) >= EDITS
