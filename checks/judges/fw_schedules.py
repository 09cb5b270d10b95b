"""Rules whose schedule has ended."""

from collections.abc import Callable, Iterator
from datetime import date

from checks.filters import fortios
from checks.filters.readers import firewall
from checks.judges.walk import starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NONE = not_applicable("keine Regel mit einem Ende", "no rule with an end")
# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on


def cisco(tree: ConfigTree, policy: Policy) -> Outcome:
    """IOS, ASA: no entry of a list uses a time range whose absolute end has passed."""
    ranges = {block.words[1]: block for block in starting(tree.root, "time-range") if len(block.words) > 1}
    if not ranges:
        return NONE
    entries = [entry.node for one in tree.once(firewall).filters for entry in one.live]
    used = [(node, name) for node in entries for name in _named(node)]
    ends = ((node, line) for node, name in used if name in ranges for line in _absolute(ranges[name]))
    return joined((_judged(node, line, _cisco_end(line), policy) for node, line in ends), nothing=NONE)


def _named(node: Node) -> Iterator[str]:
    """The time range that an entry names."""
    if "time-range" in node.words[:-1]:
        yield node.words[node.words.index("time-range") + 1]


def _absolute(block: Node) -> Iterator[Node]:
    """The line with the absolute end of a time range."""
    return (line for line in starting(block, "absolute") if "end" in line.words)


def _cisco_end(line: Node) -> date | None:
    """`absolute start 08:00 01 January 2025 end 17:00 31 January 2025`."""
    words = line.words[line.words.index("end") + 2 :]
    return _day(words[2], words[1], words[0]) if len(words) > 2 else None


def _day(year: str, month: str, day: str) -> date | None:
    """A day, its month by name or number; None if it is none."""
    number = MONTHS.index(month.lower()) + 1 if month.lower() in MONTHS else month
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None


def fortios_schedules(tree: ConfigTree, policy: Policy) -> Outcome:
    """FortiOS: no policy that is on uses a one-time schedule whose end has passed."""
    once = {
        name: entry
        for scope in fortios.scopes(tree.root)
        for name, entry in fortios.table(scope, "firewall", "schedule", "onetime")
    }
    if not once:
        return NONE
    entries = [entry.node for one in tree.once(firewall).filters for entry in one.live]
    used = [(node, once[name]) for node in entries for name in fortios.setting(node, "schedule") or () if name in once]
    return joined((_judged(node, line, _fortios_end(line), policy) for node, line in used), nothing=NONE)


def _fortios_end(entry: Node) -> date | None:
    """`set end 18:00 2025/01/31`, newer releases also with a time zone in front."""
    words = fortios.setting(entry, "end") or ()
    parts = next((word.split("/") for word in words if word.count("/") == 2), ())
    return _day(parts[0], parts[1], parts[2]) if parts else None


def _judged(node: Node, line: Node, end: date | None, policy: Policy) -> Outcome:
    """One rule and the line that says when it ends."""
    if end is None:
        return unknown("wann $1 endet, ist nicht zu erkennen", "when $1 ends cannot be told", line, node)
    if end < policy.today:
        return failed("$1 ist abgelaufen: $2", "$1 has ended: $2", node, line)
    return passed("$1 endet noch nicht", "$1 has not ended yet", node, line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "fw_cisco_expired": cisco,
    "fw_fortios_expired": fortios_schedules,
}
