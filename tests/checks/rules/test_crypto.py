"""Algorithms, keys, certificates and doors to administration: the edges that the examples of the rules leave out."""

import base64
from datetime import date
from typing import Any

import pytest

from checks.certificate import from_der, from_pem
from checks.engine import Subject, compile_rules, judge
from checks.platform import platforms
from checks.policy import Policy, as_value, default
from checks.tree import parse
from tests.checks.judging import book

Case = tuple[str, str, str, str, dict[str, Any]]
ED25519 = (
    "MIHJMH2gAwIBAgIBATAFBgMrZXAwDjEMMAoGA1UEAwwDZncyMCAXDTI1MDYwMTAwMDAwMFoYDzIwNjAwNjAxMDAwMDAwWjAOMQww"
    "CgYDVQQDDANmdzIwKjAFBgMrZXADIQDzCT7QWo4xixEc0thI3sU2aItxKmC2Uf2VZqrpcqLIkjAFBgMrZXADQQClHaR9t0n01wXk"
    "Vx5GyyDBu5Lq9+5DtkFVq/SEMyzJvGqQjDEI698xepL2AiR2kuJtGsuCJcs5bA8mkLVI+RQG"
)
SIGNED_WITH_SHA1 = (
    "MIIBAjCBqgIBBTAJBgcqhkjOPQQBMA0xCzAJBgNVBAMMAkNBMCAXDTI2MTEyMjAyMDcwNFoYDzIwNTEwNzE0MDIwNzA0WjAOMQww"
    "CgYDVQQDDANmdzMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAScqAAgsoXAfVqw1/ZHv2xdD99Pwdgjux9JgmuhS68o0w1RyoTD"
    "9hZs664oSFwVVWvMng8nT/lOKqDmMbqi6lSfMAkGByqGSM49BAEDSAAwRQIhAMZiKpZPzR3Pc6lHYBlSesJcXMFzs/Kn4Y6wEYD6"
    "msy5AiAuJIx7vn86luI181RUfi9R1o+fJnzv7nJcyxDW9LhEcg=="
)

MANAGED = {"MGMT_NETWORKS": ["192.0.2.0/24", "2001:db8::/48"]}
OUTSIDE = {"EXTERNAL_INTERFACES": ["wan*"]}
PEM = "set pki certificate web certificate {}\n"
ZONE = "set security zones security-zone a host-inbound-traffic"
WAN = "set security zones security-zone a interfaces wan0\n"
VTY = "line vty 0 4\n access-class MGMT in\n"
COMWARE = "acl number 2000\n rule 5 permit source 192.0.2.7 0\n"
CX = "access-list ip M\n    {}\napply access-list ip M control-plane vrf default\nhttps-server vrf default\n"

