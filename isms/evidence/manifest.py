"""The manifest of a run: what it is made of, in the one spelling that is hashed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from isms.core import codec
from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Verdict, Waiver
from isms.core.model.run import RunHead, Summary

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FINDINGS = "findings.jsonl"
RULES = "rules.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A sealed run in one document; `files` has the SHA-256 of every file but the manifest and SHA256SUMS."""

    format: int
    run: str
    started_at: datetime
    tool: str
    version: str
    ruleset_digest: str
    policy_digest: str
    catalogs: dict[str, str]
    source: str | None
    selection: tuple[str, ...]
    waivers: tuple[Waiver, ...]
    previous_run: str | None
    previous_manifest: str | None
    findings: int
    merkle_root: str
    summary: dict[str, int]
    unreachable: tuple[Unreachable, ...]
    skipped: tuple[SkippedFile, ...]
    files: dict[str, str]
    devices: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the sealer counted while it wrote: the part of a manifest that is not known before."""

    findings: int
    merkle_root: str
    summary: dict[str, int]
    unreachable: tuple[Unreachable, ...]
    skipped: tuple[SkippedFile, ...]
    files: dict[str, str]
    devices: dict[str, str]


def manifest(head: RunHead, contents: Contents) -> Manifest:
    """The manifest of a run that is complete."""
    return Manifest(
        format=FORMAT,
        run=head.id,
        started_at=head.started_at,
        tool=head.tool,
        version=head.version,
        ruleset_digest=head.ruleset_digest,
        policy_digest=head.policy_digest,
        catalogs=dict(head.catalogs),
        source=head.source,
        selection=head.selection,
        waivers=head.waivers,
        previous_run=head.previous_run,
        previous_manifest=head.previous_manifest,
        findings=contents.findings,
        merkle_root=contents.merkle_root,
        summary=contents.summary,
        unreachable=contents.unreachable,
        skipped=contents.skipped,
        files=contents.files,
        devices=contents.devices,
    )


def spelled(value: Manifest) -> bytes:
    """The only accepted spelling: keys in the order of the fields, names sorted, two spaces, a final newline."""
    return codec.indented(codec.to_canonical_json(value)) + b"\n"


def parsed(raw: bytes, source: str) -> Manifest:
    """The manifest in these bytes; raises InputError if they are none."""
    return codec.from_json(raw, Manifest, source)


def digest(raw: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(raw).hexdigest()


def sums(files: Mapping[str, str], manifest_sha256: str) -> bytes:
    """SHA256SUMS as `sha256sum -c` reads it, sorted by name; our names need no escapes."""
    listed = {**files, MANIFEST: manifest_sha256}
    return "".join(f"{listed[name]}  {name}\n" for name in sorted(listed)).encode()


def summary(counts: Mapping[str, int]) -> Summary:
    """The counts of a manifest as our value; verdicts in their own order."""
    return Summary(
        devices=counts.get("devices", 0),
        verdicts=tuple((verdict, counts.get(verdict.value, 0)) for verdict in Verdict),
        waived=counts.get("waived", 0),
    )
