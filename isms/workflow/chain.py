"""The chain of sealed runs and its head in the register."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from isms.store import chain
from isms.store.author import user
from isms.store.workspace import Workspace

if TYPE_CHECKING:
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
    from isms.core.errors import InputError
    from isms.evidence import reading

    newest(workspace)
    names = reading.runs(workspace.runs)
    older = names[: names.index(before)] if before in names else names
    for name in reversed(older):
        with contextlib.suppress(InputError):  # a damaged run is what verifying tells
            if not reading.manifest(workspace.runs / name)[0].selection:
                return name
    return names[-1] if names and before is None else None
