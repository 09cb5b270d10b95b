"""Whether the networks of a device are for those they are meant for: names, logins, keys, isolation, lifetimes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from checks.judges.walk import starting
from checks.judges.wlan_net import CONTROLLER, Net, Said
from checks.judges.wlan_nets import nets
from checks.judges.wlan_readers import ssids
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_SSID = not_applicable("keine SSID", "no SSID")
NONE_OF_THE_KIND = not_applicable("keine SSID, die das betrifft", "no SSID that this is about")
# A key encrypted by the device, or hashed already, says nothing about its length.
HASHED = 64
BYTE_KINDS = ("ENC", "$")


def _with_default(outcome: Outcome, said: Said, default: Text) -> Outcome:
    """The outcome; where no line says so, what holds without one."""
    return outcome if said.nodes else outcome._replace(default=default)


def allowed(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every SSID stands in the list of the office."""
    names = policy.words("SSIDS_ALLOWED")
    found = ssids(tree)
    if found and not names:
        return unset("SSIDS_ALLOWED", *[ssid.node for ssid in found])
    return joined((_named(ssid.name, ssid.node, names) for ssid in found), nothing=NO_SSID)


def _named(name: str, node: Node, names: Sequence[str]) -> Outcome:
    """One SSID."""
    if is_masked(name):
        return unknown("der Name in $1 ist unkenntlich gemacht", "the name in $1 is masked", node)
    if name in names:
        return passed("$1 ist vorgesehen", "$1 is intended", node)
    return failed("$1 steht nicht in SSIDS_ALLOWED", "$1 is not in SSIDS_ALLOWED", node)


def count(tree: ConfigTree, policy: Policy) -> Outcome:
    """No more SSIDs than the office wants on one device; a 9800 says by tags which access point has which."""
    tags = [tag for tag in starting(tree.root, "wireless", "tag", "policy") if starting(tag, "wlan")]
    if tags:
        return joined((_tag(tag, policy.number("SSID_LIMIT")) for tag in tags), nothing=NO_SSID)
    names = {ssid.name: ssid.node for ssid in ssids(tree)}
    nodes = tuple(names.values())
    if not nodes:
        return NO_SSID
    de, en = _number(len(nodes), most := policy.number("SSID_LIMIT"))
    if len(nodes) > most:
        return failed(f"{de}; die letzte in $1", f"{en}; the last one in $1", nodes[-1], *nodes)
    return passed(de, en, *nodes)


def _number(found: int, most: int) -> tuple[str, str]:
    """How many SSIDs there are and may be."""
    return f"Zahl der SSIDs: {found}, erlaubt: höchstens {most}", f"SSIDs: {found}, allowed: at most {most}"


def _tag(tag: Node, most: int) -> Outcome:
    """One tag of a 9800."""
    lines = starting(tag, "wlan")
    de, en = _number(len(lines), most)
    answer = failed if len(lines) > most else passed
    return answer(f"{de} in $1", f"{en} in $1", tag, *lines)


def enterprise(tree: ConfigTree, policy: Policy) -> Outcome:
    """Whoever joins proves who he is; a shared key only where the office allows it."""
    return joined((_enterprise(net, policy) for net in nets(tree)), nothing=NO_SSID)


def _enterprise(net: Net, policy: Policy) -> Outcome:
    """One network."""
    if net.eap is None:
        return unknown("die Anmeldung in $1 ist nicht zu erkennen", "the login in $1 cannot be told", net.node)
    if net.eap and not net.psk:
        return passed("$1 verlangt eine Anmeldung", "$1 asks for a login", net.node)
    guests, shared = policy.words("GUEST_SSIDS"), policy.words("PSK_SSIDS")
    if net.ssid.name in (*guests, *shared):
        return passed("$1 ist ausgenommen", "$1 is exempted", net.node)._replace(exempted=1)
    if not shared:
        return unset("PSK_SSIDS", net.node)
    return failed("$1 kommt ohne persönliche Anmeldung aus", "$1 asks for no personal login", net.node)


