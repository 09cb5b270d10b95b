"""Which algorithms a device offers over SSH, and with which keys its users log in."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from checks.judges.walk import named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, passed, unknown
from checks.policy import Policy, fits
from checks.release import release
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

KEX, CIPHERS, MACS, HOSTKEYS = "kex", "ciphers", "macs", "hostkeys"
LISTS = {KEX: "SSH_KEX", CIPHERS: "SSH_CIPHERS", MACS: "SSH_MACS", HOSTKEYS: "SSH_HOSTKEYS"}
MISSING = {
    KEX: ("kein Schlüsselaustausch für SSH", "no key exchange for SSH"),
    CIPHERS: ("keine Verschlüsselung für SSH", "no cipher for SSH"),
    MACS: ("keine Prüfsumme für SSH", "no message authentication code for SSH"),
}

# These do not print what is set to its default; an old release's default is weak, a new one's is not.
SILENT = frozenset({"lancom_lcos"})
UNSAID = unknown(
    "nichts eingestellt; welche Verfahren dann gelten, hängt von der Version ab (ganze Konfiguration durchsucht)",
    "nothing is set; which algorithms apply then depends on the release (the whole configuration was searched)",
)

CISCO_SUITES = ("chacha20-poly1305", "aes128-gcm", "aes256-gcm", "aes128-ctr", "aes192-ctr", "aes256-ctr")
CISCO_MACS = ("hmac-sha2-256-etm", "hmac-sha2-512-etm", "hmac-sha2-256", "hmac-sha2-512")
# What newer releases offer where nothing is set: from which release on, and the algorithms; seen in `show ip ssh` of
# IOS XE 17.12 to 17.16, for FortiOS in the command reference.
SHIPPED: dict[tuple[str, str], tuple[tuple[int, ...], tuple[str, ...]]] = {
    ("cisco_ios", CIPHERS): ((17, 12), CISCO_SUITES),
    ("cisco_ios", MACS): ((17, 12), CISCO_MACS),
    ("fortinet_fortios", CIPHERS): ((7, 4, 8), ("aes256-ctr", "aes256-gcm")),
}

# The statement that sets each list, by platform: a line that begins with these words, its other words the algorithms.
LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "cisco_ios": {
        KEX: ("ip", "ssh", "server", "algorithm", "kex"),
        CIPHERS: ("ip", "ssh", "server", "algorithm", "encryption"),
        MACS: ("ip", "ssh", "server", "algorithm", "mac"),
        HOSTKEYS: ("ip", "ssh", "server", "algorithm", "hostkey"),
    },
    "aruba_aoscx": {
        KEX: ("ssh", "key-exchange-algorithms"),
        CIPHERS: ("ssh", "ciphers"),
        MACS: ("ssh", "macs"),
        HOSTKEYS: ("ssh", "host-key-algorithms"),
    },
    "hp_comware": {
        KEX: ("ssh2", "algorithm", "key-exchange"),
        CIPHERS: ("ssh2", "algorithm", "cipher"),
        MACS: ("ssh2", "algorithm", "mac"),
    },
    "huawei_vrp": {
        KEX: ("ssh", "server", "key-exchange"),
        CIPHERS: ("ssh", "server", "cipher"),
        MACS: ("ssh", "server", "hmac"),
    },
    "arista_eos": {KEX: ("key-exchange",), CIPHERS: ("cipher",), MACS: ("mac",)},
    "fortinet_fortios": {
        KEX: ("set", "ssh-kex-algo"),
        CIPHERS: ("set", "ssh-enc-algo"),
        MACS: ("set", "ssh-mac-algo"),
        HOSTKEYS: ("set", "ssh-hostkey-algo"),
    },
    "lancom_lcos": {
        KEX: ("set", "Key-Exchange-Algorithms"),
        CIPHERS: ("set", "Cipher-Algorithms"),
        MACS: ("set", "MAC-Algorithms"),
    },
}
# What a list is called in other releases.
RENAMED = {("fortinet_fortios", HOSTKEYS): ("set", "ssh-hsk-algo")}
BLOCKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "arista_eos": (("management", "ssh"),),
    "fortinet_fortios": (("config", "system", "global"), ("config", "system", "ssh-config")),
    "lancom_lcos": (("/Setup", "Config", "SSH"),),
}
# The same where every word is a level of its own.
PATHS: dict[str, dict[str, tuple[str, ...]]] = {
    "juniper_junos": {
        KEX: ("system", "services", "ssh", "key-exchange"),
        CIPHERS: ("system", "services", "ssh", "ciphers"),
        MACS: ("system", "services", "ssh", "macs"),
        HOSTKEYS: ("system", "services", "ssh", "hostkey-algorithm-list"),
    },
    "vyos": {
        KEX: ("service", "ssh", "key-exchange"),
        CIPHERS: ("service", "ssh", "ciphers"),
        MACS: ("service", "ssh", "mac"),
        HOSTKEYS: ("service", "ssh", "hostkey-algorithm"),
    },
}
PANOS_WORDS = {KEX: "kex", CIPHERS: "ciphers", MACS: "mac"}
ASA_WORDS = {
    KEX: ("ssh", "key-exchange", "group"),
    CIPHERS: ("ssh", "cipher", "encryption"),
}

# What makers call the algorithms, where it is not the name that SSH itself uses.
DH_GROUP = re.compile(r"dh-(group.*)")
NAMES = {
    "ecdh-sha2": "ecdh-sha2-nistp256",
    "group-exchange-sha2": "diffie-hellman-group-exchange-sha256",
    "dh-group-exchange-sha2": "diffie-hellman-group-exchange-sha256",
    "group-exchange-sha1": "diffie-hellman-group-exchange-sha1",
    "sha2-256": "hmac-sha2-256",
    "sha2-512": "hmac-sha2-512",
    "sha1": "hmac-sha1",
    "sha1-96": "hmac-sha1-96",
    "md5": "hmac-md5",
    "md5-96": "hmac-md5-96",
    "ed25519": "ssh-ed25519",
    "ecdsa": "ecdsa-sha2-nistp256",
    "rsa": "rsa-sha2-256",
    "dsa": "ssh-dss",
    "dss": "ssh-dss",
}


def name_of(word: str) -> str:
    """The name of an algorithm as SSH itself spells it, without the maker's ending."""
    plain = word.split("@", 1)[0].lower().replace("_", "-")
    plain = NAMES.get(plain, plain)
    group = DH_GROUP.fullmatch(plain)
    return f"diffie-hellman-{group[1]}" if group else plain


