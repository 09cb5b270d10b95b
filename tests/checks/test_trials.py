"""Whole configurations, written from the meaning of the core rules, get the verdicts a reader reaches by hand."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from checks import detect, engine, policy, rulebook, tree
from checks.outcome import Outcome
from checks.platform import platforms
from isms.core.model.finding import Verdict

TRIALS = Path(__file__).parents[1] / "data" / "trials"
FILES = sorted(TRIALS.glob("*/*.cfg"))
BOOK = rulebook.shipped()


def text_of(file: Path) -> str:
    """The text of a trial as it stands in the file, its line ends too."""
    return file.read_bytes().decode("utf-8-sig")


@cache
def expected(file: Path) -> dict[str, str]:
    """The verdicts that were read by hand."""
    verdicts: dict[str, str] = yaml.safe_load(file.with_suffix(".yaml").read_text(encoding="utf-8"))
    return verdicts


@cache
def outcomes(file: Path) -> dict[str, Outcome]:
    """What the engine says about the rules that were read by hand."""
    return judged(file, text_of(file))


def judged(file: Path, text: str) -> dict[str, Outcome]:
    """What the engine says about a text with the platform and the rules of a trial."""
    platform = platforms()[file.parent.name]
    subject = engine.Subject(tree.parse(text, platform), policy.default())
    rules = [rule for rule in BOOK.rules if rule.id in expected(file)]
    found = engine.judge_all(engine.compile_rules(rules, platform), subject)
    return {rule.id: outcome for rule, outcome in zip(rules, found, strict=True)}


def name(file: Path) -> str:
    """The platform and the name of a trial."""
    return f"{file.parent.name}/{file.stem}"


each_trial = pytest.mark.parametrize("file", FILES, ids=name)


@each_trial
def test_the_verdicts_are_those_read_by_hand(file: Path) -> None:
    assert {rule: str(found.verdict) for rule, found in outcomes(file).items()} == expected(file)


@each_trial
def test_the_platform_is_recognised_by_the_text(file: Path) -> None:
    assert detect.detect(text_of(file)) == file.parent.name


@each_trial
def test_a_failure_names_lines_or_the_place_that_was_searched(file: Path) -> None:
    failed = {rule: found for rule, found in outcomes(file).items() if found.verdict is Verdict.FAIL}
    bare = {rule: found.reason for rule, found in failed.items() if not found.spots}
    assert not [rule for rule, reason in bare.items() if "ganze Konfiguration durchsucht" not in reason.de]
    assert not [rule for rule, reason in bare.items() if "whole configuration was searched" not in reason.en]


@each_trial
def test_every_line_a_finding_names_stands_in_the_configuration(file: Path) -> None:
    lines = text_of(file).splitlines()
    spots = [spot for found in outcomes(file).values() for spot in found.spots]
    assert all(1 <= spot.number <= len(lines) for spot in spots)


def test_there_are_trials_for_every_platform_with_core_rules() -> None:
    counts = {platform: sum(file.parent.name == platform for file in FILES) for platform in ("hostapd", "openwrt")}
    assert len(FILES) >= 60
    assert min(counts.values()) >= 3


def _each_line(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of every line of a text."""
    return lambda text: "".join(change(line) + "\n" for line in text.replace("\r", "").splitlines())


# What copying and backup programs do to a configuration, and what says the same.
HANDLING: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\r", "").replace("\n", "\r\n"),
    "a BOM": lambda text: "\ufeff" + text,
    "blanks at the end": _each_line(lambda line: line + "  "),
    "more blanks in front": _each_line(lambda line: "   " + line if line else line),
    "no blanks in front": _each_line(str.lstrip),
    "empty lines": lambda text: text.replace("\r", "").replace("\n", "\n\n"),
    "no end of the last line": str.rstrip,
}


@each_trial
@pytest.mark.parametrize("handling", HANDLING)
def test_how_a_configuration_was_copied_changes_no_verdict(file: Path, handling: str) -> None:
    text = HANDLING[handling](text_of(file))
    assert detect.detect(text) == file.parent.name
    assert {rule: str(found.verdict) for rule, found in judged(file, text).items()} == expected(file)
