"""The pattern language, word by word, on trees of lines and on trees of single words."""

import pytest

from checks.language.pattern import Match, PatternError, compile_pattern, is_masked
from checks.platform import Syntax, platforms
from checks.tree import parse


def find(pattern: str, text: str, platform: str = "cisco_ios", captures: dict[str, str] | None = None) -> list[Match]:
    """The matches of a pattern in a configuration."""
    known = platforms()[platform]
    compiled = compile_pattern(pattern, flat=known.syntax is Syntax.BRACES)
    return list(compiled.find(parse(text, known).root, captures))


def matches(pattern: str, line: str) -> bool:
    """Whether a pattern surely matches a line."""
    return any(match.sure for match in find(pattern, line))


LINES = [
    # pattern, line, whether it matches
    ("ip ssh version 2", "ip ssh version 2", True),
    ("ip ssh version 2", "ip ssh version 2 rsa", False),
    ("ip ssh version 2", "ip ssh version", False),
    ("ip ssh version 2", "no ip ssh version 2", False),
    ("ip ssh version 2", "IP SSH version 2", False),
    ("ip ssh version 2", "ip   ssh\tversion 2 ", True),
    ("transport input <telnet|all>", "transport input telnet", True),
    ("transport input <telnet|all>", "transport input all", True),
    ("transport input <telnet|all>", "transport input ssh", False),
    ("transport input <telnet|all>", "transport input telnet|all", False),
    ("<ip|ipv6> route ...", "ipv6 route ::/0 Null0", True),
    ("<ip|ipv6> route ...", "ipx route 1", False),
    ("interface <Gi*|Te*>", "interface Vlan1", False),
    ("interface <Gi*|Te*>", "interface Te1/1", True),
    ("interface <Gi*|Te*>", "interface Gi1/0/1", True),
    ("username {name}", "username anna", True),
    ("username {name}", "username anna secret", False),
    ("username {name} ...", "username anna secret 9 x", True),
    ("exec-timeout {m:num} {s:num}", "exec-timeout 10 0", True),
    ("exec-timeout {m:num} {s:num}", "exec-timeout 10", False),
    ("exec-timeout {m:num}", "exec-timeout -1", False),
    ("exec-timeout {m:num}", "exec-timeout 1.5", False),
    ("exec-timeout {m:num}", "exec-timeout ten", False),
    ("logging {host:addr}", "logging 192.0.2.9", True),
    ("logging {host:addr}", "logging 2001:db8::9", True),
    ("logging {host:addr}", "logging 192.0.2.999", False),
    ("logging {host:addr}", "logging buffered", False),
    ("interface Gi*", "interface Gi1/0/1", True),
    ("interface Gi*", "interface Gi", True),
    ("interface Gi*", "interface Fa0/1", False),
    ("interface *", "interface Fa0/1", True),
    ("interface *", "interface", False),
    ("interface *Ethernet*", "interface GigabitEthernet0/1", True),
    ("logging /[a-z]+/", "logging buffered", True),
    ("logging /[a-z]+/", "logging buffered1", False),
    ("logging /a|b/", "logging b", True),
    ("logging /a b/", "logging a b", False),
    ("logging /1\\/0/", "logging 1/0", True),
    ("logging ...", "logging", True),
    ("logging ...", "logging host 192.0.2.9", True),
    ("logging ...", "loggings host", False),
    ("set allowaccess ... http ...", "set allowaccess http", True),
    ("set allowaccess ... http ...", "set allowaccess ping http ssh", True),
    ("set allowaccess ... http ...", "set allowaccess ping https ssh", False),
    ("... group {name}", "aaa accounting group TAC", True),
    ("... group {name}", "aaa accounting group", False),
    ("aaa ... group ... local", "aaa x group a b local", True),
    ("aaa ... group ... local", "aaa x group a local b", False),
    ("aaa ... group ... local", "aaa group group local local", True),
    ("snmp-server host {a} {a}", "snmp-server host x x", True),
    ("snmp-server host {a} {a}", "snmp-server host x y", False),
    ('banner "two words"', 'banner "two words"', False),
    ("password {value}", 'password "two words"', True),
]


