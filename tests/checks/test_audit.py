"""A judged configuration: one finding per rule, nothing secret in it, and a hash that anyone can check."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.audit import Auditor
from checks.policies import Policies
from checks.tree import lines_of
from isms.core import codec
from isms.core.model.device import Config
from isms.core.model.finding import Judged, Verdict, Waiver
from isms.core.redact import Redactor
from tests.checks.judging import KEY, a_rule, audited, book
from tests.fakes import NOW, a_device

SECRETS = {
    "cisco_ios": """\
username anna password 0 Geheim0001
enable secret 5 $1$Gehe$imGeheimGeheimGeheim02
snmp-server community Geheim0003 RO
snmp-server host 192.0.2.9 version 2c Geheim0003
tacacs-server key 7 0822455D0A16Geheim04
router bgp 64512
 neighbor 192.0.2.1 remote-as 1
 neighbor 192.0.2.1 password Geheim0005
router ospf 1
 network 192.0.2.0 0.0.0.255 area 0
interface Gi0/1
 ip address 192.0.2.1 255.255.255.0
 ip ospf authentication-key Geheim06
ntp authentication-key 1 md5 Geheim0007
line vty 0 4
 password Geheim0008
 transport input telnet
""",
    "juniper_junos": """\
set system root-authentication encrypted-password "$1$Geheim01$Geheim02Geheim"
set snmp community Geheim0003 authorization read-only
set protocols bgp group A neighbor 192.0.2.1 authentication-key Geheim0004
""",
    "fortinet_fortios": """\
config system admin
    edit "admin"
        set password Geheim0001
    next
end
config system snmp community
    edit 1
        set name "Geheim0002"
    next
