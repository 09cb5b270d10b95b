"""The names and labels a device shows: what it is called, where it stands, which networks it sends out."""

from collections.abc import Iterator
from functools import lru_cache

from checks.judges.walk import named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

Words = tuple[str, ...]
Place = tuple[Words, ...]  # what the statements begin with, level by level; the label is what follows the last one
CISCO: tuple[Place, ...] = ((("hostname",),), (("snmp-server", "location"),), (("snmp-server", "contact"),))
HUAWEI: tuple[Place, ...] = (
    (("sysname",),),
    (("snmp-agent", "sys-info", "location"),),
    (("snmp-agent", "sys-info", "contact"),),
)
PLACES: dict[str, tuple[Place, ...]] = {
    "cisco_ios": (*CISCO, (("dot11", "ssid"),), (("wlan",),)),
    "cisco_nxos": (*CISCO, (("switchname",),)),
    "cisco_asa": CISCO,
    "arista_eos": CISCO,
    "aruba_aoscx": (*CISCO, (("snmp-server", "system-location"),), (("snmp-server", "system-contact"),)),
    "aruba_instant": ((("name",),), (("syslocation",),), (("wlan", "ssid-profile"), ("essid",))),
    "hp_procurve": CISCO,
    "hp_comware": HUAWEI,
    "huawei_vrp": HUAWEI,
    "frr": ((("hostname",),),),
    "fortinet_fortios": (
        (("config", "system", "global"), ("set", "hostname")),
        (("config", "system", "snmp", "sysinfo"), ("set", "location")),
        (("config", "system", "snmp", "sysinfo"), ("set", "contact-info")),
        (("config", "system", "snmp", "sysinfo"), ("set", "description")),
        (("config", "wireless-controller", "vap"), ("edit",), ("set", "ssid")),
    ),
    "mikrotik_routeros": (
        (("/system", "identity"), ("set",)),
        (("/snmp",), ("set",)),
    ),
    "openwrt": (
        (("config", "system"), ("option", "hostname")),
        (("config", "system"), ("option", "description")),
        (("config", "wifi-iface"), ("option", "ssid")),
    ),
    "hostapd": ((("ssid",),),),
    "lancom_lcos": (
        (("/Setup",), ("set", "Name")),
        (("/Setup", "SNMP"), ("set", "Location")),
        (("/Setup", "SNMP"), ("set", "Administrator")),
    ),
    "cisco_wlc": ((("sysname",),), (("snmp", "syslocation"),), (("snmp", "syscontact"),)),
}
# Where every word is a level of its own, the labels are the children at these paths.
PATHS: dict[str, tuple[Words, ...]] = {
    "juniper_junos": (
        ("system", "host-name"),
        ("snmp", "location"),
        ("snmp", "contact"),
        ("snmp", "description"),
        ("system", "login", "message"),
        ("system", "login", "announcement"),
    ),
    "vyos": (
        ("system", "host-name"),
        ("service", "snmp", "location"),
        ("service", "snmp", "contact"),
        ("service", "snmp", "description"),
    ),
    "paloalto_panos": (
        ("deviceconfig", "system", "hostname"),
        ("deviceconfig", "system", "login-banner"),
        ("deviceconfig", "system", "snmp-setting", "snmp-system", "location"),
        ("deviceconfig", "system", "snmp-setting", "snmp-system", "contact"),
    ),
}
MENUS = frozenset({"/system", "/snmp", "/Setup"})  # of RouterOS and LCOS; a longer header is another menu
HOSTNAMES = frozenset(
    {
        ("hostname",),
        ("switchname",),
        ("sysname",),
        ("name",),
        ("set", "hostname"),
        ("set", "Name"),
        ("option", "hostname"),
    }
)


def neutral(tree: ConfigTree, policy: Policy) -> Outcome:
    """No label holds a word that gives away what the office keeps to itself."""
    words = _folded(policy.words("SENSITIVE_WORDS"))
    if not tree.fact(_is_labelled):
        return not_applicable("keine Kennzeichnung", "no label")
    if not words:
        return unset("SENSITIVE_WORDS")
    return joined((_neutral(node, label, words) for node, label in _labels(tree)), nothing=passed("", ""))


def _is_labelled(tree: ConfigTree) -> bool:
    """Whether there is any label; to be asked for as a fact."""
    return next(_labels(tree), None) is not None


@lru_cache(maxsize=16)
def _folded(words: Words) -> Words:
    """Words in which upper and lower case do not matter."""
    return tuple(word.casefold() for word in words)


def _neutral(node: Node, label: str, words: Words) -> Outcome:
    """One label."""
    given = label.casefold()
    if any(word in given for word in words):
        return failed("$1 enthält ein Wort aus SENSITIVE_WORDS", "$1 holds a word of SENSITIVE_WORDS", node)
    if any(is_masked(word) for word in label.split()):
        return unknown("die Angabe in $1 ist unkenntlich gemacht", "what $1 says is masked", node)
    return passed("$1", "$1", node)


def own_name(tree: ConfigTree, policy: Policy) -> Outcome:
    """The device has a name of its own."""
    names = [*_hostnames(tree)]
    defaults = policy.words("DEFAULT_NAMES")
    if not names:
        return failed(
            "kein Gerätename eingetragen (ganze Konfiguration durchsucht)",
            "no device name is set (the whole configuration was searched)",
        )
    node, name = names[-1]
    if fits(name, defaults):
        return failed("$1 ist der Name, mit dem das Gerät kam", "$1 is the name that the device came with", node)
    if is_masked(name):
        return unknown("der Name in $1 ist unkenntlich gemacht", "the name in $1 is masked", node)
    return passed("$1", "$1", node)


def _hostnames(tree: ConfigTree) -> Iterator[tuple[Node, str]]:
    """The names of the device."""
    platform = tree.platform.id
    for place in PLACES.get(platform, ()):
        if place[-1] in HOSTNAMES:
            yield from _at(tree.root, place)
    for words in PATHS.get(platform, ())[:1]:
        yield from ((node, name) for name, node in named(path(tree.root, *words)))
    if platform == "mikrotik_routeros":
        for node, label in _at(tree.root, PLACES[platform][0]):
            yield node, label.partition("name=")[2].strip('"')


def _labels(tree: ConfigTree) -> Iterator[tuple[Node, str]]:
    """Every label."""
    for place in PLACES.get(tree.platform.id, ()):
        yield from _at(tree.root, place)
    for words in PATHS.get(tree.platform.id, ()):
        yield from ((node, label) for label, node in named(path(tree.root, *words)))


def _at(node: Node, place: Place) -> Iterator[tuple[Node, str]]:
    """The statements at a place that hold a label, and the label."""
    words, *inner = place
    for child in starting(node, *words):
        if inner and words[0] in MENUS and child.words != words:
            continue
        if inner:
            yield from _at(child, tuple(inner))
        elif len(child.words) > len(words):
            yield child, " ".join(child.words[len(words) :])


JUDGES = {"sys_neutral_labels": neutral, "sys_own_name": own_name}
