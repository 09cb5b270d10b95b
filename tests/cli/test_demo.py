"""`isms demo`: the whole main job in one command."""

from pathlib import Path

import pytest

from tests.cli.musterstadt import SAID
from tests.cli.running import isms


def test_everything_it_promises_is_there(musterstadt: Path) -> None:
    reports = {path.name for path in (musterstadt / "reports").iterdir()}
    assert reports >= {"check.pdf", "check.html", "check.json", "check.csv", "rollout.pdf", "rollout.html"}
    assert (musterstadt / "reports" / "check.pdf").read_bytes().startswith(b"%PDF-")
    assert len(isms("-w", musterstadt, "building", "list", "--json").json["buildings"]) == 115
    devices = isms("-w", musterstadt, "device", "list", "--json").json["devices"]
    assert (len(devices), len({one["platform"] for one in devices})) == (60, 5)


def test_the_town_has_decided_what_its_rules_ask_for(musterstadt: Path) -> None:
    told = isms("-w", musterstadt, "policy", "show", "sw-rz-05", "--json").out
    assert "192.0.2.241" in told
    assert "ausweich" in told


def test_its_evidence_is_valid_and_has_findings(musterstadt: Path) -> None:
    assert isms("-w", musterstadt, "evidence", "verify").code == 0
    runs = isms("-w", musterstadt, "evidence", "list", "--json").json["runs"]
    assert [run["devices"] for run in runs] == [60, 60]
    assert all(run["fails"] >= 20 for run in runs)


def test_it_prints_where_the_reports_lie(musterstadt: Path) -> None:
    assert len(str(musterstadt)) > 80
    said = (musterstadt.parent / SAID).read_text(encoding="utf-8")
    assert f"  {musterstadt}/reports/check.pdf\n" in said
    assert max(len(line) for line in said.splitlines() if str(musterstadt) not in line) <= 80


def test_its_json_tells_the_same_and_an_empty_folder_will_do(tmp_path: Path) -> None:
    document = isms("demo", tmp_path, "--json").json
    assert set(document) == {"workspace", "buildings", "devices", "run", "summary", "reports"}
    assert document["summary"]["fail"] >= 20
    assert all(Path(path).is_file() for path in document["reports"])


@pytest.mark.parametrize("kind", ["demo", "files", "file"])
def test_a_folder_that_is_not_empty_is_left_alone(musterstadt: Path, town: Path, tmp_path: Path, kind: str) -> None:
    target = {"demo": town, "files": tmp_path / "mine", "file": tmp_path / "mine" / "one.txt"}[kind]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "one.txt").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    answer = isms("demo", target)
    assert (answer.code, answer.out) == (2, "")
    assert "gibt es schon" in answer.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
