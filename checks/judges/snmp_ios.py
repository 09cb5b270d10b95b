"""From where communities of IOS may be used."""

from collections.abc import Callable, Iterator

from checks.judges.access import list_entries, permits_any_source
from checks.judges.walk import starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
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
    yield from (_list(line, name, tree) for name in names)


def _list(line: Node, name: str, tree: ConfigTree) -> Outcome:
    """One access list."""
    entries = list_entries(tree, name)
    if is_masked(name) or (not entries and _some_are_masked(tree.root)):
        return unknown("der Name der Liste in $1 ist unkenntlich gemacht", "the name of the list in $1 is masked", line)
    if not entries:
        return failed(
            "$1 nennt eine Zugriffsliste, die nicht definiert ist", "$1 names a list that is not defined", line
        )
    for entry in entries:
        if permits_any_source(entry):
            return failed("$1: $2 in der Liste lässt jede Adresse zu", "$1: $2 admits any address", line, entry)
    return passed("$1", "$1", line)


def _some_are_masked(root: Node) -> bool:
    """Whether the name of any access list is blanked out."""
    blocks = [*starting(root, "ip", "access-list"), *starting(root, "ipv6", "access-list")]
    return any(is_masked(block.words[-1]) for block in blocks)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"ios_snmp_restricted": restricted}
