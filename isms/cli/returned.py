"""What an import shows of a table that came back: what it changes, where it meets newer changes, what is missing."""

from typing import TYPE_CHECKING, Any

from isms.cli import marks, show
from isms.cli.language import say
from isms.cli.values import label, shown

if TYPE_CHECKING:
    from isms.core.model.importing import Collision, ImportResult

MOST_SHOWN = 20
MOST_NAMED = 10


def changes(report: "ImportResult") -> None:
    """A table of the fields that get another value."""
    if not report.changes:
        return
    show.table(
        (label("building"), say("Angabe", "field"), say("bisher", "before"), say("neu", "after")),
        [
            (one.id, label(one.field), _value(one.field, one.old), _value(one.field, one.new))
            for one in report.changes[:MOST_SHOWN]
        ],
        title=say("Geändert", "Changed"),
    )
    _more(len(report.changes))


def collisions(report: "ImportResult") -> None:
    """A table of the fields that both sides changed, and how to decide."""
    if not report.collisions:
        return
    show.table(
        (
            label("building"),
            say("Angabe", "field"),
            say("beim Export", "exported"),
            say("Register", "register"),
            say("Datei", "file"),
        ),
        [
            (one.id, label(one.field), _exported(one), _register(one), _value(one.field, one.file))
            for one in report.collisions[:MOST_SHOWN]
        ],
        title=say("Konflikte: in Datei und Register geändert", "Conflicts: changed in file and register"),
    )
    _more(len(report.collisions))
    if any(one.winner is None for one in report.collisions):
        show.note(
            say(
                "Diese Zeilen bleiben weg. Entscheiden mit --take-file oder --keep-register.",
                "These rows are left out. Decide with --take-file or --keep-register.",
            )
        )
    elif any(one.winner == "file" for one in report.collisions):
        show.note(say("Es gilt die Datei (--take-file).", "The file counts (--take-file)."))
    else:
        show.note(say("Es gilt das Register (--keep-register).", "The register counts (--keep-register)."))


def rows(report: "ImportResult") -> None:
    """Which rows the file has in addition, and which are missing from it."""
    if report.added:
        show.note(say(f"Neu im Register: {_named(report.added)}.", f"New in the register: {_named(report.added)}."))
    if report.absent:
        show.note(
            say(
                f"In der Datei fehlt, bleibt aber im Register: {_named(report.absent)}.",
                f"Missing from the file, but kept in the register: {_named(report.absent)}.",
            )
        )


def _named(ids: tuple[str, ...]) -> str:
    """The ids, the first of many."""
    more = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (say(f" und {more} weitere", f" and {more} more") if more > 0 else "")


def _more(count: int) -> None:
    """Say how many rows of a table are not shown."""
    if count > MOST_SHOWN:
        more = count - MOST_SHOWN
        show.note(say(f"… und {more} weitere; --json zeigt alle.", f"… and {more} more; --json shows all."))


def _value(field: str, value: Any) -> str:
    """A value, shortened; a dash for nothing."""
    text = shown(field, value) or "–"
    return text if len(text) <= 40 else text[:39] + "…"


def _exported(one: "Collision") -> str:
    """The value at the time of the export."""
    return _value(one.field, one.exported) if one.known else say("unbekannt", "unknown")


def _register(one: "Collision") -> str:
    """The value in the register, and who put it there."""
    value = _value(one.field, one.register)
    return value if one.when is None else f"{value} ({one.who}, {marks.day(one.when.date())})"
