"""Judging on several cores gives what judging on one gives."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checks import rulebook, workers
from checks.archive import configs
from checks.policies import Policies
from checks.workers import Answer, Item, Recipe
from isms.core import codec
from isms.core.errors import OutsideError
from isms.core.findings import spelled
from isms.core.model.device import SkippedFile, Unreachable, UnreachableReason
from isms.core.model.finding import Judged
from isms.core.model.text import Text
from tests.fakes import a_device

KEY = b"k" * 32
TRIALS = Path(__file__).parents[1] / "data" / "trials"


def a_recipe() -> Recipe:
    """The shipped rules."""
    rules = rulebook.shipped().rules
    return Recipe(rules=rules, policies=Policies(), key=KEY, waivers=(), today=date(2026, 11, 21))


def some_items() -> list[Item]:
    """Configurations of several platforms between things that are none."""
    found = list(configs(TRIALS, {}))
    nothing = SkippedFile(file="x", reason=Text(de="x", en="x"))
    gone = Unreachable(device=a_device().name, reason=UnreachableReason.NEVER, detail="x")
    return [nothing, *found, gone, *found, nothing]


@cache
def alone() -> list[Answer]:
    """What one core says of the items."""
    return list(workers.answers(some_items(), a_recipe(), 1))


@pytest.mark.parametrize("count", [2, 3])
def test_the_answers_and_their_order_do_not_depend_on_the_workers(count: int) -> None:
    items = some_items()
    assert len(items) > 2 * workers.BATCH
    assert list(workers.answers(items, a_recipe(), count)) == alone()


def test_nothing_to_do_ends_at_once() -> None:
    assert list(workers.answers([], a_recipe(), 2)) == []


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[Item]:
        for item in some_items() * 20:
            taken.append(item)
            yield item

    answers = workers.answers(items(), a_recipe(), 2)
    next(answers)
    assert len(taken) <= 4 * workers.BATCH
    answers.close()  # type: ignore[attr-defined]


def test_a_worker_that_dies_is_our_sentence(tmp_path: Path) -> None:
    broken = Recipe(rules=(), policies=None, key=b"", waivers=(), today=date(2026, 1, 1))  # type: ignore[arg-type]
    with pytest.raises(OutsideError, match="worker process died"):
        list(workers.answers(some_items(), broken, 2))


def test_what_workers_have_spelled_is_what_would_be_sealed() -> None:
    judged = [one for one in workers.answers(some_items(), a_recipe(), 2) if isinstance(one, Judged)]
    assert len(judged) > workers.BATCH
    for one in judged:
        assert spelled(one.findings) == codec.to_canonical_lines(tuple(one.findings))
