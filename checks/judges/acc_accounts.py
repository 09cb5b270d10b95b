"""The local accounts with which a device is administered, per platform."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from checks.judges.walk import after, first, named, path, starting, value
from checks.language.pattern import is_masked
from checks.menus import commands, in_use, settings
from checks.tree import ConfigTree, Node

# What a privilege level or a role of a device allows: everything.
HIGHEST = 15
EOS_FULL = frozenset({"network-admin"})
JUNOS_FULL = frozenset({"super-user", "superuser"})
NXOS_FULL = frozenset({"network-admin", "vdc-admin", "priv-15"})
COMWARE_FULL = frozenset({"network-admin", "level-15", "mdc-admin"})
COMWARE_LEVEL = 3
# Service types with which somebody gets to the command line or the web interface of a Huawei or HP device.
SERVICES = frozenset({"telnet", "ssh", "terminal", "web", "http", "https", "ftp", "api"})


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its name, the line to show, the block it stands in, whether it may do everything (None: unclear)."""

    name: str
    line: Node
    block: Node | None = None
    full: bool | None = False

    @property
    def masked(self) -> bool:
        """Whether the name is blanked out."""
        return is_masked(self.name)


def accounts(tree: ConfigTree) -> list[Account]:
    """The local accounts of a device, each once, in order."""
    return list(READERS[tree.platform.id](tree.root))


def _merged(found: Iterable[Account]) -> Iterator[Account]:
    """One account per name; it may do everything if one of its lines says so."""
    together: dict[str, Account] = {}
    for one in found:
        known = together.get(one.name)
        if known is None:
            together[one.name] = one
        elif not known.full and one.full is not False:
            together[one.name] = replace(known, line=one.line, full=one.full)
    yield from together.values()


def _at_least(level: str | None, highest: int) -> bool | None:
    """Whether a level is the highest; None if it is masked."""
    if level is None:
        return False
    if is_masked(level):
        return None
    return level.isdigit() and int(level) >= highest


def _ios(root: Node) -> Iterator[Account]:
    """`username NAME [privilege N] …`; blocks and several lines per name."""
    found = (line for line in starting(root, "username") if len(line.words) > 1)
    return _merged(
        Account(line.words[1], line, None, _at_least(after(line.words[2:], "privilege"), HIGHEST)) for line in found
    )


def _eos(root: Node) -> Iterator[Account]:
    """On EOS the role decides; a level without one needs the default role."""
    for line in starting(root, "username"):
        if len(line.words) > 1:
            role = after(line.words[2:], "role")
            yield Account(line.words[1], line, None, _role(role, EOS_FULL, line))


def _role(role: str | None, full: frozenset[str], line: Node) -> bool | None:
    """Whether a role allows everything; None if it is masked or another account line leaves it open."""
    if role is None:
        return None if "privilege" in line.words[2:] else False
    return None if is_masked(role) else role in full


def _nxos(root: Node) -> Iterator[Account]:
    """`username NAME … role ROLE`, one line for each further role; keys and passphrases are no account."""
    found = (line for line in starting(root, "username") if len(line.words) > 2 and line.words[2] != "passphrase")
    return _merged(
        Account(line.words[1], line, None, _role(after(line.words[2:], "role"), NXOS_FULL, line)) for line in found
    )


def _asa(root: Node) -> Iterator[Account]:
    """`username NAME password … privilege N`; users who may only build a VPN administer nothing."""
    lines = [line for line in starting(root, "username") if len(line.words) > 2]
    remote = {
        line.words[1]
        for line in lines
        if line.words[2] == "attributes" and first(line, "service-type", "remote-access") is not None
    }
    found = (line for line in lines if line.words[2] != "attributes" and line.words[1] not in remote)
    return _merged(
        Account(line.words[1], line, None, _at_least(after(line.words[3:], "privilege"), HIGHEST)) for line in found
    )


