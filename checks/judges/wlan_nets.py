"""The same for the controllers of Cisco, autonomous access points, RouterOS and LCOS."""

from collections.abc import Iterator
from dataclasses import replace

from checks.judges import wlan_more, wlan_net
from checks.judges.walk import exactly, first, fitting, starting, value
from checks.judges.wlan_net import CONTROLLER, NOBODY, Net, Said, number
from checks.judges.wlan_readers import is_radio, ssids
from checks.language.pattern import is_masked
from checks.tree import ConfigTree, Node

BARRED = ("port-protected",)


def wlc(root: Node) -> Iterator[tuple[Node, Net]]:
    """AireOS: the commands of a WLAN, found by its id."""
    lines = starting(root, "wlan")
    added = [line.words[3:] for line in starting(root, "radius", "auth", "add") if len(line.words) > 4]
    servers = {words[1] if words[0].startswith("encrypt") else words[0] for words in added}
    for line in lines:
        if line.words[1:2] == ("create",) and len(line.words) > 3:
            yield line, _wlc(lines, line.words[2], len(servers))


def _wlc(lines: list[Node], wlan: str, servers: int) -> Net:
    """One WLAN of AireOS: 802.1X unless it says otherwise."""

    def said(*words: str) -> Node | None:
        return next((line for line in lines if line.words[1:] == (*words, wlan)), None)

    opened = said("security", "wpa", "disable")
    key = next((line for line in lines if "set-key" in line.words and line.words[-1] == wlan), None)
    own = [line for line in lines if line.words[1:5] == ("radius_server", "auth", "add", wlan)]
    timer = next((line for line in lines if line.words[1:3] == ("session-timeout", wlan)), None)
    blocked = said("peer-blocking", "drop") or said("peer-blocking", "forward-upstream")
    override = said("aaa-override", "enable")
    places = [line.words[3] for line in lines if line.words[1:3] == ("interface", wlan) and len(line.words) > 3]
    anchored = any(line.words[1:5] == ("mobility", "anchor", "add", wlan) for line in lines)
    without_wpa3 = said("security", "wpa", "wpa3", "disable") is not None
    return Net(
        ssid=NOBODY,
        eap=opened is None and said("security", "wpa", "akm", "802.1x", "disable") is None,
        psk=said("security", "wpa", "akm", "psk", "enable") is not None,
        sae=not without_wpa3
        and any(said("security", "wpa", "akm", way, "enable") is not None for way in ("sae", "owe")),
        key=key,
        key_text=key.words[-2] if key is not None and "ascii" in key.words else "",
        isolated=Said(good=blocked is not None, nodes=(blocked,) if blocked is not None else ()),
        segment=None if anchored else places[-1] if places else CONTROLLER,
        servers=len(own) or servers,
        dynamic=Said(good=override is not None, nodes=(override,) if override is not None else ()),
        seconds=number(timer.words[-1] if timer is not None else None, 1800),
        timer=timer,
    )


def cisco(root: Node) -> Iterator[tuple[Node, Net]]:
    """IOS: the `wlan` blocks of a 9800 with their policy profiles, and the SSIDs of an autonomous access point."""
    for block in starting(root, "wlan"):
        if len(block.words) > 2 and block.words[2].isdigit():
            yield block, _controller(root, block)
    radios = fitting(root, "interface", is_radio)
    declared = starting(root, "dot11", "ssid")
    for block in declared or [line for radio in radios for line in starting(radio, "ssid")]:
        yield block, _autonomous(block, radios)


def policies(root: Node, profile: str) -> list[Node]:
    """The policy profiles with which the tags of a 9800 put a WLAN on the air."""
    names = {
        line.words[3]
        for tag in starting(root, "wireless", "tag", "policy")
        for line in starting(tag, "wlan", profile, "policy")
        if len(line.words) > 3
    }
    return [block for block in starting(root, "wireless", "profile", "policy") if names.intersection(block.words[3:])]


def _controller(root: Node, block: Node) -> Net:
    """A `wlan` block of a 9800: 802.1X unless it says otherwise."""
    used = policies(root, block.words[1])
    opened = exactly(block, "no", "security", "wpa")
    key = first(block, "security", "wpa", "psk", "set-key")
    timers = [line for policy in used if (line := first(policy, "session-timeout")) is not None]
    ways = {line.words[-1] for line in starting(block, "security", "wpa", "akm")}
    personal = exactly(block, "no", "security", "wpa", "akm", "dot1x") is None or any(map(_is_personal, ways))
    blocked = exactly(block, "peer-blocking", "drop") or exactly(block, "peer-blocking", "forward-upstream")
    overrides = [line for policy in used if (line := exactly(policy, "aaa-override")) is not None]
    places = sorted({value(policy, "vlan") or "default" for policy in used})
    return Net(
        ssid=NOBODY,
        eap=opened is None and personal,
        psk=any(way.startswith("psk") for way in ways),
        sae=any(way.startswith("sae") or way == "owe" for way in ways),
        key=key,
        key_text=key.words[-1] if key is not None and key.words[4:6] == ("ascii", "0") else "",
        isolated=Said(good=blocked is not None, nodes=(blocked,) if blocked is not None else ()),
        segment=" ".join(places) or None,
        servers=_servers(root, value(block, "security", "dot1x", "authentication-list") or "default"),
        dynamic=Said(good=len(overrides) == len(used), nodes=tuple(overrides)) if used else None,
        seconds=_longest([number(line.words[-1], 1800) for line in timers]) if used else None,
        timer=timers[0] if timers else None,
    )


