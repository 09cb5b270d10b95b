"""Network access control by 802.1X where a port is known by name or number only (Junos, ProCurve)."""

from collections.abc import Callable

from checks.judges.l2_junos_ports import JunosPlace, junos_entry, junos_ports
from checks.judges.l2_procurve_ports import procurve_listed, procurve_ports
from checks.judges.ports import NO_ACCESS_PORT
from checks.judges.walk import exactly, named, path
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
PORTS = JunosPlace(("protocols", "dot1x", "authenticator", "interface"))
AUTHENTICATOR = ("aaa", "port-access", "authenticator")
MAC_BASED = ("aaa", "port-access", "mac-based")
NO_LOGIN = not_applicable("kein Port mit 802.1X", "no port with 802.1X")
NO_MAB = not_applicable("kein Port, an dem die MAC-Adresse genügt", "no port at which the MAC address is enough")
DOT1X_FIRST = Text(
    de="Ohne ‚restrict‘ und ohne andere Reihenfolge kommt 802.1X zuerst.",
    en="Without 'restrict' and another order 802.1X comes first.",
)
MAB_UNSET = unset("MAB_PORTS")


def on_junos(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every Junos port for end devices asks for 802.1X, but for those that the policy exempts."""
    exempt = frozenset(policy.words("NAC_EXEMPT_PORTS"))
    edges = tree.once(junos_ports)
    judged = [edge for edge in edges if not edge.names & exempt]
    found = [_answer(edge.node, junos_entry(tree.root, PORTS, edge)) for edge in judged]
    return joined(found, nothing=NO_ACCESS_PORT, exempted=len(edges) - len(judged))


def _answer(port: Node, line: Node | None) -> Outcome:
    """One port of Junos."""
    if line is None:
        return failed("$1 verlangt keine Anmeldung nach 802.1X", "$1 asks for no 802.1X login", port)
    return passed("$1", "$1", line)


def junos_first(tree: ConfigTree, _: Policy) -> Outcome:
    """Junos asks for 802.1X before it takes the MAC address, wherever it takes it."""
    entries = [entry for _, entry in named(path(tree.root, *PORTS.path))]
    return joined((_first(entry) for entry in entries if path(entry, "mac-radius") is not None), nothing=NO_MAB)


def _first(entry: Node) -> Outcome:
    """One port; without an order 802.1X comes first."""
    alone = path(entry, "mac-radius", "restrict")
    order = named(path(entry, "authentication-order"))
    early = next((line for name, line in order[:1] if name == "mac-radius"), None)
    if alone is not None or early is not None:
        return failed("$1: die MAC-Adresse kommt zuerst", "$1: the MAC address comes first", alone or early or entry)
    return passed("$1", "$1", *(line for _, line in order), entry)._replace(default=DOT1X_FIRST)


def on_procurve(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every ProCurve port for end devices asks for 802.1X, but for those that the policy exempts."""
    root = tree.root
    exempt = frozenset(policy.words("NAC_EXEMPT_PORTS"))
    active = exactly(root, *AUTHENTICATOR, "active")
    known = procurve_listed(root, AUTHENTICATOR, ()) if active is not None else {}
    edges = tree.once(procurve_ports)
    found = [_listed(vlan, line, here - exempt, known, active) for vlan, line, here in edges if here - exempt]
    return joined(found, nothing=NO_ACCESS_PORT, exempted=sum(len(here & exempt) for _, _, here in edges))


def _listed(vlan: Node, line: Node, here: frozenset[str], known: dict[str, Node], active: Node | None) -> Outcome:
    """The ports that one line puts into a VLAN."""
    if active is None or not here <= known.keys():
        return failed(
            "Ports in $1 verlangen keine Anmeldung nach 802.1X", "ports in $1 ask for no 802.1X login", line, block=vlan
        )
    return passed("$1", "$1", active, *dict.fromkeys(known[port] for port in sorted(here)))


def _also(word: str, de: str, en: str) -> Judge:
    """A judge: each ProCurve port with 802.1X also has a line with this word."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        ports = procurve_listed(tree.root, AUTHENTICATOR, ())
        ports.pop("active", None)
        having = procurve_listed(tree.root, AUTHENTICATOR, (word,))
        return joined((one(line, having.get(port)) for port, line in ports.items()), nothing=NO_LOGIN)

    def one(line: Node, own: Node | None) -> Outcome:
        return failed(de, en, line) if own is None else passed("$1", "$1", own)

    return judge


def procurve_mab(tree: ConfigTree, policy: Policy) -> Outcome:
    """The MAC address is enough only at ports that the policy names."""
    ports = procurve_listed(tree.root, MAC_BASED, ())
    listed = frozenset(policy.words("MAB_PORTS"))
    if ports and not listed:
        return MAB_UNSET
    return joined((_named(line, port in listed) for port, line in ports.items()), nothing=NO_MAB)


def _named(line: Node, is_listed: bool) -> Outcome:
    """One port at which the MAC address is enough."""
    if is_listed:
        return passed("$1", "$1", line)
    return failed("$1 nennt einen Port, der nicht in MAB_PORTS steht", "$1 names a port that is not in MAB_PORTS", line)


JUDGES: dict[str, Judge] = {
    "nac_junos_ports": on_junos,
    "nac_junos_first": junos_first,
    "nac_procurve_ports": on_procurve,
    "nac_procurve_mab": procurve_mab,
    "nac_procurve_reauth": _also("reauth-period", "$1 wiederholt die Anmeldung nie", "$1 never repeats the login"),
    "nac_procurve_client_limit": _also(
        "client-limit", "$1 öffnet den Port für alle, die daran hängen", "$1 opens the port for everybody behind it"
    ),
}
