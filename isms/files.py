"""Writing to disk so that a crash or a full disk leaves the old file or the new one, never half."""

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from isms.core.errors import InputError, OutsideError

PRIVATE = 0o600
READABLE = 0o644
MOST_BY_HAND = 16 << 20


def write_atomically(path: Path, data: bytes, *, mode: int = READABLE) -> None:
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


def deliver(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Write the file that somebody asked for; a link stays one, a device or pipe gets the bytes.

    A file that is there keeps its mode. Raises InputError as `spare` does, OutsideError if the disk refuses.
    """
    if not overwrite:
        spare(path)
    found = _found(path)
    try:
        if found is None or stat.S_ISREG(found.st_mode):
            mode = READABLE if found is None else stat.S_IMODE(found.st_mode)
            write_atomically(Path(os.path.realpath(path)), data, mode=mode)
        else:
            path.write_bytes(data)
    except OSError as error:
        raise refused(path, error) from error


def spare(path: Path) -> None:
    """Raise InputError if a file that holds something would be lost."""
    found = _found(path)
    if found is not None and stat.S_ISREG(found.st_mode) and found.st_size:
        raise InputError(
            de=f"{path} gibt es schon; nichts verändert. Mit --overwrite wird die Datei ersetzt.",
            en=f"{path} exists already; nothing was changed. With --overwrite it is replaced.",
        )


def _found(path: Path) -> os.stat_result | None:
    """What is there."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, error) from error


def text(path: Path) -> str:
    """What somebody wrote by hand, line ends as Python has them; raises OSError or UnicodeDecodeError.

    What is no file, such as a pipe without a writer, is not waited for, and no more is read than a hand can write.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb", closefd=True) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(path))
        raw = stream.read(MOST_BY_HAND + 1)
    if len(raw) > MOST_BY_HAND:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


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
