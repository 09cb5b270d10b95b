"""Judging configurations: one file, or all devices as a sealed run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core import clock
from isms.core.errors import InputError
from isms.core.model.device import Config, SkippedFile
from isms.core.model.finding import Judged
from isms.core.model.rule import RuleInfo
from isms.core.nearest import no_platform, refuse
from isms.store.workspace import Workspace, current
from isms.workflow.setting import make_setting
from isms.workflow.subjects import Selection
from isms.workflow.tally import RunResult

if TYPE_CHECKING:
    from isms.workflow.judging import OnJudged


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """A judged file, and what the rules say about themselves by their ids."""

    judged: Judged
    rules: Mapping[str, RuleInfo]


def check_file(folder: Path | None, path: Path, platform: str | None, rules: tuple[str, ...] = ()) -> OneFile:
    """The findings of one file; raises InputError if it cannot be read or nobody knows its platform."""
    if path.is_dir():
        raise InputError(
            de=f"{path} ist ein Ordner. Für Ordner: `isms check run {path}`.",
            en=f"{path} is a folder. For folders: `isms check run {path}`.",
        )
    workspace = current(folder)
    setting = make_setting(workspace, Selection(rules=rules), clock.now())
    config = single(workspace, path, platform)
    judged = setting.recipe.auditor().judge(replace(config, device=replace(config.device, name=path.name)))
    return OneFile(judged=judged, rules={rule.id: rule.info() for rule in setting.book.rules})


def single(workspace: Workspace | None, path: Path, platform: str | None) -> Config:
    """One file as a configuration of the platform that is named, mapped or detected; raises InputError otherwise."""
    from checks import archive
    from checks.platform import platforms

    if platform is not None and platform not in platforms():
        refuse([no_platform(platform, platforms())])
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


def check_run(
    folder: Path | None,
    path: Path | None,
    selection: Selection,
    on_judged: "OnJudged" = lambda _: None,
    now: datetime | None = None,
    workers: int = 1,
    *,
    fresh: bool = False,
) -> RunResult:
    """Judge the workspace's devices, or every file under `path`; the run is sealed where there is a workspace.

    Devices that are the same to the byte as in the run before are taken over, unless all are to be judged `fresh`.
    """
    from isms.workflow import judging, sealing

    workspace = current(folder)
    moment = now or clock.now()
    setting = make_setting(workspace, selection, moment)
    asked = judging.Asked(path=path, selection=selection, on_judged=on_judged, workers=workers)
    if workspace is None:
        return judging.judged_only(setting, asked)
    return sealing.sealed(workspace, setting, asked, moment, fresh=fresh)