# rule, platform, configuration, verdict, policy
CASES: list[Case] = [
    ("crypto.ssh-kex", "paloalto_panos", "set deviceconfig system ssh mgmt server-profile a\n", "fail", {}),
    (
        "crypto.ssh-ciphers",
        "cisco_ios",
        "ip ssh version 2\nip ssh server algorithm encryption aes128-gcm@openssh.com\n",
        "pass",
        {},
    ),
    (
        "crypto.ssh-ciphers",
        "cisco_ios",
        "ip ssh version 2\nip ssh server algorithm encryption aes256-ctr\n",
        "fail",
        {"SSH_CIPHERS": ["aes256-gcm"]},
    ),
    (
        "crypto.ssh-kex",
        "cisco_ios",
        "ip ssh version 2\nip ssh server algorithm kex curve25519-sha256\n",
        "pass",
        {"SSH_KEX": ["curve25519-sha256"]},
    ),
    ("crypto.ssh-kex", "juniper_junos", "set system services ssh key-exchange <removed>\n", "unknown", {}),
    ("crypto.ssh-macs", "cisco_ios", "version 17.12\nip ssh version 2\n", "pass", {}),
    ("crypto.ssh-macs", "cisco_ios", "version 17.9\nip ssh version 2\n", "fail", {}),
    ("crypto.ssh-macs", "cisco_ios", "ip ssh version 2\n", "fail", {}),
    ("crypto.ssh-macs", "cisco_ios", "version 17.12\nip ssh version 2\n", "fail", {"SSH_MACS": ["hmac-sha2-512-etm"]}),
    (
        "crypto.ssh-macs",
        "cisco_ios",
        "version 17.12\nip ssh version 2\nip ssh server algorithm mac hmac-sha1\n",
        "fail",
        {},
    ),
    ("crypto.ssh-ciphers", "cisco_ios", "version 17.12\nip ssh version 2\n", "fail", {}),
    (
        "crypto.ssh-ciphers",
        "cisco_ios",
        "version 17.12\nip ssh version 2\n",
        "pass",
        {"SSH_CIPHERS": ["aes*", "chacha20-*"]},
    ),
    (
        "crypto.ssh-ciphers",
        "fortinet_fortios",
        "#config-version=FGT60F-7.4.8-FW-build2795-250523:opmode=0\n",
        "pass",
        {},
    ),
    (
        "crypto.ssh-ciphers",
        "fortinet_fortios",
        "#config-version=FGT60F-7.4.7-FW-build2731-250120:opmode=0\n",
        "fail",
        {},
    ),
    ("crypto.ssh-macs", "fortinet_fortios", "#config-version=FGT60F-7.4.8-FW-build2795-250523:opmode=0\n", "fail", {}),
    ("crypto.user-keys", "cisco_nxos", "username anna sshkey\n", "na", {}),
    ("crypto.user-keys", "cisco_nxos", "username anna sshkey <removed>\n", "unknown", {}),
    ("crypto.user-keys", "arista_eos", "username anna sshkey ssh-rsa !!!\n", "unknown", {}),
    ("crypto.user-keys", "arista_eos", "username anna sshkey AAAAC3NzaC1lZDI1NTE5AAAAIA==\n", "pass", {}),
    (
        "crypto.user-keys",
        "vyos",
        "set system login user anna authentication public-keys a key <removed>\n",
        "unknown",
        {},
    ),
    ("crypto.user-keys", "juniper_junos", 'set system root-authentication ssh-dsa "ssh-dss AAAA root"\n', "fail", {}),
    (
        "crypto.user-keys-listed",
        "arista_eos",
        "username anna sshkey ssh-rsa AAAAB3NzaC1yc2E=\n",
        "unknown",
        {"SSH_KEYS_KNOWN": []},
    ),
    ("cert.not-expired", "vyos", PEM.format(ED25519), "pass", {}),
    ("cert.not-expired", "vyos", "set pki ca a certificate <removed>\n", "unknown", {}),
    ("cert.not-expired", "paloalto_panos", "set vsys vsys1 certificate a public-key <removed>\n", "unknown", {}),
    (
        "cert.not-expired",
        "aruba_aoscx",
        "crypto pki ta-profile a\n    ta-certificate\n    -----END CERTIFICATE-----\n",
        "na",
        {},
    ),
    ("cert.key-strength", "vyos", PEM.format(ED25519), "pass", {}),
    ("cert.key-strength", "vyos", PEM.format(ED25519), "fail", {"EC_BITS": 300}),
    ("cert.key-strength", "vyos", PEM.format(SIGNED_WITH_SHA1), "fail", {}),
    ("cert.approved-issuer", "vyos", PEM.format(ED25519), "unknown", {"CERT_ISSUERS": []}),
    ("cert.approved-issuer", "vyos", PEM.format(ED25519), "pass", {"CERT_ISSUERS": ["fw*"]}),
    (
        "mgmt.from-management-net",
        "cisco_ios",
        "ip access-list extended MGMT\n permit tcp host 192.0.2.7 any eq 22\n" + VTY,
        "pass",
        MANAGED,
    ),
    (
        "mgmt.from-management-net",
        "cisco_ios",
        "ip access-list standard MGMT\n permit 192.0.2.7\n" + VTY,
        "pass",
        MANAGED,
    ),
    ("mgmt.from-management-net", "cisco_ios", "ip access-list standard MGMT\n permit any\n" + VTY, "fail", MANAGED),
    ("mgmt.from-management-net", "cisco_ios", "ip access-list standard MGMT\n permit host\n" + VTY, "unknown", MANAGED),
    (
        "mgmt.from-management-net",
        "cisco_ios",
        "ip access-list standard MGMT\n permit <removed> <removed>\n" + VTY,
        "unknown",
        MANAGED,
    ),
    (
        "mgmt.from-management-net",
        "cisco_ios",
        "ip access-list extended MGMT\n permit tcp 192.0.2.0 rest any\n" + VTY,
        "pass",
        MANAGED,
    ),
    ("mgmt.from-management-net", "cisco_ios", VTY, "na", MANAGED),
    (
        "mgmt.from-management-net",
        "cisco_ios",
        "access-list 5 permit 192.0.2.0 0.0.0.255\nip http access-class ipv4 5\n",
        "pass",
        MANAGED,
    ),
    ("mgmt.from-management-net", "cisco_asa", "ssh 2001:db8:0:1::/64 inside\n", "pass", MANAGED),
    ("mgmt.from-management-net", "cisco_asa", "ssh 2001:db9::/64 inside\n", "fail", MANAGED),
    (
        "mgmt.from-management-net",
        "fortinet_fortios",
        "config system admin\n edit a\n  set ip6-trusthost1 2001:db8::/64\n next\nend\n",
        "pass",
        MANAGED,
    ),
    ("mgmt.from-management-net", "aruba_aoscx", CX.format("10 permit tcp 192.0.2.0/24 any eq https"), "pass", MANAGED),
    ("mgmt.from-management-net", "aruba_aoscx", CX.format("10 permit any 192.0.2.0/24 any"), "pass", MANAGED),
    ("mgmt.from-management-net", "aruba_aoscx", CX.format("10 permit tcp any any range 440 450"), "fail", MANAGED),
    ("mgmt.from-management-net", "aruba_aoscx", CX.format("10 permit tcp 192.0.2.0/24 any gt 400"), "pass", MANAGED),
    (
        "mgmt.from-management-net",
        "aruba_aoscx",
        CX.format("10 deny tcp 192.0.2.9 any eq https\n    20 deny tcp any any gt 500\n    30 permit any any any"),
        "fail",
        MANAGED,
    ),
    ("mgmt.access-restricted", "hp_procurve", "ipv6 authorized-managers 2001:db8:: ffff:zz\n", "unknown", {}),
    (
        "mgmt.access-restricted",
        "hp_comware",
        f" telnet server enable\n{COMWARE}user-interface vty 0 15\n acl 2000 inbound\n acl ipv6 2001 inbound\n",
        "pass",
        {},
    ),
    (
        "mgmt.from-management-net",
        "huawei_vrp",
        "acl number 2000\n rule 5 permit source any\nuser-interface vty 0 4\n acl 2000 inbound\n",
        "fail",
        MANAGED,
    ),
    (
        "mgmt.from-management-net",
        "huawei_vrp",
        "acl number 2000\n rule 5 permit source 192.0.2.7 x\nssh server acl 2000\n",
        "unknown",
        MANAGED,
    ),
    ("mgmt.from-management-net", "hp_procurve", "ip authorized-managers\n", "na", MANAGED),
    ("mgmt.from-management-net", "aruba_instant", "restricted-mgmt-access 192.0.2.0\n", "unknown", MANAGED),
    (
        "mgmt.access-restricted",
        "mikrotik_routeros",
        "/ip firewall filter\nadd action=drop chain=input disabled=yes\n",
        "fail",
        {},
    ),
    ("mgmt.apis-approved", "mikrotik_routeros", "/system identity\nset name=r1\n", "unknown", {"API_ALLOWED": []}),
    ("mgmt.apis-approved", "mikrotik_routeros", "/system identity\nset name=r1\n", "pass", {"API_ALLOWED": ["api"]}),
    ("mgmt.apis-approved", "cisco_ios", "restconf\n", "unknown", {"API_ALLOWED": []}),
    ("mgmt.apis-approved", "arista_eos", "management api\n", "pass", {"API_ALLOWED": ["eapi"]}),
    (
        "mgmt.closed-outside",
        "fortinet_fortios",
        "config system interface\n edit wan1\n  set allowaccess ssh\n next\nend\n",
        "unknown",
        {},
    ),
    (
        "mgmt.closed-outside",
        "juniper_junos",
        f"{ZONE} system-services all\n{ZONE} system-services ssh except\n{WAN}",
        "fail",
        OUTSIDE,
    ),
    (
        "mgmt.closed-outside",
        "juniper_junos",
        f"{ZONE} system-services ssh except\n{WAN}",
        "na",
        OUTSIDE,
    ),
    (
        "mgmt.closed-outside",
        "paloalto_panos",
        "set network interface ethernet ethernet1/1 layer3 interface-management-profile fehlt\n",
        "na",
        OUTSIDE,
    ),
]


