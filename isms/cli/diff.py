"""`isms check diff`: what a change of a configuration would turn."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from isms.cli import completion, findings, marks, show
from isms.cli.choices import FailOn, Platform, Rules
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.model.finding import Severity, Verdict
from isms.core.wording import VERDICTS

if TYPE_CHECKING:
    from isms.core.model.text import Text
    from isms.core.model.turned import Turn, Turned

WORSE, OUR_FAULT = 1, 70
HELP = say(
    "Zwei Fassungen einer Konfiguration vergleichen: was kippt? Rückgabewert 1, wenn etwas schlechter wird.",
    "Compare two versions of a configuration: which verdicts turn? Exit code 1 if something gets worse.",
)
EPILOG = say(
    "Beispiel: isms check diff configs/sw-1.cfg neu.cfg --device sw-1",
    "Example: isms check diff configs/sw-1.cfg new.cfg --device sw-1",
)


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar=say("ALT", "OLD"), help=say("wie sie ist", "as it is"))],
    new: Annotated[Path, typer.Argument(metavar=say("NEU", "NEW"), help=say("wie sie werden soll", "as it shall be"))],
    platform: Platform = None,
    device: Annotated[
        str | None,
        typer.Option(
            "--device",
            metavar="NAME",
            help=say("mit Richtlinie, Rolle und Duldungen dieses Geräts", "with this device's policy, role, waivers"),
            autocompletion=completion.device_names,
        ),
    ] = None,
    rule: Rules = None,
    fail_on: FailOn = Severity.LOW,
    json: Json = False,
) -> None:
    """Compare two versions."""
    from isms.workflow.difference import Change, difference

    change = Change(old=old, new=new, platform=platform, device=device, rules=tuple(rule or ()))
    found = difference(session(context).workspace, change)
    if json:
        show.json(plain(found))
    else:
        before, after = (old.name, new.name) if old.name != new.name else (str(old), str(new))
        show.line(f"{before} → {after} · {found.platform}", style="bold", fold=True)
        show_turned(found)
    raise typer.Exit(exit_code(found, fail_on))


def plain(found: "Turned") -> dict[str, Any]:
    """The difference for JSON."""
    return {
        "platform": found.platform,
        "worse": [plain_turn(turn) for turn in found.worse],
        "better": [plain_turn(turn) for turn in found.better],
        "other": [plain_turn(turn) for turn in found.other],
        "same": found.same,
    }


def plain_turn(turn: "Turn") -> dict[str, Any]:
    """A verdict that turns; reason and lines are those of the new configuration."""
    finding = findings.plain(turn.after)
    kept = {name: finding[name] for name in ("severity", "reason", "lines", "default", "waiver")}
    return {"rule": turn.after.rule, "before": turn.before, "after": turn.after.verdict, **kept}


def show_turned(found: "Turned") -> None:
    """What gets worse, what gets better, and how much stays."""
    show_turns(say("Schlechter", "Worse"), found.worse, found.titles)
    show_turns(say("Besser", "Better"), found.better, found.titles)
    show_turns(say("Anders", "Different"), found.other, found.titles)
    other = say(f", {len(found.other)} anders", f", {len(found.other)} different") if found.other else ""
    show.line()
    show.line(
        say(
            f"{len(found.worse)} schlechter, {len(found.better)} besser{other}, {found.same} gleich.",
            f"{len(found.worse)} worse, {len(found.better)} better{other}, {found.same} the same.",
        ),
        style="red" if found.worse else "green",
    )


def show_turns(heading: str, turns: "Sequence[Turn]", titles: "Mapping[str, Text]") -> None:
    """Verdicts that turn the same way, each with the reason and the lines of the new configuration."""
    if not turns:
        return
    show.line()
    show.line(heading, style="bold")
    for turn in turns:
        text, style = marks.verdict(turn.after)
        before = VERDICTS[turn.before].to(LANGUAGE)
        weight = marks.severity(turn.after.severity)[0]
        rule, title = turn.after.rule, titles.get(turn.after.rule)
        named = rule if title is None else f"{rule} · {title.to(LANGUAGE)}"
        words = f"{text} · {weight} · {named} ({say('bisher', 'so far')}: {before})"
        show.line(words, style=style, indent=2, fold=True)
        findings.show_why(turn.after)


def exit_code(found: "Turned", fail_on: Severity) -> int:
    """Our own errors first, then what gets worse at or above the threshold; what is waived does not count."""
    counted = [turn.after for turn in found.worse if turn.after.waiver is None]
    if any(one.verdict is Verdict.ERROR for one in counted):
        return OUR_FAULT
    return WORSE if any(one.severity.rank <= fail_on.rank for one in counted) else 0
