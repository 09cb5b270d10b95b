"""The chain of sealed runs and its head in the register."""

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from isms.store import chain
from isms.store.author import user
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from isms.evidence.seal import Seal, Sealer
    from isms.store import Store, Transaction


def newest(workspace: Workspace, store: "Store | Transaction") -> tuple[str, str] | None:
    """The newest run: the one the register names, or one sealed after it whose registration a crash prevented."""
    head = chain.head(store)
    return follower(workspace, head) or head


def follower(workspace: Workspace, head: tuple[str, str] | None) -> tuple[str, str] | None:
    """The intact run that continues the head, if there is exactly one."""
    from isms.evidence import reading
    from isms.evidence.chain import claim

    names = reading.runs(workspace.runs)
    later = names[names.index(head[0]) + 1 :] if head is not None and head[0] in names else names
    claims = ((name, claim(workspace.runs / name)) for name in later)
    found = [
        (name, one.sha256)
        for name, one in claims
        if one.manifest is not None
        and one.sha256 is not None
        and one.holds(None)
        and (one.manifest.previous_run, one.manifest.previous_manifest) == (head or (None, None))
    ]
    return found[0] if len(found) == 1 else None


def join(workspace: Workspace, store: "Store", sealer: "Sealer", moment: datetime) -> "Seal":
    """Seal a run behind the newest one and register it as the new head, while no other run can."""
    with store.transaction(who=user(), when=moment) as transaction:
        seal = sealer.finish(newest(workspace, transaction))
        chain.advance(transaction, seal.id, seal.manifest_sha256)
    return seal


def whole_run(workspace: Workspace, before: str | None = None) -> str | None:
    """The newest run (older than `before`) that judged everything; if all were narrowed, the newest of all."""
    from isms.core.errors import InputError
    from isms.evidence import reading

    names = reading.runs(workspace.runs)
    older = names[: names.index(before)] if before in names else names
    for name in reversed(older):
        with contextlib.suppress(InputError):  # a damaged run is what verifying tells
            if not reading.manifest(workspace.runs / name)[0].selection:
                return name
    return names[-1] if names and before is None else None
