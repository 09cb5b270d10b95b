"""SNMP on platforms beyond those of the core rules."""

from collections.abc import Callable
from dataclasses import dataclass

from checks.judges.walk import after, exactly, named, path, starting
from checks.menus import in_use, settings
from checks.tree import Node

HIDDEN = "<hidden>"  # stands for a community that the device shows encrypted
OLD = frozenset({"v1", "v2c", "1", "2c", "ver1", "ver2c"})


@dataclass(frozen=True, slots=True)
class Snmp:
    """Communities and old hosts as (line, string); the parts of SNMPv3 as (line, encrypts, name of a user).

    Whether a part encrypts is None where that is masked.
    """

    communities: tuple[tuple[Node, str], ...]
    old_hosts: tuple[tuple[Node, str | None], ...]
    v3: tuple[tuple[Node, bool | None, str | None], ...]


Part = tuple[Node, bool | None, str | None]


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    """The same; a user that encrypts on one line does so on all."""
    strong = {name for _, encrypts, name in parts if encrypts and name is not None}
    return tuple((line, name in strong or encrypts, name) for line, encrypts, name in parts)


def asa(root: Node) -> Snmp:
    """ASA: hosts may only listen; the version stands at the host."""
    communities = [(line, line.words[2]) for line in starting(root, "snmp-server", "community") if len(line.words) > 2]
    communities = [(line, HIDDEN if string in {"0", "8"} else string) for line, string in communities]
    hosts = [line for word in ("host", "host-group") for line in starting(root, "snmp-server", word)]
    old: list[tuple[Node, str | None]] = [
        (line, after(line.words, "community")) for line in hosts if (after(line.words, "version") or "1") in OLD
    ]
    groups: list[Part] = [
        (line, line.words[4:5] == ("priv",), None)
        for line in starting(root, "snmp-server", "group")
        if "v3" in line.words
    ]
    users: list[Part] = [
        (line, "priv" in line.words[5:], line.words[2])
        for line in starting(root, "snmp-server", "user")
        if "v3" in line.words
    ]
    return Snmp(tuple(communities), tuple(old), _merged([*groups, *users]))


def aoscx(root: Node) -> Snmp:
    """AOS-CX: `snmp-server community C`, `snmpv3 user U auth … priv …`."""
    communities = tuple(
        (line, line.words[2]) for line in starting(root, "snmp-server", "community") if len(line.words) > 2
    )
    old = tuple(
        (line, after(line.words, "community"))
        for line in starting(root, "snmp-server", "host")
        if (after(line.words, "version") or "v2c") in OLD
    )
    users: list[Part] = [
        (line, "priv" in line.words[3:], line.words[2])
        for line in starting(root, "snmpv3", "user")
        if len(line.words) > 2
    ]
    return Snmp(communities, old, _merged(users))


def procurve(root: Node) -> Snmp:
    """ProCurve: passwords of users are shown only if credentials are included; `snmpv3 only` shuts older ones out."""
    communities: tuple[tuple[Node, str], ...] = ()
    old: tuple[tuple[Node, str | None], ...] = ()
    if exactly(root, "snmpv3", "only") is None:
        communities = tuple(
            (line, line.words[2]) for line in starting(root, "snmp-server", "community") if len(line.words) > 2
        )
        old = tuple((line, after(line.words, "community")) for line in starting(root, "snmp-server", "host"))
    users: list[Part] = [
        (line, None if len(line.words) == 3 else "priv" in line.words[3:], line.words[2])
        for line in starting(root, "snmpv3", "user")
        if len(line.words) > 2
    ]
    groups: list[Part] = [
        (line, line.words[2].endswith("priv"), None)
        for line in starting(root, "snmpv3", "group")
        if "ver3" in line.words
    ]
    return Snmp(communities, old, _merged([*users, *groups]))


