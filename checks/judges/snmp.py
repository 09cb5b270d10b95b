"""Who may ask by SNMP, and how well that is protected."""

from collections.abc import Callable, Iterator

from checks.judges.mon_snmp import FURTHER, Snmp
from checks.judges.walk import first, instances, named, path, starting, value
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NO_SNMP = not_applicable("kein SNMP eingerichtet", "SNMP is not set up")
NO_COMMUNITY = not_applicable("keine Community", "no community")
DEFAULTS = frozenset({"public", "private"})
HOST_WORDS = frozenset({"traps", "informs", "trap", "inform"})


def cisco(root: Node) -> Snmp:
    """IOS, EOS and NX-OS."""
    communities = [(line, line.words[2]) for line in starting(root, "snmp-server", "community") if len(line.words) > 2]
    old: list[tuple[Node, str | None]] = []
    v3: list[tuple[Node, bool | None, str | None]] = []
    for line in starting(root, "snmp-server", "host"):
        level, community = _host(line.words[3:])
        if level is not None:
            v3.append((line, _encrypts((level,)), None))
        elif community is not None:
            old.append((line, community))
    groups = (line for line in starting(root, "snmp-server", "group") if line.words[3:4] == ("v3",))
    v3.extend((line, _encrypts(line.words[4:5]), None) for line in groups)
    return Snmp(tuple(communities), tuple(old), tuple(v3))


def _encrypts(level: tuple[str, ...]) -> bool | None:
    """Whether a security level encrypts; None if it is masked."""
    return None if any(map(is_masked, level)) else level in {("priv",), ("auth-priv",)}


def _user(words: tuple[str, ...]) -> bool | None:
    """Whether what follows a user encrypts; None if all of it is masked."""
    return None if words and is_masked(words[0]) else "priv" in words


def _host(words: tuple[str, ...]) -> tuple[str | None, str | None]:
    """What a host receives: (level, None) for version 3, (None, community) for older ones, (None, None) for no host."""
    rest = list(words)
    if rest[:1] == ["vrf"]:
        rest = rest[2:]
    if rest[:1] and rest[0] in HOST_WORDS:
        rest = rest[1:]
    if rest[:1] == ["version"]:
        if rest[1:2] == ["3"]:
            return (rest[2] if len(rest) > 2 else "noauth"), None
        rest = rest[2:]
    if not rest or rest[0] in {"use-vrf", "source-interface", "filter-vrf", "udp-port"}:
        return None, None
    return None, rest[0]


def _with_users(snmp: Snmp, users: Iterator[tuple[Node, bool | None, str]]) -> Snmp:
    """The same with users; one that encrypts on one line does so on all."""
    listed = list(users)
    strong = {name for _, encrypts, name in listed if encrypts}
    found = ((line, name in strong or encrypts, name) for line, encrypts, name in listed)
    return Snmp(snmp.communities, snmp.old_hosts, (*snmp.v3, *found))


def ios(root: Node) -> Snmp:
    """IOS and EOS name the version of each user."""
    lines = (line for line in starting(root, "snmp-server", "user") if "v3" in line.words[3:])
    return _with_users(
        cisco(root), ((line, _user(line.words[line.words.index("v3") + 1 :]), line.words[2]) for line in lines)
    )


def nxos(root: Node) -> Snmp:
    """On NX-OS every user is one of version 3."""
    lines = (line for line in starting(root, "snmp-server", "user") if len(line.words) > 2)
    return _with_users(cisco(root), ((line, _user(line.words[4:]), line.words[2]) for line in lines))


def junos(root: Node) -> Snmp:
    """Junos: communities, trap groups (their name is sent as the community), users, access groups and targets."""
    places = [found for _, system in instances(root) if (found := path(system, "snmp")) is not None]
    communities = [(node, name) for place in places for name, node in named(path(place, "community"))]
    old: list[tuple[Node, str | None]] = []
    v3: list[tuple[Node, bool | None, str | None]] = []
    for place in places:
        for name, group in named(path(place, "trap-group")):
            if path(group, "targets") is not None and path(group, "version", "v3") is None:
                old.append((group, name))
        three = path(place, "v3")
        if three is not None:
            communities += [(node, _string(node, name)) for name, node in named(path(three, "snmp-community"))]
            v3 += _junos_v3(three)
    return Snmp(tuple(communities), tuple(old), tuple(v3))


