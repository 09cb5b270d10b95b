"""Verifying and listing the sealed runs of a workspace."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from isms.core.errors import InputError
from isms.core.model.evidence import Fault, Problem, Verification
from isms.store.workspace import Workspace, required
from isms.workflow.chain import newest

if TYPE_CHECKING:
    from isms.evidence.chain import Chain

Head = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A sealed run in the list; all but `id` and `chained` is None where the manifest cannot be understood.

    `selection` says what of the whole was judged, such as `rule=mgmt.no-telnet`; empty where it was all.
    """

    id: str
    started_at: datetime | None
    devices: int | None
    fails: int | None
    selection: tuple[str, ...] | None
    manifest_sha256: str | None
    chained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The sealed runs, oldest first."""

    runs: tuple[Listed, ...]


def verify(folder: Path | None, run: str | None) -> Verification:
    """What was changed, added or removed in one run, or in all of the workspace.

    `run` is an id, or the folder of a run that lies anywhere, which no register vouches for.
    Raises InputError if nobody knows the run.
    """
    from isms.evidence import verify as evidence

    if run is not None and is_path(run):
        place = existing(Path(run))
        return evidence.verify(place.parent, [place.name], None)
    workspace = required(folder)

    def look(head: Head | None) -> Verification:
        if run is None:
            return with_journal(workspace, evidence.verify(workspace.runs, None, head))
        check_known(workspace, run, head)
        return evidence.verify(workspace.runs, [run], head)

    return meanwhile(workspace, look)


def meanwhile(workspace: Workspace, look: Callable[[Head | None], T]) -> T:
    """What there is to see behind the newest run; looked at again if a run was sealed meanwhile."""
    while True:
        head = newest(workspace)
        seen = look(head)
        if newest(workspace) == head:
            return seen


def with_journal(workspace: Workspace, found: Verification) -> Verification:
    """The answer, and the runs that the journal knows otherwise than they lie there or the register says."""
    from isms.evidence.chain import claim
    from isms.store import chain

    named = {problem.run for problem in found.problems}
    more = tuple(
        Problem(run=name, file="manifest.json", problem=Fault.CHANGED if name in found.runs else Fault.RUN_MISSING)
        for name, sha256 in chain.sealed(workspace.register).items()
        if name not in named and claim(workspace.runs / name).sha256 != sha256
    )
    return replace(found, valid=found.valid and not more, problems=(*more, *found.problems))


def listing(folder: Path | None) -> Listing:
    """The sealed runs with the place of each in the chain; damaged ones too."""
    from isms.evidence import chain

    workspace = required(folder)
    whole = meanwhile(workspace, lambda head: chain.chain(workspace.runs, head))
    apart = {problem.run for problem in chain.chain_problems(whole)}
    return Listing(runs=tuple(listed(whole, name, chained=name not in apart) for name in whole.claims))


def is_path(run: str) -> bool:
    """Whether the folder of a run is meant and not an id."""
    from isms.evidence.manifest import MANIFEST

    return "/" in run or (Path(run) / MANIFEST).is_file()


def existing(folder: Path) -> Path:
    """The folder in full; raises InputError if there is none."""
    if not folder.is_dir():
        raise InputError(de=f"{folder} ist kein Ordner eines Laufs.", en=f"{folder} is no folder of a run.")
    return folder.resolve()


def check_known(workspace: Workspace, run: str, head: tuple[str, str] | None) -> None:
    """Raise InputError if neither the disk nor the chain knows the run."""
    from isms.evidence import chain

    whole = chain.chain(workspace.runs, head)
    if run not in whole.claims and run not in whole.known:
        raise InputError(
            de=f"Den Lauf {run} gibt es nicht. `isms evidence list` zeigt alle.",
            en=f"There is no run {run}. `isms evidence list` shows all.",
        )


def listed(whole: "Chain", name: str, *, chained: bool) -> Listed:
    """One line of the list."""
    claim = whole.claims[name]
    value = claim.manifest
    return Listed(
        id=name,
        started_at=value.started_at if value else None,
        devices=value.summary.get("devices") if value else None,
        fails=value.summary.get("fail") if value else None,
        selection=value.selection if value else None,
        manifest_sha256=claim.sha256,
        chained=chained and whole.holds(name),
    )
