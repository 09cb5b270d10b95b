"""What is installed, reachable and whole; and how to mend it."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from isms.core.errors import InputError, IsmsError
from isms.core.model.text import Text
from isms.store import author, workspace

OLDEST_PYTHON = (3, 11)
LITTLE_SPACE = 500 * 1024 * 1024
PROGRAMS: dict[str, tuple[tuple[str, ...], Text]] = {
    "git": (("git",), Text(de="Konfigurationen aus einem git-Archiv", en="configurations from a git archive")),
    "chromium": (
        ("chromium", "chromium-browser", "google-chrome", "chrome"),
        Text(de="Bildprüfung der HTML-Berichte", en="looking at HTML reports in tests"),
    ),
    "pdftoppm": (("pdftoppm",), Text(de="Bildprüfung der PDF-Berichte", en="looking at PDF reports in tests")),
    "ssh-keygen": (("ssh-keygen",), Text(de="Unterschriften prüfen", en="verifying signatures")),
}


class State(StrEnum):
    """How something is; only `damaged` must be mended."""

    OK = "ok"
    NOTE = "note"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    detail: Text


def examine(option: Path | None) -> tuple[Check, ...]:
    """Everything worth knowing about this machine and the workspace; nothing is changed.

    Raises InputError if `option` names a folder that is no workspace.
    """
    return (_python(), *_programs(), *_workspace(_root(option)))


def sound(checks: tuple[Check, ...]) -> bool:
    """Whether nothing is damaged."""
    return all(check.state is not State.DAMAGED for check in checks)


def mend(option: Path | None, when: datetime) -> tuple[Text, ...]:
    """Repair the register of the workspace; what was done and what was lost. Raises InputError without a workspace."""
    from isms.store import damage
    from isms.store.tiny import TinyStore

    root = _root(option)
    if root is None:
        raise InputError(
            de="Hier ist kein Arbeitsbereich, den man reparieren könnte. Mit --workspace DIR nennen.",
            en="There is no workspace here to mend. Name one with --workspace DIR.",
        )
    register = root / "register"
    return damage.mend(TinyStore(register), who=author.user(), when=when) if register.is_dir() else ()


def _root(option: Path | None) -> Path | None:
    """The folder of the workspace, whatever its state."""
    root = workspace.find(option, os.environ, Path.cwd())
    if root is not None and not (root / workspace.MARK).is_file():
        workspace.load(root)
    return root


def _python() -> Check:
    """Which Python runs this."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    state = State.OK if sys.version_info[:2] >= OLDEST_PYTHON else State.DAMAGED
    return Check(name="python", state=state, detail=Text(de=version, en=version))


def _programs() -> Iterator[Check]:
    """Which optional programs are there."""
    for name, (spellings, purpose) in PROGRAMS.items():
        found = next(filter(None, map(shutil.which, spellings)), None)
        missing = Text(de=f"nicht gefunden; dient: {purpose.de}", en=f"not found; serves: {purpose.en}")
        detail = Text(de=found, en=found) if found else missing
        yield Check(name=name, state=State.OK if found else State.NOTE, detail=detail)


def _workspace(root: Path | None) -> Iterator[Check]:
    """How the workspace is."""
    if root is None:
        hint = Text(de="hier ist keiner; mit `isms init` anlegen", en="there is none here; make one with `isms init`")
        yield Check(name="workspace", state=State.NOTE, detail=hint)
        return
    yield Check(name="workspace", state=State.OK, detail=Text(de=str(root), en=str(root)))
    yield _settings(root)
    yield _writable(root)
    yield _space(root)
    yield from _register(root / "register")


def _settings(root: Path) -> Check:
    """Whether isms.toml can be used."""
    try:
        workspace.load(root)
    except IsmsError as error:
        return Check(name="settings", state=State.DAMAGED, detail=error.message)
    return Check(name="settings", state=State.OK, detail=Text(de=workspace.MARK, en=workspace.MARK))


def _writable(root: Path) -> Check:
    """Whether commands can keep anything."""
    if os.access(root, os.W_OK):
        return Check(name="writable", state=State.OK, detail=Text(de="ja", en="yes"))
    hint = Text(de="nur lesbar; Rechte prüfen, um zu schreiben", en="read-only; check permissions to write")
    return Check(name="writable", state=State.NOTE, detail=hint)


def _space(root: Path) -> Check:
    """Whether there is room."""
    free = shutil.disk_usage(root).free
    state = State.OK if free >= LITTLE_SPACE else State.NOTE
    return Check(
        name="space",
        state=state,
        detail=Text(de=f"{free / 1e9:.1f} GB frei".replace(".", ","), en=f"{free / 1e9:.1f} GB free"),
    )


def _register(register: Path) -> Iterator[Check]:
    """Whether the register is whole."""
    from isms.store import damage
    from isms.store.tiny import TinyStore

    store = TinyStore(register)
    try:
        damages = damage.look(store)
    except IsmsError as error:
        yield Check(name="register", state=State.DAMAGED, detail=error.message)
        return
    for found in damages:
        detail = Text(de=f"{found.file}: {found.problem.de}", en=f"{found.file}: {found.problem.en}")
        yield Check(name="register", state=State.DAMAGED, detail=detail)
    if not damages:
        tables = ", ".join(store.tables()) or "–"
        yield Check(name="register", state=State.OK, detail=Text(de=f"Tabellen: {tables}", en=f"tables: {tables}"))
