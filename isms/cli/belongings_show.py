"""What is on record about one building, in a few lines."""

from typing import TYPE_CHECKING, Any

from isms.cli import marks
from isms.cli.language import say
from isms.cli.values import label, money, shown

if TYPE_CHECKING:
    from isms.core.model.money import Cost
    from isms.workflow.belongings import Belongings

AMOUNTS = ("planned", "ordered", "paid")


def fields(found: "Belongings") -> list[tuple[str, str]]:
    """Needs, money, decisions, enquiries and documents with their titles, as far as there are any."""
    every = (
        (say("Bedarf", "needs"), _each(found.requirements, ("kind", "reported_by", "needed_by", "status"))),
        (say("Kosten", "costs"), _sums(found.costs)),
        (say("Förderung", "grants"), _each(found.grants, ("programme",))),
        (say("Beschlüsse", "decisions"), _each(found.decisions, ("decided_on", "body", "text"))),
        (say("Anfragen", "enquiries"), _each(found.enquiries, ("asked_on", "answer_by", "status"))),
        (say("Dokumente", "documents"), _each(found.documents, ("title", "dated"))),
    )
    return [(title, words) for title, words in every if words]


def _each(rows: tuple[Any, ...], names: tuple[str, ...]) -> str:
    """Each row in a few words: its id, and what is known of these fields; dates with what they mean."""
    return "; ".join(", ".join((one.id, *filter(None, (_said(one, name) for name in names)))) for one in rows)


def _said(row: Any, name: str) -> str:
    """What is known of a field; a date says what it is the date of."""
    value = shown(name, getattr(row, name))
    return f"{label(name)} {value}" if value and name.endswith(("_by", "_on")) and name != "reported_by" else value


def _sums(costs: "tuple[Cost, ...]") -> str:
    """How many costs there are, and what is known of their amounts."""
    if not costs:
        return ""
    known = {name: [value for one in costs if (value := getattr(one, name)) is not None] for name in AMOUNTS}
    sums = [f"{label(name)} {money(sum(values))}" for name, values in known.items() if values]
    return ", ".join((marks.number(len(costs), say("Posten", "item"), say("Posten", "items")), *sums))
