"""Veiled words: whoever looks at one is noticed, in whatever way it is done."""

import re
from collections.abc import Callable
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.syntax.node import Veil
from checks.syntax.veil import VeiledNode, VeiledWords, is_veiled, shape

WORDS = ("ip", "address", "192.0.2.1", "255.255.255.0")
Look = Callable[[VeiledWords], object]
LOOKS: dict[str, Look] = {
    "a word": lambda words: words[2],
    "the last word": lambda words: words[-1],
    "the rest": lambda words: words[1:],
    "backwards": lambda words: words[::-1],
    "all": tuple,
    "a list": list,
    "a set": set,
    "joined": " ".join,
    "unpacked": lambda words: [*words],
    "as arguments": lambda words: "{} {} {} {}".format(*words),
    "in a loop": lambda words: [word for word in words if word],
    "among": lambda words: "x" in words,
    "place": lambda words: words.index("192.0.2.1"),
    "equal": lambda words: words == WORDS,
    "equal from the left": lambda words: words == WORDS,
    "not equal": lambda words: words != ("ip",),
    "order": lambda words: words < WORDS,
    "greater": lambda words: words > WORDS,
    "hashed": hash,
    "as a key": lambda words: {words: 1},
    "added": lambda words: words + ("x",),  # noqa: RUF005
    "added to": lambda words: ("x",) + words,  # noqa: RUF005
    "twice": lambda words: words * 2,
    "two times": lambda words: 2 * words,
    "not greater": lambda words: words <= WORDS,
    "not less": lambda words: words >= WORDS,
    "counted": lambda words: words.count("x"),
    "sorted": sorted,
    "picked": itemgetter(2),
    "paired": lambda words: dict(zip("abcd", words, strict=True)),
    "shown": repr,
    "as text": str,
    "the largest": max,
    "reversed": lambda words: list(reversed(words)),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_at_a_veiled_word_is_noticed_and_shows_what_stands_there(look: Look) -> None:
    veil = Veil()
    assert look(VeiledWords(WORDS, veil)) == look(WORDS)  # type: ignore[arg-type]  # the same with bare words
    assert veil.looks


@pytest.mark.parametrize(
    "look",
    [lambda words: words[0], lambda words: words[:2], lambda words: words[-3], len, bool, lambda words: words[4:]],
)
def test_the_clear_words_and_the_number_of_words_are_free_to_see(look: Look) -> None:
    veil = Veil()
    assert look(VeiledWords(WORDS, veil)) == look(WORDS)  # type: ignore[arg-type]  # the same with bare words
    assert not veil.looks


def test_the_text_of_a_statement_is_veiled() -> None:
    veil = Veil()
    node = VeiledNode(7, VeiledWords(WORDS, veil))
    assert not veil.looks
    assert (node.number, node.text) == (7, "ip address 192.0.2.1 255.255.255.0")
    assert veil.looks


def test_blocks_of_one_shape_have_the_same_lines_but_for_veiled_words() -> None:
    block = "interface Vlan1\0 ip address 192.0.2.1 255.255.255.0\0 shutdown\0  ipv6 address 2001:db8::1/64"
    other = block.replace("192.0.2.1", "198.51.100.9").replace("2001:db8::1", "2001:db8::2")
    assert shape(block) == shape(other) is not None
    for part in re.split("\0", block):
        assert shape(block) != shape(block.replace(part, f"{part} x"))
    assert shape("interface Vlan1\0 shutdown") is None
    assert shape('interface Vlan1\0 ip address "a b"') is None


@given(st.lists(st.sampled_from(["ip", "ipv6", "address", "no", "1.2.3.4", " ", "\t", "\0", "\0 ", '"'])))
def test_a_shape_has_the_words_of_its_block_up_to_what_follows_an_address(pieces: list[str]) -> None:
    block = "interface Vlan1\0 ip address" + " ".join(pieces)
    lines = []
    for line in block.split("\0"):
        words = re.fullmatch(r"([ \t]+ip(?:v6)? address )([^\"]*)", line)
        lines.append(line if words is None else words[1] + "-" * len(words[2].split()))
    shaped = "\0".join([block.split("\0")[0], *lines[1:]])
    veiled = any(re.fullmatch(r"[ \t]+ip(v6)? address [^\"]*", line) for line in block.split("\0")[1:])
    assert shape(block) == (shaped if veiled else None)


def test_only_addresses_are_veiled() -> None:
    assert is_veiled(WORDS)
    assert not is_veiled(("ip", "address"))
    assert not is_veiled(("ip", "helper-address", "192.0.2.1"))
    assert not is_veiled(("mac", "address", "1"))
