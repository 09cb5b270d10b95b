"""The contents of a repository's files, one after another, through two git processes that last."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from checks.git import process as git_process

CHECK, BATCH = "--batch-check", "--batch"


class Contents:
    """Reads contents by id; one process tells sizes, so that the other never loads a huge one."""

    def __init__(self, git_dir: Path) -> None:
        """Nothing runs yet."""
        self._git_dir = git_dir
        self._running: dict[str, git_process.Process] = {}

    def size(self, blob: str) -> int | None:
        """How many bytes a content has; None if the repository does not hold it, or not as a file."""
        header = self._ask(CHECK, blob)
        return int(header[2]) if len(header) == 3 and header[1] == b"blob" else None

    def read(self, blob: str) -> bytes | None:
        """A content; None if the repository does not hold it, or damaged."""
        header = self._ask(BATCH, blob)
        if len(header) != 3:
            return None
        length = int(header[2])
        raw = git_process.output(self._running[BATCH]).read(length + 1)
        return raw[:-1] if len(raw) == length + 1 and header[1] == b"blob" else None

    def close(self) -> None:
        """End the processes."""
        while self._running:
            git_process.end(self._running.popitem()[1])

    def _ask(self, way: str, blob: str) -> Sequence[bytes]:
        """The words of git's answer; none where git gave up, and a new process takes the next question."""
        process = self._running.get(way)
        if process is None:
            process = self._running[way] = git_process.spoken_with(git_process.command(self._git_dir, "cat-file", way))
        header = git_process.asked(process, blob.encode("ascii") + b"\n").split()
        if not header:
            git_process.end(self._running.pop(way))
        return header


@contextmanager
def contents(git_dir: Path) -> Iterator[Contents]:
    """The contents of a repository; the processes end with the block."""
    found = Contents(git_dir)
    try:
        yield found
    finally:
        found.close()
