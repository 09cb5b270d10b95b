"""The SSIDs of a configuration, as each platform writes them."""

from collections.abc import Callable, Iterator

from checks.judges import wlan_more
from checks.judges.ports import is_down
from checks.judges.walk import exactly, first, fitting, starting, value
from checks.judges.wlan_ssid import Pmf, Ssid, protection
from checks.language.pattern import is_masked
from checks.tree import ConfigTree, Node

PMF_NUMBERS = {"2": Pmf.REQUIRED, "1": Pmf.OPTIONAL}
STRONG_CIPHERS = frozenset({"CCMP", "CCMP-256", "GCMP", "GCMP-256"})
UCI_STRONG = frozenset(
    {"psk2", "psk3", "psk3-mixed", "sae", "sae-mixed", "wpa2", "wpa3", "wpa3-mixed", "wpa3-192", "owe"}
)
# What OpenWrt does about management frames where nobody says so goes by the encryption.
UCI_PMF = {
    **dict.fromkeys(("psk3", "sae", "wpa3", "wpa3-192", "owe"), Pmf.REQUIRED),
    **dict.fromkeys(("psk3-mixed", "sae-mixed", "wpa3-mixed"), Pmf.OPTIONAL),
}
UCI_CIPHERS = frozenset({"ccmp", "aes", "gcmp", "ccmp256", "gcmp256"})


def hostapd(root: Node) -> Iterator[Ssid]:
    """hostapd: `interface=` opens the first network, each `bss=` another one that inherits nothing."""
    groups: list[dict[str, Node]] = [{}]
    for line in root.children:
        if line.words[0] == "bss" or (line.words[0] == "interface" and "interface" in groups[-1]):
            groups.append({})
        if len(line.words) > 1 and line.words[1]:
            groups[-1][line.words[0]] = line
    for keys in groups:
        node = keys.get("ssid") or keys.get("ssid2")
        if node is not None:
            yield _hostapd(node, keys)


def _hostapd(node: Node, keys: dict[str, Node]) -> Ssid:
    """One network of hostapd."""
    wpa = _word(keys, "wpa") or "0"
    ciphers = (_word(keys, "rsn_pairwise") or _word(keys, "wpa_pairwise") or "TKIP").split()
    wep = any(key.startswith("wep_key") for key in keys)
    strong = wpa == "2" and set(ciphers) <= STRONG_CIPHERS
    wps = keys.get("wps_state")
    lines = [keys[key] for key in ("wpa", "rsn_pairwise", "wpa_pairwise") if key in keys]
    return Ssid(
        node=node,
        name=node.words[1].strip('"'),
        strong=None if is_masked(wpa) or (wpa == "2" and any(map(is_masked, ciphers))) else strong,
        open=wpa == "0" and not wep,
        pmf=protection(_word(keys, "ieee80211w"), PMF_NUMBERS),
        wps=wps if wps is not None and wps.words[1] != "0" else None,
        lines=tuple(lines),
    )


def _word(keys: dict[str, Node], key: str) -> str | None:
    """The value of a key."""
    return keys[key].words[1] if key in keys else None


def openwrt(root: Node) -> Iterator[Ssid]:
    """OpenWrt: one `wifi-iface` section each; stations and sections without a name are no network of ours."""
    off = {
        block.words[-1]
        for block in starting(root, "config", "wifi-device")
        if value(block, "option", "disabled") == "1"
    }
    for block in starting(root, "config", "wifi-iface"):
        name = value(block, "option", "ssid")
        if not name or value(block, "option", "mode") == "sta":
            continue
        down = value(block, "option", "disabled") == "1" or value(block, "option", "device") in off
        yield _openwrt(block, name, on_air=not down)


def _openwrt(block: Node, name: str, *, on_air: bool) -> Ssid:
    """One network of OpenWrt."""
    encryption = value(block, "option", "encryption") or "none"
    base, *ciphers = encryption.lower().split("+")
    wps = [line for key in ("wps_pushbutton", "wps_pin") if (line := first(block, "option", key)) is not None]
    line = first(block, "option", "encryption")
    said = value(block, "option", "ieee80211w")
    return Ssid(
        node=first(block, "option", "ssid") or block,
        name=name,
        strong=None if is_masked(encryption) else base in UCI_STRONG and set(ciphers) <= UCI_CIPHERS,
        open=base == "none",
        pmf=protection(said, PMF_NUMBERS) if said else UCI_PMF.get(base, Pmf.OFF),
        wps=next((line for line in wps if line.words[2:3] not in {(), ("",), ("0",)}), None),
        on_air=on_air,
        lines=(line,) if line is not None else (),
    )


