"""VPN settings that take more than one line to read."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from checks.judges.walk import first
from checks.language.pattern import is_masked
from checks.menus import Row, rows
from checks.outcome import Outcome, failed, joined, joined_parts, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import for_each, found_in_each
from checks.tree import ConfigTree, Node

NO_IPSEC = not_applicable("kein IPsec-Gegenüber eingetragen", "no IPsec peer configured")
NO_TUNNEL = not_applicable("kein GRE- oder IP-in-IP-Tunnel", "no GRE or IP-in-IP tunnel")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property of a RouterOS menu: what holds without it, and the values that are too weak."""

    menu: str
    property: str
    default: str
    weak: Callable[[str], bool]


def _weak_cipher(word: str) -> bool:
    """DES, 3DES, Blowfish or none."""
    return word in {"des", "3des", "blowfish", "null"}


def _weak_hash(word: str) -> bool:
    """MD5, SHA-1 or none; with GCM none is needed."""
    return word in {"md5", "sha1", "null"}


def _weak_group(word: str) -> bool:
    """Below 3072 bits."""
    return word in {"modp768", "modp1024", "modp1536", "modp2048", "ec2n155", "ec2n185"}


ENCRYPTION = (
    Wanted("profile", "enc-algorithm", "aes-128,3des", _weak_cipher),
    Wanted("proposal", "enc-algorithms", "aes-256-cbc,aes-192-cbc,aes-128-cbc", _weak_cipher),
)
INTEGRITY = (
    Wanted("profile", "hash-algorithm", "sha1", _weak_hash),
    Wanted("proposal", "auth-algorithms", "sha1", _weak_hash),
)
GROUPS = (
    Wanted("profile", "dh-group", "modp2048,modp1024", _weak_group),
    Wanted("proposal", "pfs-group", "modp1024", _weak_group),
)


def routeros_encryption(tree: ConfigTree, _: Policy) -> Outcome:
    """No peer or policy offers DES or 3DES."""
    return _routeros(tree.root, ENCRYPTION)


def routeros_integrity(tree: ConfigTree, _: Policy) -> Outcome:
    """No peer or policy offers MD5 or SHA-1."""
    return _routeros(tree.root, INTEGRITY)


def routeros_groups(tree: ConfigTree, _: Policy) -> Outcome:
    """No peer offers a small Diffie-Hellman group."""
    return _routeros(tree.root, GROUPS)


def _routeros(root: Node, wanted: tuple[Wanted, ...]) -> Outcome:
    """Each active peer by its profile, each active policy by its proposal."""
    users = [("profile", row) for row in _peers(root)]
    users += [("proposal", row) for row in rows(root, "/ip", "ipsec", "policy") if row[1].words[0] == "add"]
    if not any(kind == "profile" for kind, _ in users):
        return NO_IPSEC
    outcomes = [
        _entry(root, one, properties.get(kind, "default"), line)
        for kind, (properties, line) in users
        for one in wanted
        if one.menu == kind
    ]
    return joined(outcomes, nothing=NO_IPSEC)


def _peers(root: Node) -> list[Row]:
    """The IPsec peers that are on."""
    return [row for row in rows(root, "/ip", "ipsec", "peer") if row[1].words[0] == "add"]


def _entry(root: Node, wanted: Wanted, name: str, user: Node) -> Outcome:
    """The entry that a peer or policy names, or what the maker sets."""
    found = next((row for row in rows(root, "/ip", "ipsec", wanted.menu) if _is_called(row, name)), None)
    if found is None and name != "default":
        return unknown("$1 nennt einen Eintrag, der fehlt", "$1 names an entry that is missing", user)
    properties, line = found if found is not None else ({}, user)
    value = properties.get(wanted.property)
    if value is not None and is_masked(value):
        return unknown("$1 ist unkenntlich gemacht", "$1 is masked", line)
    weak = any(map(wanted.weak, (value or wanted.default).split(",")))
    if not weak or (value == "" and wanted.property == "auth-algorithms"):
        return passed("$1", "$1", *dict.fromkeys((line, user)))
    if value is None:
        return failed(
            "$1 benutzt die schwachen Standardwerte des Herstellers", "$1 uses the maker's weak default", user
        )
    return failed("$1 erlaubt ein schwaches Verfahren", "$1 allows a weak method", line)


def _is_called(row: Row, name: str) -> bool:
    """Whether an entry has this name; the default one is changed by `set`."""
    properties, line = row
    if line.words[0] == "set":
        return name == "default" and bool({"default=yes", "0", "default", "*1"} & set(line.words))
    return properties.get("name") == name


def routeros_ikev2(tree: ConfigTree, _: Policy) -> Outcome:
    """Each active peer speaks IKEv2 only."""
    return joined((_exchange(properties, line) for properties, line in _peers(tree.root)), nothing=NO_IPSEC)


