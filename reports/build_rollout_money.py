"""The section on what is due and what it costs."""

from isms.core.model.views_lists import Deadline
from isms.core.model.views_money import Amount, GrantMoney, YearMoney
from reports import wording_rollout as words
from reports.case_rollout import URGENT, RolloutCase
from reports.model import Badge, Block, Datum, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import number

DEADLINES_ON_PAPER, YEARS_ON_PAPER, GRANTS_ON_PAPER = 9, 6, 6


def deadlines(case: RolloutCase) -> Section:
    """Deadlines, costs per year, grants."""
    due, years, grants = deadlines_table(case), years_table(case), grants_table(case)
    blocks: list[Block] = []
    for anchor, title, table, none in (
        ("deadline-list", words.DEADLINE_LIST, due, words.NO_DEADLINES),
        ("years", words.YEARS, years, words.NO_MONEY),
        ("grants", words.GRANTS, grants, words.NO_GRANTS),
    ):
        blocks.append(Heading(text=case.say(title), anchor=anchor, listed=False))
        blocks.append(table if table.rows else Paragraph((Words(case.say(none)),)))
    return Section(title=case.say(words.DEADLINES), anchor="deadlines", blocks=tuple(blocks))


def deadlines_table(case: RolloutCase) -> Table:
    """The days that matter, the nearest first."""
    columns = (
        case.column("urgency", 15),
        case.column("on", 12),
        case.column("kind", 25),
        case.column("what", 42, lines=2),
        case.column("place", 26, lines=2),
    )
    rows = tuple(_deadline_row(case, one) for one in case.views.deadlines if tellable(case, one))
    return Table(columns=columns, rows=rows, most_on_paper=DEADLINES_ON_PAPER)


def tellable(case: RolloutCase, one: Deadline) -> bool:
    """Whether a deadline is about buildings that may be named, or about none."""
    if one.place is not None:
        return case.named(one.place.building)
    return not one.buildings or any(map(case.named, one.buildings))


def _deadline_row(case: RolloutCase, one: Deadline) -> Row:
    """A deadline."""
    return Row(
        (
            Badge(URGENT[one.urgency], one.urgency.word.to(case.language)),
            case.day(one.on),
            words.DEADLINE_KINDS[one.kind].to(case.language),
            one.title.to(case.language),
            case.place(one.place),
        )
    )


def years_table(case: RolloutCase) -> Table:
    """The whole costs, and those per budget year, the newest first."""
    columns = (
        case.column("year", 19),
        *(case.column(name, 27, right=True) for name in ("planned", "ordered", "paid")),
    )
    money = case.views.money
    if money is None or not money.years:
        return Table(columns=columns, rows=())
    listed = (money.whole, *reversed(money.years)) if len(money.years) > 1 else money.years
    rows = tuple(_year_row(case, one) for one in listed)
    return Table(columns=columns, rows=rows, most_on_paper=YEARS_ON_PAPER)


def _year_row(case: RolloutCase, one: YearMoney) -> Row:
    """A year, or all of them."""
    name = str(one.year) if one.year is not None else Words(case.say(words.WHOLE), bold=True)
    return Row((name, *(amount(case, value) for value in (one.planned, one.ordered, one.paid))))


def amount(case: RolloutCase, value: Amount) -> Datum:
    """A sum, and of how many rows it is not known."""
    known = case.money(value.cents)
    if not value.unknown:
        return known
    return Datum(
        known.value,
        case.say(words.UNKNOWN_AMOUNT, amount=known.text, n=number(value.unknown, case.language)),
    )


def grants_table(case: RolloutCase) -> Table:
    """The grants with what is left of them."""
    columns = (
        case.column("grant", 20, bold=True),
        case.column("programme", 28),
        *(case.column(name, 17, right=True) for name in ("approved", "drawn", "left", "own")),
    )
    grants = case.views.money.grants if case.views.money else ()
    return Table(columns=columns, rows=tuple(_grant_row(case, one) for one in grants), most_on_paper=GRANTS_ON_PAPER)


def _grant_row(case: RolloutCase, one: GrantMoney) -> Row:
    """A grant."""
    left = case.money(one.left)
    if one.overdrawn:
        left = Datum(None, case.say(words.OVERDRAWN, amount=case.money(one.overdrawn).text))
    return Row(
        (
            one.grant.id,
            one.grant.programme or "–",
            case.money(one.grant.approved),
            case.money(one.grant.drawn),
            left,
            case.money(one.own_share),
        )
    )
