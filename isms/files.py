"""Writing to disk so that a crash or a full disk leaves the old file or the new one, never half."""

import contextlib
import os
import tempfile
from pathlib import Path

from isms.core.errors import OutsideError

PRIVATE = 0o600


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Replace `path` by `data` in one step; raises OutsideError if the disk refuses."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                os.fchmod(stream.fileno(), mode)
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path, *, mode: int = 0o755) -> None:
    """Make a folder and those above it; raises OutsideError if the disk refuses."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=mode)
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: OSError) -> OutsideError:
    """The disk's refusal in our words."""
    why = error.strerror or str(error)
    return OutsideError(
        de=f"{path} kann nicht geschrieben werden: {why}. Rechte und freien Platz prüfen; nichts wurde verändert.",
        en=f"{path} cannot be written: {why}. Check permissions and free space; nothing was changed.",
    )
