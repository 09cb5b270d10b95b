"""Expressions over captures and parameters: what they give, and what is refused."""

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.expression import ExpressionError, compile_expression, evaluate, names

VALUES: dict[str, Any] = {"n": 7, "word": "aes", "LIMIT": 10, "LISTED": ("aes", "gcm")}
CASES: list[tuple[str, Any]] = [
    ("n <= LIMIT", True),
    ("n > LIMIT", False),
    ("n < 7", False),
    ("n >= 7", True),
    ("0 < n <= LIMIT", True),
    ("0 < n <= 5", False),
    ("8 < n <= LIMIT", False),
    ("60 * n + 1 == 421", True),
    ("n - 8 < 0", True),
    ("n != 7", False),
    ("not n == 7", False),
    ("n == 7 and word == 'aes'", True),
    ("n == 8 or word == 'aes'", True),
    ("n == 8 or word == 'des'", False),
    ("word in LISTED", True),
    ("word not in LISTED", False),
    ("n", 7),
    ("'text'", "text"),
    ("True", True),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_an_expression_has_a_value(text: str, wanted: Any) -> None:
    assert evaluate(compile_expression(text), VALUES) == wanted


def test_the_names_of_an_expression_are_what_it_reads() -> None:
    assert names(compile_expression("0 < 60 * m + s <= 60 * LIMIT")) == {"m", "s", "LIMIT"}


REFUSED = [
    "", "n <", "n = 7", "print(n)", "n.real", "n[0]", "[n]", "(n,)", "lambda: n", "n if n else 1", "n ** 9", "n / 2",
    "n // 2", "n % 2", "n << 99", "~n", "-n", "{n}", "f'{n}'", "n is 7", "n; n", "import os", "n\0", "await n",
    "n := 1",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(ExpressionError, match="'"):
        compile_expression(text)


def test_a_tree_that_was_not_checked_is_refused_too() -> None:
    with pytest.raises(ExpressionError, match="List"):
        evaluate(ast.List(elts=[]), VALUES)


def test_a_name_without_a_value_is_told() -> None:
    with pytest.raises(KeyError, match="m"):
        evaluate(compile_expression("m < 1"), VALUES)


@given(text=st.text(st.sampled_from("n0 +-*<>=!()[]{}'\"\\.,:;andortinLAMBDA\n\t\x00"), max_size=40))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        compiled = compile_expression(text)
    except ExpressionError:
        return
    assert names(compiled) <= set(text.split()) | names(compiled)


@given(low=st.integers(0, 99), value=st.integers(0, 99), high=st.integers(0, 99))
def test_a_chain_is_the_same_as_its_comparisons(low: int, value: int, high: int) -> None:
    values: dict[str, Any] = {"low": low, "value": value, "high": high}
    chain = evaluate(compile_expression("low < value <= high"), values)
    assert chain is evaluate(compile_expression("low < value and value <= high"), values)
    assert chain is (low < value <= high)
