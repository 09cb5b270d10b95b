"""Reading back what was sealed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from isms.core.errors import InputError
from isms.core.model.finding import Verdict
from isms.core.model.run import Run, Summary
from isms.evidence import reading
from isms.evidence.seal import Seal, Sealer
from tests.evidence.sealing import OFFLINE, PICTURE, a_chain, a_head, a_judged, a_run

DEEP = b'{"x":' + b"[" * 100_000


def test_a_run_reads_back_as_it_was_sealed(tmp_path: Path) -> None:
    first = a_run(tmp_path)
    seal = a_run(tmp_path, 2, first)
    assert reading.read(tmp_path / seal.id) == Run(
        head=a_head(2, first),
        manifest_sha256=seal.manifest_sha256,
        merkle_root=seal.merkle_root,
        summary=Summary(
            devices=2,
            verdicts=((Verdict.PASS, 2), (Verdict.FAIL, 2), (Verdict.NA, 0), (Verdict.UNKNOWN, 0), (Verdict.ERROR, 0)),
        ),
        findings=(*a_judged("sw1").findings, *a_judged("rathaus/sw2").findings),
        unreachable=(OFFLINE,),
        skipped=(PICTURE,),
        configs={"sw1": "hostname sw1\nend\n", "rathaus/sw2": "hostname rathaus/sw2\nend\n"},
    )


def test_findings_come_one_by_one_in_the_order_of_the_run(tmp_path: Path) -> None:
    seal = a_run(tmp_path)
    rules = [(each.device, each.rule) for each in reading.findings(tmp_path / seal.id)]
    assert rules == [
        ("sw1", "mgmt.no-telnet"),
        ("sw1", "time.ntp-servers"),
        ("rathaus/sw2", "mgmt.no-telnet"),
        ("rathaus/sw2", "time.ntp-servers"),
    ]


def test_runs_are_listed_oldest_first_without_unfinished_ones(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    (tmp_path / ".left.tmp").mkdir()
    (tmp_path / "note.txt").write_text("")
    assert reading.runs(tmp_path) == tuple(seal.id for seal in seals)
    assert reading.runs(tmp_path)[-1] == seals[-1].id


@pytest.mark.parametrize("noises", [("0000", "8888", "ffff"), ("ffff", "0000", "8888"), ("8888", "ffff", "0000")])
def test_runs_of_one_second_are_listed_in_the_order_of_the_chain(tmp_path: Path, noises: tuple[str, ...]) -> None:
    ids = tuple(f"2026-11-21T20-15-03Z-{noise}" for noise in noises)
    previous: Seal | None = None
    for name in ids:
        with Sealer(tmp_path, replace(a_head(), id=name)) as sealer:
            previous = sealer.finish((previous.id, previous.manifest_sha256) if previous else None)
    assert reading.runs(tmp_path) == ids
    assert reading.runs(tmp_path)[-1] == ids[-1]
    (tmp_path / ids[1] / "manifest.json").write_bytes(b"")
    assert set(reading.runs(tmp_path)) == set(ids)


def test_there_are_no_runs_where_nothing_was_sealed(tmp_path: Path) -> None:
    assert reading.runs(tmp_path / "runs") == ()


def test_a_file_in_place_of_the_folder_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(InputError, match="runs"):
        reading.runs(tmp_path / "runs")


@pytest.mark.parametrize("name", ["manifest.json", "findings.jsonl", "rules.json", "configs/sw1.cfg"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / a_run(tmp_path).id
    (folder / name).unlink()
    with pytest.raises(InputError, match=name):
        reading.read(folder)


@pytest.mark.parametrize("name", ["manifest.json", "findings.jsonl", "rules.json"])
@pytest.mark.parametrize(
    "content", [b"{", b"[1]\n", b"\xff\xfe", b"{}\n", DEEP], ids=["cut", "list", "binary", "empty", "deep"]
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    folder = tmp_path / a_run(tmp_path).id
    (folder / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        reading.read(folder)


@pytest.mark.parametrize("name", ["/etc/hostname", "../secret", "configs/../../secret", "secret"])
def test_a_forged_manifest_does_not_lead_out_of_the_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / a_run(tmp_path).id
    told = json.loads((folder / "manifest.json").read_bytes())
    told["devices"] = {name: "sw1"}
    (folder / "manifest.json").write_text(json.dumps(told))
    with pytest.raises(InputError, match="manifest"):
        reading.read(folder)
