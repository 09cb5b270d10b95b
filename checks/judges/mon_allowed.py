"""Whether the office approved of the servers a device asks or tells: time, names, logs."""

from collections.abc import Callable, Iterable

from checks.judges import clock, mon_log, mon_names
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NO_SOURCE = not_applicable("keine eigene Zeitquelle", "no time source of its own")


def time_servers(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every time source stands in NTP_ALLOWED."""
    sources = clock.READERS[tree.platform.id](tree.root)
    return _all(((source.line, source.address) for source in sources), policy, "NTP_ALLOWED", NO_SOURCE)


def log_servers(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every log server stands in LOG_SERVERS."""
    return _all(mon_log.READERS[tree.platform.id](tree.root), policy, "LOG_SERVERS", mon_log.NO_SERVER)


def name_servers(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every name server stands in DNS_SERVERS."""
    return _all(mon_names.READERS[tree.platform.id](tree.root), policy, "DNS_SERVERS", mon_names.NO_SERVER)


def _all(found: Iterable[tuple[Node, str]], policy: Policy, parameter: str, nothing: Outcome) -> Outcome:
    """Every server stands in a list of the policy."""
    servers, listed = list(found), policy.words(parameter)
    if servers and not listed:
        return unset(parameter, *[line for line, _ in servers])
    known = {clock.address(word) for word in listed}
    return joined((_one(line, server, known, parameter) for line, server in servers), nothing=nothing)


def _one(line: Node, server: str, known: set[str], parameter: str) -> Outcome:
    """One server."""
    if is_masked(server):
        return unknown("die Adresse in $1 ist unkenntlich gemacht", "the address in $1 is masked", line)
    if clock.address(server) in known:
        return passed("$1", "$1", line)
    return failed(f"$1 steht nicht in {parameter}", f"$1 is not in {parameter}", line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "mon_time_allowed": time_servers,
    "mon_log_allowed": log_servers,
    "mon_names_allowed": name_servers,
}
