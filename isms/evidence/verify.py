"""Verifying sealed runs: what was changed, added or removed, in every run and in the chain they form."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from isms.core.model.evidence import Fault, Problem, Verification
from isms.evidence import manifest as documents
from isms.evidence.chain import UNKNOWN, Claim, chain, chain_problems
from isms.evidence.manifest import FINDINGS, MANIFEST, SUMS
from isms.evidence.merkle import Tree

BLOCK = 1_000_000


def verify(runs: Path, ids: Sequence[str] | None, head: tuple[str, str] | None) -> Verification:
    """Verify the runs named (all if None) and their place in the chain.

    `head` is the newest run and the hash of its manifest as the register has them; without it nobody can tell
    whether the newest runs were removed.
    """
    whole = chain(runs, head)
    wanted = [*whole.claims] if ids is None else sorted({*ids})
    problems = [problem for problem in chain_problems(whole) if ids is None or problem.run in ids]
    for name in wanted:
        if name in whole.claims:
            problems += run_problems(runs / name, whole.claims[name], whole.known.get(name))
        elif name not in whole.known:
            problems.append(Problem(run=name, file=MANIFEST, problem=Fault.RUN_MISSING))
    return Verification(valid=not problems, runs=tuple(wanted), problems=tuple(problems))


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
            while lines := stream.readlines(BLOCK):
                tree.extend([line.removesuffix(b"\n") for line in lines])
    except OSError:
        return None
    return tree.size, tree.root()


def printable(name: str) -> str:
    """The name in characters that JSON can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
