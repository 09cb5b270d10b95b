"""Rendering reports."""

from pathlib import Path

from isms import files
from isms.core.errors import InputError
from isms.core.model.run import Changes, Run
from isms.core.model.text import Language
from isms.store.workspace import Workspace, required
from isms.workflow.assessment import assessed, run_of
from isms.workflow.chain import whole_run

NAMES = ("check",)
LATER = (
    "management",
    "structure",
    "needs",
    "model",
    "risk",
    "plan",
    "device",
    "rollout",
    "building",
    "audit",
    "audit-plan",
)


def report(
    folder: Path | None, name: str, kind: str, output: Path | None, language: Language, run: str | None = None
) -> Path:
    """Render a report into a file (by default below reports/ of the workspace); gives its path."""
    workspace = required(folder)
    data = rendered(workspace, name, kind, language, run)
    path = output or workspace.reports / f"{name}.{kind}"
    files.make_folder(path.parent)
    files.write_atomically(path, data)
    return path


def rendered(workspace: Workspace, name: str, kind: str, language: Language, run: str | None = None) -> bytes:
    """A report as bytes; the same run gives the same bytes, as every date comes from the run."""
    from reports.build_check import check
    from reports.edition import EditionResult
    from reports.formats import RENDERERS

    _known(name, kind, tuple(RENDERERS))
    found = run_of(workspace, run)
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
    return RENDERERS[kind](check(found, editions, workspace.settings, language, changes_of(workspace, found)))


def _known(name: str, kind: str, kinds: tuple[str, ...]) -> None:
    """Raise InputError for a report or format that there is not (yet)."""
    if name not in NAMES:
        listed = ", ".join(NAMES)
        later = name in LATER
        raise InputError(
            de=f"Den Bericht ‚{name}‘ gibt es {'noch ' if later else ''}nicht. Es gibt: {listed}.",
            en=f"There is no report '{name}'{' yet' if later else ''}. Known: {listed}.",
        )
    if kind not in kinds:
        listed = ", ".join(kinds)
        raise InputError(
            de=f"Den Bericht ‚{name}‘ gibt es nicht als ‚{kind}‘. Es gibt: {listed}.",
            en=f"There is no report '{name}' as '{kind}'. Known: {listed}.",
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
