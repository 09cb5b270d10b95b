"""Judging configurations: one file, or all devices as a sealed run."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import isms
from isms.core import clock
from isms.core.errors import InputError
from isms.core.model.device import Config, SkippedFile
from isms.core.model.fact import Seen
from isms.core.model.finding import Compared, Judged, Waiver
from isms.core.model.run import RunHead
from isms.core.model.text import Text
from isms.store.workspace import Workspace, current
from isms.workflow.rulebook import ruling_of
from isms.workflow.subjects import Selection, items
from isms.workflow.tally import RunResult, Tally
from isms.workflow.together import Gathering, prepared

if TYPE_CHECKING:
    from checks.policies import Policies
    from checks.rule import Rule
    from checks.rulebook import Rulebook
    from checks.workers import Answer, Recipe
    from isms.evidence.seal import Sealer

OnJudged = Callable[[Judged | Compared], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a run is judged by."""

    book: "Rulebook"
    policies: "Policies"
    recipe: "Recipe"
    waivers_ending: tuple[Waiver, ...]

    @property
    def titles(self) -> dict[str, Text]:
        """What each rule demands, by its id."""
        return {rule.id: rule.title for rule in self.book.rules}


def check_file(folder: Path | None, path: Path, platform: str | None, rules: tuple[str, ...] = ()) -> Judged:
    """The findings of one file; raises InputError if it cannot be read or nobody knows its platform."""
    if path.is_dir():
        raise InputError(
            de=f"{path} ist ein Ordner. Für Ordner: `isms check run {path}`.",
            en=f"{path} is a folder. For folders: `isms check run {path}`.",
        )
    workspace = current(folder)
    setting = make_setting(workspace, Selection(rules=rules), clock.now())
    config = single(workspace, path, platform)
    return setting.recipe.auditor().judge(replace(config, device=replace(config.device, name=path.name)))


def single(workspace: Workspace | None, path: Path, platform: str | None) -> Config:
    """One file as a configuration of the platform that is named, mapped or detected; raises InputError otherwise."""
    from checks import archive
    from checks.platform import platforms

    if platform is not None and platform not in platforms():
        known = ", ".join(platforms())
        raise InputError(
            de=f"Die Plattform ‚{platform}‘ gibt es nicht. Es gibt: {known}.",
            en=f"There is no platform '{platform}'. Known: {known}.",
        )
    mapped = {} if workspace is None else workspace.settings.platforms
    [config] = archive.configs(path, mapped if platform is None else {"*": platform})
    if isinstance(config, SkippedFile):
        raise unusable(path, config)
    return config


def unusable(path: Path, file: SkippedFile) -> InputError:
    """Why a file cannot be judged, and the cure where there is one."""
    from checks.archive import NO_PLATFORM

    if file.reason == NO_PLATFORM:
        return InputError(
            de=f"{path}: Keine Plattform erkannt. Ist es doch eine Konfiguration, mit --platform nennen.",
            en=f"{path}: No platform was recognised. If it is a configuration after all, name it with --platform.",
        )
    return InputError(de=f"{path}: {file.reason.de}", en=f"{path}: {file.reason.en}")


def make_setting(workspace: Workspace | None, selection: Selection, now: datetime) -> Setting:
    """The rules, policy, waivers and redaction key of a workspace, or what ships with the program."""
    from checks.rulebook import Rulebook
    from checks.waivers import ending
    from checks.workers import Recipe
    from isms.core.redact import process_key
    from isms.store.keys import redaction_key

    ruling = ruling_of(workspace)
    book = Rulebook(_some(tuple(_selected(ruling.book, selection))))
    key = redaction_key(workspace.root) if workspace is not None else process_key()
    today = now.date()
    recipe = Recipe(rules=book.rules, policies=ruling.policies, key=key, waivers=ruling.waivers, today=today)
    soon = ending(ruling.waivers, today)
    return Setting(book=book, policies=ruling.policies, recipe=recipe, waivers_ending=soon)


def _selected(book: "Rulebook", selection: Selection) -> Iterator["Rule"]:
    """The rules that are wanted; raises InputError for an id or topic that none has."""
    for rule in selection.rules:
        book.get(rule)
    topics = sorted({rule.topic for rule in book.rules})
    for topic in set(selection.topics) - set(topics):
        listed = ", ".join(topics)
        raise InputError(
            de=f"Kein Thema heißt ‚{topic}‘. Es gibt: {listed}.", en=f"No topic is called '{topic}'. Known: {listed}."
        )
    for one in book.rules:
        by_id = not selection.rules or one.id in selection.rules
        by_topic = not selection.topics or one.topic in selection.topics
        if by_id and by_topic and (not selection.severities or one.severity in selection.severities):
            yield one


def _some(rules: tuple["Rule", ...]) -> tuple["Rule", ...]:
    """The rules; raises InputError if there are none, as nothing would be judged."""
    if not rules:
        raise InputError(
            de="Keine Regel hat alle gewählten Eigenschaften (--rule, --topic, --severity); geprüft würde nichts.",
            en="No rule has all the chosen properties (--rule, --topic, --severity); nothing would be judged.",
        )
    return rules


