"""Making and opening a workspace."""

from pathlib import Path

from isms.store import workspace
from isms.store.workspace import Workspace


def init(folder: Path, name: str) -> Workspace:
    """A new, empty workspace."""
    return workspace.create(folder, name)


def required(option: Path | None) -> Workspace:
    """The workspace that the caller stands in or names; raises InputError if there is none."""
    return workspace.required(option)


def current(option: Path | None) -> Workspace | None:
    """The same; None if there is none."""
    return workspace.current(option)