def verdict_of(name: str, platform: str, text: str, values: dict[str, Any]) -> str:
    """What one rule says of a text, with some values of the policy set."""
    known = platforms()[platform]
    [compiled] = compile_rules((book().get(name),), known)
    policy = {**default().values, **{key: as_value(value) for key, value in values.items()}}
    return str(judge(compiled, Subject(parse(text, known), Policy(policy))).verdict)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[3]}")
def test_a_configuration_is_judged_by_what_it_says_and_what_the_office_decided(case: Case) -> None:
    name, platform, text, verdict, values = case
    assert verdict_of(name, platform, text, values) == verdict


def test_a_certificate_says_until_when_it_holds_and_how_long_its_key_is() -> None:
    found = from_pem(f"-----BEGIN CERTIFICATE-----\\n{ED25519}\\n-----END CERTIFICATE-----")
    assert found is not None
    assert (found.begins, found.ends) == (date(2025, 6, 1), date(2060, 6, 1))
    assert (found.issuer, found.subject, found.self_signed, found.bits, found.rsa) == ("fw2", "fw2", True, 256, False)


def test_a_certificate_that_ends_too_early_is_none() -> None:
    whole = from_pem(ED25519)
    assert whole is not None
    assert [from_pem(ED25519[:length]) for length in range(0, len(ED25519) - 4, 4)] == [None] * (
        (len(ED25519) - 1) // 4
    )


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x82", b"\x30\x03\x02\x01\x00", b"\x31\x00", bytes(64)])
def test_bytes_that_are_no_certificate_are_none(data: bytes) -> None:
    assert from_der(data) is None


