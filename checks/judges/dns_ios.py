"""Whether IOS answers name queries of foreign networks."""

from collections.abc import Callable

from checks.judges.edge import NO_EXTERNAL, Port, each, indented
from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

OFF = Text(de="Ab Werk ist der Nameserver des Geräts aus.", en="By default the name server of the device is off.")
IS_OFF = passed("der Nameserver des Geräts ist aus", "the name server of the device is off")._replace(default=OFF)


def closed(tree: ConfigTree, policy: Policy) -> Outcome:
    """The name server is off, or no external interface lets queries in; without any filter it is open to all."""
    server = exactly(tree.root, "ip", "dns", "server")
    if server is None:
        return IS_OFF
    found = OUTSIDE(tree, policy)
    if found.verdict is Verdict.UNKNOWN and not any(map(_filter, tree.root.by_word.get("interface", ()))):
        return failed(
            "$1 ist an, und keine Schnittstelle hat einen Filter", "$1 is on, no interface has a filter", server
        )
    return passed("$1", "$1", server) if found.verdict is NO_EXTERNAL.verdict else found


def _filter(port: Node) -> Node | None:
    """What keeps queries away from the device at an interface: a list, or a zone."""
    lists = [line for line in starting(port, "ip", "access-group") if line.words[-1] == "in"]
    return lists[0] if lists else first(port, "zone-member", "security")


def _port(tree: ConfigTree, port: Port) -> Outcome:
    """One external interface; a zone protects the device itself only if there is a pair for it."""
    line = _filter(port.node)
    if line is not None and (line.words[0] == "ip" or _guards_device(tree.root, line.words[-1])):
        return passed("$1", "$1", line, block=port.node)
    return failed("über $1 beantwortet das Gerät Namensanfragen", "by $1 the device answers name queries", port.node)


def _guards_device(root: Node, zone: str) -> bool:
    """Whether a zone pair filters what a zone sends to the device itself."""
    pairs = starting(root, "zone-pair", "security")
    return any(("source", zone) == pair.words[3:5] and pair.words[-1] == "self" for pair in pairs)


OUTSIDE = each(indented, _port)
JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"ios_dns_closed": closed}
