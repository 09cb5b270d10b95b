"""What RouterOS writes of SNMP in one line per entry: from where it may be asked, and by which algorithms."""

from collections.abc import Callable

from checks.judges.mon_snmp import routeros_entries
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Entry = tuple[Node, dict[str, str]]
ANYWHERE = frozenset({"", "::/0", "0.0.0.0/0"})
GOOD = (("authentication-protocol", "SHA1"), ("encryption-protocol", "AES"))


def restricted(tree: ConfigTree, _: Policy) -> Outcome:
    """Every community answers listed addresses only; unless set it answers everybody."""
    entries = [entry for entry in routeros_entries(tree.root) if entry[1]["security"] == "none"]
    return joined(map(_from_where, entries), nothing=not_applicable("keine Community", "no community"))


def _from_where(entry: Entry) -> Outcome:
    """One community."""
    line, values = entry
    if ANYWHERE.isdisjoint(values.get("addresses", "").split(",")):
        return passed("$1", "$1", line)
    return failed("$1 antwortet jeder Adresse", "$1 answers any address", line)


def algorithms(tree: ConfigTree, _: Policy) -> Outcome:
    """Every entry of SNMPv3 uses SHA and AES; unless set it is MD5 and DES."""
    entries = [entry for entry in routeros_entries(tree.root) if entry[1]["security"] != "none"]
    return joined(map(_by_which, entries), nothing=not_applicable("kein SNMPv3", "no SNMPv3"))


def _by_which(entry: Entry) -> Outcome:
    """One entry."""
    line, values = entry
    wanted = GOOD if values["security"] == "private" else GOOD[:1]
    if all(values.get(key) == good for key, good in wanted):
        return passed("$1", "$1", line)
    return failed("$1 benutzt MD5 oder DES", "$1 uses MD5 or DES", line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "mon_snmp_restricted": restricted,
    "mon_snmp_algorithms": algorithms,
}
