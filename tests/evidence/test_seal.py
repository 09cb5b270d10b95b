"""Sealing: what lies in a run, and that a run is there whole or not at all."""

import hashlib
import json
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from isms.core.errors import InputError, OutsideError
from isms.core.model.finding import Judged, Verdict, Waiver
from isms.core.model.run import Summary
from isms.evidence.seal import Seal, Sealer, run_id
from isms.evidence.verify import verify
from isms.evidence.waiting import claimed, held, name, tidy
from tests.evidence.sealing import a_head, a_judged, a_run
from tests.fakes import NOW, a_device, a_finding

LIMIT = 64 * 1024
WAIVER = Waiver(rule="mgmt.no-telnet", until=date(2026, 12, 31), by="ISB", reason="Austausch im Dezember", device="sw1")


@contextmanager
def a_disk_that_is_soon_full() -> Iterator[None]:
    """The system refuses files beyond a small size, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # it would be cut short too
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def waiting_run(runs: Path) -> Seal:
    """A run whose writer died before it got its name."""
    with Sealer(runs, a_head()) as sealer:
        sealer.add(a_judged())
        return sealer.complete()


def test_a_run_has_manifest_findings_rules_configs_and_sums(tmp_path: Path) -> None:
    seal = a_run(tmp_path)
    assert names(tmp_path / seal.id) == [
        "SHA256SUMS",
        "configs/rathaus/sw2.cfg",
        "configs/sw1.cfg",
        "findings.jsonl",
        "manifest.json",
        "rules.json",
    ]
    assert (tmp_path / seal.id / "configs/sw1.cfg").read_text() == "hostname sw1\nend\n"


def test_the_manifest_tells_where_the_run_comes_from_and_hashes_every_file(tmp_path: Path) -> None:
    first = a_run(tmp_path)
    second = a_run(tmp_path, 2, first)
    folder = tmp_path / second.id
    told = json.loads((folder / "manifest.json").read_bytes())
    assert told["tool"] == "isms-toolkit"
    assert told["started_at"] == "2026-11-22T20:15:03Z"
    assert (told["ruleset_digest"], told["policy_digest"]) == ("a" * 64, "b" * 64)
    assert told["catalogs"] == {"gspp_controls": "c" * 64}
    assert (told["previous_run"], told["previous_manifest"]) == (first.id, first.manifest_sha256)
    assert (told["findings"], told["merkle_root"]) == (4, second.merkle_root)
    assert told["summary"] == {"devices": 2, "pass": 2, "fail": 2, "na": 0, "unknown": 0, "error": 0, "waived": 0}
    assert told["unreachable"] == [{"device": "sw9", "reason": "timeout", "detail": "10 s"}]
    assert told["skipped"][0]["file"] == "plan.png"
    assert told["devices"] == {"configs/sw1.cfg": "sw1", "configs/rathaus/sw2.cfg": "rathaus/sw2"}
    assert told["files"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names(folder)
        if name not in {"manifest.json", "SHA256SUMS"}
    }


def test_the_seal_is_the_hash_of_the_manifest(tmp_path: Path) -> None:
    seal = a_run(tmp_path)
    raw = (tmp_path / seal.id / "manifest.json").read_bytes()
    assert seal.manifest_sha256 == hashlib.sha256(raw).hexdigest()


def test_sha256sum_proves_every_file_without_this_tool(tmp_path: Path) -> None:
    seal = a_run(tmp_path, devices=["sw1", "Grundschule Süd/eg 1", "a\nb", "back\\slash", "../up", "*"])
    folder = tmp_path / seal.id
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(names(folder)) - 1


def test_the_root_is_that_of_the_lines_of_the_findings(tmp_path: Path) -> None:
    seal = a_run(tmp_path, devices=["sw1"])
    first, second = (tmp_path / seal.id / "findings.jsonl").read_bytes().splitlines()
    leaves = [hashlib.sha256(b"\x00" + line).digest() for line in (first, second)]
    assert seal.merkle_root == hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).hexdigest()


def test_a_waived_fail_counts_as_waived(tmp_path: Path) -> None:
    findings = [
        replace(a_finding(verdict=Verdict.FAIL), waiver=WAIVER),
        a_finding("log.remote", Verdict.FAIL),
        a_finding("mgmt.aaa", Verdict.NA),
    ]
    with Sealer(tmp_path, a_head()) as sealer:
        sealer.add(a_judged(findings=findings))
        seal = sealer.finish()
    assert seal.summary == Summary(
        devices=1,
        verdicts=((Verdict.PASS, 0), (Verdict.FAIL, 1), (Verdict.NA, 1), (Verdict.UNKNOWN, 0), (Verdict.ERROR, 0)),
        waived=1,
    )


def test_files_can_be_read_by_all_and_written_by_the_owner(tmp_path: Path) -> None:
    folder = tmp_path / a_run(tmp_path).id
    assert {stat.S_IMODE((folder / name).stat().st_mode) & 0o133 for name in names(folder)} == {0}


def test_a_run_without_devices_can_be_sealed(tmp_path: Path) -> None:
    seal = a_run(tmp_path, devices=[])
    assert seal.merkle_root == hashlib.sha256().hexdigest()


def test_the_id_tells_the_time_in_utc_and_two_bytes_of_noise() -> None:
    assert run_id(NOW, b"\x4f\x1c\xff") == "2026-11-21T20-15-03Z-4f1c"


def test_a_run_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with Sealer(tmp_path, a_head()) as sealer:
        sealer.add(a_judged())
    assert list(tmp_path.iterdir()) == []


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def broken_off() -> None:
        with Sealer(tmp_path, a_head()) as sealer:
            sealer.add(a_judged())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_not_visible_before_it_is_finished(tmp_path: Path) -> None:
    with Sealer(tmp_path, a_head()) as sealer:
        sealer.add(a_judged())
        assert [path.name for path in tmp_path.iterdir()] == [f".{a_head().id}.tmp"]


def test_a_full_disk_is_something_outside_and_leaves_nothing(tmp_path: Path) -> None:
    big = Judged(device=a_device(), platform="cisco_ios", redacted="x" * LIMIT * 2, findings=())
    with a_disk_that_is_soon_full(), pytest.raises(OutsideError), Sealer(tmp_path, a_head()) as sealer:
        sealer.add(big)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_with_findings_leaves_nothing(tmp_path: Path) -> None:
    devices = [f"sw{number}" for number in range(500)]
    with a_disk_that_is_soon_full(), pytest.raises(OutsideError):
        a_run(tmp_path, devices=devices)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_something_outside(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(OutsideError), Sealer(tmp_path / "runs", a_head()):
        pass


def test_a_run_is_never_written_over(tmp_path: Path) -> None:
    seal = a_run(tmp_path)
    with pytest.raises(InputError), Sealer(tmp_path, a_head()):
        pass
    assert names(tmp_path / seal.id)


@pytest.mark.parametrize("name", ["", "..", "a/b", ".hidden", "a\0", "x" * 101])
def test_an_id_that_cannot_be_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="run"):
        Sealer(tmp_path, replace(a_head(), id=name))


def test_what_a_broken_off_run_left_is_tidied_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".2026-11-20T08-00-00Z-dead.tmp"
    (left / "configs").mkdir(parents=True)
    (left / "configs" / "sw1.cfg").write_text("hostname sw1\n")
    tidy(tmp_path, lambda: None)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_decided_for_and_waits_for_its_name_gets_it(tmp_path: Path) -> None:
    seal = waiting_run(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f".{seal.id}.tmp"]
    tidy(tmp_path, lambda: (seal.id, seal.manifest_sha256))
    assert verify(tmp_path, None, (seal.id, seal.manifest_sha256)).valid
    assert [path.name for path in tmp_path.iterdir()] == [seal.id]


@pytest.mark.parametrize("decided", [None, ("2026-11-20T08-00-00Z-dead", "0" * 64), (a_head().id, "0" * 64)])
def test_a_complete_run_that_nobody_decided_for_is_dropped(tmp_path: Path, decided: tuple[str, str] | None) -> None:
    waiting_run(tmp_path)
    name(tmp_path, decided)
    tidy(tmp_path, lambda: decided)
    assert list(tmp_path.iterdir()) == []


def test_a_run_whose_manifest_is_not_the_one_decided_for_gets_no_name(tmp_path: Path) -> None:
    seal = waiting_run(tmp_path)
    (tmp_path / f".{seal.id}.tmp" / "manifest.json").write_text("{}")
    name(tmp_path, (seal.id, seal.manifest_sha256))
    assert [path.name for path in tmp_path.iterdir()] == [f".{seal.id}.tmp"]


def test_somebody_else_may_give_a_run_its_name(tmp_path: Path) -> None:
    with Sealer(tmp_path, a_head()) as sealer:
        seal = sealer.complete()
        name(tmp_path, (seal.id, seal.manifest_sha256))
        sealer.name(seal)
    assert verify(tmp_path, None, (seal.id, seal.manifest_sha256)).valid


def test_a_folder_that_is_tidied_in_the_very_moment_it_is_made_is_made_again(tmp_path: Path) -> None:
    left = tmp_path / ".left.tmp"
    left.mkdir()
    with held(left):
        writer = Thread(target=lambda: os.close(claimed(left)))
        writer.start()
        left.rmdir()
    writer.join()
    assert left.is_dir()


def test_a_run_that_is_being_written_is_not_tidied(tmp_path: Path) -> None:
    with Sealer(tmp_path, a_head(1)) as slow:
        slow.add(a_judged())
        quick = a_run(tmp_path, 2)
        tidy(tmp_path, lambda: None)
        seal = slow.finish()
    assert verify(tmp_path, [seal.id], (seal.id, seal.manifest_sha256)).valid
    assert sorted(path.name for path in tmp_path.iterdir()) == [seal.id, quick.id]


def test_a_run_can_be_chained_to_one_that_was_sealed_in_the_meantime(tmp_path: Path) -> None:
    with Sealer(tmp_path, a_head(2)) as slow:
        quick = a_run(tmp_path, 1)
        seal = slow.finish((quick.id, quick.manifest_sha256))
    told = json.loads((tmp_path / seal.id / "manifest.json").read_bytes())
    assert (told["previous_run"], told["previous_manifest"]) == (quick.id, quick.manifest_sha256)


def test_a_run_of_very_many_devices_is_sealed_whole(tmp_path: Path) -> None:
    devices = [f"sw{number}" for number in range(1001)]
    with Sealer(tmp_path, a_head()) as sealer:
        for name in devices:
            sealer.add(a_judged(name, findings=[]))
        seal = sealer.finish()
    assert seal.summary.devices == 1001
    assert verify(tmp_path, None, (seal.id, seal.manifest_sha256)).valid
