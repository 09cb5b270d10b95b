"""The section on what is stuck: the longest in a phase, what slipped, and what is done but not good."""

from isms.core.model.views_lists import Slip, Stuck
from isms.core.wording_rollout import MEASURES
from reports import wording_rollout as words
from reports.case_rollout import RolloutCase, shown
from reports.model import Block, Datum, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import number

STUCK_ON_PAPER, SLIPS_ON_PAPER, MARKED_ON_PAPER = 7, 5, 4


def stuck(case: RolloutCase) -> Section:
    """What is stuck."""
    blocks: list[Block] = [Heading(text=case.say(words.STUCK_LIST), anchor="stuck-list", listed=False)]
    stuck_, slips = stuck_table(case), slips_table(case)
    blocks += [stuck_ if stuck_.rows else Paragraph((Words(case.say(words.NO_STUCK)),))]
    blocks += [Heading(text=case.say(words.SLIPS), anchor="slips", listed=False)]
    blocks += [slips if slips.rows else Paragraph((Words(case.say(words.NO_SLIPS)),))]
    marked = marked_table(case)
    if marked.rows:
        blocks += [Heading(text=case.say(words.MARKED), anchor="marked", listed=False), marked]
    return Section(title=case.say(words.STUCK), anchor="stuck", blocks=tuple(blocks))


def stuck_table(case: RolloutCase) -> Table:
    """Every measure under way, the one longest in its phase first."""
    columns = (
        case.column("place", 28, bold=True, lines=2),
        case.column("kind", 12),
        case.column("phase", 22),
        case.column("weeks", 13, right=True),
        case.column("usual", 11, right=True),
        case.column("blocker", 24, lines=2),
        case.column("next", 24, lines=2),
    )
    rows = tuple(_stuck_row(case, one) for one in case.views.stuck if case.named(one.place.building))
    return Table(columns=columns, rows=rows, most_on_paper=STUCK_ON_PAPER)


def _stuck_row(case: RolloutCase, one: Stuck) -> Row:
    """A measure."""
    step = one.next.to(case.language) if one.next else ""
    return Row(
        (
            case.place(one.place),
            MEASURES[one.kind].to(case.language),
            case.under_way(one.phase),
            Datum(
                one.weeks,
                case.say(words.AT_LEAST if one.at_least else words.WEEKS, n=number(one.weeks, case.language)),
            ),
            Datum(one.usual, "–" if one.usual is None else case.say(words.WEEKS, n=one.usual)),
            one.blocker or "–",
            shown(item for item in (one.next_step or step, one.responsible or one.partner or "")),
        )
    )


def slips_table(case: RolloutCase) -> Table:
    """The greatest slip of every measure."""
    columns = (
        case.column("place", 28, bold=True, lines=2),
        case.column("kind", 12),
        case.column("milestone", 18, lines=2),
        case.column("promised", 12),
        case.column("expected", 17),
        case.column("slip", 11, right=True),
        case.column("reason", 28, lines=2),
    )
    worst = (one for one in case.views.slips if one.worst and case.named(one.place.building))
    return Table(columns=columns, rows=tuple(_slip_row(case, one) for one in worst), most_on_paper=SLIPS_ON_PAPER)


def _slip_row(case: RolloutCase, one: Slip) -> Row:
    """A slip."""
    day = case.day(one.expected)
    late = case.say(words.DAY_ONE) if one.days == 1 else case.say(words.DAYS, n=number(one.days, case.language))
    return Row(
        (
            case.place(one.place),
            MEASURES[one.kind].to(case.language),
            one.title.to(case.language),
            case.day(one.promised),
            Datum(day.value, case.say(words.HAPPENED if one.happened else words.EXPECTED, day=day.text)),
            Datum(one.days, late),
            "; ".join(one.reasons) or case.say(words.NO_REASON),
        )
    )


def marked_table(case: RolloutCase) -> Table:
    """Buildings that are done, but whose devices fail critical checks."""
    columns = (
        case.column("place", 34, bold=True, lines=2),
        case.column("district", 16),
        case.column("safety", 20),
        case.column("what", 40, lines=2),
    )
    rows = []
    for one in case.views.buildings:
        if not one.marked or not case.named(one.building.id):
            continue
        failing = (f"{device.device}: {', '.join(device.failing)}" for device in one.safety.devices if device.failing)
        name = f"{one.building.name} ({one.building.id})" if one.building.name else one.building.id
        badge = case.safety(one.safety.state)
        rows.append(Row((name, one.building.district or "–", badge, shown(failing))))
    return Table(columns=columns, rows=tuple(rows), most_on_paper=MARKED_ON_PAPER)
