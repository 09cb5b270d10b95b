"""`isms check show`: what the last run found, where exactly, and what helps, without judging anew."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import completion, findings, marks, show
from isms.cli.choices import Devices, Remedy, Rules, Severities, Sites, Topics
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.model.finding import Finding, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Text

if TYPE_CHECKING:
    from isms.workflow.review import Review

MOST_FINDINGS = 60
NARROWER = "--rule, --device, --site, --severity"
LOUD = (Verdict.ERROR, Verdict.FAIL)
HELP = say(
    "Zeigen, was der letzte Lauf fand und wo genau; prüft nichts neu.",
    "Show what the last run found and where exactly; judges nothing anew.",
)
EPILOG = say("Beispiel: ", "Example: ") + "isms check show --rule mgmt.no-telnet --remedy"
Verdicts = Annotated[
    list[Verdict] | None,
    typer.Option(
        "--verdict",
        metavar=say("ERGEBNIS", "VERDICT"),
        help=say("nur dieses (mehrfach): ", "this one only (repeatable): ")
        + ", ".join(Verdict)
        + say(" (sonst error und fail)", " (else error and fail)"),
    ),
]
Run = Annotated[
    str | None,
    typer.Option(
        "--run",
        metavar="ID",
        help=say("Lauf; sonst der neueste über alles", "run; else the newest about everything"),
        autocompletion=completion.run_ids,
    ),
]


def recall(
    context: typer.Context,
    device: Devices = None,
    site: Sites = None,
    rule: Rules = None,
    topic: Topics = None,
    severity: Severities = None,
    verdict: Verdicts = None,
    remedy: Remedy = False,
    run: Run = None,
    json: Json = False,
) -> None:
    """Findings of a sealed run."""
    from isms.workflow.review import review
    from isms.workflow.subjects import Selection

    chosen = Selection(
        devices=tuple(device or ()),
        sites=tuple(site or ()),
        rules=tuple(rule or ()),
        topics=tuple(topic or ()),
        severities=tuple(severity or ()),
    )
    found = review(session(context).workspace, run, chosen, verdict or LOUD)
    if json:
        show.json({"run": found.run, "findings": [findings.plain(one) for one in found.findings]})
    else:
        show_review(found, remedy=remedy)


def show_review(found: "Review", *, remedy: bool) -> None:
    """The findings by rule, and how many of them there are."""
    day = marks.moment(found.started_at)
    show.line(say(f"Lauf {found.run} vom {day}", f"Run {found.run} of {day}"), style="dim")
    titles = {name: rule.title for name, rule in found.rules.items()}
    counts = Counter(one.rule for one in found.findings)
    show_by_rule(found.findings[:MOST_FINDINGS], counts, titles, found.rules if remedy else {})
    if not found.findings:
        show.line(say("Nichts gefunden, was dazu passt.", "Nothing was found that fits."), style="green")


def show_by_rule(
    found: Sequence[Finding],
    counts: Mapping[str, int],
    titles: Mapping[str, Text],
    remedies: Mapping[str, RuleInfo],
) -> None:
    """Rule by rule the devices on which it fails, each with the reason and its lines, and how many more there are."""
    for name, group in groupby(found, key=lambda one: one.rule):
        show.line()
        show_rule([*group], counts[name], titles.get(name), remedies.get(name))
    more = sum(counts.values()) - len(found)
    if more > 0:
        rest = marks.number(more, say("weiterer Befund", "more finding"), say("weitere Befunde", "more findings"))
        show.line()
        show.line(
            say(
                f"… und {rest}: einschränken mit {NARROWER}, oder alle mit --json",
                f"… and {rest}: narrow down with {NARROWER}, or see all with --json",
            )
        )


def show_rule(found: Sequence[Finding], count: int, title: Text | None, remedy: RuleInfo | None) -> None:
    """What a rule demands, and where it is not so."""
    first = found[0]
    demand = f" · {title.to(LANGUAGE)}" if title is not None else ""
    devices = marks.number(count, say("Gerät", "device"), say("Geräte", "devices")).replace(" ", "\N{NO-BREAK SPACE}")
    text, style = marks.severity(first.severity)
    show.line(f"{text} · {first.rule}{demand} · {devices}", style=style, indent=2)
    for finding in found:
        word, colour = marks.verdict(finding)
        show.line(f"  {finding.device}: {word}", style=colour, indent=2)
        findings.show_why(finding, indent=4)
    if remedy is not None:
        for platform in dict.fromkeys(one.platform for one in found if one.verdict is Verdict.FAIL):
            findings.show_remedy(remedy, platform)
