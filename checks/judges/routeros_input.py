"""What the input chain of RouterOS lets through to the device itself, in the order of its rules."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from checks.judges.crypto_sources import limited
from checks.judges.rt_local import PLACES, SILENT, input_chain, uses_ipv6
from checks.menus import rows
from checks.outcome import Outcome, failed, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

Own = Mapping[str, str]
# FTP, SSH, Telnet, web interface, Winbox and API.
ADMINISTRATION = frozenset({21, 22, 23, 80, 443, 8291, 8728, 8729})
SERVICE = frozenset({"protocol", "dst-port", "port"})
SENDERS = ("src-address", "src-address-list")
# Conditions that leave every sender in.
WIDE = SILENT | SERVICE | {"connection-state", "dst-address", "dst-address-type", "dst-limit", "limit"}
NUMBERS = {"6": "tcp", "17": "udp"}
OFF = Text(de="Ab Werk ist der Dienst aus.", en="The service is off by default.")


class Service(NamedTuple):
    """What is reached: the protocol and the ports."""

    protocol: str
    ports: frozenset[int]


class Chain(NamedTuple):
    """What decides about a service: the rule that lets everybody in, or the one that drops the rest."""

    opens: Node | None = None
    closes: Node | None = None


def _ports(own: Own) -> frozenset[int] | None:
    """The ports a rule names; None if it names none."""
    listed = own.get("dst-port") or own.get("port")
    if listed is None:
        return None
    return frozenset(port for part in listed.split(",") for port in _span(part))


def _span(part: str) -> Iterable[int]:
    """The ports of `20` or `20-25`."""
    low, _, high = part.partition("-")
    return range(int(low), int(high or low) + 1) if low.isdecimal() and (high or low).isdecimal() else ()


def _speaks(own: Own, service: Service) -> bool:
    """Whether a rule is about the protocol of a service, or about every protocol."""
    protocol = own.get("protocol", service.protocol)
    return NUMBERS.get(protocol, protocol) == service.protocol


def _admits_everybody(own: Own, service: Service) -> bool:
    """Whether a rule accepts a new connection to a service from any sender."""
    ports, senders = _ports(own), [own[key] for key in SENDERS if key in own]
    if own.get("action", "accept") != "accept" or not _speaks(own, service):
        return False
    if ports is not None and not ports & service.ports:
        return False
    if "new" not in own.get("connection-state", "new") or own.get("dst-address", "").startswith("127."):
        return False
    return set(own) <= WIDE | set(SENDERS) and all(sender.startswith("!") for sender in senders)


def _drops_the_rest(own: Own, service: Service, *, outside: bool) -> bool:
    """Whether a rule drops whatever else reaches a service; `outside`: it may do so at some interfaces only."""
    ports = _ports(own)
    if own.get("action") not in {"drop", "reject", "tarpit"} or not _speaks(own, service):
        return False
    if ports is not None and not service.ports <= ports:
        return False
    limits = SENDERS if outside else (*SENDERS, *PLACES)
    spared = all(own[key].startswith("!") for key in limits if key in own)
    return spared and set(own) <= SILENT | SERVICE | set(SENDERS) | set(PLACES)


def _chain(root: Node, family: str, service: Service, *, outside: bool) -> Chain:
    """What the input chain of a family does with a service; a port may be closed before it, too."""
    for own, line in rows(root, family, "firewall", "raw") if outside else ():
        if own.get("chain") == "prerouting" and _ports(own) and _drops_the_rest(own, service, outside=True):
            return Chain(closes=line)
    for own, line in input_chain(root, family):
        if _admits_everybody(own, service):
            return Chain(opens=line)
        if _drops_the_rest(own, service, outside=outside):
            return Chain(closes=line)
    return Chain()


def sources_limited(tree: ConfigTree, policy: Policy) -> Outcome:
    """Administrators come from listed addresses: each service has some, or the firewall drops whoever it did not
    admit before."""
    by_service = limited(tree, policy)
    if by_service.verdict is Verdict.PASS:
        return by_service
    families = ("/ip", "/ipv6") if uses_ipv6(tree.root) else ("/ip",)
    chains = [_chain(tree.root, family, Service("tcp", ADMINISTRATION), outside=False) for family in families]
    opens = [chain.opens for chain in chains if chain.opens is not None]
    closes = [chain.closes for chain in chains if chain.closes is not None]
    if opens:
        return failed("$1 lässt jede Adresse an die Verwaltung", "$1 lets every address reach administration", *opens)
    return passed("$1", "$1", *closes) if len(closes) == len(chains) else by_service


def closed(tree: ConfigTree, _: Policy, *, menu: tuple[str, ...], switch: str, port: int) -> Outcome:
    """A service of UDP is off, or the firewall keeps strangers from it."""
    root = tree.root
    on = [line for own, line in rows(root, *menu) if own.get(switch) == "yes"]
    if not on:
        return passed(f"‚{switch}=yes‘ kommt nicht vor", f"'{switch}=yes' does not occur")._replace(default=OFF)
    families = ("/ip", "/ipv6") if uses_ipv6(root) else ("/ip",)
    chains = [_chain(root, family, Service("udp", frozenset({port})), outside=True) for family in families]
    opens = [chain.opens for chain in chains if chain.opens is not None]
    closes = [chain.closes for chain in chains if chain.closes is not None]
    if opens:
        return failed("$1 lässt Anfragen von jeder Adresse zu", "$1 admits queries from any address", *opens, *on)
    if len(closes) < len(chains):
        return failed(
            "$1, und keine Filterregel für IPv4, oder für IPv6 keine, verwirft Anfragen von außen "
            "(ganze Konfiguration durchsucht)",
            "$1, and no filter rule for IPv4, or none for IPv6, drops queries from outside "
            "(the whole configuration was searched)",
            *on,
        )
    return passed("$1", "$1", *closes)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "routeros_sources_limited": sources_limited,
    "routeros_dns_closed": partial(closed, menu=("/ip", "dns"), switch="allow-remote-requests", port=53),
    "routeros_ntp_closed": partial(closed, menu=("/system", "ntp", "server"), switch="enabled", port=123),
}