end
""",
    "hostapd": "interface=wlan0\nssid=Rathaus\nwpa=1\nwpa_passphrase=Geheim0001\n",
    "openwrt": "config wifi-iface 'a'\n\toption ssid 'Schule'\n\toption key 'Geheim0001'\n",
}


@pytest.mark.parametrize("platform", SECRETS)
def test_no_secret_is_in_a_finding_or_in_the_redacted_configuration(platform: str) -> None:
    text = SECRETS[platform]
    judged = audited(text, platform)
    assert any(finding.lines for finding in judged.findings)
    left = codec.to_json(judged).decode()
    assert not {word for number in range(10) for word in (f"Geheim0{number}", f"Geheim000{number}") if word in left}


def test_the_line_of_a_secret_is_shown_without_it() -> None:
    judged = audited("hostname a\nsnmp-server community Geheim0003 RO\n")
    [finding] = [one for one in judged.findings if one.rule == "snmp.no-v1-v2c"]
    [line] = finding.lines
    assert (line.number, line.text) == (2, judged.redacted.splitlines()[1])
    assert "<redacted:" in finding.reason.de


def test_there_is_one_finding_per_rule_in_the_order_of_the_rules() -> None:
    for platform in ("cisco_ios", "mikrotik_routeros"):
        judged = audited("hostname a\n", platform)
        assert [finding.rule for finding in judged.findings] == [rule.id for rule in book().rules]
        elsewhere = {rule.id for rule in book().rules if platform not in rule.platforms}
        assert {one.verdict for one in judged.findings if one.rule in elsewhere} == {Verdict.NA}


def test_every_finding_says_whose_it_is_and_from_when() -> None:
    config = Config(
        device=a_device("rtr-1", site="rathaus"), platform="cisco_ios", text="a\n", file="x/rtr-1.cfg", collected_at=NOW
    )
    judged = Auditor(book().rules, Policies(), Redactor(KEY), (), NOW.date()).judge(config)
    assert (judged.device, judged.platform) == (config.device, "cisco_ios")
    about = {(one.device, one.platform, one.file, one.collected_at, one.config_sha256) for one in judged.findings}
    sha256 = hashlib.sha256(b"a\n").hexdigest()
    assert about == {("rtr-1", "cisco_ios", "x/rtr-1.cfg", NOW, sha256)}
    assert [one.severity for one in judged.findings] == [rule.severity for rule in book().rules]


TEXTS = [
    "hostname a\nip http server\n",
    "hostname ä\r\nip http server\r\n",
    "hostname a\rip http server\r",
    "hostname a\x0cb\nip http server",
    "hostname a\u2028b\u2029c\x85d\x1ce\nip http server\n",
    "\ufeffhostname a\nip http server\n",
    "hostname \udc80\nip http server\n",
    "description a\x0bb\n\n\nip http server\n",
]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_the_hash_is_that_of_the_redacted_bytes(text: str) -> None:
    judged = audited(text)
    raw = judged.redacted.encode("utf-8", "surrogateescape")
    assert {one.config_sha256 for one in judged.findings} == {hashlib.sha256(raw).hexdigest()}


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_line_has_the_number_that_an_editor_shows(text: str) -> None:
    [finding] = [one for one in audited(text).findings if one.rule == "mgmt.no-http"]
    end = "\r" if "\n" not in text else "\n"
    wanted = next(place for place, line in enumerate(text.split(end), start=1) if "ip http server" in line)
    assert [(line.number, line.text) for line in finding.lines] == [(wanted, "ip http server")]


def test_a_block_is_named_by_its_header() -> None:
    judged = audited("hostname a\nline vty 0 4\n transport input telnet\n")
    [finding] = [one for one in judged.findings if one.rule == "mgmt.no-telnet"]
    [line] = finding.lines
    assert (line.number, line.text, line.block) == (3, " transport input telnet", "line vty 0 4")


def test_a_rule_that_breaks_is_an_error_and_the_others_are_judged() -> None:
    broken = a_rule("  - {platform: [cisco_ios], python: wlan_encryption}")
    check = replace(broken.checks[0], platform=("frr",))  # no reader for the SSIDs of this platform
    judged = audited("hostname a\n", "frr", replace(broken, checks=(check,)), book().get("mgmt.banner"))
    assert [finding.verdict for finding in judged.findings] == [Verdict.ERROR, Verdict.NA]
    assert judged.findings[0].reason.de == "Fehler beim Prüfen: KeyError"


def test_a_waiver_is_a_mark_on_a_fail() -> None:
    waiver = Waiver(rule="mgmt.no-http", until=NOW.date(), by="ISB", reason="Altgerät", device="sw1")
    config = Config(device=a_device(), platform="cisco_ios", text="ip http server\n")

    def waived(waivers: tuple[Waiver, ...], today: date, text: str = "ip http server\n") -> list[object]:
        auditor = Auditor([book().get("mgmt.no-http")], Policies(), Redactor(KEY), waivers, today)
        return [(one.verdict, one.waiver) for one in auditor.judge(replace(config, text=text)).findings]

    assert waived((waiver,), NOW.date()) == [(Verdict.FAIL, waiver)]
    assert waived((waiver,), NOW.date() + timedelta(days=1)) == [(Verdict.FAIL, None)]
    assert waived((waiver,), NOW.date(), "hostname a\n") == [(Verdict.PASS, None)]


def judged_again(text: str, platform: str) -> Judged:
    """The same by an auditor that has judged others before."""
    auditor = Auditor(book().rules, Policies(), Redactor(KEY), (), NOW.date())
    for other, before in SECRETS.items():
        auditor.judge(Config(device=a_device(platform=other), platform=other, text=before))
    return auditor.judge(Config(device=a_device(platform=platform), platform=platform, text=text, file="sw1.cfg"))


@pytest.mark.parametrize("platform", SECRETS)
def test_what_was_judged_before_changes_nothing(platform: str) -> None:
    text = SECRETS[platform]
    assert judged_again(text, platform) == audited(text, platform)


@settings(max_examples=60)
@given(
    text=st.text(st.sampled_from("ab \t!\n\r\x0b\x0c\x1c\x85\u2028\ufeff\"'{}"), max_size=60),
    platform=st.sampled_from(sorted(SECRETS)),
)
def test_any_text_is_judged_and_its_lines_are_those_of_the_file(text: str, platform: str) -> None:
    judged = audited(text, platform)
    assert len(lines_of(judged.redacted)) == len(lines_of(text))
    assert Verdict.ERROR not in {finding.verdict for finding in judged.findings}
