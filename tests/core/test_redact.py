"""No secret survives, and nothing else is lost."""

import pytest

from isms.core.redact import Redactor, process_key

KEY = bytes(range(32))


def redact(text: str) -> str:
    """The text without its secrets, under a fixed key."""
    return Redactor(KEY).redact(text)


def test_a_mark_is_the_keyed_digest_of_the_secret() -> None:
    assert redact("snmp-server community mango-17 RO\n") == "snmp-server community <redacted:8c2e0eff> RO\n"


def test_the_same_secret_gets_the_same_mark_whatever_the_platform_and_quotes() -> None:
    lines = ("snmp-server community mango-17 RO", 'set system psksecret "mango-17"', "option password 'mango-17'")
    marks = {line.split("<redacted:")[1][:8] for line in map(redact, lines)}
    assert len(marks) == 1


def test_another_key_gives_another_mark() -> None:
    assert Redactor(process_key()).redact("enable secret 5 mango-17") != redact("enable secret 5 mango-17")


AIREOS = (
    "config mgmtuser add encrypt anna 1 {0} {1} 16 {2} read-write",
    "config mgmtuser add encrypt_v1 anna 1 {0} {1} 16 {2} read-write",
    "config radius auth add encrypt 1 192.0.2.9 1812 password 1 {0} {1} 16 {2}",
    "config wlan security wpa akm psk set-key hex encrypt 1 {0} {1} 48 {2} 7",
    "config ap mgmtuser add encrypt username anna password 1 {0} {1} 16 {2} {2} secret encrypt {2} all",
    "config flexconnect group schule radius ap server-key encrypt 1 {0} {1} {2}",
    "transfer upload encrypt password 1 {0} {1} 48 {2}",
)


@pytest.mark.parametrize("line", AIREOS)
def test_nothing_is_left_of_what_aireos_encrypts_with_a_known_key(line: str) -> None:
    parts = ("a1" * 16, "b2" * 20, "c3" * 32)
    found = redact(line.format(*parts))
    assert not any(part in found for part in parts)
    assert found.split()[:4] == line.split()[:4]
    assert redact(found) == found
