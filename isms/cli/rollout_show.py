"""How a measure and its milestones are shown."""

from typing import TYPE_CHECKING

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.values import label, shown
from isms.core.wording_rollout import MEASURES, PHASES

if TYPE_CHECKING:
    from isms.core.model.rollout import Milestone, Standing, Step
    from isms.workflow.rollout import Measured

DATES = ("baseline", "plan", "actual")
FIELDS = (*DATES, "applied", "extended_until", "dropped_reason")
NOTES = ("blocker", "next_step", "responsible", "partner")


def phase(standing: "Standing | None", *, since: bool = True) -> str:
    """The phase of a measure and since when; a dash where nothing is known."""
    if standing is None or standing.phase is None:
        return "–"
    word = PHASES[standing.phase].to(LANGUAGE)
    if not since or standing.since is None:
        return word
    return say(f"{word} seit {marks.day(standing.since)}", f"{word} since {marks.day(standing.since)}")


def document(one: "Measured") -> dict[str, object]:
    """A measure for programs."""
    steps = [
        {
            "key": step.key,
            "title": step.title,
            **{name: getattr(row, name, None) for name in FIELDS},
            "deemed_on": one.periods.get(step.key),
        }
        for step, row in one.steps
    ]
    return {"measure": one.measure, "standing": one.standing, "milestones": steps}


def table(one: "Measured", *, brief: bool = False) -> None:
    """A measure as a table of its steps; `brief` leaves out those of which nothing is known."""
    title = f"{MEASURES[one.measure.kind].to(LANGUAGE)}: {phase(one.standing)}"
    head = [say("Meilenstein", "milestone"), *(label(name) for name in DATES), ""]
    told = [(step, row) for step, row in one.steps if not brief or row is not None or step.key == one.standing.next]
    if told:
        show.table(head, [_row(one, step, row) for step, row in told], title=title, whole=range(len(DATES) + 1))
    else:
        show.line(title)
    if one.standing.strangers:
        names = ", ".join(one.standing.strangers)
        show.note(say(f"Nicht in der Vorlage: {names}", f"Not in the template: {names}"))
    said = [(label(name), value) for name in NOTES if (value := getattr(one.measure, name))]
    if said:
        show.fields(said)


def _row(one: "Measured", step: "Step", row: "Milestone | None") -> list[str]:
    """One step: its dates, and what else there is to say."""
    dates = [shown(name, getattr(row, name, None)) for name in DATES]
    return [step.title.to(LANGUAGE), *dates, _remark(one, step, row)]


def _remark(one: "Measured", step: "Step", row: "Milestone | None") -> str:
    """What there is to say about a step beside its dates."""
    standing = one.standing
    if row is not None and row.dropped_reason:
        return say("entfällt: ", "dropped: ") + row.dropped_reason
    if step.key in standing.deemed:
        return say("gilt als erteilt", "deemed given")
    if step.key in one.periods:
        end = marks.day(one.periods[step.key])
        return say(f"gilt nach dem {end} als erteilt", f"deemed given after {end}")
    if step.key == standing.next:
        return say("← nächster", "← next")
    return say("Datum fehlt", "date missing") if step.key in standing.missing else ""
