"""What the rollout costs and what others pay of it. Pure; amounts in cents, unknown ones counted apart."""

from collections.abc import Iterable
from itertools import groupby

from isms.core.model.money import Cost, Grant
from isms.core.model.views_money import Amount, GrantMoney, Money, YearMoney


def money(costs: Iterable[Cost], grants: Iterable[Grant]) -> Money:
    """Costs per budget year and as a whole, and every grant with what is left of it."""
    rows = sorted(costs, key=lambda one: (one.year, one.id))
    told = tuple(_grant(one, rows) for one in sorted(grants, key=lambda one: one.id))
    return Money(
        years=tuple(_year(year, list(found)) for year, found in groupby(rows, key=lambda one: one.year)),
        whole=_year(None, rows),
        grants=told,
        approved=amount(one.grant.approved for one in told),
        drawn=amount(one.grant.drawn for one in told),
        left=amount(one.left for one in told),
        own_share=amount(one.own_share for one in told),
    )


def amount(values: Iterable[int | None]) -> Amount:
    """The sum of what is known, and how many are not; None if nothing is known."""
    found = list(values)
    known = [one for one in found if one is not None]
    return Amount(cents=sum(known) if known else None, unknown=len(found) - len(known))


def _year(year: int | None, rows: list[Cost]) -> YearMoney:
    """What some costs come to."""
    return YearMoney(
        year=year,
        planned=amount(one.planned for one in rows),
        ordered=amount(one.ordered for one in rows),
        paid=amount(one.paid for one in rows),
        rows=len(rows),
    )


def _grant(grant: Grant, costs: Iterable[Cost]) -> GrantMoney:
    """What is left of a grant; nothing can be left of one that is overdrawn."""
    known = grant.approved is not None and grant.drawn is not None
    rest = (grant.approved or 0) - (grant.drawn or 0)
    return GrantMoney(
        grant=grant,
        left=max(0, rest) if known else None,
        own_share=own_share(grant),
        computed=grant.own_share is None and own_share(grant) is not None,
        paid=amount(one.paid for one in costs if one.grant == grant.id),
        overdrawn=max(0, -rest) if known else 0,
    )


def own_share(grant: Grant) -> int | None:
    """What the municipality pays itself: as on record, else what the rate leaves of the whole, to the cent."""
    if grant.own_share is not None or grant.approved is None or not grant.rate:
        return grant.own_share
    return round(grant.approved / grant.rate) - grant.approved