def cisco(root: Node) -> Iterator[Ssid]:
    """IOS: the `wlan` blocks of a controller and the SSIDs of an autonomous access point."""
    for block in starting(root, "wlan"):
        if len(block.words) > 2 and block.words[2].isdigit():
            yield _controller(block)
    yield from _autonomous(root)


def _controller(block: Node) -> Ssid:
    """A `wlan PROFILE ID [SSID]` block of a 9800: WPA2 with AES unless it says otherwise."""
    lines = starting(block, "security")
    no_wpa = exactly(block, "no", "security", "wpa")
    no_wpa2 = exactly(block, "no", "security", "wpa", "wpa2")
    wpa3 = exactly(block, "security", "wpa", "wpa3")
    old = exactly(block, "security", "wpa", "wpa1")
    tkip = next((line for line in lines if "ciphers" in line.words and "tkip" in line.words), old)
    wep = next((line for line in lines if "static-wep-key" in line.words), None)
    opened = no_wpa or (no_wpa2 if wpa3 is None else None)
    return Ssid(
        node=block,
        name=" ".join(block.words[3:]) or block.words[1],
        strong=opened is None and tkip is None and wep is None,
        open=opened is not None and wep is None and tkip is None,
        pmf=protection(value(block, "security", "pmf"), {"mandatory": Pmf.REQUIRED, "optional": Pmf.OPTIONAL}),
        on_air=exactly(block, "no", "shutdown") is not None,
        lines=tuple(line for line in (opened, tkip, wep) if line is not None),
    )


def is_radio(interface: Node) -> bool:
    """Whether an interface is a radio of an autonomous access point."""
    return "".join(interface.words[1:2]).startswith("Dot11Radio")


def _autonomous(root: Node) -> Iterator[Ssid]:
    """`dot11 ssid NAME` and, in old releases, `ssid NAME` with its settings inside the radio."""
    radios = fitting(root, "interface", is_radio)
    declared = {" ".join(block.words[2:]): block for block in starting(root, "dot11", "ssid")}
    attached: dict[str, list[tuple[Node, Node]]] = {}
    for radio in radios:
        for line in starting(radio, "ssid"):
            attached.setdefault(" ".join(line.words[1:]), []).append((radio, line))
    for name in dict.fromkeys((*declared, *attached)):
        uses = attached.get(name, [])
        if uses and all(_is_client(radio) for radio, _ in uses):
            continue
        blocks = [declared[name]] if name in declared else [line for _, line in uses]
        yield _access_point(name, blocks, [radio for radio, _ in uses])


def _is_client(radio: Node) -> bool:
    """Whether a radio joins the network of another."""
    role = first(radio, "station-role")
    return role is not None and role.words[1:2] in {("workgroup-bridge",), ("non-root",)}


def _access_point(name: str, blocks: list[Node], radios: list[Node]) -> Ssid:
    """One SSID of an autonomous access point, with the ciphers of its radios."""
    wpa2 = [
        line for block in blocks for line in starting(block, "authentication", "key-management", "wpa", "version", "2")
    ]
    any_key = [line for block in blocks for line in starting(block, "authentication", "key-management")]
    vlan = next((line.words[1] for block in blocks for line in starting(block, "vlan") if len(line.words) > 1), None)
    ciphers = [_ciphers(radio, vlan) for radio in radios]
    encrypted = [line for line in ciphers if line is not None]
    good = all(line is not None and _only_aes(line) for line in ciphers)
    pmf = [line for block in blocks for line in starting(block, "11w-pmf")]
    required = any("required" in line.words for line in pmf)
    return Ssid(
        node=blocks[0],
        name=name,
        strong=bool(wpa2) and good,
        open=not any_key and not encrypted,
        pmf=Pmf.REQUIRED if required else Pmf.OPTIONAL if pmf else Pmf.OFF,
        on_air=any(not is_down(radio) for radio in radios),
        lines=(*any_key, *encrypted),
    )


def _ciphers(radio: Node, vlan: str | None) -> Node | None:
    """The `encryption` line that holds for a VLAN of a radio."""
    for line in starting(radio, "encryption"):
        given = line.words[2] if line.words[1:2] == ("vlan",) and len(line.words) > 2 else None
        if given == vlan and "mode" in line.words:
            return line
    return None


