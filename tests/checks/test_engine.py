"""What never changes a verdict: comments, blank lines, line ends, the order and the spelling of sections."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import policy
from checks.engine import Subject, judge, judge_all
from checks.outcome import Outcome
from checks.platform import Syntax, platforms
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.checks.judging import Example, a_rule, all_compiled, book, by_rule, compiled, examples, outcome

BOOK = book()
ALL = examples()
# What stands in these is read word by word, whatever it looks like.
TEXTS = re.compile("banner|header|BEGIN CERTIFICATE|certificate")
PLAIN = [one for one in ALL if not TEXTS.search(one.text)]
INDENTED = [one for one in PLAIN if platforms()[one.platform].syntax is Syntax.INDENT]
# Rules about the end of the file, about all names in it, and about what a description says.
OF_THE_END, OF_NAMES, OF_DESCRIPTIONS = "bak.complete", "name.", "l2.unused-ports"
JUNOS = [one for one in ALL if one.platform == "juniper_junos"]


def changed(given: list[Example], change: Callable[[str], str]) -> list[tuple[str, Verdict]]:
    """The examples whose verdict is another one after a change of their text."""
    found = [(example, outcome(example.rule, change(example.text), example.platform).verdict) for example in given]
    return [(example.id, verdict) for example, verdict in found if verdict is not example.verdict]


def sections(text: str) -> list[str]:
    """The lines at the left margin, each with the indented ones below it."""
    return re.findall(r"^\S.*\n(?:\s.*\n)*", text if text.endswith("\n") else f"{text}\n", re.MULTILINE)


def in_parts(text: str) -> bool:
    """Whether all of a text is sections, and the order of none of them is what it says (numbered lists)."""
    return (
        "".join(sections(text)) == text
        and len(sections(text)) > 1
        and not re.search(r"^(access-list|acl) ", text, re.MULTILINE)
    )


@by_rule(ALL)
def test_judging_twice_gives_the_same(given: list[Example]) -> None:
    for one in given[:3]:
        first, second = (outcome(one.rule, one.text, one.platform) for _ in range(2))
        assert first == second


@by_rule(ALL)
def test_line_ends_decide_nothing(given: list[Example]) -> None:
    for one in given[:3]:
        windows = one.text.replace("\n", "\r\n")
        assert outcome(one.rule, windows, one.platform) == outcome(one.rule, one.text, one.platform)
    assert changed(given, lambda text: text.replace("\n", "\r")) == []
    assert changed(given, lambda text: text.rstrip("\n")) == []


@by_rule(ALL)
def test_a_mark_at_the_beginning_decides_nothing(given: list[Example]) -> None:
    assert changed(given, lambda text: f"\ufeff{text}") == []


@by_rule(PLAIN)
def test_blank_lines_decide_nothing(given: list[Example]) -> None:
    assert changed(given, lambda text: "\n \n".join(["", *text.splitlines(), ""])) == []


def commented(text: str) -> str:
    """A text with comments around each of its lines."""
    comments = ["!", "! transport input telnet", "!  ip http server", "! no ip source-route"]
    return "\n".join([*(said for line in text.splitlines() for said in (*comments, line)), *comments])


@by_rule(one for one in INDENTED if one.rule.id != OF_THE_END)
def test_comments_decide_nothing(given: list[Example]) -> None:
    assert changed(given, commented) == []


def described(text: str) -> str:
    """A text whose interfaces have one more description."""
    return re.sub(r"^(interface .*\n)(\s+)", r"\1\2description ip http server\n\2", text, flags=re.MULTILINE)


@by_rule(one for one in INDENTED if described(one.text) != one.text and one.rule.id != OF_DESCRIPTIONS)
def test_descriptions_decide_nothing(given: list[Example]) -> None:
    assert changed(given, described) == []


def beside_others(text: str) -> str:
    """A text below a section that has nothing to do with it; a separator ends the section where there are any."""
    return f"interface Loopback999\n description unbeteiligt\n shutdown\n#\n{text}end\n"


@by_rule(one for one in INDENTED if one.rule.id != OF_THE_END)
def test_unrelated_sections_decide_nothing(given: list[Example]) -> None:
    assert changed(given, beside_others) == []


def shuffled(text: str, seed: int) -> str:
    """A text with its sections in another order."""
    parts = sections(text)
    random.Random(seed).shuffle(parts)
    return "".join(parts)


@by_rule(one for one in INDENTED if in_parts(one.text) and one.rule.id != OF_THE_END)
def test_the_order_of_sections_decides_nothing(given: list[Example]) -> None:
    assert changed(given, lambda text: "".join(reversed(sections(text)))) == []
    assert changed(given, lambda text: shuffled(text, 1)) == []


def in_pieces(text: str) -> str:
    """A text whose section headers stand before each of their lines, where none of these has lines of its own."""
    if "".join(sections(text)) != text:
        return text
    pieces = []
    for section in sections(text):
        header, *lines = section.splitlines()
        flat = len({len(line) - len(line.lstrip()) for line in lines}) == 1
        pieces.append("".join(f"{header}\n{line}\n" for line in lines) if flat else section)
    return "".join(pieces)


@by_rule(one for one in INDENTED if in_pieces(one.text) != one.text)
def test_a_section_in_pieces_is_the_same_as_a_whole(given: list[Example]) -> None:
    assert changed(given, in_pieces) == []


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


# The release stands on a line of its own and is no statement that can be spelled in two ways; comments are none either.
@by_rule(one for one in JUNOS if not re.search("deactivate|#|version ", one.text) and one.rule.id != OF_THE_END)
def test_junos_in_braces_and_in_set_lines_is_the_same(given: list[Example]) -> None:
    assert changed(given, lambda text: as_set(text) if "{" in text else as_curly(text)) == []


PLATFORMS = sorted({one.platform for one in ALL})


@pytest.mark.parametrize("platform", PLATFORMS)
@settings(max_examples=20)
@given(data=st.data())
def test_rules_judge_each_for_itself(platform: str, data: st.DataObject) -> None:
    texts = [one.text for one in ALL if one.platform == platform and one.text.endswith("\n")]
    text = "".join(data.draw(st.lists(st.sampled_from(texts), max_size=4)))
    known = platforms()[platform]
    subject = Subject(parse(text, known), policy.default())
    together = judge_all(all_compiled(platform), subject)
    rules = list(BOOK.rules)
    data.draw(st.randoms()).shuffle(rules)
    alone = {rule.id: judge(compiled(rule.id, platform), subject) for rule in rules}
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


def one_each(given: list[Example]) -> list[Example]:
    """The longest example of every platform."""
    return list({one.platform: one for one in sorted(given, key=lambda one: len(one.text))}.values())


@by_rule(ALL)
def test_a_line_that_is_cut_short_or_strange_is_no_fault_of_ours(given: list[Example]) -> None:
    for one in one_each(given):
        for text in cut_short(one.text):
            answer = outcome(one.rule, text, one.platform)
            assert answer.verdict is not Verdict.ERROR, (one.platform, text, answer.reason)


def test_more_blocks_with_the_same_verdict_are_counted() -> None:
    rule = a_rule("  - {platform: [cisco_ios], each: line vty ..., must: [a]}")
    given: Outcome = outcome(rule, "line vty 0 4\nline vty 5 9\nline vty 10 15\n")
    assert (given.verdict, given.judged, [spot.number for spot in given.spots]) == (Verdict.FAIL, 3, [1, 2, 3])
    assert given.reason.en == "'a' is missing in $1 (and in 2 more places)"


SEVERAL = """\
  - {platform: [cisco_ios], each: line con ..., must: [login]}
  - {platform: [cisco_ios], each: line vty ..., must: [login]}
"""


@pytest.mark.parametrize(
    ("text", "verdict", "blocks"),
    [
        ("line vty 0\n login\nline vty 1\n login\n", Verdict.PASS, 2),
        ("line vty 0\n login\nline vty 1\n no login\n", Verdict.FAIL, 2),
        ("hostname sw1\n", Verdict.NA, 0),
    ],
)
def test_of_several_checks_the_one_that_applies_answers_for_its_blocks(
    text: str, verdict: Verdict, blocks: int
) -> None:
    found = outcome(a_rule(SEVERAL), text, values=policy.default())
    assert (found.verdict, found.judged) == (verdict, blocks)