@pytest.mark.parametrize(("pattern", "line", "wanted"), LINES, ids=str)
def test_a_pattern_matches_a_line(pattern: str, line: str, wanted: bool) -> None:
    assert matches(pattern, line) is wanted


def test_a_capture_holds_the_word_of_the_device() -> None:
    [match] = find("ntp server {host:addr} key {key:num}", "ntp server 192.0.2.1 key 7\n")
    assert match.captures == {"host": "192.0.2.1", "key": "7"}


def test_a_word_in_quotes_is_captured_without_them() -> None:
    text = 'config system admin\n    edit "zwei Wörter"\n    next\nend\n'
    [match] = find("config system admin > edit {name}", text, "fortinet_fortios")
    assert match.captures == {"name": "zwei Wörter"}


def test_a_bound_capture_must_be_the_same_word_again() -> None:
    text = "access-list 10 permit any\naccess-list 11 permit any\n"
    found = find("access-list {number} ...", text, captures={"number": "11"})
    assert [(match.node.number, match.captures) for match in found] == [(2, {"number": "11"})]


def test_a_step_goes_into_the_block_below() -> None:
    text = "management telnet\n   no shutdown\nmanagement ssh\n   no shutdown\n"
    [match] = find("management telnet > no shutdown", text, "arista_eos")
    assert (match.node.number, match.block and match.block.text) == (2, "management telnet")


def test_a_step_goes_one_level_down_and_no_further() -> None:
    text = "management telnet\n   vrf MGMT\n      no shutdown\n"
    assert find("management telnet > no shutdown", text, "arista_eos") == []
    assert len(find("management telnet > vrf {name} > no shutdown", text, "arista_eos")) == 1


def test_a_capture_of_a_block_is_known_below_it() -> None:
    text = "interface Vlan1\n description Vlan1\ninterface Vlan2\n description Vlan1\n"
    found = find("interface {name} > description {name}", text, "frr")
    assert [match.captures for match in found] == [{"name": "Vlan1"}]


def test_matches_come_word_by_word_in_the_order_of_the_configuration() -> None:
    text = "ip http server\nno ip http server\nip http secure-server\n"
    assert [match.node.number for match in find("<no|ip> ...", text)] == [2, 1, 3]
    assert [match.node.number for match in find("/no|ip/ ...", text)] == [1, 2, 3]


JUNOS = """\
system {
    services {
        ssh {
            protocol-version v2;
        }
        telnet;
    }
    syslog {
        host 192.0.2.9 {
            any notice;
        }
    }
}
"""
SET = """\
set system services ssh protocol-version v2
set system services telnet
set system syslog host 192.0.2.9 any notice
"""
STEPS = [
    ("system > services > telnet", 1),
    ("system services telnet", 1),
    ("system > services > <ssh|telnet>", 2),
    ("system > services > ssh > protocol-version > v2", 1),
    ("system > services > ssh > protocol-version > v1", 0),
    ("system > syslog > host > {host:addr}", 1),
    ("system > syslog > host > {host:num}", 0),
    ("system > services > telnet > ...", 1),
    ("system > services > ...", 1),
    ("system > ... > notice", 1),
    ("system > ... > protocol-version > v2", 1),
    ("... > v2", 1),
    ("system > ... > v1", 0),
    ("syst* > /serv.*/ > telnet", 1),
    ("services > telnet", 0),
    ("system > services > telnet > port", 0),
]


@pytest.mark.parametrize("text", [JUNOS, SET], ids=["curly", "set"])
@pytest.mark.parametrize(("pattern", "count"), STEPS, ids=str)
def test_a_pattern_walks_a_tree_of_words(text: str, pattern: str, count: int) -> None:
    found = find(pattern, text, "juniper_junos")
    assert len(found) == count
    assert all(match.sure for match in found)


