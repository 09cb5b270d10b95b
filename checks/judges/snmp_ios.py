"""From where communities of IOS may be used."""

from collections.abc import Callable, Iterator

from checks.judges.access import limited_by
from checks.judges.walk import starting
from checks.outcome import Outcome, failed, joined, not_applicable
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_COMMUNITY = not_applicable("keine Community", "no community")
RIGHTS = frozenset({"ro", "rw"})
OPEN = Text(de="Ohne Zugriffsliste antwortet SNMP jedem.", en="Without an access list SNMP answers everybody.")


def restricted(tree: ConfigTree, _: Policy) -> Outcome:
    """Every community names an access list that exists and admits some addresses only."""
    lines = [line for line in starting(tree.root, "snmp-server", "community") if len(line.words) > 2]
    return joined((one for line in lines for one in _community(line, tree)), nothing=NO_COMMUNITY)


def _community(line: Node, tree: ConfigTree) -> Iterator[Outcome]:
    """`snmp-server community C [view V] [RO|RW] [ipv6 NAME] [LIST]`: one answer for each list."""
    words = line.words[5:] if line.words[3:4] == ("view",) else line.words[3:]
    names = [word for word in words if word.lower() not in RIGHTS and word != "ipv6"]
    if not names:
        yield failed("$1 nennt keine Zugriffsliste", "$1 names no access list", line)._replace(default=OPEN)
    yield from (limited_by(line, name, tree) for name in names)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"ios_snmp_restricted": restricted}
