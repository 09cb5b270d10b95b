"""`isms check history`: compliance over the commits of a configuration repository."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from isms.cli import show, timeline
from isms.cli.choices import Devices, Rules
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.model.finding import Verdict

if TYPE_CHECKING:
    from isms.core.model.history import Commit, Counts, Series, Timeline

HELP = say(
    "Jeden Commit eines Git-Repositorys mit Konfigurationen prüfen: Einhaltung über die Zeit, und welcher Commit was "
    "verletzt und was behoben hat. Duldungen zählen hier nicht; Regeln und Vorgaben sind die von heute.",
    "Judge every commit of a git repository of configurations: compliance over time, and which commit broke and which "
    "mended what. Waivers do not count here; rules and policy are those of today.",
)
EPILOG = say(
    "Beispiel: isms check history /var/lib/oxidized/configs.git --since 2026-01-01",
    "Example: isms check history /var/lib/oxidized/configs.git --since 2026-01-01",
)


def history(
    context: typer.Context,
    repo: Annotated[
        Path,
        typer.Argument(
            metavar="REPO",
            help=say("Git-Repository von Oxidized oder RANCID, auch ohne Arbeitskopie", "git repository, bare or not"),
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option(
            metavar=say("REV|TAG", "REV|DAY"),
            help=say("nur was nach dieser Revision oder ab diesem Tag kam", "only what came after a revision or day"),
        ),
    ] = None,
    rule: Rules = None,
    device: Devices = None,
    authors: Annotated[
        bool, typer.Option("--authors", help=say("mit den Namen der Verfasser (nur JSON)", "name authors (JSON only)"))
    ] = False,
    json: Json = False,
) -> None:
    """Judge every commit."""
    from isms.core import clock
    from isms.workflow import history as workflow

    wanted = workflow.Wanted(
        path=repo, since=since, rules=tuple(rule or ()), devices=tuple(device or ()), authors=authors
    )
    prepared = workflow.prepared(wanted)
    with show.progress(say("Prüfe Commits", "Judging commits"), len(prepared.revisions)) as step:
        found = workflow.history(session(context).workspace, prepared, clock.now(), step)
    if json:
        show.json(document(found))
    else:
        timeline.show_timeline(found)


def document(found: "Timeline") -> dict[str, Any]:
    """A history for JSON."""
    return {
        "commits": [
            {**_commit(one.commit), "summary": {"devices": one.devices, **_plain(one.counts)}}
            for one in found.standings
        ],
        "rules": [{"id": one.name, "first_fail": _id(one.first_fail), "series": _series(one)} for one in found.rules],
        "sites": [{"id": one.name, "first_fail": _id(one.first_fail), "series": _series(one)} for one in found.sites],
        "changes": [
            {
                "device": one.device,
                "rule": one.rule,
                "broke": _id(one.broke),
                "mended": _id(one.mended),
                "gone": _id(one.gone),
            }
            for one in found.episodes
        ],
    }


def _commit(commit: "Commit") -> dict[str, Any]:
    """A commit; its author only where known."""
    author = {} if commit.author is None else {"author": commit.author}
    return {"id": commit.id, "date": commit.date, **author}


def _plain(counts: "Counts") -> dict[str, int]:
    """Counts in the words of the JSON."""
    return {verdict.value: counts.get(verdict, 0) for verdict in Verdict}


def _series(series: "Series") -> list[dict[str, Any]]:
    """The points of a series."""
    return [{"commit": one.commit.id, "date": one.commit.date, **_plain(one.counts)} for one in series.points]


def _id(commit: "Commit | None") -> str | None:
    """The id of a commit, if there is one."""
    return None if commit is None else commit.id
