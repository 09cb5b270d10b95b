"""A program for tests: let a command that changes many rows be killed at every step on the disk, and say what it left.

Called with an empty folder and the name of a change; prints one JSON list with the outcome per step: `none`, `all`, or
what is wrong. A step is an opening, renaming, truncating or removing of a file of the register.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from isms.store import journal, open_store
from isms.store.tiny import TinyStore
from isms.store.workspace import Workspace, create, load
from isms.workflow import buildings, doctor, milestones, register, removal
from isms.workflow.importing import Wanted
from isms.workflow.register import Bulk
from tests.fakes import NOW

ROWS = 40
STEPS = {"open", "os.rename", "os.remove", "os.truncate", "os.chmod", "os.mkdir"}
LATER = 20  # half of the rows are there before


def prepared(root: Path) -> Workspace:
    """A workspace with half of the buildings, and files that change and add to them."""
    workspace = create(root, "Musterstadt")
    write(root / "first.csv", ["id;name;users", *(f"WE-{n};Haus {n};{n}" for n in range(LATER))])
    write(root / "buildings.csv", ["id;name;users", *(f"WE-{n};Haus {n};{n + 1}" for n in range(ROWS))])
    write(root / "changes.csv", ["id;Ortsteil;Grund", *(f"WE-{n};Nord;Gebietsreform" for n in range(LATER))])
    write(root / "lines.csv", ["WE;Medium", *(f"WE-{n};FTTH" for n in range(LATER))])
    write(root / "dates.csv", ["WE;Meilenstein;Plan", *(f"WE-{n};Tiefbau;01.06.2099" for n in range(LATER))])
    buildings.import_buildings(workspace, Wanted(file=root / "first.csv"), NOW)
    return workspace


def write(path: Path, lines: list[str]) -> None:
    """A file with these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Workspace, Path], object]] = {
    "import": lambda here, root: buildings.import_buildings(here, Wanted(file=root / "buildings.csv"), NOW),
    "set": lambda here, root: register.from_file(here, "buildings", Bulk(file=root / "changes.csv"), NOW),
    "add": lambda here, root: register.from_file(here, "connections", Bulk(file=root / "lines.csv", new=True), NOW),
    "milestones": lambda here, root: milestones.from_file(here, Bulk(file=root / "dates.csv"), NOW),
    "remove": lambda here, _: removal.remove(here, "buildings", "WE-0", NOW, "doppelt"),
}


def die_at(step: int, folder: Path) -> None:
    """Let this process be killed before the given step within a folder."""
    left = step

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in STEPS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def state(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Every row of every table."""
    store = TinyStore(workspace.register)
    return {table: store.rows(table) for table in store.tables()}


def outcome(root: Path, before: dict[str, Any], after: dict[str, Any]) -> str:
    """What is there after a kill: nothing of the change or all of it, undamaged, and writable again."""
    workspace = load(root)
    seen = state(workspace)
    word = "none" if whole(seen) == before else "all" if whole(seen) == after else f"half: {seen}"
    if not doctor.sound(doctor.examine(root)):
        return f"{word}, but the doctor finds {doctor.examine(root)}"
    register.alter(workspace, "buildings", "WE-1", {"city": "Musterstadt"}, NOW)
    now = state(workspace)
    told = journal.replay(entry for _, entry in open_store(workspace.register).read_journal().entries)
    left = sorted(path.name for path in workspace.register.iterdir() if path.name.endswith((".new", ".tmp", ".commit")))
    del now["buildings"]["WE-1"]["city"], told["buildings"]["WE-1"]["city"]
    if whole(told) != whole(now) or whole(now) != whole(seen) or left or not doctor.sound(doctor.examine(root)):
        return f"{word}, but then the tables are {now}, the journal tells {told}, and {left} is left over"
    return word


def whole(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables that hold something."""
    return {table: rows for table, rows in tables.items() if rows}


def main() -> None:
    """Be killed at step 0, 1, 2, … until a child lives."""
    folder, change = Path(sys.argv[1]), CHANGES[sys.argv[2]]
    before = state(prepared(folder / "base"))
    shutil.copytree(folder / "base", folder / "done")
    change(load(folder / "done"), folder / "done")
    after = state(load(folder / "done"))
    outcomes = []
    for step in range(10_000):
        root = folder / str(step)
        shutil.copytree(folder / "base", root)
        child = os.fork()
        if child == 0:
            die_at(step, root / "register")
            change(load(root), root)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        outcomes.append(outcome(root, whole(before), whole(after)))
        shutil.rmtree(root)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            break
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main()
