"""Reading from one configuration what is compared between devices. Secrets are read from the redacted text, where a
keyed mark stands in their place: equal secrets have equal marks, and nobody can tell the secret from a mark."""

import re
from collections.abc import Callable, Iterator, Sequence

from checks.fleet.ends import ends
from checks.judges import rt_peers
from checks.judges.rt_peer import Peer
from checks.judges.walk import starting
from checks.language.pattern import is_address, is_masked
from checks.tree import ConfigTree
from isms.core.facts import Facts
from isms.core.model.fact import Fact

ADDRESS, SECRET, PEER = "address", "secret", "peer"
MASKED_KEY = ""
MARK = re.compile(r"<redacted:([0-9a-f]{8})>")

# Secrets that let a person or a server in; what two devices must share to talk to each other is none of them.
LOGIN = re.compile(
    r"\b(user(name)?|local-user|admin|enable|passwd|login|super|manager|operator|community|snmp|snmp-server|snmp-agent|"
    r"snmpv3|usm-user|radius|radius-server|tacacs|tacacs-server|tacplus-server|hwtacacs|aaa-server|ldap|"
    r"encrypted-password|plaintext-password|privacy-password|authentication-password|password|secret|key|"
    r"auth-pwd|priv-pwd|shared-key)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(neighbor|peer|ospf3?|isis|rip|eigrp|bgp|ldp|vrrp|standby|glbp|carp|key-string|key-chain|hello-authentication-key|"
    r"ntp|ntp-service|sntp|vtp|wpa\w*|psk\w*|ipsec|isakmp|ike\w*|pre-shared-\w+|preshared-key|tunnel|ppp|pppoe|chap|pap|sae\w*|"
    r"ssh-\w+|ecdsa-\w+|certificate|private-key|public-key|BEGIN|END|macsec|mka|cak|failover|md5|hash2?|isl|cluster|"
    r"passphrase|simple-password|authentication-key|l2tp|vpdn|pki|apply-to|set-key|stacking|domain-password|area-password)\b",
    re.IGNORECASE,
)
SNMP = re.compile(r"\b(snmp|snmp-server|snmp-agent|snmpv3|usm-user|username)\b", re.IGNORECASE)


def facts(kinds: Sequence[str], tree: ConfigTree, lines: Sequence[str]) -> Facts:
    """The facts of these kinds; `lines` are those of the redacted configuration."""
    return Facts.of(fact for kind in kinds for fact in FINDERS[kind](tree, lines))


def _shown(lines: Sequence[str], number: int) -> str:
    """A redacted line; empty beyond the end."""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _addresses(tree: ConfigTree, lines: Sequence[str]) -> Iterator[Fact]:
    """The addresses of interfaces with what is set there."""
    found = [*ends(tree.root, tree.platform.id)]
    numbers = tree.places([end.line for end in found])
    blocks = tree.places([end.block for end in found])
    for end, number, block in zip(found, numbers, blocks, strict=True):
        above = _shown(lines, block).strip() if block != number else None
        yield Fact(ADDRESS, end.key, number, _shown(lines, number), end.said, above)


def _secrets(tree: ConfigTree, lines: Sequence[str]) -> Iterator[Fact]:
    """The marks of secrets that let somebody in; one with an empty key for each that was blanked out before."""
    comments = tree.platform.comments
    for number in [number for number, line in enumerate(lines, start=1) if "<" in line or "*" in line]:
        line = lines[number - 1]
        if line.lstrip().startswith(comments):
            continue
        marks = MARK.findall(line)
        if marks and _lets_in(line):
            yield from (Fact(kind=SECRET, key=mark, line=number, text=line) for mark in dict.fromkeys(marks))
        elif not marks and _is_masked_in(line.split()) and _lets_in(line):
            yield Fact(kind=SECRET, key=MASKED_KEY, line=number, text=line)


def _is_masked_in(words: Sequence[str]) -> bool:
    """Whether a value of a statement is masked; a line that begins so is none, but the frame of a banner."""
    return any(map(is_masked, words)) and not is_masked(words[0])


def _lets_in(line: str) -> bool:
    """Whether the secret of a line lets a person or a server in, as its words tell."""
    words = MARK.sub(" ", line)
    return LOGIN.search(words) is not None and (SNMP.search(words) is not None or BETWEEN.search(words) is None)


def _peers(tree: ConfigTree, lines: Sequence[str]) -> Iterator[Fact]:
    """The BGP neighbours that are named by address."""
    if tree.platform.id not in rt_peers.READERS:
        return
    confederation = any(starting(router, "bgp", "confederation") for router in starting(tree.root, "router", "bgp"))
    for peer in rt_peers.peers(tree):
        address = next((word for word in _words(peer) if is_address(word)), None)
        if address is None or peer.find("local-as") is not None:
            continue
        has_password = peer.find("password", "authentication-key", "ao", "keychain", "authentication-key-chain")
        number = tree.line(peer.line.number)
        own = "" if confederation else peer.own_as  # to others it is the number of the confederation
        value = f"own={own} remote={peer.remote_as or ''} password={'yes' if has_password else 'no'}"
        yield Fact(kind=PEER, key=address, value=value, line=number, text=_shown(lines, number))


def _words(peer: Peer) -> tuple[str, ...]:
    """The words among which the address of a neighbour stands."""
    return tuple(word.partition("=")[2].partition("/")[0] if "=" in word else word for word in peer.line.words)


FINDERS: dict[str, Callable[[ConfigTree, Sequence[str]], Iterator[Fact]]] = {
    ADDRESS: _addresses,
    SECRET: _secrets,
    PEER: _peers,
}
