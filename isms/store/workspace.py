"""The folder an office works in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from isms import files
from isms.core import settings
from isms.core.errors import InputError
from isms.core.settings import Settings

MARK = "isms.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with isms.toml and what is kept beside it."""

    root: Path
    settings: Settings

    @property
    def register(self) -> Path:
        """Where the tables and the journal lie."""
        return self.root / "register"

    @property
    def runs(self) -> Path:
        """Where sealed runs lie."""
        return self.root / "runs"

    @property
    def reports(self) -> Path:
        """Where rendered reports lie."""
        return self.root / "reports"

    @property
    def configs(self) -> Path:
        """Where backed-up configurations lie."""
        return self.root / self.settings.audit.configs


def find(option: Path | None, environ: Mapping[str, str], folder: Path) -> Path | None:
    """The option, else $ISMS_WORKSPACE, else the nearest folder upward with isms.toml; None if there is none."""
    if option is not None:
        return option
    if environ.get("ISMS_WORKSPACE"):
        return Path(environ["ISMS_WORKSPACE"])
    return next((above for above in (folder, *folder.parents) if (above / MARK).is_file()), None)


def load(root: Path) -> Workspace:
    """The workspace at `root`; raises InputError if there is none or isms.toml has mistakes."""
    mark = root / MARK
    try:
        text = files.text(mark)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(
            de=f"{root} ist kein Arbeitsbereich ({MARK} fehlt). Mit `isms init {root}` anlegen.",
            en=f"{root} is no workspace ({MARK} is missing). Make one with `isms init {root}`.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(de=f"{mark} ist nicht lesbar: {error}", en=f"{mark} cannot be read: {error}") from error
    return Workspace(root=root, settings=settings.read(text, str(mark)))


def create(root: Path, name: str) -> Workspace:
    """A new, empty workspace; raises InputError if there is one already."""
    if (root / MARK).exists():
        raise InputError(
            de=f"{root} ist schon ein Arbeitsbereich; nichts wurde verändert.",
            en=f"{root} is a workspace already; nothing was changed.",
        )
    files.make_folder(root)
    files.write_atomically(root / MARK, settings.template(name).encode())
    return load(root)


def current(option: Path | None) -> Workspace | None:
    """The workspace that the caller stands in or names; None if there is none."""
    root = find(option, os.environ, Path.cwd())
    return None if root is None else load(root)


def required(option: Path | None) -> Workspace:
    """The same, but it must exist; raises InputError otherwise."""
    workspace = current(option)
    if workspace is None:
        raise InputError(
            de="Hier ist kein Arbeitsbereich. Mit `isms init` anlegen oder mit --workspace DIR nennen.",
            en="There is no workspace here. Make one with `isms init` or name one with --workspace DIR.",
        )
    return workspace
