"""A sealed run."""

from dataclasses import dataclass, field
from datetime import datetime

from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Finding, Verdict, Waiver
from isms.core.model.rule import RuleInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHead:
    """What is known of a run before its first device is judged; digests are SHA-256 in lower-case hex.

    `selection` says what of the whole was judged, such as `device=sw-1`; empty where it was all. `waivers` are all
    that were on file, ended ones too.
    """

    id: str
    started_at: datetime
    tool: str
    version: str
    ruleset_digest: str
    policy_digest: str
    catalogs: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    selection: tuple[str, ...] = ()
    previous_run: str | None = None
    previous_manifest: str | None = None
    rules: tuple[RuleInfo, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of findings since the run before, each a device and a rule."""

    newly_failing: tuple[tuple[str, str], ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    still_failing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a run; a waived finding counts as `waived` and not as `fail`."""

    devices: int = 0
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    waived: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as read back from its folder; `manifest_sha256` is the hash the next run is chained to."""

    head: RunHead
    manifest_sha256: str
    merkle_root: str
    summary: Summary
    findings: tuple[Finding, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    configs: dict[str, str] = field(default_factory=dict)
