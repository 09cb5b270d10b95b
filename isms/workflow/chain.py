"""The chain of sealed runs and its head in the register."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from isms.store import chain
from isms.store.author import user
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from isms.evidence.manifest import Manifest
    from isms.evidence.seal import Seal, Sealer
    from isms.store import Store


def newest(workspace: Workspace) -> tuple[str, str] | None:
    """The newest run as the register knows it, with the hash of its manifest; None if it knows of none.

    It lies in its place then, unless somebody removed it.
    """
    from isms.evidence import waiting
    from isms.store import open_store

    head = chain.head(open_store(workspace.register))
    waiting.name(workspace.runs, head)
    return head


@contextlib.contextmanager
def settled(workspace: Workspace, store: "Store") -> Iterator[None]:
    """Tidy before and after what broken-off runs left: the one the register decided for gets its name, others go."""
    from isms.evidence import waiting

    waiting.tidy(workspace.runs, lambda: chain.head(store))
    try:
        yield
    finally:
        waiting.tidy(workspace.runs, lambda: chain.head(store))


def join(store: "Store", sealer: "Sealer", moment: datetime) -> "Seal":
    """Complete a run behind the newest one, let the register decide for it, while no other run can, and name it.

    Whoever dies before the register has decided has sealed nothing; whoever dies after it has sealed the run, and the
    next command gives it its name. No run that the register did not decide for ever joins the chain.
    """
    with store.transaction(who=user(), when=moment) as transaction:
        seal = sealer.complete(chain.head(transaction))
        chain.advance(transaction, seal.id, seal.manifest_sha256)
    sealer.name(seal)
    return seal


def whole_run(workspace: Workspace, before: str | None = None) -> str | None:
    """The newest run (older than `before`) that judged everything; if all were narrowed, the newest of all."""
    found = list(_until_whole(workspace, before))
    if found and found[-1][1]:
        return found[-1][0]
    return found[0][0] if found and before is None else None


def _until_whole(workspace: Workspace, before: str | None) -> Iterator[tuple[str, bool]]:
    """The runs older than `before`, the newest first, and whether each judged everything, until one did."""
    passed = before is None
    for name, known in _newest_first(workspace):
        if passed:
            whole = known is not None and not known.selection
            yield name, whole
            if whole:
                return
        passed = passed or name == before


def _newest_first(workspace: Workspace) -> Iterator[tuple[str, "Manifest | None"]]:
    """The runs of the chain, whatever the clock said; where it is broken, those that are left, by their names. Of a run
    that is damaged, which verifying tells, there is no manifest."""
    from isms.evidence import reading

    head, left = newest(workspace), list(reading.runs(workspace.runs))
    at, broken = (head[0], False) if head is not None else (None, True)
    while at in left:
        left.remove(at)
        known = _understood(workspace, at)
        yield at, known
        at, broken = (None, True) if known is None else (known.previous_run, False)
    if broken or at is not None:
        yield from ((name, _understood(workspace, name)) for name in reversed(left))


def _understood(workspace: Workspace, run: str) -> "Manifest | None":
    """The manifest of a run; None if it is damaged."""
    from isms.core.errors import InputError
    from isms.evidence import reading

    try:
        return reading.manifest(workspace.runs / run)[0]
    except InputError:
        return None