def comware(root: Node) -> Snmp:
    """Comware and VRP: `snmp-agent community read [cipher] C`, `snmp-agent usm-user v3 U …`; where only version 3 is
    on, communities have no effect."""
    communities: list[tuple[Node, str]] = []
    newest = exactly(root, "snmp-agent", "sys-info", "version", "v3") is not None
    for access in () if newest else ("read", "write"):
        for line in starting(root, "snmp-agent", "community", access):
            rest = line.words[3:]
            cipher = rest[:1] == ("cipher",)
            rest = rest[1:] if rest[:1] in {("cipher",), ("simple",)} else rest
            communities += [(line, HIDDEN if cipher or word.startswith(("%", "$")) else word) for word in rest[:1]]
    targets = starting(root, "snmp-agent", "target-host")
    old: list[tuple[Node, str | None]] = [
        (line, after(line.words, "securityname")) for line in targets if "securityname" in line.words and _is_old(line)
    ]
    parts: list[Part] = [
        (line, line.words[4:5] == ("privacy",), None) for line in starting(root, "snmp-agent", "group", "v3")
    ]
    users: list[Part] = [
        (line, "privacy-mode" in line.words, line.words[3])
        for line in starting(root, "snmp-agent", "usm-user", "v3")
        if len(line.words) > 3
    ]
    return Snmp(tuple(communities), tuple(old), _merged([*parts, *users]))


def _is_old(line: Node) -> bool:
    """Whether traps go out by version 1 or 2c, the default being 1."""
    return "v3" not in line.words


def routeros(root: Node) -> Snmp:
    """RouterOS: off until enabled; an entry without security is a community, the first one is there from the start."""
    entries = routeros_entries(root)
    old = tuple((line, values["name"]) for line, values in entries if values["security"] == "none")
    v3 = tuple(
        (line, values["security"] == "private", None) for line, values in entries if values["security"] != "none"
    )
    return Snmp(old, (), v3)


def routeros_entries(root: Node) -> list[tuple[Node, dict[str, str]]]:
    """The entries in effect with their values; none while SNMP is off."""
    menu = exactly(root, "/snmp")
    lines = starting(menu, "set") if menu is not None else []
    switch = next((line for line in lines if "enabled=yes" in line.words), None)
    if switch is None:
        return []
    first: tuple[Node, dict[str, str]] = (switch, {"name": "public", "security": "none"})
    added = []
    table = exactly(root, "/snmp", "community")
    for line in table.children if table is not None else ():
        values = settings(line)
        if line.words[0] == "set":
            first = (line, {**first[1], **values})
        elif line.words[0] == "add":
            added.append((line, {"name": "", "security": "none", **values}))
    return [(line, values) for line, values in (first, *added) if in_use(values)]


def vyos(root: Node) -> Snmp:
    """VyOS: `service snmp community C`, users and groups below `service snmp v3`."""
    place = path(root, "service", "snmp")
    if place is None:
        return Snmp((), (), ())
    communities = tuple((node, name) for name, node in named(path(place, "community")))
    old = tuple((node, None) for _, node in named(path(place, "trap-target")))
    users = tuple((node, path(node, "privacy") is not None, name) for name, node in named(path(place, "v3", "user")))
    groups = ((node, path(node, "seclevel")) for _, node in named(path(place, "v3", "group")))
    levels = tuple((node, path(level, "priv") is not None, None) for node, level in groups if level is not None)
    return Snmp(communities, old, (*users, *levels))


def panos(root: Node) -> Snmp:
    """PAN-OS: one community or users of version 3, which always encrypt."""
    access = path(root, "deviceconfig", "system", "snmp-setting", "access-setting", "version")
    communities = tuple((node, name) for name, node in named(path(access, "v2c", "snmp-community-string")))
    users = tuple((node, True, name) for name, node in named(path(access, "v3", "users")))
    return Snmp(communities, (), users)


def instant(root: Node) -> Snmp:
    """Aruba Instant: `snmp-server community C`."""
    lines = starting(root, "snmp-server", "community")
    return Snmp(tuple((line, line.words[2]) for line in lines if len(line.words) > 2), (), ())


FURTHER: dict[str, Callable[[Node], Snmp]] = {
    "cisco_asa": asa,
    "aruba_aoscx": aoscx,
    "hp_procurve": procurve,
    "hp_comware": comware,
    "huawei_vrp": comware,
    "mikrotik_routeros": routeros,
    "vyos": vyos,
    "paloalto_panos": panos,
    "aruba_instant": instant,
}
