"""Services on one line of numbers: 65,536 ports for each of the 256 protocols."""

from checks.filters.spans import EMPTY, Extent, Spans, exact, spans, unclear

PORTS = 65536
ALL = Spans(((0, 256 * PORTS - 1),))
PROTOCOLS = {
    "icmp": 1,
    "igmp": 2,
    "ipinip": 4,
    "ipip": 4,
    "tcp": 6,
    "egp": 8,
    "udp": 17,
    "ipv6-encap": 41,
    "rsvp": 46,
    "gre": 47,
    "esp": 50,
    "ipsec-esp": 50,
    "ah": 51,
    "ahp": 51,
    "ipsec-ah": 51,
    "icmp6": 58,
    "icmpv6": 58,
    "ipv6-icmp": 58,
    "eigrp": 88,
    "ospf": 89,
    "nos": 94,
    "pim": 103,
    "pcp": 108,
    "vrrp": 112,
    "l2tp": 115,
    "sctp": 132,
    "udplite": 136,
}
WITH_PORTS = {6, 17, 132}
EVERY_PROTOCOL = {"ip", "ipv6", "ipv4", "any", "all", "any6", "any4", "0"}
NAMED_PORTS = {
    "echo": 7,
    "discard": 9,
    "daytime": 13,
    "chargen": 19,
    "ftp-data": 20,
    "ftp": 21,
    "ssh": 22,
    "telnet": 23,
    "smtp": 25,
    "time": 37,
    "nameserver": 42,
    "whois": 43,
    "tacacs": 49,
    "tacacs-ds": 49,
    "domain": 53,
    "dns": 53,
    "bootps": 67,
    "dhcp-server": 67,
    "bootpc": 68,
    "dhcp-client": 68,
    "tftp": 69,
    "gopher": 70,
    "finger": 79,
    "http": 80,
    "www": 80,
    "hostname": 101,
    "pop2": 109,
    "pop3": 110,
    "sunrpc": 111,
    "ident": 113,
    "nntp": 119,
    "ntp": 123,
    "netbios-ns": 137,
    "netbios-dgm": 138,
    "netbios-ssn": 139,
    "netbios-ss": 139,
    "imap": 143,
    "imap4": 143,
    "snmp": 161,
    "snmptrap": 162,
    "snmp-trap": 162,
    "xdmcp": 177,
    "bgp": 179,
    "irc": 194,
    "dnsix": 195,
    "mobile-ip": 434,
    "ldap": 389,
    "https": 443,
    "microsoft-ds": 445,
    "isakmp": 500,
    "biff": 512,
    "exec": 512,
    "login": 513,
    "who": 513,
    "rsh": 514,
    "cmd": 514,
    "syslog": 514,
    "lpd": 515,
    "talk": 517,
    "rip": 520,
    "uucp": 540,
    "klogin": 543,
    "kshell": 544,
    "dhcpv6-client": 546,
    "dhcpv6-server": 547,
    "ldaps": 636,
    "imaps": 993,
    "pop3s": 995,
    "radius": 1645,
    "radius-acct": 1646,
    "h323": 1720,
    "pptp": 1723,
    "sip": 5060,
    "non500-isakmp": 4500,
    "nat-traversal": 4500,
    "sqlnet": 1521,
    "nfs": 2049,
    "rdp": 3389,
}


def protocol(word: str) -> Extent:
    """All services of a protocol, by name or number; unclear if nobody knows the word."""
    if word in EVERY_PROTOCOL:
        return exact(ALL)
    if word in {"tcp_udp", "tcp-udp"}:
        return of("tcp", 0, PORTS - 1) | of("udp", 0, PORTS - 1)
    number = PROTOCOLS.get(word, int(word) if word.isascii() and word.isdigit() else 256)
    return exact(spans([(number * PORTS, number * PORTS + PORTS - 1)])) if number < 256 else unclear(ALL)


def is_protocol(word: str) -> bool:
    """Whether a word names a protocol."""
    return word in EVERY_PROTOCOL or word in PROTOCOLS or (word.isascii() and word.isdigit() and int(word) < 256)


def of(name: str, low: int, high: int) -> Extent:
    """The ports from one to another of a protocol."""
    start = PROTOCOLS[name] * PORTS
    return exact(spans([(start + low, start + high)]))


def port(word: str) -> int | None:
    """The number of a port; None if nobody knows the word."""
    if word.isascii() and word.isdigit():
        return int(word) if int(word) < PORTS else None
    return NAMED_PORTS.get(word)


def span(word: str, *, sign: str = "-") -> tuple[int, int] | None:
    """The ports of `80`, `www` or `1000-2000`; None if nobody knows them."""
    whole = port(word)
    if whole is not None:
        return whole, whole
    first, found, last = word.partition(sign)
    low, high = port(first), port(last)
    return (low, high) if found and low is not None and high is not None else None


def ported(carrier: Extent, chosen: list[tuple[int, int] | None]) -> Extent:
    """The services of a protocol with only these ports; a port nobody knows leaves it unclear."""
    known = exact(NO_SERVICE.least)
    for one in chosen:
        known = known | (Extent(NO_SERVICE.least, carrier.most) if one is None else _slice(carrier, *one))
    return known


NO_SERVICE = EMPTY


def _slice(carrier: Extent, low: int, high: int) -> Extent:
    """The same ports of each protocol that a carrier holds."""
    return Extent(_ports_of(carrier.least, low, high), _ports_of(carrier.most, low, high))


def _ports_of(carrier: Spans, low: int, high: int) -> Spans:
    """The same ports of each protocol with ports; other protocols stay out."""
    return spans(
        (number * PORTS + low, number * PORTS + high)
        for number in WITH_PORTS
        if carrier.covers(Spans(((number * PORTS, number * PORTS + PORTS - 1),)))
    )
