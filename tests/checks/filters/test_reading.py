"""What a packet meets in filters written in the words of each maker."""

from ipaddress import ip_address

import pytest

from checks.filters.addresses import BEHIND
from checks.filters.entry import Filter
from checks.filters.readers import READERS, firewall
from checks.filters.services import PORTS
from checks.platform import platforms
from checks.tree import parse
from tests.checks.configurations import corpus
from tests.shared import needs_shared

TCP, UDP, ICMP, ESP = 6, 17, 1, 50


def number(address: str) -> int:
    """An address on the line of numbers."""
    found = ip_address(address)
    return int(found) + (BEHIND if found.version == 6 else 0)


def meets(one: Filter, source: str, target: str, protocol: int, port: int = 0) -> str:
    """The action of the first entry that surely takes a packet, `?` if one before it may, `-` if there is none."""
    for entry in one.live:
        places = ((entry.sources, number(source)), (entry.destinations, number(target)))
        sides = (*places, (entry.services, protocol * PORTS + port))
        if all(any(low <= place <= high for low, high in side.least.parts) for side, place in sides):
            return "?" if entry.conditions else str(entry.action)
        if all(any(low <= place <= high for low, high in side.most.parts) for side, place in sides):
            return "?"
    return "-"


IOS = """\
object-group network SERVER
 host 192.0.2.80
 198.51.100.0 255.255.255.0
 range 203.0.113.4 203.0.113.6
object-group service WEB
 tcp eq 443
 udp range 1000 1010
ip access-list extended A
 remark permit ip any any
 10 permit tcp 10.0.0.0 0.0.255.255 host 192.0.2.1 eq 22 telnet
 20 deny udp any gt 1023 any lt 100 log
 permit tcp any 192.0.2.0 0.0.0.255 range ftp-data ftp
 permit object-group WEB any object-group SERVER
 deny esp any any
 permit tcp any any established
"""
ASA = """\
object network WEB
 host 192.0.2.80
object network NETZ
 subnet 10.1.0.0 255.255.0.0
object-group network ZIELE
 network-object object WEB
 network-object 198.51.100.0 255.255.255.0
object-group service DIENSTE tcp
 port-object eq https
 port-object range 8443 8444
object-group protocol TUNNEL
 protocol-object esp
access-list A extended permit tcp object NETZ object-group ZIELE object-group DIENSTE
access-list A extended permit object-group TUNNEL any host 192.0.2.9
access-list A extended deny ip any4 10.0.0.0 255.0.0.0 log disable
access-list A extended permit udp any any eq domain inactive
access-list A extended permit tcp any host 2001:db8::1 eq www
"""
FORTIOS = """\
config firewall address
    edit "netz"
        set subnet 10.1.0.0 255.255.0.0
    next
    edit "bereich"
        set type iprange
        set start-ip 192.0.2.4
        set end-ip 192.0.2.6
    next
    edit "name"
        set type fqdn
        set fqdn "www.example.org"
    next
end
config firewall addrgrp
    edit "ziele"
        set member "bereich" "name"
    next
end
config firewall service group
    edit "web"
        set member "HTTP" "HTTPS"
    next
end
config firewall policy
    edit 1
        set srcintf "a"
        set dstintf "b"
        set action accept
        set srcaddr "netz"
        set dstaddr "ziele"
        set service "web"
    next
    edit 2
        set srcintf "a"
        set dstintf "b"
        set srcaddr "netz"
        set srcaddr-negate enable
        set dstaddr "all"
        set service "ALL"
    next
end
"""
JUNOS = """\
set policy-options prefix-list INTERN 10.0.0.0/8
set firewall family inet filter A term a from source-prefix-list INTERN
set firewall family inet filter A term a from destination-address 192.0.2.0/24
set firewall family inet filter A term a from destination-address 192.0.2.128/25 except
set firewall family inet filter A term a from protocol tcp
set firewall family inet filter A term a from destination-port [ ssh 1000-1010 ]
set firewall family inet filter A term a then accept
set firewall family inet filter A term b from tcp-established
set firewall family inet filter A term b then accept
"""
VYOS = """\
set firewall group network-group INTERN network 10.0.0.0/8
set firewall name A default-action drop
set firewall name A rule 20 action drop
set firewall name A rule 20 protocol udp
set firewall name A rule 10 action accept
set firewall name A rule 10 source group network-group INTERN
set firewall name A rule 10 destination address !192.0.2.1
set firewall name A rule 10 destination port 80,443
set firewall name A rule 10 protocol tcp
"""
ROUTEROS = """\
/ip firewall address-list
add address=10.0.0.0/8 list=intern
add address=192.0.2.4-192.0.2.6 list=intern
/ip firewall filter
add action=accept chain=forward src-address-list=intern dst-port=80,443 protocol=tcp
add action=log chain=forward
add action=drop chain=forward src-address-list=!intern
"""
COMWARE = """\
acl advanced 3000
 rule 0 permit tcp source 10.0.0.0 0.0.255.255 destination 192.0.2.1 0 destination-port eq www
 rule 5 permit udp destination-port range 1000 1010
 rule 10 deny ip source 10.0.0.0 0.255.255.255
"""
AOSCX = """\
object-group ip address SERVER
    10 192.0.2.80
access-list ip A
    10 permit tcp 10.0.0.0/255.255.0.0 SERVER eq ssh
    20 deny any any 10.0.0.0/8
    30 permit any any any
"""
PANOS = """\
set address web ip-netmask 192.0.2.80
set address-group ziele static [ web ]
set service fach protocol tcp port 8000,8443
set rulebase security rules a source 10.0.0.0/8
set rulebase security rules a destination ziele
set rulebase security rules a application any
set rulebase security rules a service fach
set rulebase security rules a action allow
set rulebase security rules b source any
set rulebase security rules b destination any
set rulebase security rules b application unbekannt
set rulebase security rules b service application-default
set rulebase security rules b action allow
"""
SRX = """\
set security address-book global address web 192.0.2.80/32
set security address-book global address-set ziele address web
set applications application fach term 1 protocol tcp destination-port 8000-8010
set security policies from-zone a to-zone b policy p match source-address any-ipv4
set security policies from-zone a to-zone b policy p match destination-address ziele
set security policies from-zone a to-zone b policy p match application [ fach junos-https ]
set security policies from-zone a to-zone b policy p then permit
"""
PROCURVE = """\
ip access-list extended "A"
   10 permit tcp 10.0.0.0 0.0.255.255 192.0.2.1 0.0.0.0 eq 443
   20 deny ip 0.0.0.0 255.255.255.255 0.0.0.0 255.255.255.255 log
   exit
"""
PACKETS = [
    ("cisco_ios", IOS, "10.0.3.4", "192.0.2.1", TCP, 23, "permit"),
    ("cisco_ios", IOS, "10.1.3.4", "192.0.2.1", TCP, 21, "permit"),
    ("cisco_ios", IOS, "10.1.3.4", "192.0.2.1", TCP, 22, "?"),
    ("cisco_ios", IOS, "10.1.3.4", "198.51.100.9", UDP, 1005, "permit"),
    ("cisco_ios", IOS, "10.1.3.4", "203.0.113.6", TCP, 443, "permit"),
    ("cisco_ios", IOS, "10.1.3.4", "203.0.113.7", ESP, 0, "deny"),
    ("cisco_ios", IOS, "10.1.3.4", "203.0.113.7", ICMP, 0, "-"),
    ("cisco_asa", ASA, "10.1.9.9", "192.0.2.80", TCP, 8444, "permit"),
    ("cisco_asa", ASA, "10.1.9.9", "192.0.2.81", TCP, 8444, "-"),
    ("cisco_asa", ASA, "10.1.9.9", "192.0.2.9", ESP, 0, "permit"),
    ("cisco_asa", ASA, "10.1.9.9", "10.9.9.9", TCP, 80, "deny"),
    ("cisco_asa", ASA, "10.1.9.9", "192.0.2.53", UDP, 53, "-"),
    ("cisco_asa", ASA, "2001:db8::7", "2001:db8::1", TCP, 80, "permit"),
    ("fortinet_fortios", FORTIOS, "10.1.0.5", "192.0.2.5", TCP, 443, "permit"),
    ("fortinet_fortios", FORTIOS, "10.1.0.5", "198.51.100.5", TCP, 443, "?"),
    ("fortinet_fortios", FORTIOS, "10.1.0.5", "192.0.2.5", TCP, 22, "-"),
    ("fortinet_fortios", FORTIOS, "10.2.0.5", "192.0.2.5", TCP, 22, "deny"),
    ("juniper_junos", JUNOS, "10.1.0.5", "192.0.2.5", TCP, 1001, "permit"),
    ("juniper_junos", JUNOS, "10.1.0.5", "192.0.2.129", TCP, 1001, "?"),
    ("juniper_junos", JUNOS, "192.0.2.1", "192.0.2.5", TCP, 22, "?"),
    ("vyos", VYOS, "10.1.0.5", "192.0.2.5", TCP, 443, "permit"),
    ("vyos", VYOS, "10.1.0.5", "192.0.2.1", TCP, 443, "-"),
    ("vyos", VYOS, "10.1.0.5", "192.0.2.1", UDP, 443, "deny"),
    ("mikrotik_routeros", ROUTEROS, "192.0.2.5", "198.51.100.1", TCP, 80, "permit"),
    ("mikrotik_routeros", ROUTEROS, "192.0.2.7", "198.51.100.1", TCP, 80, "deny"),
    ("mikrotik_routeros", ROUTEROS, "192.0.2.5", "198.51.100.1", UDP, 80, "-"),
    ("hp_comware", COMWARE, "10.0.7.7", "192.0.2.1", TCP, 80, "permit"),
    ("huawei_vrp", COMWARE, "10.1.7.7", "192.0.2.1", TCP, 80, "deny"),
    ("huawei_vrp", COMWARE, "192.0.2.1", "192.0.2.1", UDP, 1010, "permit"),
    ("aruba_aoscx", AOSCX, "10.0.7.7", "192.0.2.80", TCP, 22, "permit"),
    ("aruba_aoscx", AOSCX, "10.0.7.7", "10.0.2.80", TCP, 22, "deny"),
    ("aruba_aoscx", AOSCX, "10.1.7.7", "192.0.2.80", TCP, 22, "permit"),
    ("paloalto_panos", PANOS, "10.0.7.7", "192.0.2.80", TCP, 8443, "permit"),
    ("paloalto_panos", PANOS, "10.0.7.7", "192.0.2.81", TCP, 8443, "?"),
    ("juniper_junos", SRX, "10.0.7.7", "192.0.2.80", TCP, 8005, "permit"),
    ("juniper_junos", SRX, "10.0.7.7", "192.0.2.81", TCP, 8005, "-"),
    ("hp_procurve", PROCURVE, "10.0.7.7", "192.0.2.1", TCP, 443, "permit"),
    ("hp_procurve", PROCURVE, "10.1.7.7", "192.0.2.1", TCP, 443, "deny"),
]


