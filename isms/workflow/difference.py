"""What a change of a configuration would turn, before it is made."""

from dataclasses import dataclass, replace
from pathlib import Path

from isms.core import clock
from isms.core.errors import InputError
from isms.core.model.device import Config
from isms.core.model.turned import Turned
from isms.store.workspace import Workspace, current, required
from isms.workflow.audit import single
from isms.workflow.setting import make_setting
from isms.workflow.subjects import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two configurations to compare; with a device they are judged as its own: with its policy, role and waivers."""

    old: Path
    new: Path
    platform: str | None = None
    device: str | None = None
    rules: tuple[str, ...] = ()


def difference(folder: Path | None, change: Change) -> Turned:
    """The verdicts that change from the old configuration to the new one; raises InputError if one cannot be read or
    their platforms differ."""
    from checks.turned import turned

    workspace = current(folder) if change.device is None else required(folder)
    setting = make_setting(workspace, Selection(rules=change.rules), clock.now())
    old, new = (_config(workspace, path, change) for path in (change.old, change.new))
    if old.platform != new.platform:
        raise InputError(
            de=f"{change.old} ist {old.platform}, {change.new} ist {new.platform}; die richtige mit --platform nennen.",
            en=f"{change.old} is {old.platform}, {change.new} is {new.platform}; name the right one with --platform.",
        )
    judge = setting.recipe.auditor().judge
    return replace(turned(judge(old), judge(new)), titles=setting.titles)


def _config(workspace: Workspace | None, path: Path, change: Change) -> Config:
    """One of the two files."""
    from isms.workflow import devices

    if path.is_dir():
        raise InputError(de=f"{path} ist ein Ordner; eine Datei nennen.", en=f"{path} is a folder; name a file.")
    if workspace is None or change.device is None:
        config = single(workspace, path, change.platform)
        return replace(config, device=replace(config.device, name=path.name))
    device = devices.device(workspace, change.device)
    return replace(single(workspace, path, change.platform or device.platform), device=device)
