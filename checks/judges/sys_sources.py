"""Where a device fetches software from, and the keys it shares with servers, if everybody knows them."""

import re
from collections.abc import Iterator

from checks.judges.walk import named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

Words = tuple[str, ...]
HOST = re.compile(r"^\"?\w+:/*(?:[^/@]*@)?\[?([\w.-]+|[0-9a-fA-F:]+)\]?")
NO_SOURCE = not_applicable("das Gerät holt nichts von einem eigenen Server", "the device fetches nothing from a server")
NO_SECRET = not_applicable("kein solches Kennwort", "no such password")

# Statements of indented platforms; what follows is an address, or ends with one.
SOURCES: dict[str, tuple[Words, ...]] = {
    "cisco_ios": (
        ("boot", "system", "tftp"),
        ("boot", "system", "ftp"),
        ("boot", "system", "rcp"),
        ("boot", "network"),
        ("boot", "host"),
    ),
    "cisco_asa": (("auto-update", "server"),),
    "cisco_wlc": (("transfer", "download", "serverip"),),
}
NO_SERVER = frozenset({"retry"})  # `boot host retry timeout 300`
SOURCE_PATHS: dict[str, tuple[Words, ...]] = {
    "juniper_junos": (
        ("system", "license", "autoupdate", "url"),
        ("system", "autoinstallation", "configuration-servers"),
        ("system", "phone-home", "server"),
    ),
    "vyos": (("system", "update-check", "url"),),
    "paloalto_panos": (("deviceconfig", "system", "update-server"),),
}


def sources(tree: ConfigTree, policy: Policy) -> Outcome:
    """Software and boot files come from listed servers only."""
    found = list(_sources(tree))
    if not found:
        return NO_SOURCE
    allowed = policy.words("UPDATE_SERVERS")
    if not allowed:
        return unset("UPDATE_SERVERS", found[0][0])
    return joined((_source(node, host, allowed) for node, host in found), nothing=NO_SOURCE)


def _source(node: Node, host: str, allowed: Words) -> Outcome:
    """One server."""
    if fits(host, allowed):
        return passed("$1", "$1", node)
    if is_masked(host):
        return unknown("der Server in $1 ist unkenntlich gemacht", "the server in $1 is masked", node)
    return failed("der Server in $1 steht nicht in UPDATE_SERVERS", "the server in $1 is not in UPDATE_SERVERS", node)


def _sources(tree: ConfigTree) -> Iterator[tuple[Node, str]]:
    """The servers, each with its line."""
    platform = tree.platform.id
    for words in SOURCES.get(platform, ()):
        for node in starting(tree.root, *words):
            if len(node.words) > len(words) and node.words[len(words)] not in NO_SERVER:
                yield node, _host(node.words[len(words) :])
    if platform == "cisco_ios":
        yield from ((node, found[1]) for node in starting(tree.root, "boot", "system") if (found := _fetched(node)))
    for words in SOURCE_PATHS.get(platform, ()):
        yield from ((node, _host((name,))) for name, node in named(path(tree.root, *words)))
    if platform == "fortinet_fortios":
        yield from _fortios_servers(tree.root)


def _fetched(node: Node) -> re.Match[str] | None:
    """The server of an image that IOS names by an address (`boot system tftp://…`)."""
    place = node.words[2] if len(node.words) > 2 else ""
    return HOST.match(place) if "://" in place else None


def _host(words: Words) -> str:
    """The host of the first address, else the last word."""
    for word in words:
        if "/" in word and (found := HOST.match(word)):
            return found[1]
    return words[-1]


def _fortios_servers(root: Node) -> Iterator[tuple[Node, str]]:
    """Update servers that FortiOS asks instead of FortiGuard."""
    for block in starting(root, "config", "system", "central-management"):
        for servers in starting(block, "config", "server-list"):
            for entry in starting(servers, "edit"):
                for line in starting(entry, "set", "server-address"):
                    yield line, line.words[-1]


