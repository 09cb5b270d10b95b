"""Blocks that were met before: the tree and the verdicts are those of a file that is read line by line."""

import gc
import re
from functools import cache, lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import policy, remarks
from checks.engine import CompiledRule, Subject, answer_all, compile_rules, judge_all
from checks.memory import Memory
from checks.outcome import Outcome
from checks.platform import platforms
from checks.record import located
from checks.syntax.known import Known
from checks.syntax.node import KeptNode
from checks.tree import ConfigTree, TextNode, parse
from tests.checks.configurations import corpus
from tests.checks.judging import a_rule, book, examples
from tests.shared import needs_shared

INDENTED = [name for name, platform in platforms().items() if platform.syntax == "indent"]
Shape = list[tuple[int, int, str, tuple[str, ...], str]]


def shape(tree: ConfigTree) -> Shape:
    """Every statement with its depth, its line and the digits after it."""
    found: Shape = []
    todo = [(0, node) for node in reversed(tree.root.children)]
    while todo:
        depth, node = todo.pop()
        digits = node.body if isinstance(node, TextNode) else ""
        found.append((depth, tree.line(node.number), node.text, node.words, digits))
        todo += [(depth + 1, child) for child in reversed(node.children)]
    return found


LINES = [
    "interface Gi0/1",
    "interface Gi0/2",
    "interface Vlan1",
    " description x",
    " ip address 192.0.2.1 255.255.255.0",
    " shutdown",
    "  deeper still",
    "\tip vrf forwarding A",
    "!",
    "! a remark",
    " !",
    "",
    "   ",
    "#",
    "exit",
    " exit",
    "end",
    "quit",
    "return",
    "router bgp 1",
    " address-family ipv4",
    "  neighbor 192.0.2.9 activate",
    " exit-address-family",
    "neighbor 192.0.2.9 remote-as 2",
    "line vty 0 4",
    " transport input ssh",
    "login local",
    "banner motd ^C",
    " Guten Tag ^",
    "^C",
    "banner login #Hallo#",
    "hostname sw1",
    "ip route 0.0.0.0 0.0.0.0 192.0.2.1",
    "ip http server",
    "no ip http server",
    "ntp server 192.0.2.1",
    "crypto pki certificate chain X",
    " certificate self-signed 01",
    "  30820122 0A0B",
    "  \tquit",
    "certificate 02",
    "  key-string",
    "3082",
    "vlan 10",
    " name A",
    "class-map match-all A",
    " match cos 5",
    "policy-map P",
    " class A",
    "  police 8000",
    "aaa",
    " local-user a",
    "sw1#show run",
    "Building configuration...",
    "sysname R1",
    " sysname R2",
    "user-interface vty 0 4",
    " acl 2000 inbound",
    "```",
    "\rx",
    "a\0b",
    "ip access-list standard A",
    " permit any",
    "10 permit any",
    "EOF",
    "@",
    "macro name X",
    'snmp location "a b',
    '"',
]


