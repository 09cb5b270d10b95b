"""What holds for a whole kind of blocks is told apart from what holds for one of them."""

import pytest

from checks.memory.kind import Kind, LookedError, Probe, kind_of
from checks.platform import platforms
from checks.syntax.known import Known
from checks.syntax.node import Node, Veil
from checks.tree import parse

TEXT = """\
interface Gi0/1
 switchport mode access
 shutdown
interface Gi0/2
 shutdown
 switchport mode trunk
 switchport access vlan 2
hostname a
"""
KIND = Kind("interface", 2, frozenset({"switchport", "shutdown"}))


def tops() -> list[Node]:
    """The statements of the text."""
    platform = platforms()["cisco_ios"]
    return parse(TEXT, platform, Known(platform)).root.children


def test_blocks_are_of_one_kind_if_their_lines_begin_alike() -> None:
    first, second, line = tops()
    assert kind_of(first) == kind_of(second) == KIND
    assert kind_of(line) is None


def test_a_statement_that_is_not_kept_has_no_kind() -> None:
    [first, *_] = parse(TEXT, platforms()["cisco_ios"]).root.children
    assert kind_of(first) is None


def test_what_all_blocks_of_a_kind_share_may_be_looked_at() -> None:
    probe = Probe(KIND, Veil())
    assert probe.words[0] == "interface"
    assert len(probe.words) == 2
    assert list(probe.by_word) == ["shutdown", "switchport"]
    assert len(probe.by_word) == 2
    assert "switchport" in probe.by_word
    assert probe.by_word.get("ip", ()) == ()
    assert "ip" not in probe.by_word


@pytest.mark.parametrize(
    "look",
    [
        lambda probe: probe.words[1],
        lambda probe: probe.words[-1],
        lambda probe: list(probe.words),
        lambda probe: probe.words == ("interface", ""),
        lambda probe: probe.text,
        lambda probe: probe.children,
        lambda probe: probe.by_word["switchport"],
        lambda probe: list(probe.by_word.values()),
    ],
)
def test_whoever_looks_at_more_is_stopped(look: object) -> None:
    assert callable(look)
    with pytest.raises(LookedError):
        look(Probe(KIND, Veil()))
