"""The chain of runs: what each run says of itself, what the register and later runs say of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from isms.core.errors import InputError
from isms.core.model.evidence import Fault, Problem
from isms.evidence import manifest as documents
from isms.evidence import reading
from isms.evidence.manifest import MANIFEST, SUMS, Manifest

SUM = re.compile(r"([0-9a-f]{64})  (.+)")
UNKNOWN = ""  # no hash is equal to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a run says of itself; `manifest` is None unless it is there in its one spelling."""

    sha256: str | None
    manifest: Manifest | None
    sums: Mapping[str, str]

    def holds(self, known: str | None) -> bool:
        """Whether the manifest is the sealed one, by the hash known elsewhere, else by the run's own SHA256SUMS."""
        own = self.sums.get(MANIFEST, self.sha256)
        return self.manifest is not None and self.sha256 == (own if known is None else known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """All runs of a folder, oldest first; `known`: the hash each manifest must have; `head`: the newest run."""

    claims: Mapping[str, Claim]
    known: Mapping[str, str]
    head: str | None

    def holds(self, run: str) -> bool:
        """Whether the manifest of a run is the sealed one."""
        return self.claims[run].holds(self.known.get(run))


def chain(runs: Path, head: tuple[str, str] | None) -> Chain:
    """The runs below a folder; `head` is the newest run and the hash of its manifest as the register has them."""
    claims = {name: claim(runs / name) for name in reading.runs(runs)}
    return Chain(claims=claims, known=known_hashes(claims, head), head=head[0] if head else None)


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


def chain_problems(whole: Chain) -> Iterator[Problem]:
    """Runs that are named but gone; if there are none, runs that no chain leads to."""
    missing = [name for name in sorted(whole.known) if name not in whole.claims]
    for name in missing:
        yield Problem(run=name, file=MANIFEST, problem=Fault.RUN_MISSING)
    if not missing and all(whole.holds(name) for name in whole.claims):  # a hole leaves loose ends through no fault
        for name in loose_ends(whole):
            yield Problem(run=name, file=MANIFEST, problem=Fault.UNCHAINED)


def loose_ends(whole: Chain) -> Iterator[str]:
    """The runs that no run continues, but for the newest."""
    continued = {each.manifest.previous_run for each in whole.claims.values() if each.manifest}
    ends = [name for name in whole.claims if name not in continued]
    newest = whole.head or next(reversed(ends), None)
    yield from (name for name in ends if name != newest)
