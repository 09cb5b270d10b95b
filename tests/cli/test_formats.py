"""`isms check run` in the formats of other programs, and limited to what git says has changed."""

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.running import isms

BAD = "hostname sw-1\nip http server\nline vty 0 4\n transport input telnet\n"
GOOD = "hostname sw-2\nno ip http server\nip ssh version 2\nline vty 0 4\n transport input ssh\n"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A folder with two configurations."""
    folder = tmp_path / "backup"
    folder.mkdir()
    (folder / "sw-1.cfg").write_text(BAD)
    (folder / "sw-2.cfg").write_text(GOOD)
    return folder


def fails(backup: Path) -> int:
    """How many findings fail, by the JSON."""
    return int(isms("check", "run", backup, "--json").json["summary"]["fail"])


def test_csv_has_a_row_for_each_finding(backup: Path) -> None:
    rows = list(csv.reader(io.StringIO(isms("check", "run", backup, "--format", "csv").out), delimiter=";"))
    assert len(rows) == 1 + len(isms("check", "run", backup, "--json").json["findings"])


def test_junit_counts_the_fails(backup: Path) -> None:
    suites = ET.fromstring(isms("check", "run", backup, "--format", "junit").out)  # noqa: S314 - our own output
    assert len(suites.findall(".//failure")) == fails(backup)


def test_sarif_has_a_result_for_each_fail(backup: Path) -> None:
    document = json.loads(isms("check", "run", backup, "--format", "sarif").out)
    assert len(document["runs"][0]["results"]) == fails(backup)


@pytest.mark.parametrize("kind", ["csv", "markdown", "junit", "sarif", "html", "oscal", "json"])
def test_a_file_holds_what_the_screen_would_show(backup: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    answer = isms("check", "run", backup, "--format", kind, "--output", target)
    assert (answer.code, answer.out) == (1, "")
    assert len(target.read_text(encoding="utf-8-sig")) > 500


def test_a_sealed_run_is_read_back(town: Path) -> None:
    answer = isms("-w", town, "check", "run", "--format", "sarif")
    [*_, newest] = sorted((town / "runs").iterdir())
    assert newest.name in answer.out
    results = json.loads(answer.out)["runs"][0]["results"]
    sealed = [json.loads(line) for line in (newest / "findings.jsonl").read_text().splitlines()]
    assert len(results) == sum(one["verdict"] == "fail" for one in sealed)


def test_a_table_has_no_file(backup: Path, tmp_path: Path) -> None:
    answer = isms("check", "run", backup, "--output", tmp_path / "out")
    assert answer.code == 2
    assert "--format" in answer.err


def test_only_what_changed_is_judged(backup: Path) -> None:
    def git(*words: str) -> None:
        author = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(("git", "-C", backup, *author, *words), check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "eins")
    unchanged = isms("check", "run", backup, "--changed-since", "HEAD", "--json")
    assert (unchanged.code, unchanged.json["summary"]["devices"]) == (0, 0)
    (backup / "sw-2.cfg").write_text(GOOD + "ip http server\n")
    changed = isms("check", "run", backup, "--changed-since", "HEAD", "--json").json
    assert {finding["device"] for finding in changed["findings"]} == {"sw-2"}


def test_a_revision_needs_a_path(town: Path) -> None:
    answer = isms("-w", town, "check", "run", "--changed-since", "HEAD")
    assert answer.code == 2
    assert "ORDNER" in answer.err
