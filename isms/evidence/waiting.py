"""Runs that have no name yet: being written, complete, or broken off.

A run is written into a hidden folder, which its writer holds. Once it is complete and durable, the register decides for
it; only then it gets its name. So whoever dies in between leaves a run that the register knows and that lacks nothing
but its name, which anybody may give it. A folder that nobody holds and that was not decided for was broken off.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from isms import files
from isms.evidence.manifest import MANIFEST, digest

BEFORE, AFTER = ".", ".tmp"
Head = tuple[str, str]


def hidden(runs: Path, run: str) -> Path:
    """The folder in which a run is written."""
    return runs / f"{BEFORE}{run}{AFTER}"


def claimed(folder: Path) -> int:
    """Make a folder and hold it until the descriptor is closed; whoever tidies in this very moment lets go first.

    Raises OSError.
    """
    while True:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)  # what it holds names weaknesses
        with contextlib.suppress(FileNotFoundError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if os.path.samestat(os.fstat(descriptor), folder.stat()):
                    return descriptor
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder as ours, so that nobody tidies it; a crash lets go by itself. Raises OSError if it is held."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def name(runs: Path, decided: Head | None) -> None:
    """Give the run that was decided for its name, if it waits for it, whether its writer lives or not.

    Raises OutsideError if the disk refuses. Two may do this at once.
    """
    if decided is None or (runs / decided[0]).exists() or not hidden(runs, decided[0]).exists():
        return
    try:
        if _sealed(hidden(runs, decided[0])) == decided[1]:
            hidden(runs, decided[0]).rename(runs / decided[0])
            files.sync_folder(runs)
    except FileNotFoundError:  # somebody else was faster
        return
    except OSError as error:
        raise files.refused(runs / decided[0], error) from error


def tidy(runs: Path, decided: Callable[[], Head | None]) -> None:
    """Remove what broken-off runs left behind; a run that was decided for gets its name, one being written stays.

    `decided` tells the newest run of the register; it is asked when nobody can be writing the folder any more. Raises
    OutsideError if the disk refuses a name.
    """
    for folder in sorted(runs.glob(f"{BEFORE}*{AFTER}")):
        with contextlib.suppress(OSError), held(folder):
            head = decided()
            if head is not None and folder == hidden(runs, head[0]) and _sealed(folder) == head[1]:
                name(runs, head)
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _sealed(folder: Path) -> str:
    """The hash of the manifest in a folder; raises OSError."""
    return digest((folder / MANIFEST).read_bytes())
