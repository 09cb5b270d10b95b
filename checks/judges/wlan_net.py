"""What the networks of a device do for their clients: who proves what, who reaches whom; beyond their encryption."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges import wlan_more
from checks.judges.walk import exactly, first, starting, value
from checks.judges.wlan_ssid import Ssid
from checks.language.pattern import is_masked
from checks.tree import Node

# The network of an AireOS controller itself, in which a WLAN ends that names no other.
CONTROLLER = "management"


@dataclass(frozen=True, slots=True)
class Said:
    """A setting and the lines that say so; `good` is None where it is masked, no line where it is the default."""

    good: bool | None
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """A network; what is None cannot be told on this platform. `segment` is where its traffic comes out."""

    ssid: Ssid
    eap: bool | None = False
    psk: bool = False
    sae: bool = False
    key: Node | None = None
    key_text: str = ""
    isolated: Said | None = None
    segment: str | None = None
    servers: int | None = None
    dynamic: Said | None = None
    seconds: int | None = None
    timer: Node | None = None

    @property
    def node(self) -> Node:
        """The line that names it."""
        return self.ssid.node


def is_on(node: Node, *words: str) -> Said:
    """A setting that is on if one line is there."""
    line = exactly(node, *words)
    return Said(good=line is not None, nodes=(line,) if line is not None else ())


def number(word: str | None, default: int) -> int:
    """A whole number, or what holds without one."""
    return int(word) if word is not None and word.isascii() and word.isdigit() else default


def _word(lines: list[Node], key: str) -> tuple[str | None, Node | None]:
    """The last value of a key of hostapd, and its line."""
    found = [line for line in lines if line.words[0] == key and len(line.words) > 1 and line.words[1]]
    return (found[-1].words[1], found[-1]) if found else (None, None)


def _is(pair: tuple[str | None, Node | None], *good: str) -> Said:
    """Whether a key has one of these values."""
    word, node = pair
    return Said(good=None if word and is_masked(word) else word in good, nodes=(node,) if node is not None else ())


def hostapd(root: Node) -> Iterator[tuple[Node, Net]]:
    """hostapd: the lines from `interface=` or `bss=` on."""
    groups: list[list[Node]] = [[]]
    for line in root.children:
        opened = any(other.words[0] == "interface" for other in groups[-1])
        if line.words[0] == "bss" or (line.words[0] == "interface" and opened):
            groups.append([])
        groups[-1].append(line)
    for lines in groups:
        node = _word(lines, "ssid")[1] or _word(lines, "ssid2")[1]
        if node is not None:
            yield node, _hostapd(lines)


def _hostapd(lines: list[Node]) -> Net:
    """One network of hostapd; PSK where the key management is not named."""
    kinds = (_word(lines, "wpa_key_mgmt")[0] or "WPA-PSK").split()
    protected = (_word(lines, "wpa")[0] or "0") != "0"
    key, node = next(
        (pair for name in ("wpa_passphrase", "sae_password") if (pair := _word(lines, name))[0]), (None, None)
    )
    period, timer = _word(lines, "eap_reauth_period")
    return Net(
        ssid=NOBODY,
        eap=protected and any("EAP" in kind for kind in kinds),
        psk=protected and any("PSK" in kind or "SAE" in kind for kind in kinds),
        sae=protected and any("SAE" in kind or kind == "OWE" for kind in kinds),
        key=node,
        key_text=key or "",
        isolated=_is(_word(lines, "ap_isolate"), "1"),
        segment=_word(lines, "bridge")[0] or _word(lines, "bss")[0] or _word(lines, "interface")[0],
        servers=sum(line.words[0] == "auth_server_addr" for line in lines),
        dynamic=_is(_word(lines, "dynamic_vlan"), "1", "2"),
        seconds=number(period, 3600),
        timer=timer,
    )


def openwrt(root: Node) -> Iterator[tuple[Node, Net]]:
    """OpenWrt: the `wifi-iface` sections."""
    for block in starting(root, "config", "wifi-iface"):
        node = first(block, "option", "ssid")
        if node is not None:
            yield node, _openwrt(block)


def _openwrt(block: Node) -> Net:
    """One network of OpenWrt."""
    base = (value(block, "option", "encryption") or "none").lower().split("+")[0]

    def option(name: str) -> tuple[str | None, Node | None]:
        return value(block, "option", name), first(block, "option", name)

    key, node = option("key")
    period, timer = option("eap_reauth_period")
    return Net(
        ssid=NOBODY,
        eap=None if is_masked(base) else base.startswith("wpa"),
        psk=base.startswith(("psk", "sae")),
        sae=base.startswith(("sae", "psk3", "owe")),
        key=node if key else None,
        key_text=key or "",
        isolated=_is(option("isolate"), "1"),
        segment=value(block, "option", "network"),
        dynamic=_is(option("dynamic_vlan"), "1", "2"),
        seconds=number(period, 3600),
        timer=timer,
    )


def instant(root: Node) -> Iterator[tuple[Node, Net]]:
    """Aruba Instant: the `wlan ssid-profile` blocks; isolation may be set for all of them at once."""
    everywhere = exactly(root, "deny-inter-user-bridging")
    for block in starting(root, "wlan", "ssid-profile"):
        yield first(block, "essid") or block, _instant(block, everywhere)


def _instant(block: Node, everywhere: Node | None) -> Net:
    """One network of Aruba Instant; its key is encrypted."""
    modes = wlan_more.opmodes(block)
    timer = first(block, "radius-reauth-interval") or first(block, "reauth-interval")
    servers = [line.words[1] for line in starting(block, "auth-server") if len(line.words) > 1]
    own = is_on(block, "deny-inter-user-bridging")
    return Net(
        ssid=NOBODY,
        eap=None if any(map(is_masked, modes)) else any(_is_eap(mode) for mode in modes),
        psk=any("psk" in mode or "sae" in mode for mode in modes),
        sae=any("sae" in mode or mode == "enhanced-open" for mode in modes),
        isolated=Said(good=True, nodes=(everywhere,)) if everywhere is not None else own,
        segment=value(block, "vlan") or "1",
        servers=None if "InternalServer" in servers else len(set(servers)),
        seconds=60 * number(timer.words[-1] if timer is not None else None, 0),
        timer=timer,
    )


def _is_eap(mode: str) -> bool:
    """Whether an `opmode` of Aruba Instant asks a RADIUS server."""
    keyless = ("psk", "sae", "open", "static-wep")
    return not any(word in mode for word in keyless)


FORTI_SERVERS = ("server", "secondary-server", "tertiary-server")


def fortios(root: Node) -> Iterator[tuple[Node, Net]]:
    """FortiOS: the virtual access points; each is an interface of its own unless it is bridged locally."""
    servers = {
        entry.words[-1]: sum(value(entry, "set", key) is not None for key in FORTI_SERVERS)
        for block in starting(root, "config", "user", "radius")
        for entry in starting(block, "edit")
    }
    for block in starting(root, "config", "wireless-controller", "vap"):
        for entry in starting(block, "edit"):
            node = first(entry, "set", "ssid")
            if node is not None:
                yield node, _fortios(entry, servers)


def _fortios(entry: Node, servers: dict[str, int]) -> Net:
    """One virtual access point; its key is encrypted."""
    security = value(entry, "set", "security") or "wpa2-only-personal"
    bridged = value(entry, "set", "local-bridging") == "enable"
    again = first(entry, "set", "eap-reauth")
    period = first(entry, "set", "eap-reauth-intv")
    renewed = again is not None and again.words[-1] == "enable"

    def enabled(name: str) -> Said:
        line = first(entry, "set", name)
        return Said(good=line is not None and line.words[-1] == "enable", nodes=(line,) if line is not None else ())

    return Net(
        ssid=NOBODY,
        eap=None if is_masked(security) else "enterprise" in security,
        psk="personal" in security or "sae" in security,
        sae=security.startswith("wpa3-sae") or security == "owe",
        isolated=enabled("intra-vap-privacy"),
        segment=f"vlan {value(entry, 'set', 'vlanid') or 0}" if bridged else entry.words[-1],
        servers=servers.get(value(entry, "set", "radius-server") or ""),
        dynamic=enabled("dynamic-vlan"),
        seconds=number(period.words[-1] if period is not None else None, 86400) if renewed else 0,
        timer=period or again,
    )


NOBODY = Ssid(node=Node(0, "", ()), name="", strong=None)
Reader = Callable[[Node], Iterator[tuple[Node, Net]]]
READERS: dict[str, Reader] = {
    "hostapd": hostapd,
    "openwrt": openwrt,
    "aruba_instant": instant,
    "fortinet_fortios": fortios,
}
