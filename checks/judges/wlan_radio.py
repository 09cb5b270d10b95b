"""What a radio does by itself: how far it reaches, and whether it checks whom it logs in to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges import wlan_more
from checks.judges.walk import first, fitting, starting
from checks.judges.wlan_readers import is_radio
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

# What devices write for "as much as the country allows".
MOST = frozenset({"127", "maximum", "max"})


@dataclass(frozen=True, slots=True)
class Power:
    """A radio and what limits it: dBm as the device writes it, or None."""

    node: Node
    word: str | None


def _openwrt(root: Node) -> Iterator[Power]:
    """The radios that are on."""
    for block in starting(root, "config", "wifi-device"):
        line = first(block, "option", "txpower")
        yield Power(line or block, line.words[-1] if line is not None else None)


def _instant(root: Node) -> Iterator[Power]:
    """The radio profiles, or `arm` where there are none."""
    profiles = [block for block in starting(root, "rf") if len(block.words) > 1 and block.words[1].startswith("dot11")]
    for block in profiles or starting(root, "arm"):
        line = first(block, "max-tx-power")
        yield Power(line or block, line.words[-1] if line is not None else None)


def _routeros(root: Node) -> Iterator[Power]:
    """The networks; the old driver keeps to `tx-power` in two modes only."""
    for radio in wlan_more.radios(root):
        names = ("configuration.tx-power", "tx-power", "channel.tx-power")
        word = next((radio.values[name] for name in names if name in radio.values), None)
        kept = radio.kind != "wireless" or radio.values.get("tx-power-mode") in {"all-rates-fixed", "card-rates"}
        yield Power(radio.node, word if kept else None)


def _cisco(root: Node) -> Iterator[Power]:
    """The RF profiles of a 9800, and the radios of an autonomous access point."""
    for block in starting(root, "ap", "dot11"):
        if "rf-profile" in block.words:
            line = first(block, "tx-power", "max")
            yield Power(line or block, line.words[-1] if line is not None else None)
    for block in fitting(root, "interface", is_radio):
        if "." not in block.words[1]:
            line = first(block, "power", "local")
            yield Power(line or block, line.words[-1] if line is not None else None)


def _fortios(root: Node) -> Iterator[Power]:
    """The radios of the access point profiles, with automatic power or a fixed one in dBm."""
    for block in starting(root, "config", "wireless-controller", "wtp-profile"):
        for entry in starting(block, "edit"):
            for radio in (line for line in starting(entry, "config") if line.words[1:2] and "radio-" in line.words[1]):
                line = first(radio, "set", "auto-power-high") or first(radio, "set", "power-value")
                yield Power(line or radio, line.words[-1] if line is not None else None)


READERS: dict[str, Callable[[Node], Iterator[Power]]] = {
    "openwrt": _openwrt,
    "aruba_instant": _instant,
    "mikrotik_routeros": _routeros,
    "cisco_ios": _cisco,
    "fortinet_fortios": _fortios,
}


def tx_power(tree: ConfigTree, policy: Policy) -> Outcome:
    """No radio sends with more power than the office allows in this place."""
    limit = policy.number("RADIO_POWER_DBM")
    if not limit:
        return not_applicable("RADIO_POWER_DBM setzt hier keine Grenze", "RADIO_POWER_DBM sets no limit here")
    found = READERS[tree.platform.id](tree.root)
    return joined((_power(one, limit) for one in found), nothing=not_applicable("keine Funkzelle", "no radio"))


def _power(one: Power, limit: int) -> Outcome:
    """One radio."""
    if one.word is not None and is_masked(one.word):
        return unknown("die Sendeleistung in $1 ist unkenntlich gemacht", "the power in $1 is masked", one.node)
    if one.word is None or one.word in MOST:
        return failed("$1 begrenzt die Sendeleistung nicht", "$1 does not limit the power", one.node)
    dbm = one.word.removesuffix("dBm")
    if not dbm.lstrip("-").isdigit():
        return unknown("die Sendeleistung in $1 ist keine Zahl", "the power in $1 is no number", one.node)
    if int(dbm) > limit:
        return failed("$1 sendet stärker als erlaubt", "$1 sends with more power than allowed", one.node)
    return passed("$1 bleibt unter der Grenze", "$1 stays below the limit", one.node)


# The new driver says `eap-certificate-mode`, the old one `tls-mode`; neither checks anything unless it is told to.
CHECKS = ("tls-mode", "eap-certificate-mode", "security.eap-certificate-mode")
METHODS = frozenset({"eap-methods", "security.eap-methods"})
EAP_MENUS = (
    ("/interface", "wireless", "security-profiles"),
    ("/interface", "wifi", "security"),
    ("/interface", "wifi"),
    ("/interface", "wifi", "configuration"),
)
NO_CHECK = Text(de="Ohne Angabe wird kein Zertifikat geprüft.", en="Without a line no certificate is checked.")


def eap_certificate(tree: ConfigTree, _: Policy) -> Outcome:
    """Where RouterOS takes part in EAP-TLS itself it checks the certificate of the other side."""
    found = [one for menu in EAP_MENUS for one in wlan_more.commands(tree.root, *menu)]
    judged = [one for one in found if one.values.keys() & METHODS and _takes_part(one)]
    return joined((_certificate(one) for one in judged), nothing=not_applicable("kein EAP-TLS", "no EAP-TLS"))


def _takes_part(one: wlan_more.Properties) -> bool:
    """Whether a profile logs in with a method that shows certificates."""
    said = ",".join(one.values.get(key, "") for key in METHODS)
    return "tls" in said or "peap" in said


def _certificate(one: wlan_more.Properties) -> Outcome:
    """One profile."""
    mode = next((one.values[key] for key in CHECKS if key in one.values), None)
    if mode is not None and is_masked(mode):
        return unknown("die Prüfung in $1 ist unkenntlich gemacht", "the check in $1 is masked", one.node)
    if mode is not None and mode.startswith("verify-certificate"):
        return passed("$1 prüft das Zertifikat", "$1 checks the certificate", one.node)
    outcome = failed("$1 prüft kein Zertifikat", "$1 checks no certificate", one.node)
    return outcome if mode is not None else outcome._replace(default=NO_CHECK)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "wlan_tx_power": tx_power,
    "routeros_eap_certificate": eap_certificate,
}
