"""Whether the office approved of the time sources."""

from collections.abc import Callable

from checks.judges import clock
from checks.judges.mon_sources import TimeSource
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.pattern import is_masked
from checks.policy import Policy
from checks.tree import ConfigTree

NO_SOURCE = not_applicable("keine eigene Zeitquelle", "no time source of its own")


def allowed(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every time source stands in NTP_ALLOWED."""
    sources = list(clock.READERS[tree.platform.id](tree.root))
    listed = policy.words("NTP_ALLOWED")
    if sources and not listed:
        return unknown(
            "die Richtlinie setzt NTP_ALLOWED nicht (in policy.yaml eintragen)",
            "the policy does not set NTP_ALLOWED (add it to policy.yaml)",
        )
    known = {clock.address(word) for word in listed}
    return joined((_one(source, known) for source in sources), nothing=NO_SOURCE)


def _one(source: TimeSource, known: set[str]) -> Outcome:
    """One time source."""
    if is_masked(source.address):
        return unknown("die Adresse in $1 ist unkenntlich gemacht", "the address in $1 is masked", source.line)
    if clock.address(source.address) in known:
        return passed("$1", "$1", source.line)
    return failed("$1 steht nicht in NTP_ALLOWED", "$1 is not in NTP_ALLOWED", source.line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"mon_time_allowed": allowed}
