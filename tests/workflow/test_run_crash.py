"""Runs whose process is killed: sealed and in the chain, or never there; and runs that nobody sealed here."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from isms.core.errors import OutsideError
from isms.core.model.evidence import Fault, Problem
from isms.evidence.seal import Seal, Sealer
from isms.evidence.verify import verify as verify_runs
from isms.store import chain, open_store
from isms.store.workspace import Workspace, load
from isms.workflow import evidence
from isms.workflow.chain import join, settled, whole_run
from tests.cli.running import isms, process
from tests.evidence.sealing import a_head, a_judged
from tests.workflow.dying_run import prepared, run

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - hundreds of synchronised writes are quick there
ROOT = Path(__file__).parents[2]
RULES = ("--rule", "mgmt.ssh-v2", "--rule", "mgmt.no-telnet")


def test_a_run_is_sealed_and_in_the_chain_or_never_was_at_whichever_step_it_dies(tmp_path: Path) -> None:
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as folder:
        program = [sys.executable, "-m", "tests.workflow.dying_run", folder]
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    outcomes = json.loads(done.stdout)
    turn = outcomes.index("all")
    assert turn > 30
    assert len(outcomes) - turn > 5
    assert outcomes == ["none"] * turn + ["all"] * (len(outcomes) - turn)


def signs(workspace: Workspace, seen: set[str]) -> set[str]:
    """What is to be seen of a run under way."""
    hidden = {path.name for path in (*workspace.runs.glob(".*.tmp"), *workspace.runs.glob(".*.tmp/*.json"))}
    register = {path.name for path in workspace.register.glob(".*")} - seen
    return {"manifest" if "manifest.json" in hidden else "", "folder" if hidden else "", *register}


@pytest.mark.parametrize("sign", ["folder", "manifest", ".chain.json.new", ".commit"])
def test_a_run_that_is_killed_from_outside_leaves_all_or_nothing(tmp_path: Path, sign: str) -> None:
    workspace = prepared(tmp_path / "stadt")
    there = {path.name for path in workspace.register.glob(".*")}
    words = process("-w", workspace.root, "check", "run", workspace.configs, *RULES)
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None:
        if sign in signs(workspace, there):
            running.send_signal(signal.SIGKILL)
            break
    running.wait()
    assert evidence.verify(workspace.root, None).valid
    assert isms("-w", workspace.root, "check", "run", workspace.configs, *RULES).code == 0
    found = evidence.verify(workspace.root, None)
    assert found.valid
    assert len(found.runs) in {2, 3}
    assert not list(workspace.runs.glob(".*"))


def decided(workspace: Workspace) -> str:
    """A run that was decided for and whose writer died before it had its name."""
    with Sealer(workspace.runs, a_head(3)) as sealer:
        sealer.add(a_judged())
        with open_store(workspace.register).transaction(who="test", when=a_head(3).started_at) as transaction:
            seal = sealer.complete(chain.head(transaction))
            chain.advance(transaction, seal.id, seal.manifest_sha256)
    return seal.id


@pytest.mark.parametrize("command", [("evidence", "verify"), ("status",), ("evidence", "list")])
def test_whoever_looks_first_gives_the_run_its_name(tmp_path: Path, command: tuple[str, ...]) -> None:
    workspace = prepared(tmp_path / "stadt")
    run_id = decided(workspace)
    assert not (workspace.runs / run_id).exists()
    assert isms("-w", workspace.root, *command).code == 0
    assert (workspace.runs / run_id).exists()
    assert evidence.verify(workspace.root, None).valid


def test_the_run_that_waits_for_its_name_is_missed_if_somebody_removes_it(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    run_id = decided(workspace)
    shutil.rmtree(workspace.runs / f".{run_id}.tmp")
    missing = Problem(run=run_id, file="manifest.json", problem=Fault.RUN_MISSING)
    assert evidence.verify(workspace.root, None).problems == (missing,)


def forged(workspace: Workspace) -> str:
    """A run that fits behind the newest one to the letter, made by somebody who cannot write to the register."""
    head = chain.head(open_store(workspace.register))
    with Sealer(workspace.runs, a_head(3)) as sealer:
        sealer.add(a_judged())
        return sealer.finish(head).id


def test_a_run_that_fits_but_was_not_decided_for_is_found_and_never_joins_the_chain(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    put_there = forged(workspace)
    unchained = Problem(run=put_there, file="manifest.json", problem=Fault.UNCHAINED)
    assert verify_runs(workspace.runs, None, None).valid
    assert evidence.verify(workspace.root, None).problems == (unchained,)
    run(workspace, 9)
    assert evidence.verify(workspace.root, None).problems == (unchained,)
    head = chain.head(open_store(workspace.register))
    assert head is not None
    assert head[0] != put_there


def test_a_forged_run_that_waits_for_a_name_gets_none(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    put_there = forged(workspace)
    (workspace.runs / put_there).rename(workspace.runs / f".{put_there}.tmp")
    run(workspace, 9)
    assert sorted(path.name for path in workspace.runs.iterdir()) == list(evidence.verify(workspace.root, None).runs)
    assert evidence.verify(workspace.root, None).valid


def test_looking_while_others_seal_is_no_false_alarm(tmp_path: Path) -> None:
    workspace = load(prepared(tmp_path / "stadt").root)
    words = process("-w", workspace.root, "check", "run", workspace.configs, *RULES)
    running = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    looked = 0
    while any(one.poll() is None for one in running):
        assert evidence.verify(workspace.root, None).problems == ()
        looked += 1
    assert [one.returncode for one in running] == [0, 0]
    assert looked > 3
    assert len(evidence.verify(workspace.root, None).runs) == 3


def test_a_run_that_was_not_decided_for_is_never_shown_as_the_newest(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    [sealed] = evidence.verify(workspace.root, None).runs
    put_there = forged(workspace)
    assert put_there > sealed
    assert isms("-w", workspace.root, "status", "--json").json["compliance"]["run"] == sealed
    assert whole_run(workspace) == sealed


def test_the_newest_run_is_the_last_of_the_chain_also_if_the_clock_was_put_back(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    [first] = evidence.verify(workspace.root, None).runs
    assert whole_run(workspace) == first  # all were narrowed
    for minute in (-60, -90):
        run(workspace, minute, rules=())
    run(workspace, 5)
    assert evidence.verify(workspace.root, None).valid
    third, second, *_ = evidence.verify(workspace.root, None).runs
    assert third < second < first
    assert [whole_run(workspace), whole_run(workspace, third), whole_run(workspace, second)] == [third, second, None]


def test_where_the_chain_is_broken_the_newest_run_is_told_by_its_name(tmp_path: Path) -> None:
    workspace = prepared(tmp_path / "stadt")
    for minute in (1, 2):
        run(workspace, minute, rules=())
    _, first, second = evidence.verify(workspace.root, None).runs
    assert whole_run(workspace) == second
    (workspace.runs / second / "manifest.json").write_text("{}")
    assert whole_run(workspace) == first
    shutil.rmtree(workspace.runs / second)
    assert whole_run(workspace) == first
    shutil.rmtree(workspace.register)
    assert whole_run(workspace) == first


class InterruptedSealer(Sealer):
    """Somebody presses Ctrl-C between the decision and the name."""

    def name(self, seal: Seal) -> None:
        """No name is given."""
        raise KeyboardInterrupt(seal.id)


class RefusedSealer(Sealer):
    """The disk is full between the complete run and the decision."""

    def complete(self, previous: tuple[str, str] | None = None) -> Seal:
        """The run is complete, the register is not written."""
        super().complete(previous)
        raise OutsideError(de="Die Platte ist voll.", en="The disk is full.")


@pytest.mark.parametrize(
    ("kind", "error", "runs"), [(InterruptedSealer, KeyboardInterrupt, 2), (RefusedSealer, OutsideError, 1)]
)
def test_what_stops_a_run_around_the_decision_leaves_all_or_nothing(
    tmp_path: Path, kind: type[Sealer], error: type[BaseException], runs: int
) -> None:
    workspace = prepared(tmp_path / "stadt")
    store = open_store(workspace.register)

    def stopped() -> None:
        with settled(workspace, store), kind(workspace.runs, a_head(3)) as sealer:
            sealer.add(a_judged())
            join(store, sealer, a_head(3).started_at)

    with pytest.raises(error):
        stopped()
    assert len(list(workspace.runs.iterdir())) == runs
    found = evidence.verify(workspace.root, None)
    assert (found.valid, len(found.runs)) == (True, runs)
