"""The SSIDs of Aruba Instant, RouterOS and LCOS."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checks import menus
from checks.judges.walk import exactly, first, starting
from checks.judges.wlan_ssid import Pmf, Ssid, protection
from checks.language.pattern import is_masked
from checks.tree import Node

INSTANT_STRONG = ("wpa2-aes", "wpa2-psk-aes", "mpsk-", "wpa3-", "enhanced-open")
ROUTEROS_PMF = {"required": Pmf.REQUIRED, "allowed": Pmf.OPTIONAL, "disabled": Pmf.OFF}
LANCOM_PMF = {"mandatory": Pmf.REQUIRED, "optional": Pmf.OPTIONAL, "no": Pmf.OFF}


def opmodes(block: Node) -> list[str]:
    """The modes of an `opmode` line; without one the network is open."""
    line = first(block, "opmode")
    words = line.words[1:] if line is not None else ()
    return [mode for word in words for mode in word.split(",") if mode] or ["opensystem"]


def instant(root: Node) -> Iterator[Ssid]:
    """Aruba Instant: the `wlan ssid-profile` blocks."""
    for block in starting(root, "wlan", "ssid-profile"):
        line = first(block, "essid")
        modes = opmodes(block)
        masked = any(map(is_masked, modes))
        mode = first(block, "opmode")
        yield Ssid(
            node=line or block,
            name=" ".join(line.words[1:]) if line is not None else " ".join(block.words[2:]),
            strong=None if masked else all(mode.startswith(INSTANT_STRONG) for mode in modes),
            open=modes == ["opensystem"],
            pmf=_instant_pmf(block, modes),
            on_air=exactly(block, "enable") is not None,
            lines=(mode,) if mode is not None else (),
        )


def _instant_pmf(block: Node, modes: list[str]) -> Pmf:
    """WPA3 brings its own protection; whether it is optional depends on the transition mode and the release."""
    if exactly(block, "mfp-required") is not None:
        return Pmf.REQUIRED
    if exactly(block, "mfp-capable") is not None:
        return Pmf.OPTIONAL
    return Pmf.UNSEEN if any(mode.startswith(("wpa3-", "enhanced-open")) for mode in modes) else Pmf.OFF


@dataclass(frozen=True, slots=True)
class Properties:
    """`key=value` words of a RouterOS command by their full key, and the command."""

    node: Node
    values: Mapping[str, str] = field(default_factory=dict)


def properties(node: Node) -> Properties:
    """The properties of a command; `.ssid=` goes on with the group of the word before."""
    found: dict[str, str] = {}
    group = ""
    for word in node.words[1:]:
        key, equals, given = word.partition("=")
        if not equals:
            continue
        if key.startswith("."):
            key = group + key
        elif "." in key:
            group = key.rsplit(".", 1)[0]
        found[key] = given
    return Properties(node, found)


def commands(root: Node, *path: str) -> list[Properties]:
    """The `add` and `set` commands of a menu."""
    return [properties(line) for line in menus.commands(root, *path, verbs=("add", "set"))]


@dataclass(frozen=True, slots=True)
class Radio:
    """A network of RouterOS with its profiles; `kind`: `wireless` (the old driver), `wifi` or `caps-man`."""

    node: Node
    name: str
    values: Mapping[str, str]
    kind: str
    lines: tuple[Node, ...] = ()


def radios(root: Node) -> Iterator[Radio]:
    """RouterOS: access points of the old driver, of the new one, and what CAPsMAN hands out."""
    profiles = {_profile_name(one): one for one in commands(root, "/interface", "wireless", "security-profiles")}
    for one in commands(root, "/interface", "wireless"):
        mode = one.values.get("mode", "station")
        master = "master-interface" in one.values
        if "ssid" in one.values and (mode in {"ap-bridge", "bridge", "wds-slave"} or master):
            profile = profiles.get(one.values.get("security-profile", "default"))
            below = profile.values if profile else {}
            lines = (profile.node,) if profile else ()
            joined = {**{f"security.{key}": word for key, word in below.items()}, **one.values}
            yield Radio(one.node, one.values["ssid"], joined, kind="wireless", lines=lines)
    for menu, kind in (("/interface", "wifi"), ("/interface", "wifiwave2"), ("/caps-man", "")):
        base = (menu, kind) if kind else (menu,)
        yield from _configured(root, base)


def _profile_name(one: Properties) -> str:
    """The name of a security profile; the one at the start is called `default`."""
    return one.values.get("name", "default")


def _configured(root: Node, base: tuple[str, ...]) -> Iterator[Radio]:
    """Networks of the new driver and of CAPsMAN: configurations, and interfaces that say their SSID themselves."""
    parts = {
        part: {one.values.get("name", ""): one for one in commands(root, *base, part)}
        for part in ("security", "datapath")
    }
    found = [(one, "") for one in commands(root, *base, "configuration")]
    found += [(one, "configuration.") for one in commands(root, *base)] if base[0] == "/interface" else []
    for one, prefix in found:
        name = one.values.get(f"{prefix}ssid")
        if name is None or one.values.get(f"{prefix}mode", "ap").startswith("station"):
            continue
        values: dict[str, str] = {}
        lines: list[Node] = []
        for part, known in parts.items():
            profile = known.get(one.values.get(part, one.values.get(f"{prefix}{part}", "")))
            if profile is not None:
                values.update({f"{part}.{key}": word for key, word in profile.values.items()})
                lines.append(profile.node)
        kind = "caps-man" if base[0] == "/caps-man" else "wifi"
        yield Radio(one.node, name, {**values, **one.values}, kind=kind, lines=tuple(lines))


def kinds_of(radio: Radio) -> frozenset[str]:
    """How clients prove themselves; none if the network is open."""
    if radio.kind == "wireless" and radio.values.get("security.mode", "none") == "none":
        return frozenset()
    return frozenset(kind for kind in radio.values.get("security.authentication-types", "").split(",") if kind)


CIPHERS = ("security.unicast-ciphers", "security.group-ciphers", "security.encryption", "security.group-encryption")


def routeros(root: Node) -> Iterator[Ssid]:
    """RouterOS: WPA2 or WPA3 without TKIP is strong; without `authentication-types` anyone may join."""
    for radio in radios(root):
        kinds = kinds_of(radio)
        wep = radio.values.get("security.mode", "").startswith("static-keys")
        tkip = any("tkip" in radio.values.get(key, "") for key in CIPHERS)
        good = all(kind.startswith(("wpa2", "wpa3", "owe")) for kind in kinds)
        yield Ssid(
            node=radio.node,
            name=radio.name,
            strong=None if any(map(is_masked, kinds)) else bool(kinds) and good and not wep and not tkip,
            open=not kinds and not wep,
            pmf=_routeros_pmf(radio, kinds),
            on_air=radio.values.get("disabled", "no") != "yes",
            lines=radio.lines,
        )


def _routeros_pmf(radio: Radio, kinds: frozenset[str]) -> Pmf:
    """What a profile says; the new driver follows the kind of authentication where it says nothing."""
    said = radio.values.get("security.management-protection")
    if said is not None or radio.kind != "wifi":
        return protection(said, ROUTEROS_PMF)
    if kinds and all(kind.startswith(("wpa3", "owe")) for kind in kinds):
        return Pmf.REQUIRED
    return Pmf.OPTIONAL if any(kind.startswith("wpa3") for kind in kinds) else Pmf.OFF


@dataclass(frozen=True, slots=True)
class Row:
    """A network of LCOS: its name and its columns, with those of the encryption table."""

    node: Node
    name: str
    values: Mapping[str, str]
    lines: tuple[Node, ...]


def columns(row: Node) -> dict[str, str]:
    """The columns of a row."""
    return {child.words[0]: child.words[1] for child in row.children if len(child.words) > 1}


def rows(root: Node, *path: str) -> list[Node]:
    """The rows of a table of LCOS."""
    menus = [menu for menu in root.by_word.get(path[0], ()) if menu.words == path]
    return [row for menu in menus for row in menu.children if row.children]


def networks(root: Node) -> Iterator[Row]:
    """LCOS: the networks of its own radios, and the profiles that a WLAN controller hands out."""
    keys = {row.words[1]: row for row in rows(root, "/Setup", "Interfaces", "WLAN", "Encryption")}
    for row in rows(root, "/Setup", "Interfaces", "WLAN", "Network"):
        given = columns(row)
        if given.get("Network-Name"):
            other = keys.get(row.words[1])
            more = columns(other) if other is not None else {}
            method = "none" if re.fullmatch("no", more.get("Encryption", ""), re.IGNORECASE) else more.get("Method")
            values = {**more, **given, **({"Method": method} if method else {})}
            yield Row(row, given["Network-Name"], values, (other,) if other is not None else ())
    for row in rows(root, "/Setup", "WLAN-Management", "AP-Configuration", "Networkprofiles"):
        given = columns(row)
        if given.get("SSID"):
            yield Row(row, given["SSID"], {**given, "Method": given.get("Encryption", "")}, ())


def lancom(root: Node) -> Iterator[Ssid]:
    """LCOS: what a row does not say depends on the release."""
    for row in networks(root):
        method = row.values.get("Method", "").lower()
        version = row.values.get("WPA-Version", "").lower()
        ciphers = row.values.get("WPA2-3-Session-Keytypes", row.values.get("WPA2-Session-Keytypes", "")).lower()
        weak = "wep" in method or version.startswith("wpa1") or "tkip" in ciphers
        opened = method == "none"
        said = row.values.get("Prot.-Mgmt-Frames")
        yield Ssid(
            node=row.node,
            name=row.name,
            strong=False if weak or opened else True if version in {"wpa2", "wpa2/3", "wpa3"} else None,
            open=opened,
            pmf=protection(said.lower() if said else said, LANCOM_PMF) if said else Pmf.UNSEEN,
            on_air=row.values.get("Operating", "yes").lower() != "no",
            lines=row.lines,
        )
