"""What can be wrong with a rule about all devices together: each mistake with its key and a sentence."""

from collections.abc import Iterator, Mapping

from checks.fleet.rules import RULES
from checks.platform import Platform
from checks.rule import ALL, Rule
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

Wrong = tuple[str, Text]
# What stands beside `checks`, and says nothing where all devices are judged together.
FOR_CHECKS = ("checks", "examples", "always", "fix")
FEWEST = {Verdict.PASS: 1, Verdict.FAIL: 1}


def mistakes(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """Everything that is wrong with `fleet`, `sets` and what stands beside them."""
    if rule.fleet is None:
        if rule.sets:
            yield _wrong("sets", "steht nur neben ‚fleet‘", "needs 'fleet'")
        return
    yield from _misplaced(rule)
    yield from _names(rule)
    yield from _sets(rule, known)
    yield from _remedies(rule, known)


def _wrong(key: str, de: str, en: str) -> Wrong:
    """One mistake."""
    return key, Text(de=de, en=en)


def _misplaced(rule: Rule) -> Iterator[Wrong]:
    """Keys of rules on single configurations."""
    for key in FOR_CHECKS:
        if getattr(rule, key):
            yield _wrong(key, "steht nicht neben ‚fleet‘", "cannot stand beside 'fleet'")


def _names(rule: Rule) -> Iterator[Wrong]:
    """A judgement that there is not, and parameters that it reads but nobody named."""
    if rule.fleet not in RULES:
        listed = ", ".join(RULES)
        de = f"kein Vergleich heißt ‚{rule.fleet}‘; bekannt: {listed}"
        yield _wrong("fleet", de, f"no comparison is called '{rule.fleet}'; known: {listed}")
        return
    for name in RULES[rule.fleet].policy:
        if name not in rule.policy:
            de = f"liest {name}, unter ‚policy‘ steht es nicht"
            yield _wrong("fleet", de, f"reads {name}, which 'policy' does not name")


def _sets(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """Verdicts without a set that proves them, and devices of platforms that there are not."""
    for verdict in FEWEST:
        if not rule.sets.get(verdict):
            de = f"es fehlt eine Gruppe von Geräten mit ‚{verdict.value}‘"
            yield _wrong("sets", de, f"no set of devices with '{verdict.value}'")
    for verdict, given in rule.sets.items():
        for place, members in enumerate(given):
            for name, member in members.items():
                if member.platform is not None and member.platform not in known:
                    key, listed = f"sets.{verdict.value}.{place}.{name}.platform", ", ".join(known)
                    de = f"unbekannte Plattform ‚{member.platform}‘; bekannt: {listed}"
                    yield _wrong(key, de, f"unknown platform '{member.platform}'; known: {listed}")


def _remedies(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """A rule that nobody says how to mend, for all platforms or for one."""
    if not rule.remedy:
        yield _wrong("remedy", "die Abhilfe fehlt (`all` oder je Plattform)", "no remedy (`all` or per platform)")
    for name in rule.remedy:
        if name != ALL and name not in known:
            de, en = f"unbekannte Plattform ‚{name}‘, auch nicht ‚all‘", f"unknown platform '{name}', nor 'all'"
            yield _wrong(f"remedy.{name}", de, en)
