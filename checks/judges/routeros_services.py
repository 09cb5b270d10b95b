"""Where RouterOS sends its messages, whom it asks about a login and what it drops: entries that are switched off
do not count, and each one that is on does."""

from collections.abc import Callable

from checks.judges.l2_bridge import NO_EDGE, edges, lines
from checks.menus import Row, commands, rows, settings
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_SERVER = not_applicable("kein entfernter Protokollserver", "no remote log server")
NO_RADIUS = not_applicable("kein RADIUS-Server", "no RADIUS server")
NO_FILTER = not_applicable("keine Filterregel", "no filter rule")
NO_DOT1X = not_applicable("keine Anmeldung an Ports", "no login at ports")
LOCAL_ONLY = Text(
    de="Ohne diese Angaben prüft das Gerät nur lokale Konten.",
    en="Without these settings the device checks local accounts only.",
)
NOT_SENT = Text(de="Ab Werk geht nichts an den Server.", en="By default nothing goes to the server.")
FORMATS = {"bsd-syslog": {"yes"}, "syslog-time-format": {"iso8601"}, "remote-log-format": {"syslog", "cef"}}


def _missing(words: str, default: Text) -> Outcome:
    """An entry that stands nowhere."""
    return failed(
        f"‚{words}‘ fehlt (ganze Konfiguration durchsucht)",
        f"'{words}' is missing (the whole configuration was searched)",
    )._replace(default=default)


def _asks(root: Node, service: str) -> list[Node]:
    """The RADIUS servers that are on and asked for a service."""
    return [line for line, own in lines(root, "/radius") if service in own.get("service", "").split(",")]


def central_login(tree: ConfigTree, _: Policy) -> Outcome:
    """Logins ask a RADIUS server first."""
    switches = [line for own, line in rows(tree.root, "/user", "aaa") if own.get("use-radius") == "yes"]
    servers = _asks(tree.root, "login")
    if not switches:
        return _missing("/user aaa set use-radius=yes", LOCAL_ONLY)
    if not servers:
        return _missing("/radius add service=login", LOCAL_ONLY)
    return passed("$1", "$1", switches[-1], *servers)


def two_servers(tree: ConfigTree, policy: Policy) -> Outcome:
    """At least AAA_SERVERS RADIUS servers are on, if any is set up."""
    if not any(commands(tree.root, "/radius")):
        return NO_RADIUS
    servers = [line for line, _ in lines(tree.root, "/radius")]
    return _few(len(servers), policy.number("AAA_SERVERS"), servers)


def _few(found: int, wanted: int, servers: list[Node]) -> Outcome:
    """How many servers there are and how many are required."""
    words = (
        f"{found} RADIUS-Server, verlangt sind {wanted} (ganze Konfiguration durchsucht)",
        f"{found} RADIUS servers, {wanted} are required (the whole configuration was searched)",
    )
    return passed(*words, *servers) if found >= wanted else failed(*words, *servers)


def dot1x_radius(tree: ConfigTree, _: Policy) -> Outcome:
    """802.1X asks a RADIUS server that is on."""
    if not lines(tree.root, "/interface", "dot1x", "server"):
        return NO_DOT1X
    servers = _asks(tree.root, "dot1x")
    without = Text(
        de="Ohne diese Zeile gibt es keinen Server für 802.1X.", en="Without this line there is no server for 802.1X."
    )
    return passed("$1", "$1", *servers) if servers else _missing("/radius add service=dot1x", without)


def _remote(root: Node) -> dict[str, Row]:
    """The actions that send to an address, by name; the one that ships is called `remote`."""
    found: dict[str, Row] = {}
    for own, line in rows(root, "/system", "logging", "action"):
        if own.get("remote"):
            found[own.get("name", "remote") if line.words[0] == "add" else "remote"] = (own, line)
    return found


def severity(tree: ConfigTree, _: Policy) -> Outcome:
    """Each message down to `info` goes to a server."""
    remote = _remote(tree.root)
    if not remote:
        return NO_SERVER
    for own, line in rows(tree.root, "/system", "logging"):
        shipped = line.words[:2] == ("set", "0")
        topics = own.get("topics", "info" if shipped else "").split(",")
        if own.get("action") in remote and "info" in topics:
            return passed("$1", "$1", line, remote[own["action"]][1])
    return _missing("/system logging add action=remote topics=info", NOT_SENT)


def source(tree: ConfigTree, _: Policy) -> Outcome:
    """Every action that sends says from which address."""
    return joined((_from(*row) for row in _remote(tree.root).values()), nothing=NO_SERVER)


def _from(own: dict[str, str], line: Node) -> Outcome:
    """One action."""
    if any(own.get("src-address", "").strip("0.:")):
        return passed("$1", "$1", line)
    return failed("$1 ohne ‚src-address‘", "$1 without 'src-address'", line)


def precise_time(tree: ConfigTree, _: Policy) -> Outcome:
    """Every action that sends adds the time."""
    return joined((_dated(*row) for row in _remote(tree.root).values()), nothing=NO_SERVER)


def _dated(own: dict[str, str], line: Node) -> Outcome:
    """One action."""
    if any(own.get(name) in good for name, good in FORMATS.items()):
        return passed("$1", "$1", line)
    return failed("$1 sendet Meldungen ohne Uhrzeit", "$1 sends messages without the time", line)


def tcp_state(tree: ConfigTree, _: Policy) -> Outcome:
    """What is forwarded meets a rule that drops invalid packets; where nothing of it is filtered, what comes in."""
    rules = lines(tree.root, "/ip", "firewall", "filter")
    if not rules:
        return NO_FILTER
    chains = {own.get("chain", "") for _, own in rules}
    chain = "forward" if "forward" in chains else "input"
    reached = {chain}
    for _chain in chains:
        reached |= {own.get("jump-target", "") for _, own in rules if own.get("chain") in reached}
    for line, own in rules:
        if own.get("chain") in reached and own.get("action") == "drop" and _takes_invalid(own):
            return passed("$1", "$1", line)
    return failed(
        f"keine Regel der Kette ‚{chain}‘ verwirft ungültige Pakete (ganze Konfiguration durchsucht)",
        f"no rule of the chain '{chain}' drops invalid packets (the whole configuration was searched)",
    )


def _takes_invalid(own: dict[str, str]) -> bool:
    """Whether a rule names packets that belong to no connection."""
    return "invalid" in own.get("connection-state", "").split(",")


def untrusted(tree: ConfigTree, _: Policy) -> Outcome:
    """No bridge port for end devices is trusted by DHCP snooping."""
    return joined((_untrusted(line) for line, _ in edges(tree.root)), nothing=NO_EDGE)


def _untrusted(line: Node) -> Outcome:
    """One port."""
    if settings(line).get("trusted") == "yes":
        return failed("$1 vertraut einem Zugangsport", "$1 trusts an access port", line)
    return passed("$1", "$1", line)


JUDGES: dict[str, Judge] = {
    "routeros_central_login": central_login,
    "routeros_two_servers": two_servers,
    "routeros_dot1x_radius": dot1x_radius,
    "routeros_log_severity": severity,
    "routeros_log_source": source,
    "routeros_log_time": precise_time,
    "routeros_tcp_state": tcp_state,
    "routeros_untrusted": untrusted,
}
