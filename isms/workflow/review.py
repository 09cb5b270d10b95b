"""What a sealed run found, looked up again without judging anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from isms.core.model.finding import Finding, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.run import RunHead
from isms.core.model.text import Text
from isms.core.nearest import advice, refuse
from isms.evidence import reading
from isms.evidence.manifest import Manifest
from isms.store.workspace import Workspace, required
from isms.workflow.assessment import run_named
from isms.workflow.ranking import gravity
from isms.workflow.subjects import Selection, registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The findings of a run that are wanted, the gravest first, and what the rules of that run say of themselves."""

    run: str
    started_at: datetime
    findings: Sequence[Finding]
    rules: Mapping[str, RuleInfo]


def review(folder: Path | None, run: str | None, selection: Selection, verdicts: Sequence[Verdict]) -> Review:
    """Findings of a run, by default of the newest that judged everything; raises InputError if there is none, or for a
    device or rule that the run does not know."""
    workspace = required(folder)
    place = workspace.runs / run_named(workspace, run)
    manifest, _ = reading.manifest(place)
    head = reading.head(place)
    rules = {rule.id: rule for rule in head.rules}
    _refuse_unknown(head, manifest, rules, selection)
    wanted = _wanted(workspace, rules, selection)
    found = sorted(filter(wanted, reading.findings(place, verdicts)), key=gravity)
    return Review(run=head.id, started_at=head.started_at, findings=found, rules=rules)


def _wanted(workspace: Workspace, rules: Mapping[str, RuleInfo], selection: Selection) -> Callable[[Finding], bool]:
    """Whether a finding is one of those chosen."""
    there = {name for name, device in registered(workspace).items() if device.site in selection.sites}
    chosen = {
        name
        for name, rule in rules.items()
        if (not selection.rules or name in selection.rules)
        and (not selection.topics or rule.topic in selection.topics)
        and (not selection.severities or rule.severity in selection.severities)
    }

    def wanted(finding: Finding) -> bool:
        """Whether device, building and rule are chosen."""
        by_device = not selection.devices or finding.device in selection.devices
        return by_device and (not selection.sites or finding.device in there) and finding.rule in chosen

    return wanted


def _refuse_unknown(head: RunHead, manifest: Manifest, rules: Mapping[str, RuleInfo], selection: Selection) -> None:
    """Raise InputError for a device, rule or topic that the run does not know."""
    devices = sorted({*manifest.devices.values(), *(one.device for one in manifest.unreachable)})
    topics = sorted({rule.topic for rule in rules.values()})
    refuse(
        [
            *_unknown(head, ("kein Gerät", "no device"), selection.devices, devices, "`isms device list`"),
            *_unknown(head, ("keine Regel", "no rule"), selection.rules, sorted(rules), "`isms rule list`"),
            *_unknown(head, ("kein Thema", "no topic"), selection.topics, topics, None),
        ]
    )


def _unknown(
    head: RunHead, kind: tuple[str, str], words: Sequence[str], known: Sequence[str], everywhere: str | None
) -> Iterator[Text]:
    """A sentence about each word that the run does not know."""
    for word in words:
        if word not in known:
            meant = advice(word, known, everywhere)
            yield Text(
                de=f"Im Lauf {head.id} gibt es {kind[0]} ‚{word}‘. {meant.de}",
                en=f"The run {head.id} has {kind[1]} '{word}'. {meant.en}",
            )
