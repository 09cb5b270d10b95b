"""The traffic light rule, row by row as it is printed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.forecast_light import signal
from isms.core.model.forecast import Outlook, Question
from isms.core.model.light import RULE, Light
from tests.inventory.rollouts import TODAY, later

DEADLINE = later(50)
DAY = timedelta(days=1)


def an_outlook(p50: date | None, p85: date | None) -> Outlook:
    """An outlook with these days."""
    return Outlook(p50=p50, p85=p85, p95=None, horizon=later(1040), runs=1)


def a_question(deadline: date | None = DEADLINE, *, total: int = 10, done: int = 4) -> Question:
    """A question with six left."""
    return Question(today=TODAY, total=total, done=done, completed=(), deadline=deadline)


@pytest.mark.parametrize(
    ("p50", "p85", "light"),
    [
        (DEADLINE - DAY, DEADLINE, Light.GREEN),
        (DEADLINE - DAY, DEADLINE + DAY, Light.AMBER),
        (DEADLINE, DEADLINE + DAY, Light.AMBER),
        (DEADLINE, None, Light.AMBER),
        (DEADLINE + DAY, DEADLINE + DAY, Light.RED),
        (None, None, Light.RED),
    ],
)
def test_the_days_decide_where_the_deadline_is_ahead(p50: date | None, p85: date | None, light: Light) -> None:
    assert signal(a_question(), an_outlook(p50, p85)).light is light


EARLY = an_outlook(later(1), later(2))


@pytest.mark.parametrize(
    ("question", "outlook", "light", "reason"),
    [
        (a_question(), None, Light.GREY, "zu wenig Daten"),
        (a_question(None), EARLY, Light.GREY, "keine Frist"),
        (a_question(TODAY - DAY), EARLY, Light.RED, "verstrichen, nicht erreicht"),
        (a_question(TODAY - DAY), None, Light.RED, "verstrichen, nicht erreicht"),
        (a_question(TODAY - DAY, done=10), None, Light.GREEN, "erreicht"),
        (a_question(TODAY, done=9), EARLY, Light.RED, "P50 > Frist"),
        (a_question(total=0, done=0), None, Light.GREY, "nichts zu zählen"),
        (a_question(None, done=10), None, Light.GREEN, "erreicht"),
    ],
)
def test_what_else_decides(question: Question, outlook: Outlook | None, light: Light, reason: str) -> None:
    found = signal(question, outlook)
    assert (found.light, found.reason.de) == (light, reason)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_later_deadline_never_makes_the_light_worse(first: int, more: int) -> None:
    order = [Light.RED, Light.AMBER, Light.GREEN]
    outlook = an_outlook(later(30), later(60))
    lights = [signal(a_question(later(weeks)), outlook).light for weeks in (first, first + more)]
    assert order.index(lights[0]) <= order.index(lights[1])


def test_each_light_has_a_shape_and_a_word_of_its_own_and_stands_in_the_rule() -> None:
    assert len({light.shape for light in Light}) == len({light.word.de for light in Light}) == len(Light)
    for light in Light:
        assert f"{light.shape} {light.word.de}" in RULE.de
        assert f"{light.shape} {light.word.en}" in RULE.en
