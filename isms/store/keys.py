"""The workspace's secret keys."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from isms import files
from isms.core.errors import InputError

_BYTES = 32


def redaction_key(root: Path) -> bytes:
    """The 32 bytes that make this workspace's marks unguessable; made on first use, readable by the owner alone."""
    path = root / "register" / "redaction.key"
    if not path.exists():
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    """Put a complete key in place unless another process was faster: a link never replaces what is there."""
    files.make_folder(path.parent)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".redaction.key.", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(_BYTES) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(name)
        finally:
            Path(name).unlink()
        files.sync_folder(path.parent)
    except OSError as error:
        raise files.refused(path, error) from error


def _read(path: Path) -> bytes:
    try:
        text = path.read_text(encoding="ascii").strip()
        if path.stat().st_mode & 0o077:
            path.chmod(files.PRIVATE)
        key = bytes.fromhex(text)
    except OSError as error:
        raise InputError(
            de=f"{path} ist nicht lesbar: {error.strerror}. Eigentümer und Rechte (0600) prüfen.",
            en=f"{path} cannot be read: {error.strerror}. Check its owner and mode (0600).",
        ) from error
    except ValueError as error:
        raise _damaged(path) from error
    if len(key) != _BYTES:
        raise _damaged(path)
    return key


def _damaged(path: Path) -> InputError:
    return InputError(
        de=f"{path} ist beschädigt (erwartet: 64 Hexziffern). Aus der Sicherung zurückholen, oder löschen: "
        "dann entsteht ein neuer Schlüssel, und alte und neue Schwärzungen sind nicht mehr vergleichbar.",
        en=f"{path} is damaged (64 hex digits expected). Restore it from the backup, or delete it: "
        "a new key is made then, and old and new marks can no longer be compared.",
    )
