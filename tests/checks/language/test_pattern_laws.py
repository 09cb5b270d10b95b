"""Laws of the pattern language, for any words."""

import re
from collections.abc import Iterator
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from checks.language.pattern import compile_pattern, is_address, is_masked, is_number
from checks.tree import Node

WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"], exclude_characters='"'), min_size=1),
    min_size=1,
    max_size=6,
)
SPECIAL = re.compile(r"[*|<>{}/]|\.\.\.")
PLAIN = WORDS.filter(lambda words: not any(SPECIAL.search(word) for word in words))


def below(*words: str) -> Node:
    """A root with one line of these words."""
    root = Node(0, "", ())
    root.children.append(Node(1, " ".join(words), words))
    return root


@given(words=PLAIN)
def test_a_line_matches_its_own_words(words: list[str]) -> None:
    [match] = compile_pattern(" ".join(words), flat=False).find(below(*words))
    assert match.sure


@given(words=WORDS, other=PLAIN)
def test_a_pattern_of_words_matches_no_other_line(words: list[str], other: list[str]) -> None:
    found = list(compile_pattern(" ".join(other), flat=False).find(below(*words)))
    assert bool([match for match in found if match.sure]) is (words == other)


@given(words=WORDS, cut=st.integers(0, 6))
def test_the_rest_is_any_number_of_words(words: list[str], cut: int) -> None:
    before = ["{w" + str(place) + "}" for place in range(len(words[:cut]))]
    assert list(compile_pattern(" ".join([*before, "..."]), flat=False).find(below(*words)))
    assert list(compile_pattern(" ".join(["...", *before]), flat=False).find(below(*words)))


@given(words=PLAIN, start=st.integers(0, 5), end=st.integers(1, 6))
def test_what_stands_anywhere_is_found_between_two_rests(words: list[str], start: int, end: int) -> None:
    part = words[start:end] or words[:1]
    [match] = compile_pattern(f"... {' '.join(part)} ...", flat=False).find(below(*words))
    assert match.sure


@given(words=WORDS)
def test_captures_give_the_words_back(words: list[str]) -> None:
    pattern = " ".join(f"{{w{place}}}" for place in range(len(words)))
    [match] = compile_pattern(pattern, flat=False).find(below(*words))
    assert list(match.captures.values()) == words


@given(word=st.text(max_size=30))
def test_any_word_is_asked_in_no_time_and_without_an_error(word: str) -> None:
    assert is_masked(word) in {True, False}
    assert not (is_number(word) and not word.isdecimal())
    assert is_address(word) in {True, False}


def test_a_statement_without_words_matches_only_what_needs_none() -> None:
    root = below()
    matched = {text for text in ("a", "{x}", "a ...", "...") if list(compile_pattern(text, flat=False).find(root))}
    assert matched == {"..."}
    assert not list(compile_pattern("a", flat=True).find(root))
    assert len(list(compile_pattern("*", flat=True).find(root))) == 1


DEVICE_WORDS = st.lists(st.sampled_from(["a", "b", "<removed>", "xxxx"]), max_size=4)
STEP = st.lists(st.sampled_from(["a", "b", "*", "<a|b>", "a*", "/a|b/", "..."]), min_size=1, max_size=4)


def captured(step: list[str], names: Iterator[int]) -> str:
    """The words of a step in which each `*` captures."""
    return " ".join(f"{{w{next(names)}}}" if word == "*" else word for word in step)


@given(
    lines=st.lists(st.tuples(DEVICE_WORDS, st.lists(DEVICE_WORDS, max_size=3)), max_size=4),
    steps=st.lists(STEP, min_size=1, max_size=2),
)
def test_what_is_not_captured_changes_no_match_and_a_state_tells_of_the_matches(
    lines: list[tuple[list[str], list[list[str]]]], steps: list[list[str]]
) -> None:
    root = Node(0, "", ())
    numbers = count(1)
    for words, inner in lines:
        block = Node(next(numbers), " ".join(words), tuple(words))
        block.children = [Node(next(numbers), " ".join(more), tuple(more)) for more in inner]
        root.children.append(block)
    names = count()
    plain = compile_pattern(" > ".join(map(" ".join, steps)), flat=False)
    naming = compile_pattern(" > ".join(captured(step, names) for step in steps), flat=False)
    found = [(match.node.number, match.sure) for match in plain.find(root)]
    assert found == [(match.node.number, match.sure) for match in naming.find(root)]
    sure = {certain for _, certain in found}
    assert plain.state(root) is naming.state(root) is (True if True in sure else None if sure else False)
