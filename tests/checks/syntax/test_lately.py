"""What was met lately is known, and what was not is forgotten."""

from checks.syntax.lately import Lately


def test_a_value_is_known_until_two_turns_have_passed_without_it() -> None:
    lately = Lately[int]()
    lately.put("a", 1)
    lately.put("b", 2)
    assert not list(lately.turn())
    assert lately.get("a") == 1
    assert list(lately.turn()) == [2]
    assert lately.get("a") == 1
    assert lately.get("b") is None


def test_a_value_that_is_taken_is_known_no_more() -> None:
    lately = Lately[int]()
    lately.put("a", 1)
    lately.put("b", 0)
    lately.turn()
    lately.put("c", 3)
    assert [lately.take(text) for text in "abc"] == [1, 0, 3]
    assert [lately.take(text) for text in "abc"] == [None, None, None]
    assert lately.get("a") is None
