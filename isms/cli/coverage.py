"""`isms rule coverage`: which requirements the rules answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json
from isms.core.model.control import Answerable

if TYPE_CHECKING:
    from isms.workflow.coverage import RuleCoverage

HELP = say(
    "Zeigen, welche Anforderungen die Regeln beantworten und was offen bleibt.",
    "Show which requirements the rules answer and what is left open.",
)
EPILOG = say("Beispiel: ", "Example: ") + "isms rule coverage --open"
COLUMNS = (say("Anforderung", "Requirement"), say("Titel", "Title"), say("möglich", "possible"), say("Regeln", "Rules"))
COVERAGES = {"full": say("ganz", "whole"), "part": say("teils", "part")}


def coverage(
    edition: Annotated[str, typer.Option("--edition", metavar="GSPP", help=say("Katalog", "catalogue"))] = "GSPP",
    open_: Annotated[bool, typer.Option("--open", help=say("nur, was offen ist", "only what is left open"))] = False,
    json: Json = False,
) -> None:
    """Every control that a configuration can answer, with its rules or the reason why there is none."""
    from isms.workflow import coverage

    found = coverage.coverage(edition)
    shown = found.open if open_ else found.controls
    if json:
        show.json({"controls": [plain(control) for control in shown]})
        return
    if shown:
        show.table(COLUMNS, [row(control) for control in shown])
    show.line(summary(found))


def plain(control: Answerable) -> dict[str, object]:
    """A control in the shape of `--json`."""
    return {
        "id": control.id,
        "title": control.title,
        "class": control.cls,
        "coverage": control.coverage,
        "rules": control.rules,
        "reason": control.reason,
    }


def row(control: Answerable) -> tuple[show.Cell, ...]:
    """A control in the table: its rules, else why it has none."""
    return (control.id, control.title, COVERAGES[control.coverage], answer(control))


def answer(control: Answerable) -> show.Cell:
    """The rules of a control, one a line, else why it has none."""
    if control.rules:
        return "\n".join(control.rules)
    nothing = say("noch keine Regel", "no rule yet")
    return (f"– {control.reason.to(LANGUAGE) if control.reason else nothing}", "yellow")


def summary(found: "RuleCoverage") -> str:
    """How many controls the rules answer, how many of them could be decided wholly, how many are left open."""
    answered, total, still = len(found.answered), len(found.controls), len(found.open)
    whole = sum(control.is_full for control in found.answered)
    most = sum(control.is_full for control in found.controls)
    one = marks.number(total, say("Anforderung", "requirement"), say("Anforderungen", "requirements"))
    return say(
        f"{answered} von {one} haben Regeln, {whole} von {most} vollständig beantwortbaren; offen: {still}.",
        f"{answered} of {one} have rules, {whole} of {most} that can be decided wholly; open: {still}.",
    )