def _exchange(properties: dict[str, str], line: Node) -> Outcome:
    """One peer; without a word it speaks IKEv1 in main mode."""
    if properties.get("exchange-mode") == "ike2":
        return passed("$1", "$1", line)
    return failed("$1 spricht IKEv1", "$1 speaks IKEv1", line)


def cisco_tunnels(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS, Comware: each GRE or IP-in-IP tunnel that is up names an IPsec profile; a crypto map elsewhere may do it."""
    mapped = next(iter(found_in_each(tree, "interface", _mapped)), None)
    return joined_parts(for_each(tree, "interface", _tunnel, mapped), nothing=NO_TUNNEL)


def _mapped(block: Node) -> Node | None:
    """The line that puts a list of what to encrypt on an interface."""
    for words in (("crypto", "map"), ("ipsec", "apply"), ("ipsec", "policy")):
        line = first(block, *words)
        if line is not None:
            return line
    return None


PLAIN_MODES = {("gre",), ("ipip",), ("ipv4-ipv4",)}


def _is_plain_tunnel(block: Node) -> bool:
    """Whether an interface is a tunnel that by itself encrypts nothing and leads somewhere."""
    if not "".join(block.words[1:]).lower().startswith("tunnel") or first(block, "shutdown") is not None:
        return False
    leads = first(block, "tunnel", "destination") or first(block, "tunnel", "mode", "gre", "multipoint")
    leads = leads or first(block, "destination")
    return leads is not None and _mode(block) in PLAIN_MODES


def _mode(block: Node) -> tuple[str, ...]:
    """How a tunnel wraps its packets: on its header (Comware), by a line of its own, or GRE."""
    if "mode" in block.words[:-1]:
        return block.words[block.words.index("mode") + 1 :][:1]
    line = first(block, "tunnel", "mode")
    if line is not None:
        return line.words[2:3]
    line = first(block, "tunnel-protocol")
    return line.words[1:2] if line is not None else ("gre",)


def _tunnel(block: Node, mapped: Node | None) -> Outcome | None:
    """One interface, if it is a tunnel."""
    if not _is_plain_tunnel(block):
        return None
    for words in (("tunnel", "protection", "ipsec"), ("ipsec", "profile")):
        line = first(block, *words)
        if line is not None:
            return passed("$1", "$1", line, block=block)
    if mapped is not None:
        return unknown(
            "ob $1 den Tunnel $2 verschlüsselt, hängt von seiner Liste ab",
            "whether $1 encrypts the tunnel $2 depends on its list",
            mapped,
            block,
        )
    return failed("$1 überträgt im Klartext", "$1 transmits in clear", block)


def _may_cover(policy: dict[str, str], tunnel: dict[str, str]) -> bool:
    """Whether both ends of a tunnel may lie in the networks of a policy; an end that nobody can read may."""
    ends = (("src-address", "local-address"), ("dst-address", "remote-address"))
    return all(_may_hold(policy.get(net, ""), tunnel.get(end, "")) for net, end in ends)


def _may_hold(network: str, address: str) -> bool:
    """Whether an address may lie in a network."""
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return True


TUNNEL_MENUS = ("gre", "ipip", "eoip", "gre6", "ipipv6", "eoipv6")


def routeros_tunnels(tree: ConfigTree, _: Policy) -> Outcome:
    """RouterOS: each tunnel has a secret for IPsec, unless a policy of its own may do it."""
    policies = [row for row in rows(tree.root, "/ip", "ipsec", "policy") if row[1].words[0] == "add"]
    found = [row for menu in TUNNEL_MENUS for row in rows(tree.root, "/interface", menu) if row[1].words[0] == "add"]
    outcomes = [_routeros_tunnel(properties, line, policies) for properties, line in found]
    return joined(outcomes, nothing=NO_TUNNEL)


def _routeros_tunnel(properties: dict[str, str], line: Node, policies: list[Row]) -> Outcome:
    """One tunnel."""
    if "ipsec-secret" in properties:
        return passed("$1", "$1", line)
    near = [policy for given, policy in policies if _may_cover(given, properties)]
    if near:
        return unknown("ob $1 auch für $2 gilt, ist offen", "whether $1 covers $2 is open", near[0], line)
    return failed("$1 überträgt im Klartext", "$1 transmits in clear", line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "routeros_ike_encryption": routeros_encryption,
    "routeros_ike_integrity": routeros_integrity,
    "routeros_ike_groups": routeros_groups,
    "routeros_ikev2": routeros_ikev2,
    "cisco_tunnels_protected": cisco_tunnels,
    "routeros_tunnels_protected": routeros_tunnels,
}
