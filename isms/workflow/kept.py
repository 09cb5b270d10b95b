"""What runs keep for the next one, a line for each device, and at the end those about all devices together: below
`cache/` of the workspace, which may be deleted at any time. Nobody has to trust a line: whoever reads it proves it
(isms/workflow/unchanged.py, isms/workflow/standing.py)."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from isms import files
from isms.core import codec
from isms.core.errors import IsmsError
from isms.store.workspace import Workspace

LONGEST = 64_000_000
ENDING = ".jsonl"
BETWEEN = b"\t"
PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a judged device: where its redacted configuration and the lines of its findings lie in its run
    and their hashes, a letter for the verdict of each rule, on which days they hold, and when it was collected."""

    config: str
    config_sha256: str
    at: int
    length: int
    sha256: str
    verdicts: str
    days: tuple[date, date]
    collected_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What comes first in a line: the file that was judged, the hash of its text, the platform it was taken for, and
    the proof of all that is kept."""

    file: str
    mark: str
    detected: str | None
    proof: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of a device, as it stands there; `raw` becomes a value once it is proved. `facts` are what it
    contributes to the rules about all devices, empty where nobody asked."""

    head: Head
    raw: bytes
    facts: bytes

    def kept(self) -> Kept:
        """What is kept; raises InputError if it is damaged."""
        return codec.from_json(self.raw, Kept, self.head.file)


def folder(workspace: Workspace) -> Path:
    """Where it lies."""
    return workspace.root / "cache"


def ending(config_sha256: str | None, collected_at: datetime | None, file: str | None) -> bytes:
    """How the spelling of a finding ends."""
    values = {"config_sha256": config_sha256, "collected_at": collected_at, "file": file}
    return b"," + codec.to_json(values)[1:]


class Reader:
    """What a run kept; nothing where that cannot be read."""

    def __init__(self, workspace: Workspace, run: str) -> None:
        """Look through what is there."""
        self._places: dict[str, int] = {}
        self._together = 0
        self._newest: tuple[str, Line | None] | None = None
        self._stream: BinaryIO | None = None
        path = folder(workspace) / f"{run}{ENDING}"
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink():
                self._stream = path.open("rb")
                self._look_through(self._stream)

    def _look_through(self, stream: BinaryIO) -> None:
        """Note where the line of each file begins, up to the first that was not written to its end."""
        place = 0
        while (raw := stream.readline(LONGEST)).endswith(b"\n") and not raw.startswith(BETWEEN):
            line = _line(raw)
            if line is not None:
                self._places[line.head.file] = place
            place += len(raw)
        self._together = place

    def line(self, file: str) -> Line | None:
        """What is kept under the name of a file."""
        if self._newest is None or self._newest[0] != file:
            self._newest = file, self._read(file)
        return self._newest[1]

    def _read(self, file: str) -> Line | None:
        """The same, read anew."""
        place = self._places.get(file)
        if place is None or self._stream is None:
            return None
        try:
            self._stream.seek(place)
            return _line(self._stream.readline(LONGEST))
        except OSError:
            return None

    def together(self) -> Iterator[bytes]:
        """What is kept about all devices together, line by line; nobody may read anything else in between."""
        with contextlib.suppress(OSError):
            if self._stream is not None:
                self._stream.seek(self._together)
                while (raw := self._stream.readline(LONGEST)).endswith(b"\n"):
                    yield raw.removeprefix(BETWEEN).removesuffix(b"\n")

    def close(self) -> None:
        """Read no more."""
        self._places.clear()
        if self._stream is not None:
            self._stream.close()


def _line(raw: bytes) -> Line | None:
    """A line; None for one that is damaged."""
    parts = raw.removesuffix(b"\n").split(BETWEEN)
    try:
        return Line(codec.from_json(parts[0], Head, ENDING), *parts[1:]) if len(parts) == PARTS else None
    except IsmsError:
        return None


class Writer:
    """Keeps what the next run may need; a disk that refuses costs that run its time, and nothing else."""

    def __init__(self, workspace: Workspace, run: str) -> None:
        """A file under the name of the run: nobody reads it before there is such a run."""
        self._folder = folder(workspace)
        self._path = self._folder / f"{run}{ENDING}"
        self._stream: BinaryIO | None = None
        self._refused = False

    def __enter__(self) -> Self:
        """Begin; the file is made with its first line."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep nothing of a run that was not finished."""
        self._drop()

    def add(self, line: Line) -> None:
        """Keep a line about a device."""
        with contextlib.suppress(IsmsError):
            self._write(BETWEEN.join((codec.to_canonical_json(line.head), line.raw, line.facts)))

    def together(self, raw: bytes) -> None:
        """Keep a line about all devices together; these come last."""
        self._write(BETWEEN + raw)

    def _write(self, raw: bytes) -> None:
        """Keep a line."""
        if self._refused:
            return
        try:
            stream = self._stream or self._begun()
            stream.write(raw + b"\n")
        except (OSError, IsmsError):
            self._refused = True
            self._drop()

    def _begun(self) -> BinaryIO:
        """The file, made now."""
        files.make_folder(self._folder, mode=0o700)
        stream = self._stream = self._path.open("xb")
        self._path.chmod(files.PRIVATE)
        return stream

    def finish(self) -> None:
        """The run is sealed: what earlier ones kept is not needed any more."""
        with contextlib.suppress(OSError):
            if self._stream is not None:
                self._stream.close()
                self._stream = None
            for old in self._folder.glob(f"*{ENDING}"):
                if old != self._path:
                    old.unlink()

    def _drop(self) -> None:
        """Remove the file."""
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self._stream.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._stream = None
