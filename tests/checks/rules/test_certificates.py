"""Certificates in configurations of IOS, ASA, FortiOS and Junos: where they stand, and what no finding may show."""

import base64
from dataclasses import replace

import pytest

from isms.core.model.finding import Verdict
from tests.checks.judging import audited, book, outcome

RULE = book().get("cert.not-expired")
EXPIRED = {platform: given[Verdict.FAIL][0] for platform, given in RULE.examples.items() if Verdict.FAIL in given}
VALID = {platform: given[Verdict.PASS][0] for platform, given in RULE.examples.items()}
FORTIOS = VALID["fortinet_fortios"]
IOS_HEAD, IOS_TAIL = "crypto pki certificate chain Musterstadt", "  quit\n"
PLANTED = [base64.b64encode(bytes([37 + number]) * 48).decode() for number in range(4)]


def moved(text: str, old: str, new: str) -> str:
    """A text with one part of it replaced, which must be there."""
    assert old in text
    return text.replace(old, new)


CASES = [
    ("cisco_ios", moved(VALID["cisco_ios"], "crypto pki", "crypto ca"), "pass"),
    ("cisco_ios", moved(EXPIRED["cisco_ios"], IOS_TAIL, ""), "fail"),
    ("cisco_ios", moved(EXPIRED["cisco_ios"], IOS_TAIL, "  000\n" + IOS_TAIL), "unknown"),
    ("cisco_ios", moved(EXPIRED["cisco_ios"], IOS_HEAD, "crypto pki certificate chain CISCO_IDEVID_SUDI"), "na"),
    ("cisco_ios", VALID["cisco_ios"] + moved(EXPIRED["cisco_ios"], "Musterstadt", "alt"), "fail"),
    ("cisco_ios", VALID["cisco_ios"] + EXPIRED["cisco_ios"], "fail"),
    ("cisco_asa", moved(EXPIRED["cisco_asa"], "Musterstadt", "_SmartCallHome_ServerCA"), "na"),
    ("fortinet_fortios", moved(FORTIOS, "config vpn certificate", "config certificate"), "pass"),
    ("fortinet_fortios", f"config vdom\nedit root\n{EXPIRED['fortinet_fortios']}next\nend\n", "fail"),
    ("fortinet_fortios", f"config global\n{EXPIRED['fortinet_fortios']}end\n", "fail"),
    ("fortinet_fortios", moved(FORTIOS, "    next", "        set source user\n    next"), "pass"),
    ("fortinet_fortios", 'config vpn certificate local\n    edit "web"\n        set csr "x"\n    next\nend\n', "na"),
]


@pytest.mark.parametrize(("platform", "text", "verdict"), CASES)
def test_certificates_are_found_where_they_stand(platform: str, text: str, verdict: str) -> None:
    assert str(outcome(RULE, text, platform).verdict) == verdict


@pytest.mark.parametrize("platform", ["cisco_ios", "cisco_asa"])
def test_lost_indentation_does_not_hide_a_certificate(platform: str) -> None:
    lines = [line.strip() for line in EXPIRED[platform].splitlines()]
    given = outcome(RULE, "\n".join([*lines, "hostname fw1", ""]), platform)
    assert given.verdict is Verdict.FAIL
    assert [spot.number for spot in given.spots] == [2]


def key(kind: str, ends: str) -> str:
    """A text in the form of a private key, of words that are planted here and mean nothing."""
    return ends.join([f"-----BEGIN {kind}PRIVATE KEY-----", *PLANTED, f"-----END {kind}PRIVATE KEY-----"])


def with_key(platform: str, text: str, kind: str) -> str:
    """A configuration with a private key beside its certificate, as the device writes it."""
    if platform == "juniper_junos":
        return moved(text, '"-----BEGIN', f'"{key(kind, chr(92) + "n")}{chr(92)}n-----BEGIN')
    return moved(text, "        set ca", f'        set private-key "{key(kind, chr(10))}"\n        set ca')


@pytest.mark.parametrize("kind", ["", "RSA ", "EC ", "ENCRYPTED "])
@pytest.mark.parametrize("platform", ["fortinet_fortios", "juniper_junos"])
def test_no_finding_of_any_rule_shows_a_private_key(platform: str, kind: str) -> None:
    text = with_key(platform, EXPIRED[platform], kind)
    judged = audited(text, platform, *(replace(rule, given={}) for rule in book().rules))
    [finding] = [finding for finding in judged.findings if finding.rule == RULE.id]
    assert finding.verdict is Verdict.FAIL
    assert finding.lines
    assert not [word for word in PLANTED if word in repr(judged)]
