"""What the newest run says about the requirements of both editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.control import Edition, Requirement
from isms.core.model.finding import Finding
from isms.core.model.run import Run
from isms.store.workspace import Workspace
from isms.workflow.chain import whole_run

if TYPE_CHECKING:
    from isms.grundschutz.assess import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An edition with what the run says about it; `not_automated` counts the requirements that no rule answers."""

    requirements: Mapping[str, Requirement]
    assessment: "Assessment"
    not_automated: int


def run_of(workspace: Workspace, run: str | None = None) -> Run:
    """A sealed run, the newest that judged everything by default; raises InputError if there is none."""
    from isms.evidence import reading

    return reading.read(workspace.runs / run_named(workspace, run))


def run_named(workspace: Workspace, run: str | None = None) -> str:
    """The id of that run; raises InputError if there is none."""
    from isms.evidence import reading

    name = run or whole_run(workspace)
    if name is None or name not in reading.runs(workspace.runs):
        raise InputError(
            de="Es gibt noch keinen Lauf. `isms check run` macht einen."
            if run is None
            else f"Den Lauf {run} gibt es nicht.",
            en="There is no run yet. `isms check run` makes one." if run is None else f"There is no run {run}.",
        )
    return name


def assessed(workspace: Workspace, findings: Sequence[Finding], today: date) -> dict[Edition, Assessed]:
    """The roll-up of findings in both editions, as of a day."""
    from isms.grundschutz import catalog, mapping
    from isms.grundschutz.assess import assess

    days = workspace.settings.audit.evidence_days
    result = {}
    for edition in Edition:
        requirements = catalog.requirements(edition)
        links = mapping.links(edition)
        assessment = assess(edition, requirements, links, findings, today, days)
        answered = {link.requirement for link in links}
        open_to_people = len(requirements.keys() - answered)
        result[edition] = Assessed(requirements=requirements, assessment=assessment, not_automated=open_to_people)
    return result