def check_run(
    folder: Path | None,
    path: Path | None,
    selection: Selection,
    on_judged: OnJudged = lambda _: None,
    now: datetime | None = None,
    workers: int = 1,
) -> RunResult:
    """Judge the workspace's devices, or every file under `path`; the run is sealed where there is a workspace."""
    from checks.workers import answers

    workspace = current(folder)
    moment = now or clock.now()
    setting = make_setting(workspace, selection, moment)
    recipe = prepared(setting.recipe)
    found = answers(items(workspace, path, selection, compare=bool(recipe.gathered)), recipe, workers)
    with Gathering(recipe, workspace, path) as gathering:
        if workspace is None:
            tally = Tally()
            for _ in _judged(found, tally, on_judged, gathering, None):
                pass
            _refuse_nothing(tally, path, selection)
            return replace(tally.result(), titles=setting.titles)
        return _sealed(workspace, path, moment, setting, selection, found, on_judged, gathering)


def _judged(
    found: Iterator["Answer"], tally: Tally, on_judged: OnJudged, gathering: Gathering, sealer: "Sealer | None"
) -> Iterator[Judged | Compared]:
    """Take answer after answer, then those about all devices together; each is counted, sealed and told."""
    yield from _one_by_one(found, tally, on_judged, gathering, sealer)
    for compared in gathering.findings():
        tally.compared(compared)
        if sealer is not None:
            sealer.compared(compared)
        on_judged(compared)
        yield compared


def _one_by_one(
    found: Iterator["Answer"], tally: Tally, on_judged: OnJudged, gathering: Gathering, sealer: "Sealer | None"
) -> Iterator[Judged]:
    """The answers about one device each."""
    for item in found:
        if not isinstance(item, SkippedFile):
            gathering.take(item)
        if isinstance(item, Judged):
            tally.judged(item)
            if sealer is not None:
                sealer.add(item)
            on_judged(item)
            yield item
        elif isinstance(item, SkippedFile):
            tally.skipped.append(item)
            if sealer is not None:
                sealer.skipped(item)
        elif not isinstance(item, Seen):
            tally.unreachable.append(item)
            if sealer is not None:
                sealer.unreachable(item)


def _refuse_nothing(tally: Tally, path: Path | None, selection: Selection) -> None:
    """Raise InputError if there was nothing to judge."""
    if tally.devices or tally.unreachable or selection.changed_since is not None:
        return
    if selection.devices or selection.sites:
        wanted = ", ".join([*selection.devices, *selection.sites])
        raise InputError(
            de=f"Kein Gerät passt zur Auswahl {wanted} (--device, --site). `isms device list` zeigt, was es gibt.",
            en=f"No device fits the selection {wanted} (--device, --site). `isms device list` shows what there is.",
        )
    skipped = len(tally.skipped)
    raise InputError(
        de=f"Unter {path or 'configs'} liegt keine Konfiguration ({skipped} Dateien angesehen). Pfad prüfen, oder "
        'in isms.toml unter [platforms] nennen, z. B. "*.conf" = "cisco_ios".',
        en=f"There is no configuration under {path or 'configs'} ({skipped} files looked at). Check the path, or "
        'name them in isms.toml under [platforms], e.g. "*.conf" = "cisco_ios".',
    )


def _sealed(
    workspace: Workspace,
    path: Path | None,
    moment: datetime,
    setting: Setting,
    selection: Selection,
    found: Iterator["Answer"],
    on_judged: OnJudged,
    gathering: Gathering,
) -> RunResult:
    """Judge and seal; the run joins the chain in one transaction with the register."""
    from checks.changes import Comparison
    from isms.evidence import reading
    from isms.evidence.seal import Sealer
    from isms.store import open_store
    from isms.workflow.chain import join, whole_run

    tally = Tally()
    store = open_store(workspace.register)
    before = whole_run(workspace)
    comparison = Comparison(reading.findings(workspace.runs / before)) if before else None
    with Sealer(workspace.runs, _head(moment, setting, path, selection)) as sealer:
        for judged in _judged(found, tally, on_judged, gathering, sealer):
            if comparison is not None:
                comparison.take(judged.findings)
        _refuse_nothing(tally, path, selection)
        seal = join(workspace, store, sealer, moment)
    changes = comparison.changes() if comparison is not None else None
    result = tally.result(seal.id, workspace.runs / seal.id, changes)
    return replace(result, waivers_ending=setting.waivers_ending, titles=setting.titles)


def _head(moment: datetime, setting: Setting, path: Path | None, selection: Selection) -> RunHead:
    """What is known of the run before its first device."""
    from isms.evidence.seal import run_id
    from isms.grundschutz import catalog

    return RunHead(
        id=run_id(moment, secrets.token_bytes(2)),
        started_at=moment,
        tool="isms",
        version=isms.__version__,
        ruleset_digest=setting.book.digest,
        policy_digest=setting.policies.digest,
        catalogs=catalog.pins(),
        source=str(path) if path is not None else None,
        selection=selection.words(),
        waivers=setting.recipe.waivers,
        rules=tuple(rule.info() for rule in setting.book.rules),
    )
