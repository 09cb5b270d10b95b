"""A run in a workspace: judged, or taken over from the run before, and sealed."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import isms
from checks.changes import Comparison
from checks.workers import Recipe, answers
from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Compared, Judged
from isms.core.model.run import RunHead
from isms.evidence.seal import Sealer, run_id
from isms.grundschutz import catalog
from isms.store import open_store
from isms.store.workspace import Workspace
from isms.workflow import program
from isms.workflow.chain import join, settled, whole_run
from isms.workflow.judging import Asked, judge, refuse_nothing
from isms.workflow.kept import Reader, Writer
from isms.workflow.past import compared_with
from isms.workflow.sameness import Sameness
from isms.workflow.setting import Setting
from isms.workflow.subjects import Selection, items
from isms.workflow.tally import RunResult, Tally
from isms.workflow.together import Gathering, prepared
from isms.workflow.unchanged import Unchanged


def sealed(workspace: Workspace, setting: Setting, asked: Asked, moment: datetime, *, fresh: bool) -> RunResult:
    """Judge and seal; the register decides for the run before it gets its name."""
    store = open_store(workspace.register)
    recipe, selection = prepared(setting.recipe), asked.selection
    head, tally = _head(moment, setting, asked.path, selection), Tally()
    with (
        settled(workspace, store),
        Unchanged(_sameness(recipe, head.ruleset_digest), recipe, keeps=not head.selection) as unchanged,
        Gathering(recipe, workspace, asked.path, unchanged.standing) as gathering,
    ):
        listed = items(workspace, asked.path, selection, unchanged.detected, compare=bool(recipe.gathered))
        before = whole_run(workspace)
        comparison, unharmed = compared_with(workspace, store, before) if before else (None, False)
        if before and unharmed and not fresh:
            unchanged.follow(Reader(workspace, before), workspace.runs / before)
        with Sealer(workspace.runs, head) as sealer, Writer(workspace, head.id) as writer:
            sealing = _Sealing(sealer, unchanged, writer, comparison)
            found = answers(map(unchanged.over, listed), recipe, asked.workers)
            judge(found, gathering, (tally, sealing), asked.on_judged)
            refuse_nothing(tally, asked)
            seal = join(store, sealer, moment)
            if not head.selection:
                writer.finish()
    changes = comparison.changes() if comparison is not None else None
    result = tally.result(seal.id, workspace.runs / seal.id, changes)
    return replace(
        result, waivers_ending=setting.waivers_ending, titles=setting.titles, taken_over=unchanged.taken_over
    )


@dataclass(frozen=True, slots=True)
class _Sealing:
    """Seals what comes, keeps it for the next run, and compares it with the run before."""

    sealer: Sealer
    unchanged: Unchanged
    writer: Writer
    comparison: Comparison | None

    def judged(self, judged: Judged) -> None:
        """A device that was judged."""
        self.unchanged.keep(judged, self.sealer.add(judged), self.writer)
        if self.comparison is not None:
            self.comparison.take(judged.findings)

    def compared(self, compared: Compared) -> None:
        """What the rules about all devices say of one of them."""
        self.sealer.compared(compared)
        self.unchanged.standing.keep(compared, self.writer)
        if self.comparison is not None:
            self.comparison.take(compared.findings)

    def unreachable(self, item: Unreachable) -> None:
        """A device without a configuration."""
        self.sealer.unreachable(item)

    def skipped(self, item: SkippedFile) -> None:
        """A file that is no configuration."""
        self.sealer.skipped(item)


def _sameness(recipe: Recipe, rules: str) -> Sameness:
    """The hashes under which answers of this run are kept; `rules` is the hash of its rules."""
    run = (program.digest(), rules, recipe.gathered)
    return Sameness(recipe.key, run, recipe.policies, recipe.waivers, recipe.today)


def _head(moment: datetime, setting: Setting, path: Path | None, selection: Selection) -> RunHead:
    """What is known of the run before its first device."""
    return RunHead(
        id=run_id(moment, secrets.token_bytes(2)),
        started_at=moment,
        tool="isms",
        version=isms.__version__,
        ruleset_digest=setting.book.digest,
        policy_digest=setting.policies.digest,
        catalogs=catalog.pins(),
        source=str(path) if path is not None else None,
        selection=selection.words(),
        waivers=setting.recipe.waivers,
        rules=tuple(rule.info() for rule in setting.book.rules),
    )
