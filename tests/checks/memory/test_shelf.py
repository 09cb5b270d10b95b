"""What a rule said is found again along what it asks."""

import pytest

from checks.memory.shelf import MOST_ORDERS, Shelf
from checks.outcome import Outcome, not_applicable, passed

YES, NO = passed("ja", "yes"), not_applicable("nein", "no")


def found(shelf: Shelf, **there: int) -> Outcome | object | None:
    """What is found where these numbers stand under words, and nothing else is known."""
    return shelf.find(lambda asked: there.get(str(asked)))


def test_what_was_said_is_found_where_the_same_is_there() -> None:
    shelf = Shelf()
    assert shelf.learn([("ip", 1), ("ntp", 2)], YES)
    assert shelf.learn([("ip", 1), ("ntp", 3)], NO)
    assert shelf.learn([("ip", 4)], NO)
    assert found(shelf, ip=1, ntp=2) is YES
    assert found(shelf, ip=1, ntp=3) is NO
    assert found(shelf, ip=4, ntp=2) is NO
    assert found(shelf, ip=5, ntp=2) is None
    assert found(shelf, ip=1) is None


def test_only_what_leads_on_is_asked() -> None:
    shelf = Shelf()
    shelf.learn([("ip", 1), ("ntp", 2)], YES)
    shelf.learn([("ip", 4)], NO)
    asked: list[object] = []
    shelf.find(lambda one: asked.append(one) or 4)  # type: ignore[func-returns-value]
    assert asked == ["ip"]


def test_a_rule_that_asks_nothing_always_says_the_same() -> None:
    shelf = Shelf()
    assert found(shelf) is None
    assert shelf.learn([], NO)
    assert found(shelf) is NO


def test_nothing_is_remembered_where_something_is_new() -> None:
    shelf = Shelf()
    assert not shelf.learn([("ip", 1), ("ntp", None)], YES)
    assert found(shelf, ip=1, ntp=2) is None


def test_other_orders_are_remembered_apart_up_to_a_number() -> None:
    shelf = Shelf()
    assert shelf.learn([("ip", 1), ("ntp", 2)], YES)
    assert shelf.learn([("ip", 1), ("snmp", 2)], NO)
    assert found(shelf, snmp=2, ip=1) is NO
    outcomes = [shelf.learn([(f"word{number}", 1)], YES) for number in range(MOST_ORDERS)]
    assert outcomes[0]
    assert not outcomes[-1]


@pytest.mark.parametrize("longer", [[("ip", 1), ("ntp", 2)], [("ip", 1), ("ntp", 2), ("aaa", 3)]])
def test_a_way_that_ended_before_is_left_alone(longer: list[tuple[str, int]]) -> None:
    shelf = Shelf()
    shelf.learn([("ip", 1)], YES)
    shelf.learn(list(longer), NO)
    assert found(shelf, ip=1, ntp=2, aaa=3) is YES
