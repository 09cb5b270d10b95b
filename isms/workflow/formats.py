"""A check run in the formats that other programs read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from isms import __version__, files
from isms.core import clock
from isms.core.model.finding import Finding
from isms.core.model.text import Language
from isms.store.workspace import current
from isms.workflow.audit import check_run
from isms.workflow.judging import OnJudged, Told
from isms.workflow.rulebook import rulebook_of
from isms.workflow.subjects import Selection
from isms.workflow.tally import RunResult


def run_as(
    kind: str,
    folder: Path | None,
    path: Path | None,
    selection: Selection,
    language: Language,
    on_judged: OnJudged,
    workers: int = 1,
    *,
    fresh: bool = False,
) -> tuple[RunResult, Iterator[bytes]]:
    """A run and its findings in a format; read back from the sealed run where there is one, to spare memory."""
    from reports.findings import render
    from reports.findings_view import RunView

    workspace = current(folder)
    moment = clock.now()
    kept: list[Finding] = []

    def take(judged: Told) -> None:
        if workspace is None:
            kept.extend(judged.findings)
        on_judged(judged)

    result = check_run(folder, path, selection, take, moment, workers, fresh=fresh)
    rules = tuple(rule.info() for rule in rulebook_of(workspace).rules)
    view = RunView(
        started_at=moment,
        tool="isms",
        version=__version__,
        run=result.run,
        workspace=workspace.settings.workspace.name if workspace is not None else None,
        rules=rules if not selection.rules else tuple(rule for rule in rules if rule.id in selection.rules),
        summary=result.summary,
        unreachable=result.unreachable,
        skipped=result.skipped,
    )
    return result, render(kind, _findings(result, kept), view, language)


def _findings(result: RunResult, kept: list[Finding]) -> Iterable[Finding]:
    """The findings of a run, from its folder or from memory."""
    from isms.evidence import reading

    return kept if result.folder is None else reading.findings(result.folder)


def save(path: Path, data: bytes) -> None:
    """Write a file in one step, in place of one that is there; raises OutsideError if the disk refuses."""
    files.deliver(path, data)
