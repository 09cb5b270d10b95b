"""What the measures cost: planned with the dates, ordered with the award, paid after the acceptance."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import Price, Programme
from isms.demo.rollout.works import Work

WHO = "kaemmerei"
PAID_AFTER = timedelta(days=30)
STEP = 100_00  # cents; nobody plans more exactly


def of_work(work: Work, programme: Programme, grant: str | None, dice: Random) -> Iterator[Event]:
    """The costs of a measure, each in the budget year in which it was to be ordered."""
    for number, price in enumerate(programme.prices, start=1):
        planned = work.promised(price.ordered)
        if planned is not None:
            key = f"{planned.year}-{work.id.replace(':', '-')}-{number}"
            first = {"id": key, "building": work.building.id, "measure": work.id, "year": planned.year, "grant": grant}
            yield from _cost(work, key, first | {"text": price.text}, price, dice)


def _cost(work: Work, key: str, first: dict[str, Any], price: Price, dice: Random) -> Iterator[Event]:
    """One cost; offers and bills differ from what was planned."""
    planned = dice.randint(*price.euros) * 100 // STEP * STEP
    ordered = round(planned * dice.uniform(0.85, 1.2))
    paid = round(ordered * dice.uniform(0.97, 1.06))
    yield Event(day=work.agreed, who=WHO, table="costs", id=key, fields=first | {"planned": planned})
    if (day := work.happened(price.ordered)) is not None:
        yield Event(day=day, who=WHO, table="costs", id=key, fields={"ordered": ordered})
    if (day := work.happened(price.paid)) is not None:
        yield Event(day=day + PAID_AFTER, who=WHO, table="costs", id=key, fields={"paid": paid})
