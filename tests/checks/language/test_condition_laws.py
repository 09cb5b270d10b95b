"""Laws of conditions: who only asks whether one holds is told the same as who asks why."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks import policy
from checks.language.condition import Scope, all_true
from checks.language.needed import needed
from checks.language.words import Compiler
from checks.tree import Node
from isms.core.model.text import Text

WORD = st.sampled_from(["a", "b", "7", "12", "<removed>"])
LINE = st.lists(WORD, min_size=1, max_size=3)
PATTERN = st.sampled_from(["a ...", "b 7", "a {n:num}", "<a|b> ... 7", "b > a", "*", "b ... > b {x}", "... b"])
SIMPLE: st.SearchStrategy[Any] = (
    PATTERN
    | st.builds(lambda one: {"not": one}, PATTERN)
    | st.builds(lambda low, high: {"count": {"of": "a ...", "min": low, "max": high}}, st.integers(0, 2), st.just(2))
    | st.builds(lambda low: {"count": {"of": "a ...", "where": ["b ..."], "min": low}}, st.integers(0, 2))
    | st.builds(lambda low: {"count": {"of": "a {x} ...", "by": "x", "min": low}}, st.integers(0, 2))
    | st.builds(lambda limit: {"line": "a {n:num}", "value": f"n < {limit}"}, st.integers(5, 13))
    | st.builds(lambda limit: {"line": "b {m:num}", "value": "m < 9", "absent": {"m": limit}}, st.integers(5, 13))
    | st.just({"in": {"line": "a {x} ...", "value": "x", "list": "LOCAL_ACCOUNTS"}})
)
CONDITION = st.recursive(
    SIMPLE,
    lambda inner: (
        st.builds(lambda many: {"any": many}, st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda many: {"all": many}, st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda many: {"global": many}, st.lists(inner, min_size=1, max_size=2))
        | st.builds(
            lambda many: {"any": many, "expect": {"de": "x", "en": "x"}}, st.lists(inner, min_size=1, max_size=2)
        )
    ),
    max_leaves=5,
)
BLOCK = st.lists(st.tuples(LINE, st.lists(LINE, max_size=2)), max_size=4)
LIMITS = policy.Policy({**policy.default().values, "LOCAL_ACCOUNTS": ("a", "7")})


def compiler() -> Compiler:
    """Reads conditions that have no mistakes."""

    def problem(key: str, text: Text) -> None:
        raise AssertionError(f"{key}: {text.en}")

    return Compiler(flat=False, parameters=policy.parameters(), problem=problem)


def scope_of(lines: list[tuple[list[str], list[list[str]]]]) -> Scope:
    """A block with these lines, in a configuration that has them too."""
    number = 1
    block, root = Node(number, "b", ("b",)), Node(0, "", ())
    for words, below in lines:
        number += 1
        line = Node(number, " ".join(words), tuple(words))
        line.children = [Node(number, " ".join(inner), tuple(inner)) for inner in below]
        block.children.append(line)
    root.children = [block, *block.children]
    return Scope(root, block, {}, LIMITS)


@given(condition=CONDITION, lines=BLOCK)
def test_whether_a_condition_holds_is_what_its_answer_says(
    condition: Any, lines: list[tuple[list[str], list[list[str]]]]
) -> None:
    compiled, scope = compiler().condition(condition, ""), scope_of(lines)
    assert compiled.holds(scope) is compiled.answer(scope).holds


@given(where=st.lists(CONDITION, min_size=1, max_size=3), lines=BLOCK)
def test_no_block_is_wanted_that_lacks_what_is_needed(
    where: list[Any], lines: list[tuple[list[str], list[list[str]]]]
) -> None:
    compiled, scope = compiler().conditions(where, ""), scope_of(lines)
    if any(words.isdisjoint(scope.block.by_word) for words in needed(where, compiler())):
        assert all_true(compiled, scope) is False