def isolated(tree: ConfigTree, policy: Policy) -> Outcome:
    """The clients of a network do not reach each other, unless the office allows it."""
    free = policy.words("PEER_SSIDS")
    judged = [net for net in nets(tree) if net.isolated is not None and net.ssid.name not in free]
    return joined((_isolated(net) for net in judged), nothing=NO_SSID)


ISOLATION_DEFAULT = Text(
    de="Ohne Angabe gilt der Standardwert des Geräts.", en="Without a line the default of the device applies."
)


def _isolated(net: Net) -> Outcome:
    """One network."""
    said = net.isolated or Said(good=None)
    if said.good is None:
        return unknown("die Trennung in $1 ist unkenntlich gemacht", "the isolation in $1 is masked", net.node)
    if said.good:
        outcome = passed("die Geräte in $1 sind getrennt", "the clients of $1 are isolated", net.node, *said.nodes)
    else:
        outcome = failed(
            "die Geräte in $1 erreichen einander", "the clients of $1 reach each other", net.node, *said.nodes
        )
    return _with_default(outcome, said, ISOLATION_DEFAULT)


def guests_apart(tree: ConfigTree, policy: Policy) -> Outcome:
    """A guest network ends where no other network ends, and its clients do not reach each other."""
    everything = nets(tree)
    names = policy.words("GUEST_SSIDS")
    if not everything:
        return NO_SSID
    if not names:
        return unset("GUEST_SSIDS", *[net.node for net in everything])
    guests = [net for net in everything if net.ssid.name in names]
    others = {net.segment for net in everything if net.ssid.name not in names}
    return joined((_apart(net, others) for net in guests), nothing=NONE_OF_THE_KIND)


def _apart(net: Net, others: set[str | None]) -> Outcome:
    """One guest network."""
    if net.segment is not None and net.segment in others:
        return failed("$1 endet im selben Netz wie eine interne SSID", "$1 ends where an internal SSID ends", net.node)
    if net.segment == CONTROLLER:
        return failed(
            "$1 endet im Verwaltungsnetz des Controllers", "$1 ends in the controller's own network", net.node
        )
    if net.isolated is not None and net.isolated.good is False:
        return _isolated(net)
    if net.segment is None or is_masked(net.segment):
        return unknown("wo $1 endet, steht nicht hier", "where $1 ends is not said here", net.node)
    return passed("$1 ist für sich", "$1 is by itself", net.node)


def wpa3(tree: ConfigTree, _: Policy) -> Outcome:
    """Every network with a shared key offers WPA3."""
    shared = [net for net in nets(tree) if net.psk or net.key is not None]
    return joined(
        (
            passed("$1 bietet WPA3 an", "$1 offers WPA3", net.node)
            if net.sae
            else failed("$1 bietet kein WPA3 an", "$1 offers no WPA3", net.node)
            for net in shared
        ),
        nothing=NONE_OF_THE_KIND,
    )


def key_length(tree: ConfigTree, policy: Policy) -> Outcome:
    """A shared key is long enough, where it can be read."""
    least = policy.number("WLAN_KEY_LENGTH")

    def judge(net: Net, node: Node) -> Outcome:
        if len(net.key_text) >= least:
            return passed("der Schlüssel in $1 ist lang genug", "the key in $1 is long enough", node)
        return failed("der Schlüssel in $1 ist zu kurz", "the key in $1 is too short", node)

    return joined(_keys(nets(tree), judge), nothing=NONE_OF_THE_KIND)


def key_trivial(tree: ConfigTree, policy: Policy) -> Outcome:
    """A shared key is no word that everybody tries first."""
    known = tuple(word.lower() for word in policy.words("WLAN_TRIVIAL_KEYS"))

    def judge(net: Net, node: Node) -> Outcome:
        low, name = net.key_text.lower(), net.ssid.name.lower()
        if any(word in low for word in known) or (len(name) > 3 and name in low) or len(set(low)) < 6:
            return failed("der Schlüssel in $1 ist leicht zu erraten", "the key in $1 is easy to guess", node)
        return passed("der Schlüssel in $1 steht in keiner Liste", "the key in $1 is in no list", node)

    return joined(_keys(nets(tree), judge), nothing=NONE_OF_THE_KIND)


