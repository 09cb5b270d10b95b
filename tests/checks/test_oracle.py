"""The engine agrees with verdicts that a person read from real configurations; see tests/data/verdicts/README.md."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from checks import policy
from checks.engine import CompiledRule, Subject, compile_rules, judge
from checks.outcome import Outcome
from checks.platform import platforms
from checks.tree import parse
from tests.checks.configurations import CORPUS
from tests.checks.judging import book
from tests.core_rules import CORE_RULES
from tests.shared import needs_shared

READ = Path(__file__).parents[1] / "data" / "verdicts" / "corpus.csv"


class Row(NamedTuple):
    """A verdict read by eye, and the line that decides, if there is one."""

    rule: str
    verdict: str
    line: int | None


def rows() -> dict[str, list[Row]]:
    """The verdicts by file."""
    by_file: dict[str, list[Row]] = defaultdict(list)
    with READ.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            by_file[row["file"]].append(Row(row["rule"], row["verdict"], int(row["line"]) if row["line"] else None))
    return by_file


ROWS = rows()
FILES = sorted(ROWS)


@cache
def compiled(platform: str) -> dict[str, CompiledRule]:
    """All rules for a platform."""
    return {one.rule.id: one for one in compile_rules(book().rules, platforms()[platform])}


def judged(file: str, rules: Iterable[str]) -> dict[str, Outcome]:
    """What the engine says of a file, by rule."""
    platform = file.split("/", maxsplit=1)[0]
    text = (CORPUS / "configs" / file).read_bytes().decode("utf-8", "replace")
    subject = Subject(parse(text, platforms()[platform]), policy.default())
    return {rule: judge(compiled(platform)[rule], subject) for rule in rules}


@needs_shared
@pytest.mark.parametrize("file", FILES)
def test_the_engine_agrees_with_the_reader(file: str) -> None:
    given = judged(file, [row.rule for row in ROWS[file]])
    assert {rule: str(one.verdict) for rule, one in given.items()} == {row.rule: row.verdict for row in ROWS[file]}


# Where something is missing, reader and engine may name different lines of the same thing.
SAME_THING = {
    "aaa.central-login": "the reader names the list or 'aaa new-model', the engine the line that uses it",
    "l2.bpdu-guard": "the reader names the mode, the engine the interface",
    "mgmt.access-restricted": "the reader names lo0 or the service's block, the engine the service",
    "rt.ospf-auth": "the reader names the network statement, the engine the interface",
    "wlan.encryption": "the reader names the section, the engine its SSID",
    "wlan.pmf": "the reader names the section, the engine its SSID",
}
SEARCHED = "(the whole configuration was searched)"


@needs_shared
@pytest.mark.parametrize("file", FILES)
def test_a_fail_names_the_line_that_the_reader_named(file: str) -> None:
    named = [row for row in ROWS[file] if row.verdict == "fail" and row.line and row.rule not in SAME_THING]
    given = judged(file, [row.rule for row in named])
    elsewhere = [row for row in named if row.line not in numbers(given[row.rule])]
    assert [row for row in elsewhere if SEARCHED not in given[row.rule].reason.en] == []


def numbers(outcome: Outcome) -> set[int]:
    """Every line an outcome names: those that decide, their blocks, and those of its reason."""
    return {place for spot in outcome.spots for place in (spot.number, spot.block)} | set(outcome.reason.places)


def test_every_file_was_read_for_every_core_rule() -> None:
    assert all(sorted(row.rule for row in read) == sorted(CORE_RULES) for read in ROWS.values())
    assert {row.verdict for read in ROWS.values() for row in read} == {"pass", "fail", "na", "unknown"}
