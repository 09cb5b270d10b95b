"""Gateways that several routers share (HSRP, GLBP, VRRP): whether a key is needed to take part."""

from collections.abc import Callable, Iterator

from checks.judges.ports import is_down
from checks.judges.walk import starting
from checks.outcome import Outcome, failed, joined, joined_parts, not_applicable, passed
from checks.policy import Policy
from checks.remember import for_each
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NOTHING = not_applicable("kein gemeinsames Gateway", "no shared gateway")
CLEAR = Text(
    de="Ohne Angabe gilt das Kennwort ‚cisco‘ im Klartext.", en="Unless set the password is 'cisco', in clear."
)
NO_KEY = Text(de="Ohne Angabe gibt es keinen Schlüssel.", en="Unless set there is no key.")
PROTOCOLS = {"standby": CLEAR, "glbp": NO_KEY, "vrrp": NO_KEY}
Group = tuple[str, str]


def cisco(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS: every group of every interface that is up has a key that is never sent."""
    return joined_parts(for_each(tree, "interface", _interface), nothing=NOTHING)


def _interface(port: Node) -> Outcome | None:
    """One interface, if it has groups."""
    if is_down(port):
        return None
    said = list(_said(port))
    shared = {group: line for group, words, line in said if words[:1] in {("ip",), ("ipv6",)}}
    keys = {group: line for group, words, line in said if words[:1] == ("authentication",)}
    if not shared:
        return None
    return joined((_group(group, line, keys.get(group), port) for group, line in shared.items()), nothing=NOTHING)


def _said(port: Node) -> Iterator[tuple[Group, tuple[str, ...], Node]]:
    """What an interface says of its groups; one without a number is 0."""
    for protocol in PROTOCOLS:
        for line in starting(port, protocol):
            numbered = line.words[1:2] != () and line.words[1].isdigit()
            yield (protocol, line.words[1] if numbered else "0"), line.words[2 if numbered else 1 :], line


def _group(group: Group, line: Node, key: Node | None, port: Node) -> Outcome:
    """One group."""
    if key is None:
        found = failed("$1 hat keinen Schlüssel", "$1 has no key", line, block=port)
        return found._replace(default=PROTOCOLS[group[0]])
    if "md5" in key.words[2:4]:
        return passed("$1", "$1", key, block=port)
    return failed(
        "$1 schützt nicht: das Kennwort ist mitzulesen",
        "$1 does not protect: the password can be read",
        key,
        block=port,
    )


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"ios_gateways_authenticated": cisco}