def _string(community: Node, index: str) -> str:
    """The community string of an entry for version 3."""
    given = named(path(community, "community-name"))
    return given[0][0] if given else index


def _junos_v3(three: Node) -> Iterator[tuple[Node, bool, str | None]]:
    """Users, access groups and targets below `snmp v3`."""
    engines = [path(three, "usm", "local-engine"), *(node for _, node in named(path(three, "usm", "remote-engine")))]
    for engine in engines:
        for name, user in named(path(engine, "user")):
            encrypts = any(word.startswith("privacy-") and word != "privacy-none" for word, _ in named(user))
            yield user, encrypts, name
    for place in (path(three, "vacm", "access"), path(three, "target-parameters")):
        if place is not None:
            yield from ((node, node.text == "privacy", None) for node in _levels(place))


def _levels(node: Node) -> Iterator[Node]:
    """Every security level set below a node."""
    for child in node.children:
        if child.text == "security-level":
            yield from child.children
        else:
            yield from _levels(child)


def fortios(root: Node) -> Snmp:
    """FortiOS: communities and users in tables of their own; one that is switched off waits for a click."""
    entries = [
        entry for block in starting(root, "config", "system", "snmp", "community") for entry in starting(block, "edit")
    ]
    communities = [(first(entry, "set", "name") or entry, value(entry, "set", "name") or "") for entry in entries]
    users = [entry for block in starting(root, "config", "system", "snmp", "user") for entry in starting(block, "edit")]
    v3 = tuple((entry, _encrypts((value(entry, "set", "security-level") or "",)), entry.words[-1]) for entry in users)
    return Snmp(tuple(communities), (), v3)


READERS: dict[str, Callable[[Node], Snmp]] = {
    "cisco_ios": ios,
    "arista_eos": ios,
    "cisco_nxos": nxos,
    "juniper_junos": junos,
    "fortinet_fortios": fortios,
    **FURTHER,
}


def no_old_versions(tree: ConfigTree, _: Policy) -> Outcome:
    """No community and no host of version 1 or 2c."""
    snmp = READERS[tree.platform.id](tree.root)
    old = [*(line for line, _ in snmp.communities), *(line for line, _ in snmp.old_hosts)]
    if old:
        return failed("$1 benutzt SNMP Version 1 oder 2c", "$1 uses SNMP version 1 or 2c", *old)
    if snmp.v3:
        return passed("nur SNMPv3: $1", "SNMPv3 only: $1", snmp.v3[0][0])
    return NO_SNMP


def no_default_community(tree: ConfigTree, _: Policy) -> Outcome:
    """No community `public` or `private`."""
    snmp = READERS[tree.platform.id](tree.root)
    found = [*snmp.communities, *((line, string) for line, string in snmp.old_hosts if string is not None)]
    return joined((_community(line, string) for line, string in found), nothing=NO_COMMUNITY)


def _community(line: Node, string: str) -> Outcome:
    """One community."""
    if string.lower() in DEFAULTS:
        return failed("$1 benutzt eine Community, die jeder kennt", "$1 uses a community that everybody knows", line)
    if is_masked(string):
        return unknown("die Community in $1 ist unkenntlich gemacht", "the community in $1 is masked", line)
    return passed("$1", "$1", line)


def v3_encrypts(tree: ConfigTree, _: Policy) -> Outcome:
    """Every group, user and host of SNMPv3 encrypts."""
    snmp = READERS[tree.platform.id](tree.root)
    outcomes = (_level(line, encrypts) for line, encrypts, _ in snmp.v3)
    return joined(outcomes, nothing=not_applicable("kein SNMPv3", "no SNMPv3"))


def _level(line: Node, encrypts: bool | None) -> Outcome:
    """One group, user or host of SNMPv3."""
    if encrypts is None:
        return unknown("die Stufe in $1 ist unkenntlich gemacht", "the level in $1 is masked", line)
    if encrypts:
        return passed("$1", "$1", line)
    return failed("$1 verschlüsselt nicht (priv)", "$1 does not encrypt (priv)", line)