def der(tag: int, *parts: bytes) -> bytes:
    """A tagged value that is shorter than 128 bytes."""
    content = b"".join(parts)
    return bytes([tag, len(content)]) + content


def a_certificate(*, time: int = 0x18, key: str = "2a8648ce3d0201", curve: str = "2b81040022") -> bytes:
    """A certificate without extensions, without names and without a signature that anybody could check."""
    days = der(0x30, der(time, b"20250601000000Z"), der(time, b"20270601000000Z"))
    public = der(0x30, der(0x30, der(6, bytes.fromhex(key)), der(6, bytes.fromhex(curve))), der(3, b"\0"))
    algorithm = der(0x30, der(6, bytes.fromhex("2a8648ce3d040302")))
    fields = [der(2, b"\1"), algorithm, der(0x30), days, der(0x30), public]
    return der(0x30, der(0x30, *fields), algorithm, der(3, b"\0"))


def test_a_certificate_without_names_and_of_the_first_version_is_read() -> None:
    found = from_der(a_certificate())
    assert found is not None
    assert (found.issuer, found.ends, found.bits, found.old_signature) == ("", date(2027, 6, 1), 384, False)


def test_a_certificate_with_a_kind_of_time_that_does_not_exist_is_none() -> None:
    assert from_der(a_certificate(time=0x19)) is None


def test_a_key_of_an_unknown_kind_is_unknown() -> None:
    found = from_der(a_certificate(curve="2b81040001"))
    assert found is not None
    assert found.bits is None
    text = base64.b64encode(a_certificate(curve="2b81040001")).decode()
    assert verdict_of("cert.key-strength", "vyos", PEM.format(text), {}) == "unknown"
