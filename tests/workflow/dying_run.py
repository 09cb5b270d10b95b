"""A program for tests: let a run be killed at every step on the disk, and say what it left.

Called with an empty folder; prints one JSON list with the outcome per step: `none` (the run never was), `all` (it is
sealed and in the chain), or what is wrong. A step is an opening, renaming, making or removing below the workspace.
"""

import json
import os
import shutil
import signal
import sys
from datetime import timedelta
from pathlib import Path

from isms.evidence import reading
from isms.store import chain, open_store
from isms.store.workspace import Workspace, create, load
from isms.workflow import audit, doctor, evidence
from isms.workflow.subjects import Selection
from tests.fakes import NOW
from tests.workflow.dying import die_at

RULES = ("mgmt.ssh-v2", "mgmt.no-telnet")
DEVICES = ("sw1", "sw2")
CONFIG = "version 15.2\nhostname {}\nip ssh version 2\nline vty 0 4\n transport input ssh\nend\n"


def prepared(root: Path) -> Workspace:
    """A workspace with one sealed run."""
    workspace = create(root, "Musterstadt")
    workspace.configs.mkdir()
    for name in DEVICES:
        (workspace.configs / f"{name}.cfg").write_text(CONFIG.format(name))
    run(workspace, 0)
    return workspace


def run(workspace: Workspace, minute: int, rules: tuple[str, ...] = RULES) -> None:
    """Judge and seal; two rules are enough for that."""
    audit.check_run(workspace.root, workspace.configs, Selection(rules=rules), now=NOW + timedelta(minutes=minute))


def outcome(root: Path) -> str:
    """What is there after a kill: nothing of the run or all of it, verified, and another run goes on from there."""
    workspace = load(root)
    seen = evidence.verify(root, None)
    word = {1: "none", 2: "all"}.get(len(seen.runs), f"{len(seen.runs)} runs")
    if not seen.valid:
        return f"{word}, but verifying finds {seen.problems}"
    if not doctor.sound(doctor.examine(root)):
        return f"{word}, but the doctor finds {doctor.examine(root)}"
    run(workspace, 2)
    after = evidence.verify(root, None)
    left = [path.name for path in workspace.runs.iterdir() if path.name.startswith(".")]
    told = tuple(chain.sealed(workspace.register))
    if not after.valid or left or set(after.runs) - set(seen.runs) != {after.runs[-1]} or told != after.runs:
        return f"{word}, but then verifying finds {after}, the journal tells {told}, and {left} is left over"
    newest = reading.manifest(workspace.runs / after.runs[-1])[0].previous_run
    head = chain.head(open_store(workspace.register))
    if newest != seen.runs[-1] or head is None or head[0] != after.runs[-1]:
        return f"{word}, but then {after.runs[-1]} follows {newest} and the register says {head}"
    return word


def main() -> None:
    """Be killed at step 0, 1, 2, … until a child lives."""
    folder = Path(sys.argv[1])
    prepared(folder / "base")
    outcomes = []
    for step in range(10_000):
        root = folder / str(step)
        shutil.copytree(folder / "base", root)
        child = os.fork()
        if child == 0:
            die_at(step, root)
            run(load(root), 1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        outcomes.append(outcome(root))
        shutil.rmtree(root)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            break
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main()
