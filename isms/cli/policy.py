"""`isms policy`: what the office demands."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import completion, policy_missing, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

if TYPE_CHECKING:
    from isms.workflow.policy import Override, PolicyShown, Source

app = typer.Typer(no_args_is_help=True)
Own = Annotated[bool, typer.Option("--own", help=say("nur, was policy.yaml festlegt", "only what policy.yaml sets"))]
LAYERS = {
    "shipped": say("Vorgabe", "default"),
    "workspace": say("für alle", "for all"),
    "site": say("Standort", "site"),
    "role": say("Rolle", "role"),
    "tag": say("Merkmal", "tag"),
    "device": say("Gerät", "device"),
}


@app.command(
    "show",
    help=say(
        "Was gilt, für alle oder für ein Gerät, und woher jeder Wert kommt.",
        "What holds, for all or for one device, and where each value comes from.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms policy show sw-museum-01 --own",
)
def show_(
    context: typer.Context,
    device: Annotated[
        str | None,
        typer.Argument(
            metavar=say("GERÄT", "DEVICE"),
            help=say("sonst für alle", "else for all"),
            autocompletion=completion.device_names,
        ),
    ] = None,
    own: Own = False,
    json: Json = False,
) -> None:
    """Every parameter with its value, meaning and origin, or only those that the office sets."""
    from isms.workflow import policy as workflow

    found = workflow.show(session(context).workspace, device)
    if own:
        found = replace(found, parameters=tuple(one for one in found.parameters if one.origin.line is not None))
    if json:
        show.json(found)
    else:
        show_policy(found)


def show_policy(found: "PolicyShown") -> None:
    """The parameters, then what holds for some devices only."""
    for one in found.parameters:
        shipped = one.origin.line is None
        show.line(f"{one.name} = {said(one.value)}", style=None if shipped else "bold", indent=4, fold=True)
        show.line(f"  {one.meaning.to(LANGUAGE)}", fold=True)
        show.line(f"  {origin(one.origin)}", style="dim", fold=True)
    if found.overrides:
        show.line()
        show.line(say("Davon abweichend", "Instead of that"), style="bold")
    for override in found.overrides:
        show_override(override)


def show_override(one: "Override") -> None:
    """A value that holds for some devices only."""
    show.line(f"  {one.parameter} = {said(one.value)}", indent=4, fold=True)
    unused = "" if one.used else say(": kein Gerät im Register", ": no device of the register")
    show.line(f"    {origin(one.origin)}{unused}", style="dim" if one.used else "yellow", fold=True)


def said(value: object) -> str:
    """A value as policy.yaml writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]" if value else say("[] (nicht gesetzt)", "[] (not set)")
    return str(value).lower() if isinstance(value, bool) else str(value)


def origin(source: "Source") -> str:
    """Where a value comes from: `Standort WE-0001, policy.yaml:3`."""
    words = " ".join(part for part in (LAYERS[source.layer], source.name) if part)
    return words if source.line is None else f"{words}, {source.file}:{source.line}"


app.command("missing", help=policy_missing.HELP, epilog=policy_missing.EPILOG)(policy_missing.missing)
