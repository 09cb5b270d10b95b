"""Sealing a run: device by device into a hidden folder that gets its name when it is complete and decided for."""

import contextlib
import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from isms import files
from isms.core import codec
from isms.core.errors import InputError
from isms.core.findings import WAIVED, counted, spelled
from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Compared, Finding, Judged, Verdict
from isms.core.model.run import RunHead, Summary
from isms.evidence import manifest as documents
from isms.evidence import waiting
from isms.evidence.manifest import Contents
from isms.evidence.merkle import Tree
from isms.evidence.names import Names

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
ONE_BY_ONE = 1000  # up to so many files are made durable one by one; beyond, one sync of the system is quicker


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What is known of a run once it is sealed; the next run is chained to `manifest_sha256`."""

    id: str
    manifest_sha256: str
    merkle_root: str
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a device lies in a run: the file of its redacted configuration with its hash, and the lines of its findings
    with the place of their first byte."""

    config: str
    config_sha256: str
    at: int
    lines: bytes


def run_id(started_at: datetime, noise: bytes) -> str:
    """An id that sorts by time, such as 2026-11-21T20-15-03Z-4f1c; `noise` keeps two runs of one second apart."""
    return f"{started_at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}-{noise[:2].hex()}"


class Sealer:
    """Writes one run; leaving the context before it is complete removes what was written.

    Every method raises OutsideError when the disk refuses.
    """

    def __init__(self, runs: Path, head: RunHead) -> None:
        """A run below `runs`, not begun yet; raises ValueError if the id cannot be a folder."""
        if not RUN_ID.fullmatch(head.id):
            raise ValueError(f"{head.id!r} cannot be the id of a run")
        self._head = head
        self._target = runs / head.id
        self._folder = waiting.hidden(runs, head.id)
        self._folders: set[Path] = set()
        self._names = Names()
        self._tree = Tree()
        self._counts: Counter[str] = Counter()
        self._files: dict[str, str] = {}
        self._devices: dict[str, str] = {}
        self._unreachable: list[Unreachable] = []
        self._skipped: list[SkippedFile] = []
        self._open = contextlib.ExitStack()
        self._unfinished = contextlib.ExitStack()
        self._findings: BinaryIO
        self._findings_sha256 = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        """Make the folder and hold it; raises InputError if the run exists already."""
        files.make_folder(self._target.parent)
        if self._target.exists():
            raise InputError(
                de=f"Den Lauf {self._head.id} gibt es schon; nichts wurde verändert.",
                en=f"The run {self._head.id} exists already; nothing was changed.",
            )
        with self._disk(), contextlib.ExitStack() as stack:
            stack.callback(os.close, waiting.claimed(self._folder))
            self._unfinished = stack.enter_context(contextlib.ExitStack())
            self._unfinished.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self._findings = stack.enter_context((self._folder / documents.FINDINGS).open("wb"))
            self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the run unless it is complete; whether it was decided for, the register tells."""
        with contextlib.suppress(OSError):  # a full disk refuses the last buffered bytes too
            self._open.close()

    def add(self, judged: Judged) -> Place:
        """Keep a judged device: its redacted configuration and its findings, in the order of the calls."""
        device = judged.device.name
        name = self._names.take(device)
        self._devices[name] = device
        with self._disk():
            at = self._size
            self._write(name, judged.redacted.encode("utf-8", "surrogateescape"))
            lines = self._record(judged.findings)
        return Place(config=name, config_sha256=self._files[name], at=at, lines=lines)

    def compared(self, compared: Compared) -> None:
        """Keep the findings of the rules about all devices for one of them; its configuration was added before, if it
        has one."""
        with self._disk():
            self._record(compared.findings)

    def unreachable(self, item: Unreachable) -> None:
        """Keep that a device could not be asked."""
        self._unreachable.append(item)

    def skipped(self, item: SkippedFile) -> None:
        """Keep that a file was no configuration."""
        self._skipped.append(item)

    def finish(self, previous: waiting.Head | None = None) -> Seal:
        """Complete the run and give it its name, where no register has to decide for it in between."""
        seal = self.complete(previous)
        self.name(seal)
        return seal

    def complete(self, previous: waiting.Head | None = None) -> Seal:
        """Complete the run: rules, manifest, sums; make it durable. It waits for its name then.

        `previous` (id, hash of the manifest) chains it to another run than its head names: one sealed in the meantime.
        """
        if previous is not None:
            self._head = replace(self._head, previous_run=previous[0], previous_manifest=previous[1])
        with self._disk():
            self._findings.close()
            self._files[documents.FINDINGS] = self._findings_sha256.hexdigest()
            self._write(documents.RULES, codec.to_canonical_json(self._head.rules) + b"\n")
            raw = documents.spelled(documents.manifest(self._head, self._contents()))
            manifest_sha256 = documents.digest(raw)
            sums = documents.sums(self._files, manifest_sha256)
            (self._folder / documents.MANIFEST).write_bytes(raw)
            (self._folder / documents.SUMS).write_bytes(sums)
            make_durable(self._folder)
            files.sync_folder(self._folder.parent)
        self._unfinished.pop_all()
        return Seal(
            id=self._head.id,
            manifest_sha256=manifest_sha256,
            merkle_root=self._tree.root(),
            summary=documents.summary(self._summary()),
        )

    def name(self, seal: Seal) -> None:
        """Give the complete run its name, unless somebody else was faster."""
        waiting.name(self._target.parent, (seal.id, seal.manifest_sha256))

    def _write(self, name: str, data: bytes) -> None:
        """Write a file of the run and remember its hash."""
        path = self._folder / name
        if (parent := path.parent) not in self._folders:
            parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        path.write_bytes(data)
        self._files[name] = documents.digest(data)

    def _record(self, findings: Sequence[Finding]) -> bytes:
        """Append findings to the file, the hash, the tree and the counts; as they are spelled there."""
        lines = spelled(findings)
        self._findings.write(lines)
        self._findings_sha256.update(lines)
        self._size += len(lines)
        self._tree.extend(lines.split(b"\n")[:-1])
        self._counts.update(counted(findings))
        return lines

    def _summary(self) -> dict[str, int]:
        """The counts in the words of the JSON output."""
        verdicts = {verdict.value: self._counts[verdict.value] for verdict in Verdict}
        return {"devices": len(self._devices), **verdicts, WAIVED: self._counts[WAIVED]}

    def _contents(self) -> Contents:
        """What was written so far."""
        return Contents(
            findings=self._tree.size,
            merkle_root=self._tree.root(),
            summary=self._summary(),
            unreachable=tuple(self._unreachable),
            skipped=tuple(self._skipped),
            files=self._files,
            devices=self._devices,
        )

    @contextlib.contextmanager
    def _disk(self) -> Iterator[None]:
        """Turn a refusal of the disk into our error."""
        try:
            yield
        except OSError as error:
            raise files.refused(self._target, error) from error


def make_durable(folder: Path) -> None:
    """Make all files and names of a new run survive a power cut."""
    found = list(os.walk(folder))
    if sum(len(names) for _, _, names in found) > ONE_BY_ONE:
        os.sync()
        return
    for parent, _, names in found:
        for name in names:
            files.sync_folder(Path(parent, name))
        files.sync_folder(Path(parent))