@pytest.mark.parametrize(
    ("platform", "text", "source", "target", "protocol", "port", "expected"),
    PACKETS,
    ids=[f"{case[0]}-{case[2]}-{case[3]}-{case[4]}-{case[5]}" for case in PACKETS],
)
def test_a_packet_meets_what_the_device_would_do(
    platform: str, text: str, source: str, target: str, protocol: int, port: int, expected: str
) -> None:
    [one] = firewall(parse(text, platforms()[platform])).filters
    assert not one.contents.unread
    assert meets(one, source, target, protocol, port) == expected


ODD = [
    "access-list 1 permit 192.0.2.1",
    "access-list 1 permit 192.0.2.0 0.0.0.255 log",
    "access-list 101 permit tcp any any eq <removed>",
    "access-list 101 permit ip <removed> any",
    "access-list 101 permit ip object-group FEHLT any time-range NACHTS",
    "access-list 101 deny icmp any any echo-reply log-input",
    "access-list 101 permit tcp 192.0.2.0 0.0.0.255 eq www any established",
    "ip access-list standard A\n permit any",
    "ipv6 access-list B\n sequence 10 permit tcp any host 2001:db8::1 eq 22\n permit ipv6 2001:db8::/32 any",
    "ip access-list extended C\n permit tcp any any reflect D timeout 60\n evaluate E\n permit ahp any any",
]


@pytest.mark.parametrize("text", ODD)
def test_every_entry_of_ios_is_understood(text: str) -> None:
    [one] = firewall(parse(text + "\n", platforms()["cisco_ios"])).filters
    assert one.entries
    assert not one.contents.unread


def test_an_entry_that_nobody_understands_is_counted_and_permits_nothing() -> None:
    text = "ip access-list extended A\n permit tcp somewhere anywhere\n permit ip any any\n"
    [one] = firewall(parse(text, platforms()["cisco_ios"])).filters
    assert len(one.contents.unread) == 1
    assert meets(one, "192.0.2.1", "192.0.2.2", TCP) == "other"


@needs_shared
def test_hardly_an_entry_of_the_real_files_is_not_understood() -> None:
    read, unread = 0, 0
    for platform, _, text in corpus():
        if platform in READERS:
            for one in firewall(parse(text, platforms()[platform])).filters:
                read += len(one.entries)
                unread += len(one.contents.unread)
    assert read > 500
    assert unread / read < 0.02
