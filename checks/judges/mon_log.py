"""To which servers a device sends its messages."""

from collections.abc import Callable, Iterator, Sequence

from checks.judges.clock import address
from checks.judges.walk import below, exactly, named, path, starting, value
from checks.language.pattern import is_address, is_masked
from checks.menus import in_use, settings
from checks.outcome import Outcome, Reason, failed, joined, masked_value, not_applicable, passed, spot
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

Server = tuple[Node, str]
NO_SERVER = not_applicable("kein Protokollserver eingetragen", "no log server is set")
TARGETS = ("syslogd", "syslogd2", "syslogd3", "syslogd4", "fortianalyzer", "fortianalyzer2", "fortianalyzer3")
SEARCHED = ("(ganze Konfiguration durchsucht)", "(the whole configuration was searched)")


def _is_host(word: str) -> bool:
    """Whether a word can only be an address or a host name with a domain, or was one."""
    return is_address(word) or is_masked(word) or ("." in word and word[0].isalnum())


# What follows `logging` on IOS where it is no host.
IOS_KEYWORDS = """
alarm archive buffered buginf cns-events console count delimiter discriminator dmvpn enable esm event exception
facility file filter history host ip ipv6 level listen logfile message-counter module monitor on origin-id
persistent policy-firewall purge-log queue-limit rate-limit reload server server-arp size smartlog snmp
snmp-authfail snmp-trap source-interface standby synchronous system timestamp tls-profile trap userinfo vrf
"""
IOS_WORDS = frozenset(IOS_KEYWORDS.split())
IOS_MORE = frozenset({"vrf", "transport", "discriminator", "filtered", "xml", "session-id", "sequence-num-session"})


def ios(root: Node) -> Iterator[Server]:
    """IOS: `logging host [ipv6] ADDRESS …`, or without `host` an address or name that is none of its own words."""
    for line in starting(root, "logging"):
        words = line.words[1:]
        if words[:1] == ("host",):
            yield from ((line, word) for word in (words[2:] if words[1:2] == ("ipv6",) else words[1:])[:1])
        elif words and (_is_host(words[0]) or (words[0] not in IOS_WORDS and IOS_MORE.issuperset(words[1:2]))):
            yield line, words[0]


def plain(root: Node) -> Iterator[Server]:
    """AOS-CX and ProCurve: `logging ADDRESS`."""
    for line in starting(root, "logging"):
        yield from ((line, word) for word in line.words[1:2] if _is_host(word))


def nxos(root: Node) -> Iterator[Server]:
    """NX-OS: `logging server ADDRESS`."""
    yield from ((line, line.words[2]) for line in starting(root, "logging", "server") if len(line.words) > 2)


def eos(root: Node) -> Iterator[Server]:
    """EOS: `logging [vrf V] host ADDRESS`."""
    for line in starting(root, "logging"):
        rest = line.words[3:] if line.words[1:2] == ("vrf",) else line.words[1:]
        if rest[:1] == ("host",):
            yield from ((line, word) for word in rest[1:2])


def asa(root: Node) -> Iterator[Server]:
    """ASA: `logging host INTERFACE ADDRESS`."""
    yield from ((line, line.words[3]) for line in starting(root, "logging", "host") if len(line.words) > 3)


def loghost(root: Node) -> Iterator[Server]:
    """Comware and VRP: `info-center loghost [vpn-instance V] ADDRESS`."""
    for line in starting(root, "info-center", "loghost"):
        rest = line.words[4:] if line.words[2:3] == ("vpn-instance",) else line.words[2:]
        rest = rest[1:] if rest[:1] in {("ipv6",), ("domain",)} else rest
        yield from ((line, word) for word in rest[:1] if word != "source")


def junos(root: Node) -> Iterator[Server]:
    """Junos: `system syslog host ADDRESS`."""
    yield from ((node, name) for name, node in named(path(root, "system", "syslog", "host")))


def vyos(root: Node) -> Iterator[Server]:
    """VyOS: `system syslog host ADDRESS`, in newer releases `remote`."""
    for kind in ("host", "remote"):
        yield from ((node, name) for name, node in named(path(root, "system", "syslog", kind)))


def panos(root: Node) -> Iterator[Server]:
    """PAN-OS: the servers of the syslog profiles that some kind of message is sent to."""
    places = [root, path(root, "shared"), *(node for _, node in named(path(root, "vsys")))]
    settings = [found for place in places if place is not None and (found := path(place, "log-settings")) is not None]
    sent = (node for one in settings for node in below(one) if node.text == "send-syslog")
    used = {name for node in sent for name, _ in named(node)}
    for one in settings:
        for name, profile in named(path(one, "syslog")):
            for _, entry in named(path(profile, "server")) if name in used else ():
                yield from ((node, address) for address, node in named(path(entry, "server")))