def _junos(root: Node) -> Iterator[Account]:
    """`system login user`; a class of its own may do everything with `permissions all`. `remote` without a password is
    no account but what a login server's accounts may do."""
    for name, user in named(path(root, "system", "login", "user")):
        if name == "remote" and path(user, "authentication") is None:
            continue
        roles = named(path(user, "class"))
        yield Account(name, roles[0][1] if roles else user, user, _junos_full(root, roles[0][0] if roles else None))


def _junos_full(root: Node, role: str | None) -> bool | None:
    """Whether a class allows everything."""
    if role is None or role in JUNOS_FULL:
        return role is not None
    if is_masked(role):
        return None
    return path(root, "system", "login", "class", role, "permissions", "all") is not None


def _vyos(root: Node) -> Iterator[Account]:
    """`system login user`; who is no operator, in old or new words, may do everything. Some are off."""
    for name, user in named(path(root, "system", "login", "user")):
        if path(user, "disable") is None:
            less = path(user, "level", "operator") or path(user, "operator", "group")
            yield Account(name, user, None, less is None)


def _panos(root: Node) -> Iterator[Account]:
    """`mgt-config users`; a superuser may do everything, a superreader may not."""
    for name, user in named(path(root, "mgt-config", "users")):
        role = path(user, "permissions", "role-based", "superuser")
        yield Account(name, role or user, user, role is not None and path(role, "no") is None)


def fortios_admins(root: Node) -> list[Node]:
    """The entries of `config system admin`."""
    blocks = [block for block in starting(root, "config", "system", "admin") if len(block.words) == 3]
    return [entry for block in blocks for entry in starting(block, "edit") if len(entry.words) > 1]


def _fortios(root: Node) -> Iterator[Account]:
    """The profile decides."""
    for entry in fortios_admins(root):
        line = first(entry, "set", "accprofile")
        profile = value(entry, "set", "accprofile")
        full = None if profile is None or is_masked(profile) else profile == "super_admin"
        yield Account(entry.words[1], line or entry, entry, full)


def _aoscx(root: Node) -> Iterator[Account]:
    """`user NAME group GROUP …`."""
    for line in starting(root, "user"):
        if len(line.words) > 2:
            group = after(line.words, "group")
            masked = group is not None and is_masked(group)
            yield Account(line.words[1], line, None, None if masked else group == "administrators")


def _procurve(root: Node) -> Iterator[Account]:
    """`password manager`, `password operator` and local users; unless named they are called like the level."""
    for line in starting(root, "password"):
        if line.words[1:2] in {("manager",), ("operator",)}:
            yield Account(after(line.words, "user-name") or line.words[1], line, None, line.words[1] == "manager")
    for line in starting(root, "aaa", "authentication", "local-user"):
        if len(line.words) > 3:
            yield Account(line.words[3], line, None, after(line.words, "group") == "Level-15")


def _comware(root: Node) -> Iterator[Account]:
    """`local-user NAME [class manage]`; guests of the network administer nothing."""
    for block in starting(root, "local-user"):
        if len(block.words) < 2 or block.words[2:4] == ("class", "network"):
            continue
        given = [*starting(block, "authorization-attribute"), *starting(block, "level")]
        full = [line for line in given if _comware_full(line)]
        if _serves(starting(block, "service-type")):
            yield Account(block.words[1], full[0] if full else block, block, bool(full))


def _comware_full(line: Node) -> bool:
    """Whether a line gives the role or level that may do everything."""
    if after(line.words, "user-role") in COMWARE_FULL:
        return True
    return bool(_at_least(after(line.words, "level"), COMWARE_LEVEL))


def _serves(lines: list[Node], skip: int = 1) -> bool:
    """Whether service types let somebody administer; none at all may."""
    words = {word for line in lines for word in line.words[skip:]}
    return not words or bool(words & SERVICES) or any(map(is_masked, words))


