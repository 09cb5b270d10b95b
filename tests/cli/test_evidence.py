"""`isms evidence` as people call it."""

import hashlib
import shutil
from pathlib import Path

import pytest

from isms.evidence.seal import Seal
from isms.store import chain, open_store, workspace
from tests.cli.configurations import a_file, registered
from tests.cli.running import isms, outcome
from tests.evidence.sealing import a_chain
from tests.fakes import NOW


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, list[Seal]]:
    """A workspace with three sealed runs that the register knows."""
    place = workspace.create(tmp_path / "musterstadt", "Musterstadt")
    seals = a_chain(place.runs)
    with open_store(place.register).transaction(who="ISB", when=NOW) as transaction:
        chain.advance(transaction, seals[-1].id, seals[-1].manifest_sha256)
    return place.root, seals


def test_untouched_evidence_is_valid(sealed: tuple[Path, list[Seal]]) -> None:
    root, seals = sealed
    done = outcome("-w", root, "evidence", "verify", "--json", environment={"PYTHONWARNINGS": "error"})
    assert (done.code, done.err) == (0, "")
    assert done.json == {"valid": True, "runs": [seal.id for seal in seals], "problems": []}


def test_the_newest_run_deleted_is_noticed(sealed: tuple[Path, list[Seal]]) -> None:
    root, seals = sealed
    shutil.rmtree(root / "runs" / seals[-1].id)
    done = isms("-w", root, "evidence", "verify", "--json")
    assert done.code == 1
    assert done.json == {
        "valid": False,
        "runs": [seals[0].id, seals[1].id],
        "problems": [{"run": seals[2].id, "file": "manifest.json", "problem": "run missing"}],
    }


@pytest.mark.parametrize(("language", "word"), [("de", "verändert"), ("en", "changed")])
def test_a_changed_file_is_named_in_words(sealed: tuple[Path, list[Seal]], language: str, word: str) -> None:
    root, seals = sealed
    (root / "runs" / seals[1].id / "configs/sw1.cfg").write_text("hostname sw1\n")
    done = outcome("--lang", language, "-w", root, "evidence", "verify", seals[1].id)
    assert done.code == 1
    assert done.err == ""
    assert "configs/sw1.cfg" in done.out
    assert word in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_one_run_can_be_verified(sealed: tuple[Path, list[Seal]]) -> None:
    root, seals = sealed
    (root / "runs" / seals[1].id / "rules.json").unlink()
    assert isms("-w", root, "evidence", "verify", seals[0].id).code == 0
    assert isms("-w", root, "evidence", "verify", seals[1].id).code == 1


def test_a_run_that_lies_elsewhere_needs_no_workspace(sealed: tuple[Path, list[Seal]], tmp_path: Path) -> None:
    root, seals = sealed
    copy = tmp_path / "audit" / seals[1].id
    shutil.copytree(root / "runs" / seals[1].id, copy)
    assert isms("evidence", "verify", copy).code == 0
    (copy / "findings.jsonl").write_text("")
    assert isms("evidence", "verify", copy).code == 1


@pytest.mark.parametrize("run", ["2020-01-01T00-00-00Z-0000", "no/such/folder"])
def test_a_run_that_nobody_knows_is_a_mistake_of_the_caller(sealed: tuple[Path, list[Seal]], run: str) -> None:
    done = isms("-w", sealed[0], "evidence", "verify", run)
    assert (done.code, done.out) == (2, "")
    assert run in done.err.replace("\n", "")


def test_without_a_workspace_the_caller_is_told(tmp_path: Path) -> None:
    assert isms("-w", tmp_path, "evidence", "verify").code == 2


def test_the_list_shows_every_run_and_its_place_in_the_chain(sealed: tuple[Path, list[Seal]]) -> None:
    root, seals = sealed
    (root / "runs" / seals[0].id / "manifest.json").write_text("{}")
    done = isms("-w", root, "evidence", "list", "--json")
    first, second, third = done.json["runs"]
    assert (done.code, first["devices"], first["chained"]) == (0, None, False)
    assert second == {
        "id": seals[1].id,
        "started_at": "2026-11-22T20:15:03Z",
        "devices": 2,
        "fails": 2,
        "selection": [],
        "manifest_sha256": seals[1].manifest_sha256,
        "chained": True,
    }
    assert third["chained"]


def test_a_run_of_a_part_is_listed_as_such(office: Path) -> None:
    registered(office, "sw-1")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "check", "run")
    isms("-w", office, "check", "run", "--rule", "mgmt.no-telnet")
    whole, part = isms("-w", office, "evidence", "list", "--json").json["runs"]
    assert (whole["selection"], part["selection"]) == ([], ["rule=mgmt.no-telnet"])
    shown = isms("-w", office, "evidence", "list").out.splitlines()[2:]
    assert ["alles" in shown[0], "mgmt.no-t" in shown[1]] == [True, True]


def test_without_a_run_the_list_says_how_to_make_one(office: Path) -> None:
    answer = isms("-w", office, "evidence", "list")
    assert (answer.code, answer.out, "isms check run" in answer.err) == (0, "", True)


def test_the_list_fits_80_columns(sealed: tuple[Path, list[Seal]]) -> None:
    root, seals = sealed
    lines = isms("-w", root, "evidence", "list").out.splitlines()
    assert [seal.id for seal in seals if any(seal.id in line for line in lines)] == [seal.id for seal in seals]
    assert max(len(line) for line in lines) <= 80


def test_looking_changes_nothing(sealed: tuple[Path, list[Seal]]) -> None:
    root, _ = sealed
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    isms("-w", root, "evidence", "verify")
    isms("-w", root, "evidence", "list")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_journal_vouches_for_the_runs_too(town: Path) -> None:
    """Whoever removes the newest run and puts the register's head back still meets the journal."""
    first, newest = sorted(path.name for path in (town / "runs").iterdir())
    manifest = (town / "runs" / first / "manifest.json").read_bytes()
    told = (town / "register" / "journal.jsonl").read_bytes()
    shutil.rmtree(town / "runs" / newest)
    with open_store(town / "register").transaction(who="x", when=NOW) as transaction:
        chain.advance(transaction, first, hashlib.sha256(manifest).hexdigest())
    (town / "register" / "journal.jsonl").write_bytes(told)
    answer = isms("-w", town, "evidence", "verify", "--json")
    assert answer.code == 1
    problems = answer.json["problems"]
    assert {"run": newest, "file": "manifest.json", "problem": "run missing"} in problems
