"""Protection profiles that a policy names: web filter, name filter, IPS, malware scan, TLS inspection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.filters import fortios, panos
from checks.filters.junos import systems
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node

WEB, DNS, IPS, VIRUS, TLS = "web", "dns", "ips", "virus", "tls"


@dataclass(frozen=True, slots=True)
class Profile:
    """What protects a policy: the name, and its definition if the configuration has it."""

    name: str
    definition: Node | None


FORTIOS = {
    WEB: ("webfilter-profile", ("webfilter", "profile")),
    DNS: ("dnsfilter-profile", ("dnsfilter", "profile")),
    IPS: ("ips-sensor", ("ips", "sensor")),
    VIRUS: ("av-profile", ("antivirus", "profile")),
    TLS: ("ssl-ssh-profile", ("firewall", "ssl-ssh-profile")),
}
# These profiles look at certificates at most.
UNOPENED = {"no-inspection", "certificate-inspection"}
PANOS = {WEB: "url-filtering", DNS: "spyware", IPS: "vulnerability", VIRUS: "virus"}
JUNOS = {IPS: ("idp", "idp-policy"), TLS: ("ssl-proxy",), WEB: ("utm-policy",), VIRUS: ("utm-policy",)}
UTM_PARTS = {WEB: "web-filtering", VIRUS: "anti-virus"}


def _fortios(root: Node, policy: Node, kind: str) -> Profile | None:
    """FortiOS: named by the policy itself or by its group, and only with `utm-status enable`."""
    word, table = FORTIOS[kind]
    place, home = policy, _home(root, policy)
    if (fortios.setting(policy, "profile-type") or ("single",))[0] == "group":
        groups = dict(fortios.table(home, "firewall", "profile-group"))
        place = groups.get((fortios.setting(policy, "profile-group") or ("",))[0], policy)
    elif kind != TLS and (fortios.setting(policy, "utm-status") or ("disable",))[0] != "enable":
        return None
    name = (fortios.setting(place, word) or ("",))[0]
    if not name or (kind == TLS and name in UNOPENED):
        return None
    return Profile(name, dict(fortios.table(home, *table)).get(name))


def _home(root: Node, policy: Node) -> Node:
    """The virtual domain of a policy."""
    scopes = list(fortios.scopes(root))
    if len(scopes) == 1:
        return scopes[0]
    tables = ((scope, fortios.table(scope, "firewall", word)) for scope in scopes for word in ("policy", "policy6"))
    return next((scope for scope, rows in tables if any(entry is policy for _, entry in rows)), root)


def _panos(root: Node, policy: Node, kind: str) -> Profile | None:
    """PAN-OS: named by the rule itself or by its group; decryption has rules of its own."""
    if kind == TLS:
        return next((Profile(name, node) for name, node in _decrypting(root)), None)
    word = PANOS[kind]
    name = value(policy, "profile-setting", "profiles", word)
    group = value(policy, "profile-setting", "group")
    if not name and group:
        groups = [at(scope, "profile-group", group) for scope in panos.scopes(root)]
        found = next((node for node in groups if node is not None), None)
        name = value(found, word)
        if found is None:
            return Profile(group, None)
    if not name:
        return None
    places = [at(scope, "profiles", word, name) for scope in panos.scopes(root)]
    return Profile(name, next((node for node in places if node is not None), None))


def _decrypting(root: Node) -> Iterator[tuple[str, Node]]:
    """The rules that open encrypted traffic on its way out."""
    for scope in panos.scopes(root):
        for book in panos.BOOKS:
            for name, node in entries(scope, book, "decryption", "rules"):
                on = value(node, "disabled") != "yes" and value(node, "action") == "decrypt"
                if on and at(node, "type", "ssl-forward-proxy") is not None:
                    yield name, node


def _junos(root: Node, policy: Node, kind: str) -> Profile | None:
    """Junos: the application services of a policy."""
    services = at(policy, "then", "permit", "application-services")
    word = next((word for word in JUNOS.get(kind, ()) if at(services, word) is not None), None)
    if word is None:
        return None
    name = value(services, word)
    if word != "utm-policy":
        return Profile(name, at(services, word))
    policies = [at(system, "security", "utm", "utm-policy", name) for system in systems(root)]
    found = next((node for node in policies if node is not None), None)
    if found is not None and not values(found, UTM_PARTS[kind]):
        return None
    return Profile(name, found)


READERS: dict[str, Callable[[Node, Node, str], Profile | None]] = {
    "fortinet_fortios": _fortios,
    "paloalto_panos": _panos,
    "juniper_junos": _junos,
}


def of_policy(root: Node, platform: str, policy: Node, kind: str) -> Profile | None:
    """The profile of a kind that protects a policy, if any."""
    return READERS[platform](root, policy, kind)


def categories(profile: Node, platform: str) -> dict[str, str]:
    """What a web filter does with categories, as category: action."""
    if platform == "paloalto_panos":
        words = ("block", "override", "continue", "alert", "allow")
        return {category: word for word in reversed(words) for category in values(profile, word)}
    found = {}
    for block in profile.by_word.get("config", ()):
        if block.words[1:] == ("ftgd-wf",):
            for _, entry in fortios.table(block, "filters"):
                category = (fortios.setting(entry, "category") or ("",))[0]
                found[category] = (fortios.setting(entry, "action") or ("monitor",))[0]
    return found