def test_a_capture_on_a_tree_of_words() -> None:
    [match] = find("system > syslog > host > {host} > {facility} > {level}", JUNOS, "juniper_junos")
    assert match.captures == {"host": "192.0.2.9", "facility": "any", "level": "notice"}


MASKED = [
    "<removed>", "<redacted:0123abcd>", "<secret hidden>", "REDACTED", "redacted", "removed", "********", "***", "xxxx",
    "XXXXX", '"<removed>"', "<removed>;", "'********'",
]  # fmt: skip


@pytest.mark.parametrize("word", MASKED)
def test_a_masked_value_is_recognised(word: str) -> None:
    assert is_masked(word)


@pytest.mark.parametrize("word", ["", "secret", "<Name>", "**", "xxx", "removed1", "nothing-redacted", "$9$abc", "*"])
def test_another_word_is_not_masked(word: str) -> None:
    assert not is_masked(word)


MASKED_LINES = [
    ("exec-timeout {m:num}", "exec-timeout <removed>", [False]),
    ("exec-timeout {m}", "exec-timeout <removed>", [True]),
    ("exec-timeout ...", "exec-timeout <removed>", [True]),
    ("exec-timeout *", "exec-timeout <removed>", [True]),
    ("exec-timeout 5", "exec-timeout <removed>", [False]),
    ("exec-timeout <5|6>", "exec-timeout ****", [False]),
    ("exec-timeout /5/ 0", "exec-timeout **** 0", [False]),
    ("exec-timeout 5 0", "exec-timeout **** 1", []),
    ("exec-timeout ... 5", "exec-timeout a ****", [False]),
    ("a ... 5 ...", "a **** 5 b", [True]),
    ("a ... 5 ...", "a b **** c", [False]),
    ("a ... 5", "a", []),
    ("... 5", "**** 6", []),
    ("... 5", "****", []),
    ("{word} 5", "<removed> 5", [True]),
    ("a 5", "<removed> 5", []),
    ("{a} {a}", "x <removed>", [False]),
    ("{a} {a}", "<removed> x", [False]),
    ("{a} {a}", "<removed> <removed>", [False]),
]


@pytest.mark.parametrize(("pattern", "line", "sure"), MASKED_LINES, ids=str)
def test_a_masked_word_may_be_anything_but_nobody_is_sure(pattern: str, line: str, sure: list[bool]) -> None:
    assert [match.sure for match in find(pattern, line)] == sure


def test_a_masked_word_on_a_tree_of_words_is_not_sure_either() -> None:
    [match] = find("system > services > ssh > protocol-version > v1", SET.replace("v2", "<removed>"), "juniper_junos")
    assert not match.sure


def test_a_masked_word_decides_nothing_where_the_word_itself_stands_beside_it() -> None:
    text = "set system services ssh protocol-version <removed>\nset system services ssh protocol-version v1\n"
    [match] = find("system > services > ssh > protocol-version > v1", text, "juniper_junos")
    assert match.sure


def test_a_masked_word_at_the_top_of_a_tree_of_words_is_no_keyword() -> None:
    assert find("system > services", "<removed>;\nsnmp;\n", "juniper_junos") == []


def test_doubt_in_a_block_goes_down_to_its_lines() -> None:
    [match] = find("interface Vlan1 > shutdown", "interface <removed>\n shutdown\n", "cisco_ios")
    assert not match.sure


BAD = ["", "   ", "a >  > b", "{name", "{n:text}", "{a b}", "a|b", "<a||b>", "<|a>", "/(/", "/[/ x", "{}"]


@pytest.mark.parametrize("flat", [False, True], ids=["lines", "words"])
@pytest.mark.parametrize("text", BAD)
def test_a_pattern_that_cannot_be_read_says_why(text: str, flat: bool) -> None:
    with pytest.raises(PatternError, match="'"):
        compile_pattern(text, flat=flat)
