"""Reading sealed runs back."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.finding import Finding, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.run import Run, RunHead
from isms.evidence import manifest as documents
from isms.evidence.manifest import Manifest
from isms.evidence.names import FOLDER


def runs(folder: Path) -> tuple[str, ...]:
    """The ids of all runs below `folder`, oldest first; unfinished ones are none. Raises InputError if unreadable."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name[0] != ".")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unreadable(folder, error) from error
    return tuple(name for _, twins in groupby(names, key=_second) for name in _in_chain_order(folder, [*twins]))


def read(folder: Path) -> Run:
    """A whole run; raises InputError if there is none or it cannot be understood. It is not verified."""
    raw = _bytes(folder / documents.MANIFEST)
    value = documents.parsed(raw, str(folder / documents.MANIFEST))
    return Run(
        head=_head(folder, value),
        manifest_sha256=documents.digest(raw),
        merkle_root=value.merkle_root,
        summary=documents.summary(value.summary),
        findings=tuple(findings(folder)),
        unreachable=value.unreachable,
        skipped=value.skipped,
        configs={device: _config(folder, name) for name, device in value.devices.items()},
    )


def head(folder: Path) -> RunHead:
    """What a run says of itself, its rules included; raises InputError if there is none or it cannot be understood."""
    return _head(folder, manifest(folder)[0])


def manifest(folder: Path) -> tuple[Manifest, str]:
    """The manifest of a run and its SHA-256; raises InputError if there is none or it cannot be understood."""
    raw = _bytes(folder / documents.MANIFEST)
    return documents.parsed(raw, str(folder / documents.MANIFEST)), documents.digest(raw)


def findings(folder: Path, verdicts: Collection[Verdict] = ()) -> Iterator[Finding]:
    """The findings of a run one after another, in their order, or those with certain verdicts: the others are told
    apart by their spelling and not read. Raises InputError at a line that is damaged."""
    path = folder / documents.FINDINGS
    marks = [f'"verdict":"{verdict}"'.encode() for verdict in verdicts]
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if not marks or any(mark in line for mark in marks):
                    yield codec.from_json(line, Finding, f"{path}:{number}")
    except OSError as error:
        raise _unreadable(path, error) from error


def _second(run: str) -> str:
    """The second in which a run began."""
    return run.partition("Z")[0]


def _in_chain_order(folder: Path, twins: list[str]) -> list[str]:
    """Runs of the same second, each after the one it is chained to."""
    if len(twins) == 1:
        return twins
    before = {name: _previous(folder / name) for name in twins}
    return sorted(twins, key=lambda name: _depth(name, before))


def _depth(run: str, before: Mapping[str, str | None]) -> int:
    """How many of the other runs stand before this one."""
    depth, above = 0, before[run]
    while above is not None and above in before and depth < len(before):
        depth, above = depth + 1, before[above]
    return depth


def _previous(folder: Path) -> str | None:
    """The run that this one is chained to, as far as it can be read."""
    try:
        return manifest(folder)[0].previous_run
    except InputError:
        return None


def _head(folder: Path, value: Manifest) -> RunHead:
    """The head of a run, its rules included."""
    path = folder / documents.RULES
    return RunHead(
        id=value.run,
        started_at=value.started_at,
        tool=value.tool,
        version=value.version,
        ruleset_digest=value.ruleset_digest,
        policy_digest=value.policy_digest,
        catalogs=tuple(value.catalogs.items()),
        source=value.source,
        selection=value.selection,
        waivers=value.waivers,
        previous_run=value.previous_run,
        previous_manifest=value.previous_manifest,
        rules=codec.from_json(_bytes(path), tuple[RuleInfo, ...], str(path)),
    )


def _config(folder: Path, name: str) -> str:
    """The redacted configuration in a file of the run; a forged name does not lead out of the folder."""
    if not name.startswith(f"{FOLDER}/") or ".." in name.split("/"):
        place = folder / documents.MANIFEST
        raise InputError(de=f"{place} ist beschädigt: {name!r}", en=f"{place} is damaged: {name!r}")
    return _bytes(folder / name).decode("utf-8", "replace")


def _bytes(path: Path) -> bytes:
    """What a file of the run holds."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    """The disk's refusal in our words."""
    why = error.strerror or str(error)
    return InputError(de=f"{path} ist nicht lesbar: {why}", en=f"{path} cannot be read: {why}")
