"""What never changes a verdict: comments, blank lines, line ends, the order and the spelling of sections."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import policy
from checks.engine import Subject, compile_rules, judge, judge_all
from checks.outcome import Outcome
from checks.platform import Syntax, platforms
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.checks.judging import Example, a_rule, book, examples, outcome

BOOK = book()
ALL = examples()
INDENTED = [one for one in ALL if platforms()[one.platform].syntax is Syntax.INDENT and "banner" not in one.text]
JUNOS = [one for one in ALL if one.platform == "juniper_junos"]


def verdict(example: Example, text: str) -> Verdict:
    """The verdict of the example's rule on another text."""
    return outcome(example.rule, text, example.platform).verdict


def named(examples: list[Example]) -> pytest.MarkDecorator:
    """The examples, one test each."""
    return pytest.mark.parametrize("example", examples, ids=lambda example: example.id)


def sections(text: str) -> list[str]:
    """The lines at the left margin, each with the indented ones below it."""
    return re.findall(r"^\S.*\n(?:\s.*\n)*", text if text.endswith("\n") else f"{text}\n", re.MULTILINE)


@named(list(ALL))
def test_judging_twice_gives_the_same(example: Example) -> None:
    first, second = (outcome(example.rule, example.text, example.platform) for _ in range(2))
    assert first == second


@named(list(ALL))
def test_line_ends_decide_nothing(example: Example) -> None:
    windows = example.text.replace("\n", "\r\n")
    assert outcome(example.rule, windows, example.platform) == outcome(example.rule, example.text, example.platform)
    assert verdict(example, example.text.replace("\n", "\r")) is example.verdict
    assert verdict(example, example.text.rstrip("\n")) is example.verdict


@named(list(ALL))
def test_a_mark_at_the_beginning_decides_nothing(example: Example) -> None:
    assert verdict(example, f"\ufeff{example.text}") is example.verdict


@named([one for one in ALL if "banner" not in one.text])
def test_blank_lines_decide_nothing(example: Example) -> None:
    assert verdict(example, "\n \n".join(["", *example.text.splitlines(), ""])) is example.verdict


@named(INDENTED)
def test_comments_decide_nothing(example: Example) -> None:
    comments = ["!", "! transport input telnet", "!  ip http server", "! no ip source-route"]
    lines = [text for line in example.text.splitlines() for text in (*comments, line)]
    assert verdict(example, "\n".join([*lines, *comments])) is example.verdict


@named([one for one in INDENTED if "\ninterface " in f"\n{one.text}"])
def test_descriptions_decide_nothing(example: Example) -> None:
    described = re.sub(
        r"^(interface .*\n)(\s+)", r"\1\2description ip http server\n\2", example.text, flags=re.MULTILINE
    )
    assert described != example.text
    assert verdict(example, described) is example.verdict


@named(INDENTED)
def test_unrelated_sections_decide_nothing(example: Example) -> None:
    other = "hostname unbeteiligt\nvlan 999\n name Gast\nclock timezone CET 1\n"
    assert verdict(example, f"{other}{example.text}end\n") is example.verdict


# The entries of a numbered list are sections of their own, and their order is what they say.
@named([one for one in INDENTED if "\naccess-list " not in f"\n{one.text}" and len(sections(one.text)) > 1])
def test_the_order_of_sections_decides_nothing(example: Example) -> None:
    parts = sections(example.text)
    assert verdict(example, "".join(reversed(parts))) is example.verdict
    for seed in range(3):
        shuffled = parts.copy()
        random.Random(seed).shuffle(shuffled)
        assert verdict(example, "".join(shuffled)) is example.verdict


def in_pieces(text: str) -> str:
    """A text whose section headers stand before each of their lines, where none of these has lines of its own."""
    pieces = []
    for section in sections(text):
        header, *lines = section.splitlines()
        flat = len({len(line) - len(line.lstrip()) for line in lines}) == 1
        pieces.append("".join(f"{header}\n{line}\n" for line in lines) if flat else section)
    return "".join(pieces)


@named([one for one in INDENTED if in_pieces(one.text) != one.text])
def test_a_section_in_pieces_is_the_same_as_a_whole(example: Example) -> None:
    assert verdict(example, in_pieces(example.text)) is example.verdict


