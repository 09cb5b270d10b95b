"""No secret survives, and nothing else is lost."""

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