def allowed(words: Iterable[str], patterns: tuple[str, ...]) -> bool:
    """Whether each of these algorithms is one of the policy's."""
    return all(fits(name_of(word), patterns) for word in words)


def algorithms(tree: ConfigTree, policy: Policy, kind: str) -> Outcome:
    """Every algorithm of this kind that the configuration sets is one of the policy's, and there is such a setting."""
    patterns = policy.words(LISTS[kind])
    return joined(
        (_setting(node, words, patterns) for node, words in _settings(tree, kind)), nothing=_unset(tree, kind, patterns)
    )


def _unset(tree: ConfigTree, kind: str, patterns: tuple[str, ...]) -> Outcome:
    """What holds if nothing is set: makers offer old algorithms too; of host keys only what was generated."""
    if kind == HOSTKEYS:
        return unknown(
            "kein Verfahren des Geräteschlüssels eingestellt; welche Schlüssel es gibt, zeigt die Konfiguration nicht",
            "no host key algorithm is set; the configuration does not show which keys there are",
        )
    if tree.platform.id in SILENT:
        return UNSAID
    since, offered = SHIPPED.get((tree.platform.id, kind), ((), ()))
    running = release(tree)
    if offered and running is not None and running >= since and allowed(offered, patterns):
        return passed("keine Angabe", "not set")._replace(default=_shipped(since, offered))
    de, en = MISSING[kind]
    return failed(
        f"{de} eingestellt, es gilt die Auswahl des Geräts (ganze Konfiguration durchsucht)",
        f"{en} is set, the device's own choice applies (the whole configuration was searched)",
    )


def _shipped(since: tuple[int, ...], offered: tuple[str, ...]) -> Text:
    """What holds without a setting."""
    first, names = ".".join(map(str, since)), ", ".join(offered)
    return Text(
        de=f"Ab {first} bietet das Gerät ohne Angabe an: {names}.",
        en=f"From {first} on the device offers unless set: {names}.",
    )


def _setting(node: Node, words: tuple[str, ...], patterns: tuple[str, ...]) -> Outcome:
    """One statement that names algorithms."""
    readable = [word for word in words if not is_masked(word)]
    if not allowed(readable, patterns):
        return failed(
            "$1 lässt ein Verfahren zu, das die Richtlinie nicht nennt",
            "$1 admits an algorithm that the policy does not name",
            node,
        )
    if len(readable) < len(words):
        return masked_value(node)
    return passed("$1", "$1", node)


def _settings(tree: ConfigTree, kind: str) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """The statements that name algorithms of a kind, with the algorithms."""
    platform = tree.platform.id
    if platform == "cisco_asa":
        yield from _asa(tree.root, kind)
    elif platform == "paloalto_panos":
        yield from _panos(tree.root, kind)
    elif platform in PATHS:
        yield from _leaves(path(tree.root, *PATHS[platform][kind]))
    else:
        starts = (LINES[platform][kind], *([RENAMED[platform, kind]] if (platform, kind) in RENAMED else []))
        places = [block for words in BLOCKS.get(platform, ()) for block in starting(tree.root, *words)]
        for place in places if platform in BLOCKS else [tree.root]:
            for start in starts:
                yield from ((line, _split(line.words[len(start) :])) for line in starting(place, *start))


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    """The algorithms; LCOS puts commas between them."""
    return tuple(part for word in words for part in word.split(","))


def _leaves(node: Node | None) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """The values below a statement of single words."""
    yield from ((leaf, (leaf.words[0],)) for _, leaf in named(node) if leaf.words)


def _panos(root: Node, kind: str) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """The profile of the SSH server that the management interface uses; one that nothing uses has no effect."""
    ssh = path(root, "deviceconfig", "system", "ssh")
    if ssh is None:
        return
    used = {leaf.words[0] for _, leaf in named(path(ssh, "mgmt", "server-profile"))}
    for name, profile in named(path(ssh, "profiles", "mgmt-profiles", "server-profiles")):
        if name in used or any(map(is_masked, used)):
            yield from _leaves(path(profile, PANOS_WORDS[kind]))


def _asa(root: Node, kind: str) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """On the ASA a level or, after `custom`, the algorithms with colons between them."""
    start = ASA_WORDS[kind]
    for line in starting(root, *start):
        words = line.words[len(start) :]
        yield line, tuple(part for word in words if word != "custom" for part in word.split(":"))


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    f"ssh_{kind}": partial(algorithms, kind=kind) for kind in LISTS
}
