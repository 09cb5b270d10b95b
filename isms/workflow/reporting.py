"""Rendering reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from isms import files
from isms.core import clock
from isms.core.errors import InputError
from isms.core.model.run import Changes, Run
from isms.core.model.text import Language
from isms.core.nearest import advice
from isms.store.workspace import Workspace, required
from isms.workflow.assessment import assessed, run_of
from isms.workflow.chain import whole_run
from isms.workflow.rollout_report import Shown

if TYPE_CHECKING:
    from reports.model import Report

LATER = (
    "management",
    "structure",
    "needs",
    "model",
    "risk",
    "plan",
    "device",
    "building",
    "audit",
    "audit-plan",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a report is about: a run (else the newest), and what a report on the rollout shows."""

    run: str | None = None
    shown: Shown = field(default_factory=Shown)


def report(
    folder: Path | None, name: str, kind: str, output: Path | None, language: Language, choice: Choice | None = None
) -> Path:
    """Render a report into a file (by default below reports/ of the workspace); gives its path."""
    workspace = required(folder)
    data = rendered(workspace, name, kind, language, choice)
    path = output or workspace.reports / f"{name}.{kind}"
    files.make_folder(path.parent)
    files.deliver(path, data)
    return path


def reports(workspace: Workspace, name: str, kinds: Sequence[str], language: Language) -> tuple[Path, ...]:
    """Render a report in several formats below reports/ of the workspace; gives the paths."""
    from reports.formats import RENDERERS

    built = BUILDERS[name](workspace, language, Choice())
    files.make_folder(workspace.reports)
    paths = tuple(workspace.reports / f"{name}.{kind}" for kind in kinds)
    for path, kind in zip(paths, kinds, strict=True):
        files.write_atomically(path, RENDERERS[kind](built))
    return paths


def rendered(workspace: Workspace, name: str, kind: str, language: Language, choice: Choice | None = None) -> bytes:
    """A report as bytes; the same run, or the same register on the same day, gives the same bytes."""
    from reports.formats import RENDERERS

    _known(name, kind, tuple(RENDERERS))
    return RENDERERS[kind](BUILDERS[name](workspace, language, choice or Choice()))


def formats() -> tuple[str, ...]:
    """The formats a report can be had in."""
    from reports.formats import RENDERERS

    return tuple(RENDERERS)


def _check(workspace: Workspace, language: Language, choice: Choice) -> "Report":
    """The result of the Grundschutz check; every date in it comes from the run."""
    from reports.build_check import check
    from reports.edition import EditionResult

    _fits("check", {"--shapes": choice.shown.shapes, "--with-kritis": choice.shown.with_kritis})
    found = run_of(workspace, choice.run)
    results = assessed(workspace, found.findings, found.head.started_at.date())
    editions = [
        EditionResult(
            edition=edition,
            requirements=one.requirements,
            statuses=one.assessment.statuses,
            na=one.assessment.na,
            not_automated=one.not_automated,
        )
        for edition, one in results.items()
    ]
    return check(found, editions, workspace.settings, language, changes_of(workspace, found))


def _rollout(workspace: Workspace, language: Language, choice: Choice) -> "Report":
    """The rollout of fibre and WLAN, as the register knows it today."""
    from isms.workflow.rollout_report import rollout

    _fits("rollout", {"--run": choice.run})
    return rollout(workspace, clock.now(), language, choice.shown)


BUILDERS: dict[str, Callable[[Workspace, Language, Choice], "Report"]] = {"check": _check, "rollout": _rollout}


def _fits(name: str, given: dict[str, object]) -> None:
    """Raise InputError for an option that says nothing about this report."""
    for option, value in given.items():
        if value:
            raise InputError(
                de=f"{option} gibt es beim Bericht ‚{name}‘ nicht; bitte weglassen.",
                en=f"The report '{name}' has no {option}; please leave it out.",
            )


def _known(name: str, kind: str, kinds: tuple[str, ...]) -> None:
    """Raise InputError for a report or format that there is not (yet)."""
    if name not in BUILDERS:
        later, meant = name in LATER, advice(name, BUILDERS)
        raise InputError(
            de=f"Den Bericht ‚{name}‘ gibt es {'noch ' if later else ''}nicht. {meant.de}",
            en=f"There is no report '{name}'{' yet' if later else ''}. {meant.en}",
        )
    if kind not in kinds:
        meant = advice(kind, kinds)
        raise InputError(
            de=f"Den Bericht ‚{name}‘ gibt es nicht als ‚{kind}‘. {meant.de}",
            en=f"There is no report '{name}' as '{kind}'. {meant.en}",
        )


def changes_of(workspace: Workspace, run: Run) -> Changes | None:
    """What changed since the run before that judged everything; None if there is none."""
    from checks.changes import Comparison
    from isms.evidence import reading

    before = whole_run(workspace, run.head.id)
    if before is None:
        return None
    comparison = Comparison(reading.findings(workspace.runs / before))
    comparison.take(run.findings)
    return comparison.changes()