def _keys(found: Iterable[Net], judge: Callable[[Net, Node], Outcome]) -> Iterator[Outcome]:
    """The answer for every shared key; one that is encrypted, hashed or blanked out cannot be read."""
    for net in found:
        if not net.psk and net.key is None:
            continue
        text = net.key_text
        if net.key is None or not text or is_masked(text) or len(text) >= HASHED or text.startswith(BYTE_KINDS):
            yield unknown("der Schlüssel in $1 ist nicht lesbar", "the key in $1 cannot be read", net.key or net.node)
        else:
            yield judge(net, net.key)


FIXED = Text(de="Ohne Angabe gilt ein festes VLAN.", en="Without a line the VLAN is fixed.")


def dynamic_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """The RADIUS server decides in which VLAN a client ends."""
    judged = [(net, net.dynamic) for net in nets(tree) if net.eap and net.dynamic is not None]
    return joined((_dynamic(net, said) for net, said in judged), nothing=NONE_OF_THE_KIND)


def _dynamic(net: Net, said: Said) -> Outcome:
    """One network."""
    if said.good is None:
        return unknown(
            "die VLAN-Zuweisung in $1 ist unkenntlich gemacht", "the VLAN assignment in $1 is masked", net.node
        )
    if said.good:
        return passed("$1: VLAN vom RADIUS-Server", "$1: VLAN from the RADIUS server", net.node, *said.nodes)
    off = failed("$1 legt alle in dasselbe VLAN", "$1 puts everybody in the same VLAN", net.node, *said.nodes)
    return _with_default(off, said, FIXED)


def two_servers(tree: ConfigTree, policy: Policy) -> Outcome:
    """A network that asks RADIUS has more than one server to ask."""
    least = policy.number("RADIUS_SERVERS")
    judged = [(net, net.servers) for net in nets(tree) if net.eap and net.servers is not None]
    return joined(
        (
            passed("$1 fragt genug RADIUS-Server", "$1 asks enough RADIUS servers", net.node)
            if servers >= least
            else failed("$1 fragt zu wenige RADIUS-Server", "$1 asks too few RADIUS servers", net.node)
            for net, servers in judged
        ),
        nothing=NONE_OF_THE_KIND,
    )


SESSION_DEFAULT = Text(
    de="Ohne Angabe: Cisco 30 Minuten, hostapd und OpenWrt 1 Stunde, FortiOS und Instant nie.",
    en="Without a line: Cisco 30 minutes, hostapd and OpenWrt 1 hour, FortiOS and Instant never.",
)


def session_ends(tree: ConfigTree, policy: Policy) -> Outcome:
    """A client has to prove itself again after a while."""
    most = policy.number("WLAN_SESSION_HOURS") * 3600
    judged = [(net, net.seconds) for net in nets(tree) if net.eap and net.seconds is not None]
    return joined((_session(net, seconds, most) for net, seconds in judged), nothing=NONE_OF_THE_KIND)


def _session(net: Net, seconds: int, most: int) -> Outcome:
    """One network."""
    lines = (net.timer,) if net.timer is not None else ()
    if lines and is_masked(lines[0].words[-1]):
        return unknown("die Dauer in $1 ist unkenntlich gemacht", "the time in $1 is masked", *lines)
    if 0 < seconds <= most:
        outcome = passed("$1 prüft die Anmeldung wieder", "$1 checks the login again", net.node, *lines)
    else:
        outcome = failed("$1 prüft die Anmeldung zu selten", "$1 checks the login too seldom", net.node, *lines)
    return outcome if lines else outcome._replace(default=SESSION_DEFAULT)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "wlan_allowed": allowed,
    "wlan_count": count,
    "wlan_enterprise": enterprise,
    "wlan_isolated": isolated,
    "wlan_guests_apart": guests_apart,
    "wlan_wpa3": wpa3,
    "wlan_key_length": key_length,
    "wlan_key_trivial": key_trivial,
    "wlan_dynamic_vlan": dynamic_vlan,
    "wlan_two_servers": two_servers,
    "wlan_session_ends": session_ends,
}
