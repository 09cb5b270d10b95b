"""Time sources on platforms beyond those of the core rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.walk import exactly, first, named, path, starting
from checks.menus import in_use, settings
from checks.tree import Node

UNSET = frozenset({"", "0.0.0.0"})  # noqa: S104 -- how RouterOS writes that there is none; nothing listens there


@dataclass(frozen=True, slots=True)
class TimeSource:
    """A time source; `keyed` where messages from it are authenticated."""

    line: Node
    address: str
    keyed: bool


def _ntp_lines(root: Node, key: str) -> Iterator[TimeSource]:
    """`ntp server ADDRESS … [key N]`."""
    for line in starting(root, "ntp", "server"):
        if len(line.words) > 2:
            yield TimeSource(line, line.words[2], key in line.words[3:])


def aoscx(root: Node) -> Iterator[TimeSource]:
    """AOS-CX: `ntp server ADDRESS key-id N`; the client runs unless it is switched off."""
    off = exactly(root, "ntp", "disable") or exactly(root, "no", "ntp", "enable")
    return iter(()) if off is not None else _ntp_lines(root, "key-id")


def asa(root: Node) -> Iterator[TimeSource]:
    """ASA: `ntp server ADDRESS key N source INTERFACE`."""
    return _ntp_lines(root, "key")


def procurve(root: Node) -> Iterator[TimeSource]:
    """ProCurve: servers of the protocol that `timesync` chooses; NTP has to be switched on besides."""
    if starting(root, "timesync", "ntp") and exactly(root, "ntp", "enable") is not None:
        yield from _ntp_lines(root, "key-id")
    if starting(root, "timesync", "sntp") or starting(root, "timesync", "timep-or-sntp"):
        for line in starting(root, "sntp", "server"):
            rest = line.words[4:] if line.words[2:3] == ("priority",) else line.words[2:]
            if rest:
                yield TimeSource(line, rest[0], "authentication" in rest or "key-id" in rest)


def comware(root: Node) -> Iterator[TimeSource]:
    """Comware and VRP: `ntp-service unicast-server ADDRESS authentication-keyid N`; VRP 8 says `ntp`. From Comware 7
    on the service has to be switched on."""
    newer = any(line.words[1].startswith("7.") for line in starting(root, "version") if len(line.words) > 1)
    for service in ("ntp-service", "sntp", "ntp"):
        if newer and exactly(root, service, "enable") is None:
            continue
        for line in [*starting(root, service), *starting(root, service, "ipv6")]:
            rest = line.words[2:] if line.words[1:2] == ("ipv6",) else line.words[1:]
            if rest[:1] not in {("unicast-server",), ("unicast-peer",)}:
                continue
            rest = rest[2:] if rest[1:2] in {("domain",), ("ipv6",)} else rest[1:]
            if rest:
                yield TimeSource(line, rest[0], "authentication-keyid" in rest)


def vyos(root: Node) -> Iterator[TimeSource]:
    """VyOS: `service ntp server ADDRESS`, in older releases below `system`."""
    for place in ("service", "system"):
        for address, node in named(path(root, place, "ntp", "server")):
            yield TimeSource(node, address, path(node, "nts") is not None)


def routeros(root: Node) -> Iterator[TimeSource]:
    """RouterOS: the client has to be switched on; its servers stand in one line or in a table of their own."""
    client = exactly(root, "/system", "ntp", "client")
    if client is None or not any("enabled=yes" in line.words for line in starting(client, "set")):
        return
    for line in starting(client, "set"):
        for word in line.words[1:]:
            key, _, value = word.partition("=")
            if key in {"servers", "primary-ntp", "secondary-ntp", "server-dns-names"}:
                yield from (TimeSource(line, one, False) for one in value.split(",") if one not in UNSET)
    table = exactly(root, "/system", "ntp", "client", "servers")
    for line in starting(table, "add") if table is not None else ():
        values = settings(line)
        if values.get("address") and in_use(values):
            yield TimeSource(line, values["address"], values.get("auth-key", "none") != "none")


def panos(root: Node) -> Iterator[TimeSource]:
    """PAN-OS: a primary and a secondary server."""
    for _, server in named(path(root, "deviceconfig", "system", "ntp-servers")):
        for address, node in named(path(server, "ntp-server-address")):
            kind = path(server, "authentication-type")
            yield TimeSource(node, address, kind is not None and first(kind, "none") is None)


def openwrt(root: Node) -> Iterator[TimeSource]:
    """OpenWrt: the servers of the section `timeserver`."""
    for section in starting(root, "config", "timeserver"):
        for line in starting(section, "list", "server"):
            if len(line.words) > 2 and exactly(section, "option", "enabled", "0") is None:
                yield TimeSource(line, line.words[2], False)


def instant(root: Node) -> Iterator[TimeSource]:
    """Aruba Instant: `ntp-server ADDRESS`."""
    yield from (TimeSource(line, line.words[1], False) for line in starting(root, "ntp-server") if len(line.words) > 1)


def wlc(root: Node) -> Iterator[TimeSource]:
    """AireOS: `time ntp server INDEX ADDRESS`; the key stands in a line of its own."""
    for line in starting(root, "time", "ntp", "server"):
        if len(line.words) > 4:
            yield TimeSource(line, line.words[4], False)


def lancom(root: Node) -> Iterator[TimeSource]:
    """LANCOM: the rows of the table of servers that are asked."""
    for menu in starting(root, "/Setup", "NTP", "RQ-Address"):
        for row in [*starting(menu, "add"), *starting(menu, "set")]:
            if len(row.words) > 1:
                yield TimeSource(row, row.words[1], False)


FURTHER: dict[str, Callable[[Node], Iterator[TimeSource]]] = {
    "aruba_aoscx": aoscx,
    "cisco_asa": asa,
    "hp_procurve": procurve,
    "hp_comware": comware,
    "huawei_vrp": comware,
    "vyos": vyos,
    "mikrotik_routeros": routeros,
    "paloalto_panos": panos,
    "openwrt": openwrt,
    "aruba_instant": instant,
    "cisco_wlc": wlc,
    "lancom_lcos": lancom,
}