def _is_personal(way: str) -> bool:
    """Whether the last word of an `akm` line says that somebody proves who he is (`ft dot1x`, `dot1x-sha256`)."""
    return way.startswith(("dot1x", "suiteb", "cckm"))


def _longest(seconds: list[int]) -> int:
    """The longest of several times, 0 (never) above all."""
    return 0 if 0 in seconds else max(seconds, default=1800)


def _servers(root: Node, name: str) -> int | None:
    """How many RADIUS servers a list of authentication methods asks."""
    line = first(root, "aaa", "authentication", "dot1x", name)
    if line is None or line.words[4:5] != ("group",) or len(line.words) < 6:
        return None
    if line.words[5] == "radius":
        return len(starting(root, "radius", "server")) + len(starting(root, "radius-server", "host"))
    group = first(root, "aaa", "group", "server", "radius", line.words[5])
    return None if group is None else len(starting(group, "server")) + len(starting(group, "server-private"))


def _autonomous(block: Node, radios: list[Node]) -> Net:
    """One SSID of an autonomous access point."""
    ways = starting(block, "authentication")
    key = first(block, "wpa-psk")
    vlan = value(block, "vlan")
    places = [radio for radio in radios if value(radio, "encapsulation", "dot1Q") == vlan]
    barred = [line for radio in places for line in starting(radio, "bridge-group") if line.words[2:] == BARRED]
    return Net(
        ssid=NOBODY,
        eap=any("eap" in line.words or "network-eap" in line.words for line in ways),
        psk=key is not None,
        key=key,
        key_text=key.words[-1] if key is not None and key.words[1:3] == ("ascii", "0") else "",
        isolated=Said(good=len(barred) >= len(places), nodes=tuple(barred)) if places else None,
        segment=vlan or "native",
    )


def routeros(root: Node) -> Iterator[tuple[Node, Net]]:
    """RouterOS; the isolation of a network is said in three ways."""
    for radio in wlan_more.radios(root):
        kinds = wlan_more.kinds_of(radio)
        names = ("security.wpa2-pre-shared-key", "security.passphrase")
        key = next((radio.values[name] for name in names if radio.values.get(name)), "")
        said = {
            "wireless": radio.values.get("default-forwarding", "yes") == "no",
            "caps-man": radio.values.get("datapath.client-to-client-forwarding", "no") == "no",
            "wifi": radio.values.get("datapath.client-isolation", "no") == "yes",
        }
        yield (
            radio.node,
            Net(
                ssid=NOBODY,
                eap=None if any(map(is_masked, kinds)) else any("eap" in kind for kind in kinds),
                psk=any("psk" in kind for kind in kinds),
                sae=any(kind in {"wpa3-psk", "owe"} for kind in kinds),
                key=radio.node if key else None,
                key_text=key,
                isolated=Said(good=said[radio.kind], nodes=radio.lines),
            ),
        )


def lancom(root: Node) -> Iterator[tuple[Node, Net]]:
    """LCOS; only the profiles of a WLAN controller say who reaches whom."""
    for row in wlan_more.networks(root):
        method = row.values.get("Method", "").lower()
        traffic = row.values.get("Inter-Station-Traffic")
        eap = None if not method or is_masked(method) else "802.1x" in method
        yield (
            row.node,
            Net(
                ssid=NOBODY,
                eap=eap,
                psk="psk" in method,
                sae="3" in row.values.get("WPA-Version", "") and "psk" in method,
                key=(*row.lines, row.node)[0] if row.values.get("Key") else None,
                key_text=row.values.get("Key", ""),
                isolated=Said(good=traffic.lower() == "no") if traffic else None,
                segment=row.values.get("VLAN-Id"),
            ),
        )


READERS: dict[str, wlan_net.Reader] = {
    **wlan_net.READERS,
    "cisco_wlc": wlc,
    "cisco_ios": cisco,
    "mikrotik_routeros": routeros,
    "lancom_lcos": lancom,
}


def nets(tree: ConfigTree) -> tuple[Net, ...]:
    """Every network that is configured, with what it does for its clients."""
    known = {id(ssid.node): ssid for ssid in ssids(tree)}
    return tuple(
        replace(net, ssid=known[id(node)]) for node, net in READERS[tree.platform.id](tree.root) if id(node) in known
    )
