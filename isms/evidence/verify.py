"""Verifying sealed runs: what was changed, added or removed, in every run and in the chain they form."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from isms.core.errors import InputError
from isms.evidence import manifest as documents
from isms.evidence import reading
from isms.evidence.manifest import FINDINGS, MANIFEST, SUMS, Manifest
from isms.evidence.merkle import Tree

SUM = re.compile(r"([0-9a-f]{64})  (.+)")
UNKNOWN = ""  # no hash is equal to it


class Fault(StrEnum):
    """What can be wrong with a file of a run."""

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"
    NO_FILE = "not a regular file"
    UNREADABLE = "unreadable"
    RUN_MISSING = "run missing"
    RUN_RENAMED = "run renamed"
    UNCHAINED = "not in the chain"
    WRONG_ROOT = "Merkle root does not match"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong; `file` is relative to the run's folder."""

    run: str
    file: str
    problem: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The answer for the verified runs, oldest first; problems of the chain first, then those of each run by file."""

    valid: bool
    runs: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a run says of itself; `manifest` is None unless it is there in its one spelling."""

    sha256: str | None
    manifest: Manifest | None
    sums: Mapping[str, str]

    def holds(self, known: str | None) -> bool:
        """Whether the manifest is the sealed one, by the hash known elsewhere, else by the run's own SHA256SUMS."""
        return self.manifest is not None and self.sha256 == (known or self.sums.get(MANIFEST, self.sha256))


def verify(runs: Path, ids: Sequence[str] | None, head: tuple[str, str] | None) -> Verification:
    """Verify the runs named (all if None) and their place in the chain.

    `head` is the newest run and the hash of its manifest as the register has them; without it nobody can tell
    whether the newest runs were removed.
    """
    claims = {name: claim(runs / name) for name in reading.runs(runs)}
    known = known_hashes(claims, head)
    wanted = sorted(claims if ids is None else {*ids})
    problems = [problem for problem in chain_problems(claims, known, head) if ids is None or problem.run in ids]
    for name in wanted:
        if name in claims:
            problems += run_problems(runs / name, claims[name], known.get(name))
        elif not any(problem.run == name for problem in problems):
            problems.append(Problem(run=name, file=MANIFEST, problem=Fault.RUN_MISSING))
    return Verification(valid=not problems, runs=tuple(wanted), problems=tuple(problems))


def claim(folder: Path) -> Claim:
    """What lies in the manifest and in SHA256SUMS of a run."""
    raw = content(folder / MANIFEST)
    lines = (content(folder / SUMS) or b"").decode("utf-8", "replace").split("\n")
    found = (SUM.fullmatch(line) for line in lines)
    return Claim(
        sha256=None if raw is None else documents.digest(raw),
        manifest=None if raw is None else understood(raw),
        sums={match[2]: match[1] for match in found if match},
    )


def content(path: Path) -> bytes | None:
    """The bytes of a regular file; None if there is none or it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def understood(raw: bytes) -> Manifest | None:
    """The manifest in these bytes if they are its one spelling."""
    try:
        value = documents.parsed(raw, MANIFEST)
    except InputError:
        return None
    return value if documents.spelled(value) == raw else None


def known_hashes(claims: Mapping[str, Claim], head: tuple[str, str] | None) -> dict[str, str]:
    """The hash that each run's manifest must have, as far as the register or a later run that holds tells it."""
    known = dict([head] if head else [])
    for name in reversed(tuple(claims)):
        value = claims[name].manifest
        if value and value.previous_run and claims[name].holds(known.get(name)):
            known.setdefault(value.previous_run, value.previous_manifest or UNKNOWN)
    return known


def chain_problems(
    claims: Mapping[str, Claim], known: Mapping[str, str], head: tuple[str, str] | None
) -> Iterator[Problem]:
    """Runs that are named but gone; if there are none, runs that no chain leads to."""
    missing = [name for name in sorted(known) if name not in claims]
    for name in missing:
        yield Problem(run=name, file=MANIFEST, problem=Fault.RUN_MISSING)
    manifests = {name: each.manifest for name, each in claims.items() if each.manifest and each.holds(known.get(name))}
    if missing or len(manifests) < len(claims):
        return  # a chain with a hole leaves loose ends that are no fault of theirs
    continued = {value.previous_run for value in manifests.values()}
    ends = [name for name in manifests if name not in continued]
    newest = head[0] if head else next(reversed(ends), None)
    for name in ends:
        if name != newest:
            yield Problem(run=name, file=MANIFEST, problem=Fault.UNCHAINED)


def run_problems(folder: Path, claimed: Claim, known: str | None) -> Iterator[Problem]:
    """Everything wrong inside one run, by file."""
    name = folder.name
    if folder.is_symlink():
        yield Problem(run=name, file=".", problem=Fault.NO_FILE)
        return
    faults = dict(file_faults(folder, expected_files(claimed, known)))
    for file, fault in faults.items():
        yield Problem(run=name, file=printable(file), problem=fault)
    value = claimed.manifest
    if value is None or not claimed.holds(known):
        return
    if value.run != name:
        yield Problem(run=name, file=MANIFEST, problem=Fault.RUN_RENAMED)
    if FINDINGS not in faults and root(folder / FINDINGS) != (value.findings, value.merkle_root):
        yield Problem(run=name, file=FINDINGS, problem=Fault.WRONG_ROOT)


def expected_files(claimed: Claim, known: str | None) -> dict[str, str | None]:
    """The SHA-256 of every file: by the manifest, or by SHA256SUMS (unjudged itself) if the manifest was touched."""
    value = claimed.manifest
    if value is not None and claimed.sha256 is not None and claimed.holds(known):
        sums = documents.digest(documents.sums(value.files, claimed.sha256))
        return {**value.files, MANIFEST: claimed.sha256, SUMS: sums}
    return {**claimed.sums, MANIFEST: UNKNOWN, SUMS: None}


def file_faults(folder: Path, expected: Mapping[str, str | None]) -> Iterator[tuple[str, Fault]]:
    """Each file that is not as expected, by name; None expects a file with any content."""
    found = dict(entries(folder))
    parents = {f"{parent}/" for name in expected for parent in PurePosixPath(name).parents}
    for name in sorted({*found, *expected} - parents):
        fault = found.get(name, Fault.MISSING)
        if fault is None:
            fault = hash_fault(folder / name, expected[name]) if name in expected else Fault.ADDED
        if fault is not None:
            yield name, fault


def entries(folder: Path, above: str = "") -> Iterator[tuple[str, Fault | None]]:
    """Every file below a folder with what is wrong at first sight; an empty folder too, its name ends in `/`."""
    try:
        listed = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield above or ".", Fault.UNREADABLE
        return
    if above and not listed:
        yield above, None
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from entries(Path(entry.path), f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", None if entry.is_file(follow_symlinks=False) else Fault.NO_FILE


def hash_fault(path: Path, expected: str | None) -> Fault | None:
    """What is wrong with the content of a file."""
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return Fault.UNREADABLE
    return None if expected in (None, found) else Fault.CHANGED


def root(path: Path) -> tuple[int, str] | None:
    """How many findings the file holds, and their Merkle root; None if it cannot be read."""
    tree = Tree()
    try:
        with path.open("rb") as stream:
            for line in stream:
                tree.add(line.removesuffix(b"\n"))
    except OSError:
        return None
    return tree.size, tree.root()


def printable(name: str) -> str:
    """The name in characters that JSON can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