def _only_aes(line: Node) -> bool:
    """Whether a line `encryption … mode ciphers` names nothing weaker than AES."""
    if "ciphers" not in line.words:
        return False
    listed = line.words[line.words.index("ciphers") + 1 :]
    return bool(listed) and all(word.startswith(("aes-ccm", "gcm")) for word in listed)


def fortios(root: Node) -> Iterator[Ssid]:
    """FortiOS: the virtual access points of the wireless controller."""
    for block in starting(root, "config", "wireless-controller", "vap"):
        for entry in starting(block, "edit"):
            line = first(entry, "set", "ssid")
            if line is not None and len(line.words) > 2:
                yield _fortios(entry, line)


def _fortios(entry: Node, line: Node) -> Ssid:
    """One virtual access point; WPA2 with a shared key unless it says otherwise."""
    security = value(entry, "set", "security") or "wpa2-only-personal"
    strong = security.startswith(("wpa2-only-", "wpa3-")) or security == "owe"
    lines = (first(entry, "set", "security"), first(entry, "set", "encrypt"))
    return Ssid(
        node=line,
        name=" ".join(line.words[2:]),
        strong=None if is_masked(security) else strong and "TKIP" not in (value(entry, "set", "encrypt") or "").upper(),
        open=security in {"open", "captive-portal"},
        pmf=protection(value(entry, "set", "pmf"), {"enable": Pmf.REQUIRED, "optional": Pmf.OPTIONAL}),
        lines=tuple(found for found in lines if found is not None),
    )


def wlc(root: Node) -> Iterator[Ssid]:
    """AireOS: `config wlan …` commands, joined by the WLAN's id; WPA2 with AES unless they say otherwise."""
    lines = [(line, line.words[1:] if line.words[0] == "config" else line.words) for line in root.children]
    commands = [(line, words) for line, words in lines if words[:1] == ("wlan",)]
    for line, words in commands:
        if words[1:2] == ("create",) and len(words) > 3:
            own = [(other, rest) for other, rest in commands if rest[-1] == words[2] or words[2] in rest[2:]]
            yield _wlc(line, " ".join(words[4:]) or words[3], words[2], own)


def _wlc(node: Node, name: str, number: str, own: list[tuple[Node, tuple[str, ...]]]) -> Ssid:
    """One WLAN of AireOS."""

    def said(*words: str) -> Node | None:
        return next((line for line, rest in own if rest[1:] == (*words, number)), None)

    no_wpa2 = said("security", "wpa", "wpa2", "disable") if said("security", "wpa", "wpa3", "enable") is None else None
    opened = said("security", "wpa", "disable") or no_wpa2
    ciphers = [line for line, rest in own if "tkip" in rest and "enable" in rest]
    wep = [line for line, rest in own if _is_wep(rest, number)]
    wpa1 = said("security", "wpa", "wpa1", "enable")
    weak = [*([wpa1] if wpa1 else []), *ciphers, *wep]
    modes = {"required": Pmf.REQUIRED, "optional": Pmf.OPTIONAL}
    pmf = next((modes[word] for word in modes if said("security", "pmf", word) is not None), Pmf.OFF)
    return Ssid(
        node=node,
        name=name,
        strong=opened is None and not weak,
        open=opened is not None and not weak,
        pmf=pmf,
        on_air=said("enable") is not None,
        lines=tuple([opened] if opened else []) + tuple(weak),
    )


def _is_wep(words: tuple[str, ...], number: str) -> bool:
    """Whether a WLAN has WEP: with keys from 802.1X, or `static-wep-key …`; a key's own number stands behind it."""
    if words[1:] == ("security", "802.1x", "enable", number):
        return True
    if words[1:3] != ("security", "static-wep-key"):
        return False
    return words[3:5] == ("encryption", number) or words[3:] == ("enable", number)


READERS: dict[str, Callable[[Node], Iterator[Ssid]]] = {
    "hostapd": hostapd,
    "openwrt": openwrt,
    "cisco_ios": cisco,
    "fortinet_fortios": fortios,
    "cisco_wlc": wlc,
    "aruba_instant": wlan_more.instant,
    "mikrotik_routeros": wlan_more.routeros,
    "lancom_lcos": wlan_more.lancom,
}


def ssids(tree: ConfigTree) -> tuple[Ssid, ...]:
    """Every SSID that is configured, also if it is not on air."""
    return tuple(READERS[tree.platform.id](tree.root))
