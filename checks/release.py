"""The software release a configuration was written by, and ranges of releases: `>= 15.0`, `< 16`."""

import operator
import re
from collections.abc import Callable

from checks.outcome import Answer, Outcome, Reason, not_applicable
from checks.tree import ConfigTree
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

NUMBERS = re.compile(r"\d+")
RANGE = re.compile(r"^(>=|<=|==|<|>)\s*([\w.()-]+)$")
COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
PLACES: tuple[re.Pattern[str], ...] = (
    re.compile(r"^version (\d[\w.()-]*)(?:;| Bios:version.*)?$"),
    re.compile(r"^set version (\d[\w.()-]*)$"),
    re.compile(r"^! device: .*EOS-(\d[\w.]*)"),
    re.compile(r"^#config-version=[^-]+-(\d+\.\d+\.\d+)"),
    re.compile(r"^ASA Version (\d[\w.()]*)"),
    re.compile(r"^# .* by RouterOS (\d[\w.]*)"),
    re.compile(r"^(?://|/\*) Release version: (?:VyOS )?(\d[\w.+-]*)"),
)
# Where a file says something of itself, how such lines begin, and how long those are that say nothing.
SEARCHED = 200
BEGINNINGS = ("version", "set version", "!", "#", ";", ":", "ASA Version", "frr version", "// Release", "/* Release")
SHORT = 5
# VyOS says it at the very end.
LAST = 10
ENDINGS = ("// Release", "/* Release")
Range = tuple[str, tuple[int, ...]]


def numbers(version: str) -> tuple[int, ...]:
    """`15.2(4)M3` as (15, 2, 4, 3)."""
    return tuple(int(part) for part in NUMBERS.findall(version))


def compile_range(text: str | None, problem: Callable[[Text], None]) -> Range | None:
    """A range of releases, or None where none is given or it cannot be read."""
    if text is None:
        return None
    found = RANGE.match(text)
    if found is None:
        problem(Text(de=f"‚{text}‘ ist kein Bereich wie ‚>= 15.0‘", en=f"'{text}' is no range such as '>= 15.0'"))
        return None
    return found[1], numbers(found[2])


def release(tree: ConfigTree) -> tuple[int, ...] | None:
    """The release the configuration names, if it does so in its first lines."""
    return tree.fact(_release)


def _release(tree: ConfigTree) -> tuple[int, ...] | None:
    """The same, searched for."""
    for _, line in tree.once(beginning):
        stripped = line.strip()
        for place in PLACES:
            if found := place.match(stripped):
                return numbers(found[1])
    return None


def beginning(tree: ConfigTree) -> list[tuple[int, str]]:
    """Those of the first and last lines, with their numbers, that may say something of the file; to be asked for
    once."""
    lines = enumerate(tree.lines[:SEARCHED], start=1)
    found = [(number, line) for number, line in lines if len(line) > SHORT and line.lstrip().startswith(BEGINNINGS)]
    start = max(SEARCHED, len(tree.lines) - LAST)
    rest = enumerate(tree.lines[start:], start=start + 1)
    return [*found, *((number, line) for number, line in rest if line.startswith(ENDINGS))]


def judged(tree: ConfigTree, wanted: Range, inner: Callable[[], Answer]) -> Answer:
    """The inner answer if the release lies in the range; `unknown` if the configuration does not name it."""
    found = release(tree)
    if found is None:
        reason = Reason("die Konfiguration nennt ihre Version nicht", "the configuration does not name its release")
        return Outcome(verdict=Verdict.UNKNOWN, reason=reason)
    comparison, limit = wanted
    if COMPARE[comparison](found[: len(limit)], limit):
        return inner()
    return not_applicable("die Regel betrifft diese Version nicht", "the rule does not concern this release")