def fortios(root: Node) -> Iterator[Server]:
    """FortiOS: syslog servers and FortiAnalyzers that are switched on."""
    for target in TARGETS:
        for block in starting(root, "config", "log", target, "setting"):
            server = value(block, "set", "server")
            if server and exactly(block, "set", "status", "enable") is not None:
                yield starting(block, "set", "server")[0], server


def routeros(root: Node) -> Iterator[Server]:
    """RouterOS: remote addresses of the actions that a rule uses; the fourth action is called `remote`."""
    rules, actions = exactly(root, "/system", "logging"), exactly(root, "/system", "logging", "action")
    used = {
        word[7:]
        for line in (rules.children if rules is not None else ())
        if in_use(settings(line))
        for word in line.words
        if word[:7] == "action="
    }
    for line in actions.children if actions is not None else ():
        values = settings(line)
        name = values.get("name", "remote") if line.words[0] == "add" else "remote"
        if "remote" in values and name in used:
            yield line, values["remote"]


def openwrt(root: Node) -> Iterator[Server]:
    """OpenWrt: one server in the section `system`."""
    for section in starting(root, "config", "system"):
        yield from ((line, line.words[2]) for line in starting(section, "option", "log_ip") if len(line.words) > 2)


def instant(root: Node) -> Iterator[Server]:
    """Aruba Instant: `syslog-server ADDRESS`."""
    yield from ((line, line.words[1]) for line in starting(root, "syslog-server") if len(line.words) > 1)


def wlc(root: Node) -> Iterator[Server]:
    """AireOS: `logging syslog host ADDRESS`."""
    yield from ((line, line.words[3]) for line in starting(root, "logging", "syslog", "host") if len(line.words) > 3)


def lancom(root: Node) -> Iterator[Server]:
    """LANCOM: the rows of the table of servers; its own memory stands there too, under its own address."""
    for table in ("Server", "SYSLOG-Table"):
        for menu in starting(root, "/Setup", "SYSLOG", table):
            for row in menu.children:
                for line in starting(row, "IP-Address"):
                    if not line.words[1].startswith("127."):
                        yield line, line.words[1]


READERS: dict[str, Callable[[Node], Iterator[Server]]] = {
    "cisco_ios": ios,
    "aruba_aoscx": plain,
    "hp_procurve": plain,
    "cisco_nxos": nxos,
    "arista_eos": eos,
    "cisco_asa": asa,
    "hp_comware": loghost,
    "huawei_vrp": loghost,
    "juniper_junos": junos,
    "vyos": vyos,
    "paloalto_panos": panos,
    "fortinet_fortios": fortios,
    "mikrotik_routeros": routeros,
    "openwrt": openwrt,
    "aruba_instant": instant,
    "cisco_wlc": wlc,
    "lancom_lcos": lancom,
}


def enough(tree: ConfigTree, policy: Policy) -> Outcome:
    """At least LOG_COLLECTORS servers, each address once."""
    wanted = policy.number("LOG_COLLECTORS")
    servers = list(READERS[tree.platform.id](tree.root))
    return _counted(servers, wanted)


def _counted(servers: Sequence[Server], wanted: int) -> Outcome:
    """The number of servers and the number that is required."""
    found = len({address(server) for _, server in servers})
    good = found >= wanted
    reason = Reason(
        f"Zahl der entfernten Protokollserver: {found}, verlangt: mindestens {wanted} {SEARCHED[0]}",
        f"remote log servers: {found}, required: at least {wanted} {SEARCHED[1]}",
    )
    outcome = passed("", "") if good else failed("", "")
    return outcome._replace(reason=reason, spots=tuple(spot(line) for line, _ in servers))


def ios_enough(tree: ConfigTree, policy: Policy) -> Outcome:
    """The same on IOS, where a masked word may be a host or none."""
    servers = list(ios(tree.root))
    wanted = policy.number("LOG_COLLECTORS")
    known = [(line, server) for line, server in servers if not is_masked(server)]
    counted = _counted(known, wanted)
    if counted.verdict is Verdict.FAIL and _counted(servers, wanted).verdict is Verdict.PASS:
        hidden = [line for line, server in servers if is_masked(server)]
        return masked_value(*hidden)
    return counted


UDP = Text(de="Ab Werk geht alles unverschlüsselt über UDP.", en="By default everything goes by UDP in clear.")


def ios_encrypted(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS: each server is spoken to by TLS."""
    found = [_encrypted(line) for line, _ in ios(tree.root)]
    return joined(found, nothing=NO_SERVER)


def _by_tls(line: Node) -> bool:
    """Whether a line of IOS says `transport tls`."""
    return "tls" in line.words and line.words[line.words.index("tls") - 1] == "transport"


def _encrypted(line: Node) -> Outcome:
    """One server."""
    if _by_tls(line):
        return passed("$1", "$1", line)
    if is_masked(line.words[1]):
        return masked_value(line)
    return failed("$1 sendet unverschlüsselt", "$1 sends in clear", line)._replace(default=UDP)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "mon_log_enough": enough,
    "mon_log_ios_enough": ios_enough,
    "mon_log_ios_encrypted": ios_encrypted,
}
