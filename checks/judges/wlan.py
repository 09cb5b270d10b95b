"""Whether the networks of a radio are safe: the rules; how each platform writes its SSIDs is in wlan_readers."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from checks.judges.wlan_readers import ssids
from checks.judges.wlan_ssid import Pmf, Ssid
from checks.language.pattern import is_masked
from checks.outcome import Outcome, Spot, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree
from isms.core.model.text import Text

NO_SSID = not_applicable("keine SSID", "no SSID")
OFF_AIR = Text(
    de="mindestens eine dieser SSIDs wird nicht ausgestrahlt", en="at least one of these SSIDs is not on air"
)


def _joined(found: Iterable[tuple[Ssid, Outcome]]) -> Outcome:
    """One answer for all SSIDs; says so where one that decides is not on air."""
    pairs = list(found)
    outcome = joined((one for _, one in pairs), nothing=NO_SSID)
    silent = any(not ssid.on_air and one.verdict is outcome.verdict for ssid, one in pairs)
    return outcome._replace(default=OFF_AIR) if silent else outcome


def encryption(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every SSID uses WPA2 with AES or WPA3; a guest SSID may be open."""
    guests = policy.words("GUEST_SSIDS")
    return _joined((ssid, _encryption(ssid, guests)) for ssid in ssids(tree))


def _encryption(ssid: Ssid, guests: tuple[str, ...]) -> Outcome:
    """One SSID."""
    if ssid.strong is None:
        return unknown(
            "die Verschlüsselung in $1 ist nicht zu erkennen", "the encryption in $1 cannot be told", ssid.node
        )
    if ssid.strong:
        return _with(passed("$1: WPA2 mit AES oder WPA3", "$1: WPA2 with AES or WPA3", ssid.node), ssid)
    if ssid.open and ssid.name in guests:
        guest = passed("$1 ist ein Gastnetz und darf offen sein", "$1 is a guest network and may be open", ssid.node)
        return guest._replace(exempted=1)
    if ssid.open:
        return _with(failed("$1 ist offen", "$1 is open", ssid.node), ssid)
    return _with(failed("$1 erlaubt WEP, WPA1 oder TKIP", "$1 allows WEP, WPA1 or TKIP", ssid.node), ssid)


def _with(outcome: Outcome, ssid: Ssid) -> Outcome:
    """The outcome with the lines that set the encryption."""
    more = tuple(Spot(line.number, ssid.node.number) for line in ssid.lines if line.number != ssid.node.number)
    return outcome._replace(spots=(*outcome.spots, *more))


def pmf(tree: ConfigTree, policy: Policy) -> Outcome:
    """Management frames are protected, except in a guest network that may be open: without keys nothing can be."""
    enough = {Pmf.REQUIRED, Pmf.OPTIONAL} if policy.flag("PMF_OPTIONAL") else {Pmf.REQUIRED}
    guests = policy.words("GUEST_SSIDS")
    return _joined((ssid, _pmf(ssid, enough, guests)) for ssid in ssids(tree))


def _pmf(ssid: Ssid, enough: set[Pmf], guests: tuple[str, ...]) -> Outcome:
    """One SSID."""
    if ssid.open and ssid.name in guests:
        guest = passed("$1 ist ein offenes Gastnetz", "$1 is an open guest network", ssid.node)
        return guest._replace(exempted=1)
    if ssid.pmf in enough:
        return passed("$1 schützt Management-Frames", "$1 protects management frames", ssid.node)
    if ssid.pmf is Pmf.MASKED:
        return unknown("der Schutz in $1 ist unkenntlich gemacht", "the protection in $1 is masked", ssid.node)
    if ssid.pmf is Pmf.UNSEEN:
        return unknown(
            "$1 sagt nicht, ob Management-Frames geschützt sind", "$1 does not say whether it protects them", ssid.node
        )
    if ssid.pmf is Pmf.OPTIONAL:
        return failed(
            "$1 schützt Management-Frames nur auf Wunsch", "$1 protects management frames only optionally", ssid.node
        )
    return failed("$1 schützt Management-Frames nicht", "$1 does not protect management frames", ssid.node)


def no_wps(tree: ConfigTree, _: Policy) -> Outcome:
    """WPS is off."""
    return _joined(
        (
            ssid,
            failed("$1 schaltet WPS ein", "$1 switches WPS on", ssid.wps)
            if ssid.wps is not None
            else passed("$1 ohne WPS", "$1 without WPS", ssid.node),
        )
        for ssid in ssids(tree)
    )


def no_default_name(tree: ConfigTree, policy: Policy) -> Outcome:
    """No SSID carries a maker's name."""
    names = policy.words("DEFAULT_SSIDS")
    return _joined((ssid, _name(ssid, names)) for ssid in ssids(tree))


def _name(ssid: Ssid, names: tuple[str, ...]) -> Outcome:
    """One SSID."""
    if is_masked(ssid.name):
        return unknown("der Name in $1 ist unkenntlich gemacht", "the name in $1 is masked", ssid.node)
    if any(fnmatchcase(ssid.name.lower(), _literal(name)) for name in names):
        return failed("$1 trägt den Namen ab Werk", "$1 carries its maker's name", ssid.node)
    return passed("$1", "$1", ssid.node)


def _literal(name: str) -> str:
    """A name in which only `*` is special."""
    return name.lower().replace("[", "[[]").replace("?", "[?]")
