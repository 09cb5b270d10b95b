"""`isms report`."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.configurations import a_file, registered
from tests.cli.running import isms

LATER = ["management", "structure", "needs", "model", "risk", "plan", "device", "building", "audit"]


@pytest.fixture
def judged(office: Path) -> Path:
    """A workspace with one device and one run."""
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "check", "run")
    return office


def test_the_path_and_nothing_else_is_on_stdout(judged: Path) -> None:
    deep = judged / "ein langer Name mit Leerzeichen" / ("x" * 90) / "bericht.json"
    answer = isms("-w", judged, "report", "check", "--format", "json", "--output", deep)
    assert (answer.code, answer.out, answer.err) == (0, f"{deep}\n", "")
    assert isinstance(json.loads(deep.read_text()), dict)


def test_without_output_it_lies_in_the_workspace(judged: Path) -> None:
    answer = isms("-w", judged, "report", "check", "--format", "csv", "--json")
    assert answer.json == {"name": "check", "format": "csv", "file": str(judged / "reports" / "check.csv")}
    assert len(list(csv.reader((judged / "reports" / "check.csv").read_text("utf-8-sig").splitlines()))) > 1


@pytest.mark.parametrize("kind", ["pdf", "json", "csv"])
def test_the_same_run_gives_the_same_bytes(judged: Path, kind: str) -> None:
    paths = [judged / f"one.{kind}", judged / f"two.{kind}"]
    for path in paths:
        assert isms("-w", judged, "report", "check", "--format", kind, "--output", path).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_earlier_run_can_be_reported(judged: Path) -> None:
    [first] = [path.name for path in (judged / "runs").iterdir()]
    made = {}
    for name, run in (("before", None), ("after", first)):
        output = judged / f"{name}.json"
        chosen = ("--run", run) if run else ()
        isms("-w", judged, "report", "check", "--format", "json", "--output", output, *chosen)
        made[name] = output.read_bytes()
        isms("-w", judged, "check", "run", "--rule", "mgmt.no-telnet")
    assert made["before"] == made["after"]


@pytest.mark.parametrize("name", [*LATER, "unsinn"])
def test_a_report_that_there_is_not_is_one_sentence(judged: Path, name: str) -> None:
    answer = isms("-w", judged, "report", name)
    assert (answer.code, answer.out) == (2, "")
    assert "check" in answer.err
    assert ("noch nicht" in answer.err) == (name in LATER)


@pytest.mark.parametrize("kind", ["docx", "oscal", "", "../pdf"])
def test_a_format_that_there_is_not_is_one_sentence(judged: Path, kind: str) -> None:
    answer = isms("-w", judged, "report", "check", "--format", kind)
    assert (answer.code, "pdf" in answer.err) == (2, True)
    assert not (judged / "reports").exists()


def test_a_run_that_there_is_not_is_one_sentence(judged: Path) -> None:
    for run in ("2020-01-01T00-00-00Z-0000", "../runs", "."):
        answer = isms("-w", judged, "report", "check", "--run", run)
        assert (answer.code, run in answer.err) == (2, True)


def test_before_the_first_run_the_way_to_one_is_said(office: Path) -> None:
    answer = isms("-w", office, "report", "check")
    assert (answer.code, "isms check run" in answer.err) == (2, True)


def test_an_output_that_cannot_be_written_leaves_what_was_there(judged: Path) -> None:
    a_file(judged / "blocked", "mine\n")
    answer = isms("-w", judged, "report", "check", "--format", "csv", "--output", judged / "blocked" / "check.csv")
    assert answer.code == 3
    assert "blocked" in answer.err
    assert (judged / "blocked").read_text() == "mine\n"


def test_a_damaged_run_is_told_with_its_file(judged: Path) -> None:
    [run] = (judged / "runs").iterdir()
    for name in ("findings.jsonl", "manifest.json", "rules.json"):
        kept = (run / name).read_bytes()
        (run / name).write_bytes(b'{"half":')
        answer = isms("-w", judged, "report", "check", "--format", "csv")
        assert (answer.code, name in answer.err) == (2, True)
        (run / name).write_bytes(kept)
    shutil.rmtree(run / "configs")
    assert isms("-w", judged, "report", "check", "--format", "csv").code == 2


def test_the_page_lights_whole_lines_that_decide_and_marks_each_proof_by_its_verdict(musterstadt: Path) -> None:
    page = (musterstadt / "reports" / "check.html").read_text(encoding="utf-8")
    assert page.count("<mark>") == page.count('<li class="lit">') > 0
    assert len(re.findall(r'<article class="proof of-(?:no|open)">', page)) == page.count("<article") > 0


def test_the_page_tells_numbers_with_their_thousands_apart(musterstadt: Path) -> None:
    page = (musterstadt / "reports" / "check.html").read_text(encoding="utf-8")
    told = re.findall(r"</span> ([\d.]+)</li>", page)
    assert [one for one in told if re.search(r"\d{4}", one)] == []
    assert [one for one in told if "." in one] != []


def test_words_in_bold_stand_apart_from_those_behind_them(judged: Path) -> None:
    isms("-w", judged, "report", "check", "--format", "md")
    text = (judged / "reports" / "check.md").read_text(encoding="utf-8")
    assert "**" in text
    assert re.findall(r"\w\*\*\w|\.\*\*\w", text) == []
