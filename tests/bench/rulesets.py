"""Rules to judge by: those of the comparison, all that ship, or any number of different ones."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count, islice
from pathlib import Path

from checks.rule import Check, Rule
from checks.rulebook import load, shipped
from tests.bench.questions import QUESTIONS

RULES = Path(__file__).parent / "rules"
PLATFORM = "cisco_ios"
ALL = "all"
# What a switch or router may say; each copy of a rule asks for other words of these.
STARTS = ("ip", "no ip", "service", "spanning-tree", "snmp-server", "logging", "switchport", "aaa", "ntp", "crypto")


def ruleset(named: str) -> tuple[Rule, ...]:
    """`all` that ship for the platform, or as many rules as the number says."""
    return _shipped() if named == ALL else tuple(islice(_many(), int(named)))


def _compared() -> tuple[Rule, ...]:
    """One rule for each question of the comparison, in its order."""
    book = load((f"{name}.yaml", (RULES / f"{name}.yaml").read_text()) for name in QUESTIONS)
    return tuple(book.get(f"bench.{name}") for name in QUESTIONS)


def _shipped() -> tuple[Rule, ...]:
    """The rules that ship for the platform."""
    return tuple(rule for rule in shipped().rules if PLATFORM in rule.platforms)


def _many() -> Iterator[Rule]:
    """The rules of the comparison, those that ship in any order, then copies that ask for something more."""
    mixed = list(_shipped())
    random.Random(7).shuffle(mixed)
    written = [rule for rule in mixed if all(check.must for check in rule.checks if PLATFORM in check.platform)]
    copies = (_copy(rule, turn) for turn in count() for rule in written)
    return chain(_compared(), mixed, copies)


def _copy(rule: Rule, turn: int) -> Rule:
    """A rule that asks everything the first one asks, and one thing of its own."""
    checks = tuple(_asking_more(check, f"{rule.id}-{turn}", turn) for check in rule.checks)
    return replace(rule, id=f"{rule.id}-{turn}", checks=checks)


def _asking_more(check: Check, word: str, turn: int) -> Check:
    """The check, satisfied too by a line that no file has; it is looked for where lines begin with the same word."""
    own = f"{STARTS[turn % len(STARTS)]} {word} ..."
    return replace(check, must=({"any": [own, {"all": list(check.must)}]},)) if check.must else check
