"""Texts inside a configuration that are none: banners, macros, scripts, certificates; and other odd ends of reading."""

import pytest

from checks.platform import platforms
from checks.syntax.node import statement
from checks.tree import TextNode, parse
from tests.checks.configurations import shape

BEFORE, AFTER = "hostname a\n", "ip http server\n"
BODIES = [
    # platform, a statement with its text
    ("cisco_ios", "banner motd ^C\nip ssh version 2\n^C\n"),
    ("cisco_ios", "banner motd ^Cip ssh version 2^C\n"),
    ("cisco_ios", "banner motd #\nip ssh version 2 #\n"),
    ("cisco_ios", "banner motd x\nip ssh version 2\nx\n"),
    ("cisco_ios", "banner motd xyz\n"),
    ("cisco_ios", "banner motd\n"),
    ("cisco_ios", "macro name ports\nip ssh version 2\n@\n"),
    ("cisco_nxos", "banner motd #\nip ssh version 2\n#\n"),
    ("arista_eos", "banner login\nip ssh version 2\nEOF\n"),
    ("arista_eos", "banner login Nur Befugte\n"),
    ("hp_comware", "header login %\nip ssh version 2\n%\n"),
    ("hp_procurve", 'banner motd "\nip ssh version 2\n"\n'),
    ("hp_procurve", 'banner motd "ip ssh version 2"\n'),
    ("huawei_vrp", 'header login information "\nip ssh version 2\n"\n'),
]


@pytest.mark.parametrize(("platform", "body"), BODIES, ids=[f"{platform} {body!r}" for platform, body in BODIES])
def test_a_text_is_a_leaf_and_reading_goes_on_after_it(platform: str, body: str) -> None:
    root = parse(BEFORE + body + AFTER, platforms()[platform]).root
    shown = [(node.number, node.words[0]) for node in root.children]
    assert shown == [(1, "hostname"), (2, body.split(maxsplit=1)[0]), (2 + body.count("\n"), "ip")]
    assert root.children[1].children == []


CERTIFICATE = "crypto pki certificate chain A\n certificate 01\n  3082024E 308201B7\n  A0030201 02020101\n"


@pytest.mark.parametrize("quit_line", ["  \tquit\n", ""], ids=["quit", "no quit"])
def test_a_certificate_is_a_leaf_with_or_without_quit(quit_line: str) -> None:
    chain, after = parse(CERTIFICATE + quit_line + AFTER, platforms()["cisco_ios"]).root.children
    assert [(node.text, node.children) for node in chain.children] == [("certificate 01", [])]
    assert after.text == "ip http server"


@pytest.mark.parametrize("platform", ["cisco_ios", "cisco_asa"])
@pytest.mark.parametrize("after", ["  \tquit\n", "  quit\n", "quit\n", ""])
def test_a_certificate_keeps_its_digits(platform: str, after: str) -> None:
    chain, _ = parse(CERTIFICATE + after + AFTER, platforms()[platform]).root.children
    [node] = chain.children
    assert isinstance(node, TextNode)
    assert node.body == "3082024E308201B7A003020102020101"


def test_a_certificate_in_a_file_is_no_text() -> None:
    text = "crypto pki certificate chain A\n certificate self-signed 01 nvram:A#1.cer\n"
    [chain] = parse(text + AFTER, platforms()["cisco_ios"]).root.children[:1]
    assert not any(isinstance(node, TextNode) for node in chain.children)


def test_only_hexadecimal_texts_are_kept() -> None:
    [banner, _] = parse(f"banner motd #\n3082024E\n#\n{AFTER}", platforms()["cisco_ios"]).root.children
    assert not isinstance(banner, TextNode)


def test_a_certificate_at_the_end_of_the_file_is_a_leaf() -> None:
    assert shape(CERTIFICATE, "cisco_ios") == {"crypto pki certificate chain A": {"certificate 01": {}}}


def test_a_text_without_an_end_hides_nothing() -> None:
    assert "ip http server" in shape(f"macro name ports\n{AFTER}", "cisco_ios")
    assert "ip http server" in shape(f"banner motd ^C\n{AFTER}", "cisco_ios")
    assert "ip http server" in shape(f"macro name ports\nmacro name doors\n{AFTER}", "cisco_ios")


def test_a_statement_shows_its_line_its_text_and_what_is_below() -> None:
    assert repr(statement(12, "ip  ssh version 2")) == "12: ip ssh version 2 (0)"


def test_a_recorded_junos_session_is_read_without_its_prompts() -> None:
    text = (
        "{master:0}[edit]\n[edit system]\nanna@r1# show\nsystem {\n    services {\n        ssh;\n    }\n}\n\n[edit]\n"
    )
    assert shape(text, "juniper_junos") == {"system": {"services": {"ssh": {}}}}


def test_what_is_not_there_can_be_deactivated() -> None:
    text = "set system services ssh\ndeactivate system services telnet\ndeactivate snmp community public\ndeactivate\n"
    assert shape(text, "juniper_junos") == {"system": {"services": {"ssh": {}}}}


def test_a_group_deeper_than_any_configuration_is_left_alone() -> None:
    depth = 150
    deep = "".join("a {\n" for _ in range(depth)) + "apply-groups G;\nx;\n" + "}\n" * depth
    assert shape(f"groups {{\n    G {{\n        system;\n    }}\n}}\n{deep}", "juniper_junos")["a"]


def test_a_joined_line_of_nothing_is_no_command() -> None:
    assert list(shape("\\\n\n/ip service\nset telnet disabled=yes\n", "mikrotik_routeros")) == list(
        shape("/ip service\nset telnet disabled=yes\n", "mikrotik_routeros")
    )


def test_blanks_before_a_uci_value_are_no_word() -> None:
    given = shape("wireless.a=wifi-iface\nwireless.a.ssid=  'Schule'\n", "openwrt")
    assert given == shape("wireless.a=wifi-iface\nwireless.a.ssid='Schule'\n", "openwrt")
