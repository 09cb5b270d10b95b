"""The whole main job on an invented municipality."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from isms import files
from isms.core import clock, codec
from isms.core.errors import InputError
from isms.core.model.text import Language
from isms.store.workspace import Workspace, create
from isms.workflow import audit, reporting
from isms.workflow.rulebook import POLICY, WAIVERS
from isms.workflow.subjects import Selection
from isms.workflow.tally import RunResult

SEED = 2026
BETWEEN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo made."""

    workspace: Path
    buildings: int
    devices: int
    result: RunResult
    reports: tuple[Path, ...]


def demo(folder: Path, language: Language) -> Demo:
    """A workspace of Musterstadt with two sealed runs, a month apart, and its reports."""
    from isms.demo.configs import configs
    from isms.demo.content import content
    from isms.demo.flaws import waivers
    from isms.demo.town import town

    _refuse_foreign(folder)
    now = clock.now()
    place = town(SEED)
    workspace = create(folder, f"Stadt {place.name}")
    _register(workspace, now - BETWEEN)
    files.write_atomically(folder / POLICY, content(POLICY).encode())
    files.write_atomically(folder / WAIVERS, codec.to_yaml(waivers(now.date())).encode())
    for revision, moment in ((0, now - BETWEEN), (1, now)):
        _write_configs(workspace, configs(place, SEED, revision), moment)
        result = audit.check_run(folder, None, Selection(), now=moment)
    made = tuple(reporting.report(folder, "check", kind, None, language) for kind in ("pdf", "json", "csv"))
    return Demo(
        workspace=folder, buildings=len(place.buildings), devices=len(place.devices), result=result, reports=made
    )


def told(made: Demo) -> dict[str, Any]:
    """What the demo made, for JSON."""
    return {
        "workspace": str(made.workspace),
        "buildings": made.buildings,
        "devices": made.devices,
        "run": made.result.run,
        "summary": made.result.summary,
        "reports": [str(path) for path in made.reports],
    }


def _refuse_foreign(folder: Path) -> None:
    """Raise InputError rather than write among files that are not ours."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            de=f"{folder} gibt es schon. Einen neuen Namen wählen (`isms demo NAME`) oder den Ordner löschen.",
            en=f"{folder} exists already. Choose a new name (`isms demo NAME`) or delete the folder.",
        )


def _register(workspace: Workspace, moment: datetime) -> None:
    """Import the town's lists, as an office would."""
    from isms.demo.exports import buildings_csv, devices_csv
    from isms.demo.town import town
    from isms.workflow import buildings, devices
    from isms.workflow.importing import Wanted

    place = town(SEED)
    lists = workspace.root / "import"
    files.make_folder(lists)
    for name, text in (("gebaeude.csv", buildings_csv(place)), ("geraete.csv", devices_csv(place))):
        files.write_atomically(lists / name, text.encode("utf-8-sig"))
    buildings.import_buildings(workspace, Wanted(file=lists / "gebaeude.csv"), moment)
    devices.import_devices(workspace, Wanted(file=lists / "geraete.csv"), moment)


def _write_configs(workspace: Workspace, texts: dict[str, str], moment: datetime) -> None:
    """Put the configurations where a backup would, dated as collected then."""
    files.make_folder(workspace.configs)
    for name, text in texts.items():
        path = workspace.configs / f"{name}.cfg"
        files.write_atomically(path, text.encode(), mode=files.PRIVATE)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
