"""Imports and bulk changes whose process is killed: all of it is there or nothing, and nothing is damaged."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from isms.store.tiny import TinyStore
from isms.store.workspace import load
from isms.workflow import doctor
from tests.cli.running import isms, process
from tests.workflow.dying import CHANGES

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - hundreds of synchronised writes are quick there
ROOT = Path(__file__).parents[2]
MANY = 3000


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_many_rows_is_there_wholly_or_not_at_all(tmp_path: Path, change: str) -> None:
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as folder:
        program = [sys.executable, "-m", "tests.workflow.dying", folder, change]
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    outcomes = json.loads(done.stdout)
    turn = outcomes.index("all")
    assert turn > 10
    assert outcomes == ["none"] * turn + ["all"] * (len(outcomes) - turn)


@pytest.mark.parametrize("sign", [".lock", ".buildings.json.new", ".journal.jsonl.new", ".commit"])
def test_a_large_import_that_is_killed_from_outside_leaves_all_or_nothing(tmp_path: Path, sign: str) -> None:
    isms("init", tmp_path / "stadt")
    rows = "".join(f"WE-{n};Haus {n};{n % 90}\n" for n in range(MANY))
    (tmp_path / "liste.csv").write_text(f"id;name;users\n{rows}", encoding="utf-8")
    register = tmp_path / "stadt" / "register"
    words = process("-w", tmp_path / "stadt", "building", "import", tmp_path / "liste.csv")
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None:
        if (register / sign).exists():
            running.send_signal(signal.SIGKILL)
            break
    running.wait()
    assert len(TinyStore(register).rows("buildings")) in {0, MANY}
    assert doctor.sound(doctor.examine(tmp_path / "stadt"))
    again = isms("-w", tmp_path / "stadt", "building", "import", tmp_path / "liste.csv", "--json").json
    assert again["created"] + again["unchanged"] == MANY
    assert len(TinyStore(load(tmp_path / "stadt").register).rows("buildings")) == MANY
    assert doctor.sound(doctor.examine(tmp_path / "stadt"))
