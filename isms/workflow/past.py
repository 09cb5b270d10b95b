"""The run before: whether it is unharmed, and what failed in it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.changes import Comparison
from isms.core import codec
from isms.core.model.finding import Verdict
from isms.evidence import reading
from isms.evidence.chain import claim
from isms.evidence.manifest import FINDINGS, Manifest
from isms.store import chain
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from isms.store import Store

BLOCK = 1_000_000
FAIL = b'"verdict":"fail"'  # within the text of a finding the quotation marks are escaped


def compared_with(workspace: Workspace, store: "Store", run: str) -> tuple[Comparison, bool]:
    """The comparison with a run, and whether its findings are those that were sealed.

    Raises InputError at a finding that is damaged.
    """
    sealed = vouched(workspace, store, run)
    if sealed is not None:
        past = _Past(workspace.runs / run / FINDINGS)
        comparison = Comparison(past.failing())
        if past.sha256.hexdigest() == sealed.files.get(FINDINGS):
            return comparison, True
    return Comparison(reading.findings(workspace.runs / run)), False


def vouched(workspace: Workspace, store: "Store", run: str) -> Manifest | None:
    """The manifest of a run if the register vouches for it, or a later run for which the register does."""
    known = chain.head(store)
    while known is not None:
        name, sha256 = known
        found = claim(workspace.runs / name)
        if found.manifest is None or found.sha256 != sha256:
            return None
        if name == run:
            return found.manifest
        before, hashed = found.manifest.previous_run, found.manifest.previous_manifest
        known = (before, hashed) if before is not None and hashed is not None else None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is read of a finding; the rest is neither needed nor doubted, as the hash of the whole vouches for it."""

    device: str
    rule: str
    verdict: Verdict


class _Past:
    """The findings of a run, hashed while they are read."""

    def __init__(self, path: Path) -> None:
        """Nothing was read yet."""
        self._path = path
        self.sha256 = hashlib.sha256()

    def failing(self) -> Iterator[_Told]:
        """Those that fail, one after another."""
        try:
            with self._path.open("rb") as stream:
                while block := stream.read(BLOCK):
                    whole = block + stream.readline()
                    self.sha256.update(whole)
                    yield from codec.from_json_lines(b"".join(_failing(whole)), _Told, str(self._path))
        except OSError:
            self.sha256 = hashlib.sha256()  # the reader of all findings says what is wrong


def _failing(lines: bytes) -> Iterator[bytes]:
    """The lines that tell of a fail, found without looking at each line."""
    at = lines.find(FAIL)
    while at >= 0:
        end = lines.find(b"\n", at) + 1 or len(lines)
        yield lines[lines.rfind(b"\n", 0, at) + 1 : end]
        at = lines.find(FAIL, end)
