"""`isms doctor`"""

from typing import Annotated

import typer

from isms.cli import show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now

DAMAGED = 2
SHAPES = {
    "ok": ("●", "in Ordnung", "fine"),
    "note": ("▲", "Hinweis", "note"),
    "damaged": ("✖", "beschädigt", "damaged"),
}
NAMES = {
    "python": ("Python", "Python"),
    "workspace": ("Arbeitsbereich", "workspace"),
    "settings": ("Einstellungen", "settings"),
    "writable": ("beschreibbar", "writable"),
    "space": ("Speicherplatz", "disk space"),
    "register": ("Register", "register"),
}
Mend = Annotated[
    bool, typer.Option("--mend", help=say("ein beschädigtes Register reparieren", "repair a damaged register"))
]


def doctor(context: typer.Context, mend: Mend = False, json: Json = False) -> None:
    """What is installed, reachable and whole; how to mend it."""
    from isms.workflow import doctor as workflow

    option = session(context).workspace
    done = workflow.mend(option, now()) if mend else ()
    checks = workflow.examine(option)
    sound = workflow.sound(checks)
    if json:
        found = [{"name": c.name, "state": c.state, "detail": c.detail.to(LANGUAGE)} for c in checks]
        show.json({"sound": sound, "checks": found, "mended": [text.to(LANGUAGE) for text in done]})
    else:
        for text in done:
            show.line(text.to(LANGUAGE))
        show.table(
            (say("was", "what"), say("Zustand", "state"), say("Näheres", "details")),
            [(name(check.name), word(check.state), check.detail.to(LANGUAGE)) for check in checks],
        )
        if not sound:
            show.note(
                say("Ein beschädigtes Register repariert --mend.", "--mend repairs a damaged register."),
                style="bold red",
            )
    if not sound:
        raise typer.Exit(DAMAGED)


def name(key: str) -> str:
    """What was looked at, in words; programs keep their names."""
    return say(*NAMES[key]) if key in NAMES else key


def word(state: str) -> str:
    """Shape and word."""
    shape, german, english = SHAPES[state]
    return f"{shape} {say(german, english)}"