SECRETS: dict[str, tuple[tuple[Words, ...], ...]] = {
    "cisco_ios": (
        (("radius", "server"), ("key",)),
        (("tacacs", "server"), ("key",)),
        (("aaa", "group", "server"), ("server-private",)),
        (("radius-server", "key"),),
        (("tacacs-server", "key"),),
        (("radius-server", "host"),),
        (("tacacs-server", "host"),),
    ),
    "cisco_nxos": ((("radius-server",),), (("tacacs-server",),)),
    "arista_eos": ((("radius-server",),), (("tacacs-server",),)),
    "hp_procurve": ((("radius-server",),), (("tacacs-server",),)),
    "cisco_asa": ((("aaa-server",), ("key",)),),
    "frr": ((("password",),), (("enable", "password"),)),
    "hostapd": ((("auth_server_shared_secret",),), (("acct_server_shared_secret",),), (("wpa_passphrase",),)),
    "openwrt": (
        (("config", "wifi-iface"), ("option", "auth_secret")),
        (("config", "wifi-iface"), ("option", "acct_secret")),
        (("config", "wifi-iface"), ("option", "key")),
    ),
}
PLAIN = frozenset({"0", "plaintext"})
# The key by which every device of the maker shifts a value of type 7; publicly known.
SHIFTED = b"dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87"


def default_secrets(tree: ConfigTree, policy: Policy) -> Outcome:
    """No key or password is one that everybody knows."""
    known = frozenset(word.casefold() for word in policy.words("DEFAULT_SECRETS"))
    found = [each for place in SECRETS[tree.platform.id] for each in _secrets(tree.root, place)]
    return joined((_secret(node, words, known) for node, words in found), nothing=NO_SECRET)


def _secrets(node: Node, place: tuple[Words, ...]) -> Iterator[tuple[Node, Words]]:
    """The statements at a place that hold a secret, and what follows the word `key`, or the statement's beginning."""
    words, *inner = place
    for child in starting(node, *words):
        if inner:
            yield from _secrets(child, tuple(inner))
        elif child.words[-1] != words[-1] and (given := _after_key(child.words, len(words))):
            yield child, given


def _after_key(words: Words, length: int) -> Words:
    """What follows `key`; of a statement that is about nothing else, what follows its beginning."""
    if "key" in words:
        return words[words.index("key") + 1 :]
    return () if words[0].endswith("-server") else words[length:]


def _secret(node: Node, words: Words, known: frozenset[str]) -> Outcome:
    """One secret: `[type] value`."""
    kind, value = (words[0], words[1]) if len(words) > 1 and _is_kind(words[0]) else ("0", words[0])
    if is_masked(value):
        return masked_value(node)
    clear = value if kind in PLAIN else _unshifted(value) if kind == "7" else None
    if clear is None:
        return unknown("der Wert in $1 ist verschlüsselt", "the value in $1 is encrypted", node)
    if clear.casefold() in known:
        return failed("$1 enthält einen Wert, den jeder kennt", "$1 holds a value that everybody knows", node)
    return passed("$1", "$1", node)


def _is_kind(word: str) -> bool:
    """Whether a word says how the next one is stored."""
    return word in {"0", "5", "6", "7", "8", "8a", "plaintext", "ciphertext", "encrypted"}


def _unshifted(value: str) -> str | None:
    """What stands behind a value of type 7, which is only shifted by a fixed key."""
    quoted = value.strip('"')
    if not re.fullmatch(r"\d\d(?:[0-9A-Fa-f]{2})+", quoted):
        return None
    start, data = int(quoted[:2]), bytes.fromhex(quoted[2:])
    clear = bytes(byte ^ SHIFTED[(start + place) % len(SHIFTED)] for place, byte in enumerate(data))
    return clear.decode("ascii", errors="replace")


JUDGES = {"sys_sources": sources, "sys_default_secrets": default_secrets}
