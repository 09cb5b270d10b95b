"""The whole main job on an invented municipality."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isms import files
from isms.core import clock, codec
from isms.core.errors import InputError
from isms.core.model.text import Language
from isms.store.workspace import Workspace, create
from isms.workflow import audit, demo_history, reporting
from isms.workflow.buildings import all_buildings
from isms.workflow.rulebook import POLICY, WAIVERS
from isms.workflow.subjects import Selection
from isms.workflow.tally import RunResult

if TYPE_CHECKING:
    from isms.demo.town import Town

SEED = 2026
REPORTS = {"check": ("pdf", "html", "json", "csv"), "rollout": ("pdf", "html")}
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
    """A workspace of Musterstadt: three years of its rollout, two sealed runs a month apart, and its reports."""
    from isms.demo.town import town

    _refuse_foreign(folder)
    now = clock.now()
    place = town(SEED)
    workspace = create(folder, f"Stadt {place.name}")
    _write_decisions(workspace, now.date())
    story = demo_history.begin(workspace, place, now.date(), SEED)
    demo_history.play(workspace, story, now - BETWEEN)
    _register_devices(workspace, place, now - BETWEEN)
    _check(workspace, place, 0, now - BETWEEN)
    demo_history.play(workspace, story, now, after=now - BETWEEN)
    result = _check(workspace, place, 1, now)
    made = [path for name, kinds in REPORTS.items() for path in reporting.reports(workspace, name, kinds, language)]
    return Demo(
        workspace=folder,
        buildings=len(all_buildings(workspace)),
        devices=len(place.devices),
        result=result,
        reports=tuple(made),
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


def _write_decisions(workspace: Workspace, today: date) -> None:
    """The policy of the town, and the deviations that it accepts."""
    from isms.demo.content import content
    from isms.demo.flaws import waivers

    files.write_atomically(workspace.root / POLICY, content(POLICY).encode())
    files.write_atomically(workspace.root / WAIVERS, codec.to_yaml(waivers(today)).encode())


def _register_devices(workspace: Workspace, place: "Town", moment: datetime) -> None:
    """Import the list of devices, as an office would."""
    from isms.demo.exports import devices_csv
    from isms.workflow import devices
    from isms.workflow.importing import Wanted

    path = workspace.root / "import" / "geraete.csv"
    files.write_atomically(path, devices_csv(place).encode("utf-8-sig"))
    devices.import_devices(workspace, Wanted(file=path), moment)


def _check(workspace: Workspace, place: "Town", revision: int, moment: datetime) -> RunResult:
    """A sealed run over the configurations of a revision."""
    from isms.demo.configs import configs

    _write_configs(workspace, configs(place, SEED, revision), moment)
    return audit.check_run(workspace.root, None, Selection(), now=moment)


def _write_configs(workspace: Workspace, texts: dict[str, str], moment: datetime) -> None:
    """Put the configurations where a backup would, dated as collected then."""
    files.make_folder(workspace.configs)
    for name, text in texts.items():
        path = workspace.configs / f"{name}.cfg"
        files.write_atomically(path, text.encode(), mode=files.PRIVATE)
        os.utime(path, (moment.timestamp(), moment.timestamp()))