@pytest.mark.parametrize("name", INDENTED)
@given(texts=st.lists(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_blocks_give_the_tree_that_lines_give(name: str, texts: list[str]) -> None:
    platform = platforms()[name]
    known = Known(platform)
    for text in (*texts, *texts):
        assert shape(parse(text, platform, known)) == shape(parse(text, platform)), text
        assert shape(parse(text + "\n", platform, known)) == shape(parse(text + "\n", platform)), text


@cache
def ready(platform: str) -> tuple[CompiledRule, ...]:
    """All rules, made ready for a platform."""
    return compile_rules(book().rules, platforms()[platform])


@lru_cache(maxsize=1000)
def plainly(platform: str, text: str) -> list[Outcome]:
    """What is said of a text without a memory; some are asked about twice."""
    return list(judge_all(ready(platform), Subject(parse(text, platforms()[platform]), policy.default())))


def compared(platform: str, texts: list[str], memory: Memory) -> int:
    """Judge texts with and without a memory; the number of those made of known blocks."""
    limits, rules = policy.default(), ready(platform)
    known = 0
    for text in texts:
        tree = memory.parse(text)
        quick = answer_all(rules, Subject(tree, limits), memory)
        assert [located(one, tree) for one in quick] == plainly(platform, text), text
        known += tree.is_known
    return known


@pytest.mark.parametrize("name", INDENTED)
def test_the_examples_get_the_same_answers_from_memory(name: str) -> None:
    section = "wlan ssid-profile unused" if name == "aruba_instant" else "interface unused"
    texts = [f"{section}\n description -\n{one.text}" for one in examples() if one.platform == name]
    memory = Memory(platforms()[name], with_remarks=remarks.read_by(book().rules, name))
    assert compared(name, texts, memory) > 0.5 * len(texts)
    compared(name, texts[::4], memory)


@needs_shared
@pytest.mark.parametrize("name", INDENTED)
def test_real_configurations_get_the_same_tree_and_answers_from_memory(name: str) -> None:
    texts = [text for platform, _, text in corpus() if platform == name]
    memory = Memory(platforms()[name], with_remarks=remarks.read_by(book().rules, name))
    known = compared(name, texts[:80], memory)
    assert known >= 0.3 * len(texts[:80])
    compared(name, texts[:80:4], memory)
    read = Known(platforms()[name])
    for text in texts:
        tree = parse(text, platforms()[name], read)
        assert shape(tree) == shape(parse(text, platforms()[name]))
        assert tree.lines == parse(text, platforms()[name]).lines


ADDRESS = re.compile(r"(?<= address )(\d+)\.(\d+)\.(\d+)\.(\d+)")


def moved(text: str, by: int) -> str:
    """The text with other addresses for its interfaces."""
    return ADDRESS.sub(lambda found: f"{found[1]}.{found[2]}.{(int(found[3]) + by) % 256}.{found[4]}", text)


@needs_shared
@pytest.mark.parametrize("name", INDENTED)
def test_blocks_that_differ_in_addresses_only_get_the_answers_that_are_theirs(name: str) -> None:
    own = [one.text for one in examples() if one.platform == name and ADDRESS.search(one.text)]
    real = [text for platform, _, text in corpus() if platform == name and ADDRESS.search(text)][:25]
    texts = [f"interface unused\n description -\n{text}" for text in own] + real
    memory = Memory(platforms()[name], with_remarks=remarks.read_by(book().rules, name))
    for text in texts:
        compared(name, [text, moved(text, 77)], memory)


def test_addresses_are_looked_at_by_those_that_ask_for_them() -> None:
    rule = a_rule(
        "  - {platform: [cisco_ios], each: 'interface {name}',"
        " must: [{line: 'ip address {ip} {mask}', value: mask == '255.255.255.0'}]}"
    )
    rules, memory = compile_rules([rule], platforms()["cisco_ios"]), Memory(platforms()["cisco_ios"])
    verdicts = []
    for mask in ("255.255.255.0", "255.255.0.0", "255.255.255.0", "255.255.255.252"):
        tree = memory.parse(f"interface Gi0/1\n ip address 192.0.2.1 {mask}\n shutdown\n")
        [answer] = answer_all(rules, Subject(tree, policy.default()), memory)
        verdicts.append(str(answer.verdict))
    assert verdicts == ["pass", "fail", "pass", "fail"]


def test_no_shipped_rule_reads_what_descriptions_say() -> None:
    assert [name for name in INDENTED if remarks.read_by(book().rules, name)] == []


@pytest.mark.parametrize(
    ("must", "reads"),
    [
        ("description ...", False),
        ("description", False),
        ("shutdown", False),
        ("...", False),
        ('"description {text}"', True),
        ("description Dose ...", True),
        ('"interface {port} > description Dose"', True),
        ("... Dose ...", True),
        ('"{any} Dose"', True),
        ("{not: /desc.*/ Dose}", True),
    ],
)
def test_a_rule_that_asks_for_words_of_descriptions_gets_them(must: str, *, reads: bool) -> None:
    rule = a_rule(f"  - {{platform: [cisco_ios], each: interface ..., must: [{must}]}}")
    assert remarks.read_by([rule], "cisco_ios") is reads
    assert not remarks.read_by([rule], "arista_eos")
    text = "interface Gi0/1\n description Dose 1\ninterface Gi0/2\n description Dose\n shutdown\n"
    memory = Memory(platforms()["cisco_ios"], with_remarks=reads)
    rules = compile_rules([rule], platforms()["cisco_ios"])
    for _ in range(3):
        tree = memory.parse(text)
        [quick] = answer_all(rules, Subject(tree, policy.default()), memory)
        [plain] = judge_all(rules, Subject(parse(text, platforms()["cisco_ios"]), policy.default()))
        assert located(quick, tree) == plain


def test_a_memory_that_becomes_too_much_is_emptied() -> None:
    platform = platforms()["cisco_ios"]
    memory = Memory(platform)
    texts = [f"hostname sw{number}\ninterface Gi0/{number}\n" + " shutdown\n" * 8_000 for number in range(25)]
    assert compared("cisco_ios", texts, memory) == 25


def kept_nodes() -> int:
    """How many statements are kept for other files, by anybody."""
    return sum(isinstance(one, KeptNode) for one in gc.get_objects())


def test_blocks_that_are_forgotten_are_let_go_of_without_a_search_for_garbage() -> None:
    known = Known(platforms()["cisco_ios"])
    before = kept_nodes()
    gc.disable()
    try:
        for number in range(30):
            found = known.read("".join(f"interface Gi{number}/{port}\n" + " shutdown\n" * 79 for port in range(100)))
            assert found is not None
            for node in found.nodes:
                node.keep("itself", node)
        assert 500 < kept_nodes() - before < 1_500
    finally:
        gc.enable()
