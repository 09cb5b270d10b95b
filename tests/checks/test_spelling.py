"""Findings are spelled without making values of them; the spelling is the one their values have."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from checks import record, remarks
from checks.engine import CompiledRule, Subject, answer_all, compile_rules, judge_all
from checks.memory import Memory
from checks.outcome import Outcome, Reason, Spot, settled
from checks.platform import platforms
from checks.policy import default
from checks.spelling import MOST, Read, Speller
from checks.tree import lines_of, parse
from isms.core import codec
from isms.core.findings import Findings, briefs
from isms.core.model.device import Config
from isms.core.model.finding import Finding, Verdict, Waiver
from isms.core.model.text import Text
from tests.checks.judging import book, examples
from tests.fakes import NOW, a_device

IOS = platforms()["cisco_ios"]
RULES = tuple(CompiledRule(rule, ()) for rule in book().rules[:3])
WAIVER = Waiver(rule="a", until=date(2027, 1, 1), by='"Amt"', reason='x","config_sha256":"', device="sw1")

words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ['","platform":"', ',"lines":[],', '","config_sha256":"', "$1 in $2", "$$", "\\", "ä\u2028\x00\x7f", " "]
    ),
)
numbers = st.integers(0, 6)
reasons = st.builds(Reason, words, words, st.lists(numbers, max_size=3).map(tuple))
outcomes = st.builds(
    Outcome,
    verdict=st.sampled_from(Verdict),
    reason=reasons,
    spots=st.lists(st.builds(Spot, numbers, numbers), max_size=4).map(tuple),
    judged=numbers,
    exempted=numbers,
    default=st.none() | st.builds(Text, de=words, en=words),
)
moments = st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))


def a_read(lines: Sequence[str], name: str, file: str | None = None, at: datetime | None = NOW) -> Read:
    """A configuration whose nodes have the numbers of their lines."""
    config = Config(device=a_device(name), platform="cisco_ios", text="", file=file, collected_at=at)
    return Read(config=config, tree=parse("", IOS), lines=lines, sha256="abc")


def values(read: Read, given: Sequence[Outcome], waivers: dict[int, Waiver]) -> list[Finding]:
    """The findings one by one."""
    return [
        record.finding(read.config, rule, outcome, read.lines, read.sha256, waivers.get(place))
        for place, (rule, outcome) in enumerate(zip(RULES, given, strict=True))
    ]


@given(st.data())
def test_the_quick_spelling_is_the_canonical_spelling_of_the_values(data: st.DataObject) -> None:
    speller = Speller("cisco_ios", RULES)
    pool = data.draw(st.lists(outcomes, min_size=1, max_size=4))
    for _ in range(data.draw(st.integers(1, 4))):
        read = a_read(data.draw(st.lists(words, max_size=4)), data.draw(words), data.draw(words), data.draw(moments))
        chosen = data.draw(st.lists(st.sampled_from(pool), min_size=len(RULES), max_size=len(RULES)))
        waivers = data.draw(st.dictionaries(st.integers(0, len(RULES) - 1), st.just(WAIVER)))
        spelled, wanted = speller.findings(read, chosen, waivers), values(read, chosen, waivers)
        assert isinstance(spelled, Findings)
        assert spelled.lines == codec.to_canonical_lines(wanted)
        assert list(spelled) == wanted
        assert list(spelled.briefs) == briefs(wanted)


def test_lines_of_blocks_that_stand_elsewhere_are_those_of_this_file() -> None:
    rules = compile_rules(book().rules, IOS)
    memory, speller = Memory(IOS, with_remarks=remarks.read_by(book().rules, "cisco_ios")), Speller("cisco_ios", rules)
    texts = [one.text for one in examples() if one.platform == "cisco_ios" and "interface" in one.text][::12]
    for number, text in enumerate(texts):
        moved = "!\n" * (number % 7) + f"{text}\n" + texts[number - 1]
        lines, tree = lines_of(moved), memory.parse(moved)
        config = Config(device=a_device(f"sw{number}"), platform="cisco_ios", text=moved)
        quick = [settled(one) for one in answer_all(rules, Subject(tree, default()), memory)]
        spelled = speller.findings(Read(config=config, tree=tree, lines=lines, sha256="abc"), quick, {})
        plain = judge_all(rules, Subject(parse(moved, IOS), default()))
        assert list(spelled) == [
            record.finding(config, rule, outcome, lines, "abc", None)
            for rule, outcome in zip(rules, plain, strict=True)
        ]


def test_what_has_no_spelling_is_told_as_values() -> None:
    read = a_read(["\udc80"], "sw1")
    given = [Outcome(verdict=Verdict.FAIL, reason=Reason("$1", "$1", (1,)), spots=(Spot(1),))] * len(RULES)
    assert Speller("cisco_ios", RULES).findings(read, given, {}) == tuple(values(read, given, {}))


def test_no_rule_no_finding() -> None:
    found = Speller("cisco_ios", ()).findings(a_read([], "sw1"), [], {})
    assert not list(found)
    assert codec.to_plain(found) == ()


def test_what_is_kept_does_not_grow_with_the_files() -> None:
    speller = Speller("cisco_ios", RULES[:1])
    for number in range(MOST + 10):
        outcome = Outcome(verdict=Verdict.PASS, reason=Reason("x", "x"), judged=number)
        speller.findings(a_read([], "sw1"), [outcome], {})
    assert 0 < len(speller) <= MOST
