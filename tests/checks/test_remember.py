"""Asking once for each block, and once for all blocks that differ in addresses only."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from checks.memory import Memory
from checks.memory.watch import WatchedTree
from checks.platform import platforms
from checks.remember import is_any, of_block
from checks.tree import Node, parse

T = TypeVar("T")
PORT = "interface Gi0/1\n ip address {address} 255.255.255.0\n no shutdown\n switchport mode access\n"


def asked_of(addresses: list[str], judge: Callable[[Node], T]) -> tuple[list[T], int]:
    """What a function says of a port with each of these addresses, one after the other, and how often it was asked."""
    memory, asked = Memory(platforms()["cisco_ios"]), list[Node]()

    @of_block
    def noted(block: Node) -> T:
        asked.append(block)
        return judge(block)

    trees = [memory.parse(PORT.format(address=address) + "!\nend\n") for address in addresses]
    return [noted(tree.root.by_word["interface"][0]) for tree in trees], len(asked)


ADDRESSES = ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"]


@pytest.mark.parametrize(
    "judge",
    [
        lambda block: "shutdown" in block.by_word,
        lambda block: next((line.words[-1] for line in block.by_word.get("switchport", ())), None),
        lambda block: frozenset(block.by_word),
    ],
    ids=["yes or no", "a word", "words"],
)
def test_what_no_address_decides_is_asked_once_for_all(judge: Callable[[Node], object]) -> None:
    answers, times = asked_of(ADDRESSES, judge)
    assert (len(set(answers)), times) == (1, 1)


def test_an_answer_that_looks_at_the_address_is_that_of_each_block() -> None:
    answers, times = asked_of(ADDRESSES, lambda block: block.by_word["ip"][0].words[2])
    assert answers == ADDRESSES
    assert times == len(set(ADDRESSES))


def test_a_statement_that_is_found_is_that_of_each_block() -> None:
    answers, _ = asked_of(ADDRESSES, lambda block: block.by_word["ip"][0])
    assert [answer.text.split()[2] for answer in answers] == ADDRESSES


@pytest.mark.parametrize(("word", "there"), [("switchport", True), ("shutdown", False)])
def test_whether_any_statement_fits_is_told_with_and_without_memory(word: str, *, there: bool) -> None:
    text = PORT.format(address="192.0.2.1") + "interface Gi0/2\n mtu 9000\n"
    memory = Memory(platforms()["cisco_ios"])
    watched = WatchedTree(memory.parse(text), memory.look(memory.parse(text)))
    for tree in (parse(text, platforms()["cisco_ios"]), watched):
        assert is_any(tree, "interface", _has, word) is there
        assert not is_any(tree, "router", _has, word)


def _has(block: Node, word: str) -> bool:
    """Whether a line of a block begins with a word."""
    return word in block.by_word