def as_set(text: str) -> str:
    """A curly Junos configuration as `set` lines."""
    path: list[list[str]] = []
    lines: list[str] = []
    for line in text.splitlines():
        words = line.strip()
        if words.endswith("{"):
            path.append(words[:-1].split())
        elif words == "}":
            path.pop()
        elif words:
            above = [word for step in path for word in step]
            lines.append(" ".join(["set", *above, words.rstrip(";")]))
    return "".join(f"{line}\n" for line in lines)


def as_curly(text: str) -> str:
    """`set` lines as a curly configuration, a statement in braces each."""
    blocks = []
    for line in text.splitlines():
        words = re.findall(r'"[^"]*"|\[[^\]]*\]|\S+', line)[1:]
        opened, last = words[:-1], words[-1]
        blocks.append("".join(f"{word} {{\n" for word in opened) + f"{last};\n" + "}\n" * len(opened))
    return "".join(blocks)


@named([one for one in JUNOS if "deactivate" not in one.text])
def test_junos_in_braces_and_in_set_lines_is_the_same(example: Example) -> None:
    other = as_set(example.text) if "{" in example.text else as_curly(example.text)
    assert other != example.text
    assert verdict(example, other) is example.verdict


PLATFORMS = sorted({one.platform for one in ALL})


@pytest.mark.parametrize("platform", PLATFORMS)
@given(data=st.data())
def test_rules_judge_each_for_itself(platform: str, data: st.DataObject) -> None:
    texts = [one.text for one in ALL if one.platform == platform and one.text.endswith("\n")]
    text = "".join(data.draw(st.lists(st.sampled_from(texts), max_size=4)))
    known = platforms()[platform]
    subject = Subject(parse(text, known), policy.default())
    together = judge_all(compile_rules(BOOK.rules, known), subject)
    rules = data.draw(st.permutations(BOOK.rules))
    alone = {rule.id: judge(compile_rules([rule], known)[0], subject) for rule in rules}
    assert dict(zip([rule.id for rule in BOOK.rules], together, strict=True)) == alone


@given(lines=st.lists(st.sampled_from(["a", "b", "c 1", "c 2", "c <removed>"]), max_size=6), other=st.randoms())
def test_the_order_of_lines_decides_nothing(lines: list[str], other: random.Random) -> None:
    rule = a_rule(
        "  - platform: [cisco_ios]\n    must: [a, {not: b}, {count: {of: c ..., min: 2}},"
        ' {line: "c {x:num}", value: x < 2}]'
    )
    shuffled = lines.copy()
    other.shuffle(shuffled)
    assert outcome(rule, "\n".join(lines)).verdict is outcome(rule, "\n".join(shuffled)).verdict


def test_a_fault_while_judging_is_an_error_and_says_of_what_kind() -> None:
    rule = a_rule("  - {platform: [cisco_ios], python: wlan_encryption}")
    elsewhere = replace(rule, checks=(replace(rule.checks[0], platform=("frr",)),))
    given = outcome(elsewhere, "hostname a\n", "frr")
    assert (given.verdict, given.reason.en) == (Verdict.ERROR, "error while judging: KeyError")


def cut_short(text: str) -> Iterator[str]:
    """A text with one of its lines cut after each of its words, or with one of its words masked or strange."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        words = list(re.finditer(r"\S+", line))
        cuts = [line[: word.end()] for word in words[:-1]]
        swaps = [f"{line[: word.start()]}{other}{line[word.end() :]}" for word in words for other in STRANGE]
        for other in (*cuts, *swaps):
            yield "\n".join([*lines[:place], other, *lines[place + 1 :]]) + "\n"


STRANGE = ("<removed>", "0", '"', "ä")


@named(list(ALL))
def test_a_line_that_is_cut_short_or_strange_is_no_fault_of_ours(example: Example) -> None:
    known = platforms()[example.platform]
    [compiled] = compile_rules([example.rule], known)
    for text in cut_short(example.text):
        given = judge(compiled, Subject(parse(text, known), policy.default()))
        assert given.verdict is not Verdict.ERROR, (text, given.reason)


def test_more_blocks_with_the_same_verdict_are_counted() -> None:
    rule = a_rule("  - {platform: [cisco_ios], each: line vty ..., must: [a]}")
    given: Outcome = outcome(rule, "line vty 0 4\nline vty 5 9\nline vty 10 15\n")
    assert (given.verdict, given.judged, [spot.number for spot in given.spots]) == (Verdict.FAIL, 3, [1, 2, 3])
    assert given.reason.en == "'a' is missing in $1 (and in 2 more places)"