def _vrp(root: Node) -> Iterator[Account]:
    """`aaa`, `local-user NAME …`, several lines per name."""
    lines = [line for block in starting(root, "aaa") for line in starting(block, "local-user") if len(line.words) > 2]
    names = dict.fromkeys(line.words[1] for line in lines)
    for name in names:
        own = [line for line in lines if line.words[1] == name]
        if not _serves([line for line in own if line.words[2] == "service-type"], skip=3):
            continue
        levels = [line for line in own if line.words[2] in {"privilege", "level"}]
        full = _at_least(levels[-1].words[-1] if levels else None, COMWARE_LEVEL)
        yield Account(name, levels[-1] if levels else own[0], None, full)


def _routeros(root: Node) -> Iterator[Account]:
    """`/user add name=… group=…`; an export has them only where somebody asked for it. Whoever may set policies may
    give himself every right."""
    groups = [(settings(line), line) for line in commands(root, "/user", "group", verbs=("add", "set"))]
    mighty = {
        own.get("name", line.words[1]) for own, line in groups if "policy" in own.get("policy", "").split(",")
    } | {"full"}
    for section in starting(root, "/user"):
        if len(section.words) == 1:
            for line in starting(section, "add"):
                given = settings(line)
                if in_use(given) and "name" in given:
                    yield Account(given["name"], line, section, given.get("group") in mighty)


def _instant(root: Node) -> Iterator[Account]:
    """Aruba Instant: `mgmt-user NAME …` and `hash-mgmt-user NAME password …`; guests' and readers' accounts say so."""
    for keyword in ("mgmt-user", "hash-mgmt-user"):
        for line in starting(root, keyword):
            if len(line.words) > 1:
                yield Account(line.words[1], line, None, not {"read-only", "guest-mgmt"} & set(line.words[2:]))


def _wlc(root: Node) -> Iterator[Account]:
    """AireOS: `mgmtuser add NAME PASSWORD read-write`, in a backup `mgmtuser add encrypt NAME …`, once a kind."""
    lines = [(line, line.words[3:] if line.words[2] in ENCRYPTED else line.words[2:]) for line in _wlc_lines(root)]
    return _merged(Account(words[0], line, None, "read-write" in words) for line, words in lines if words)


ENCRYPTED = frozenset({"encrypt", "encrypt_v1"})


def _wlc_lines(root: Node) -> list[Node]:
    """The commands that add an account."""
    return [line for line in starting(root, "mgmtuser", "add") if len(line.words) > 2]


def _frr(root: Node) -> Iterator[Account]:
    """FRR: `username NAME …`, who may all do everything."""
    for line in starting(root, "username"):
        if len(line.words) > 1:
            yield Account(line.words[1], line, None, True)


def _lancom(root: Node) -> Iterator[Account]:
    """LANCOM: the rows of the table of further administrators; `root` stands in none of them."""
    for menu in starting(root, "/Setup", "Config", "Admins"):
        for row in [*starting(menu, "add"), *starting(menu, "set")]:
            if len(row.words) > 1 and (value(row, "Active") or "Yes").lower() != "no":
                rights = value(row, "Access-Rights") or ""
                full = None if is_masked(rights) else rights == "Supervisor"
                yield Account(row.words[1], first(row, "Access-Rights") or row, row, full)


READERS: dict[str, Callable[[Node], Iterator[Account]]] = {
    "arista_eos": _eos,
    "aruba_aoscx": _aoscx,
    "aruba_instant": _instant,
    "cisco_asa": _asa,
    "cisco_ios": _ios,
    "cisco_nxos": _nxos,
    "cisco_wlc": _wlc,
    "fortinet_fortios": _fortios,
    "frr": _frr,
    "hp_comware": _comware,
    "hp_procurve": _procurve,
    "huawei_vrp": _vrp,
    "juniper_junos": _junos,
    "lancom_lcos": _lancom,
    "mikrotik_routeros": _routeros,
    "paloalto_panos": _panos,
    "vyos": _vyos,
}
