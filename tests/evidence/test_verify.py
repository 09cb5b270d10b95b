"""Verifying: whatever was touched is found and named; what was not is valid."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.core.model.evidence import Fault, Problem, Verification
from isms.evidence import manifest as documents
from isms.evidence.seal import Seal
from isms.evidence.verify import verify
from tests.evidence.sealing import a_chain, a_head, a_run

FILES = ("SHA256SUMS", "configs/sw1.cfg", "findings.jsonl", "manifest.json", "rules.json")
BITS = (0x01, 0x20, 0x80)


def head(seal: Seal) -> tuple[str, str]:
    """What the register keeps of the newest run."""
    return seal.id, seal.manifest_sha256


def one_run(folder: Path) -> tuple[Path, tuple[str, str]]:
    """A sealed run of one device: its folder and the head of the chain."""
    seal = a_run(folder, devices=["sw1"])
    return folder / seal.id, head(seal)


def found(runs: Path, known: tuple[str, str] | None, ids: list[str] | None = None) -> list[tuple[str, str, str]]:
    """The problems, short."""
    return [(each.run, each.file, each.problem.value) for each in verify(runs, ids, known).problems]


def test_an_untouched_chain_is_valid(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    ids = tuple(seal.id for seal in seals)
    for known in (head(seals[-1]), None):
        assert verify(tmp_path, None, known) == Verification(valid=True, runs=ids, problems=())


def test_a_copy_elsewhere_is_valid(tmp_path: Path) -> None:
    seals = a_chain(tmp_path / "runs")
    shutil.copytree(tmp_path / "runs", tmp_path / "copy")
    assert verify(tmp_path / "copy", None, head(seals[-1])).valid


def test_nothing_sealed_is_valid(tmp_path: Path) -> None:
    assert verify(tmp_path / "runs", None, None) == Verification(valid=True, runs=(), problems=())


@contextmanager
def with_byte(path: Path, place: int, byte: int) -> Iterator[None]:
    """One byte of a file is another for a while; nothing else is."""
    with path.open("r+b", buffering=0) as stream:
        stream.seek(place)
        sealed = stream.read(1)
        stream.seek(place)
        stream.write(bytes([byte]))
        yield
        stream.seek(place)
        stream.write(sealed)


@pytest.mark.parametrize("name", FILES)
def test_flipping_a_bit_of_any_byte_names_the_file(tmp_path: Path, name: str) -> None:
    folder, known = one_run(tmp_path)
    sealed = (folder / name).read_bytes()
    for place, byte in enumerate(sealed):
        with with_byte(folder / name, place, byte ^ BITS[place % len(BITS)]):
            assert found(tmp_path, known) == [(folder.name, name, "changed")], f"byte {place} of {name}"
    assert verify(tmp_path, None, known).valid


def test_without_the_register_a_change_of_any_byte_is_found_too(tmp_path: Path) -> None:
    folder, _ = one_run(tmp_path)

    @given(st.sampled_from(FILES), st.integers(0), st.integers(1, 255))
    def is_found(name: str, place: int, change: int) -> None:
        sealed = (folder / name).read_bytes()
        place %= len(sealed)
        with with_byte(folder / name, place, sealed[place] ^ change):
            assert not verify(tmp_path, None, None).valid

    is_found()


def truncated(path: Path) -> None:
    """Cut off the last byte."""
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    """Cut off everything."""
    path.write_bytes(b"")


def appended(path: Path) -> None:
    """Add white space at the end."""
    path.write_bytes(path.read_bytes() + b"\n")


def prefixed(path: Path) -> None:
    """Add a byte order mark."""
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def windows(path: Path) -> None:
    """Other line ends."""
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", [truncated, emptied, appended, prefixed, windows])
def test_a_changed_file_is_named(tmp_path: Path, name: str, change: Callable[[Path], None]) -> None:
    folder, known = one_run(tmp_path)
    change(folder / name)
    assert found(tmp_path, known) == [(folder.name, name, "changed")]
    assert not verify(tmp_path, None, None).valid


@pytest.mark.parametrize("name", FILES)
def test_a_removed_file_is_named(tmp_path: Path, name: str) -> None:
    folder, known = one_run(tmp_path)
    (folder / name).unlink()
    assert found(tmp_path, known) == [(folder.name, name, "missing")]


@pytest.mark.parametrize("name", FILES)
def test_a_renamed_file_is_missing_and_added(tmp_path: Path, name: str) -> None:
    folder, known = one_run(tmp_path)
    (folder / name).rename(folder / f"{name}.old")
    assert found(tmp_path, known) == [(folder.name, name, "missing"), (folder.name, f"{name}.old", "added")]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_became_a_link_is_named(tmp_path: Path, name: str) -> None:
    runs = tmp_path / "runs"
    folder, known = one_run(runs)
    shutil.move(folder / name, tmp_path / "elsewhere")
    (folder / name).symlink_to(tmp_path / "elsewhere")
    assert (folder.name, name, "not a regular file") in found(runs, known)


@pytest.mark.parametrize(
    "name", ["extra", "configs/sw2.cfg", ".hidden", "configs/new/x", "manifest.json.sig", "SHA256SUMS~"]
)
def test_an_added_file_is_named(tmp_path: Path, name: str) -> None:
    folder, known = one_run(tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    assert found(tmp_path, known) == [(folder.name, name, "added")]


def test_an_added_empty_folder_is_named(tmp_path: Path) -> None:
    folder, known = one_run(tmp_path)
    (folder / "empty").mkdir()
    assert found(tmp_path, known) == [(folder.name, "empty/", "added")]


def test_an_added_pipe_is_named_and_not_read(tmp_path: Path) -> None:
    folder, known = one_run(tmp_path)
    os.mkfifo(folder / "pipe")
    assert found(tmp_path, known) == [(folder.name, "pipe", "not a regular file")]


def test_a_file_whose_name_is_no_unicode_is_named(tmp_path: Path) -> None:
    folder, known = one_run(tmp_path)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xe4")).write_bytes(b"")
    assert found(tmp_path, known) == [(folder.name, "\\xe4", "added")]


def test_every_change_in_a_run_is_listed_by_file(tmp_path: Path) -> None:
    folder, known = one_run(tmp_path)
    (folder / "rules.json").write_bytes(b"[]\n")
    (folder / "configs/sw1.cfg").unlink()
    (folder / "added").write_bytes(b"")
    assert found(tmp_path, known) == [
        (folder.name, "added", "added"),
        (folder.name, "configs/sw1.cfg", "missing"),
        (folder.name, "rules.json", "changed"),
    ]


def test_two_configurations_that_changed_places_are_named(tmp_path: Path) -> None:
    seal = a_run(tmp_path)
    one, other = tmp_path / seal.id / "configs/sw1.cfg", tmp_path / seal.id / "configs/rathaus/sw2.cfg"
    text = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(text)
    assert [file for _, file, _ in found(tmp_path, head(seal))] == ["configs/rathaus/sw2.cfg", "configs/sw1.cfg"]


def upper_case(told: str) -> str:
    """Hex digests in capitals."""
    return told.replace(json.loads(told)["merkle_root"], json.loads(told)["merkle_root"].upper())


def reordered(told: str) -> str:
    """The same values in another order."""
    return json.dumps(json.loads(told), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def compact(told: str) -> str:
    """The same values without white space."""
    return json.dumps(json.loads(told), separators=(",", ":"), ensure_ascii=False) + "\n"


def enlarged(told: str) -> str:
    """A key that nobody knows."""
    return told.replace('"format"', '"approved": true,\n  "format"', 1)


@pytest.mark.parametrize("spell", [upper_case, reordered, compact, enlarged])
def test_a_manifest_in_another_spelling_is_changed_even_if_the_sums_follow(
    tmp_path: Path, spell: Callable[[str], str]
) -> None:
    folder, known = one_run(tmp_path)
    raw = spell((folder / "manifest.json").read_text()).encode()
    (folder / "manifest.json").write_bytes(raw)
    files = json.loads(raw)["files"]
    (folder / "SHA256SUMS").write_bytes(documents.sums(files, documents.digest(raw)))
    assert (folder.name, "manifest.json", "changed") in found(tmp_path, known)
    assert not verify(tmp_path, None, None).valid


def forge(folder: Path) -> None:
    """Change a verdict and make every hash inside the run follow."""
    path = folder / "findings.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"fail"', b'"pass"'))
    told = documents.parsed((folder / "manifest.json").read_bytes(), "")
    told.files["findings.jsonl"] = documents.digest(path.read_bytes())
    raw = documents.spelled(told)
    (folder / "manifest.json").write_bytes(raw)
    (folder / "SHA256SUMS").write_bytes(documents.sums(told.files, documents.digest(raw)))


def test_a_forger_who_forgets_the_merkle_root_is_found_without_the_register(tmp_path: Path) -> None:
    folder, _ = one_run(tmp_path)
    forge(folder)
    assert found(tmp_path, None) == [(folder.name, "findings.jsonl", "Merkle root does not match")]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_run_that_was_sealed_anew_is_found_by_the_chain(tmp_path: Path, place: int) -> None:
    seals = a_chain(tmp_path)
    seal = seals[place]
    shutil.rmtree(tmp_path / seal.id)
    a_run(tmp_path, place + 1, seals[place - 1] if place else None, devices=["other"])
    problems = found(tmp_path, head(seals[-1]))
    assert (seal.id, "manifest.json", "changed") in problems
    assert {run for run, _, _ in problems} == {seal.id}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_deleted_run_is_named(tmp_path: Path, place: int) -> None:
    seals = a_chain(tmp_path)
    shutil.rmtree(tmp_path / seals[place].id)
    assert found(tmp_path, head(seals[-1])) == [(seals[place].id, "manifest.json", "run missing")]


@pytest.mark.parametrize("place", [0, 1])
def test_without_the_register_a_deleted_run_is_noticed_if_a_later_one_is_there(tmp_path: Path, place: int) -> None:
    seals = a_chain(tmp_path)
    shutil.rmtree(tmp_path / seals[place].id)
    assert found(tmp_path, None) == [(seals[place].id, "manifest.json", "run missing")]


def test_all_runs_deleted_is_noticed(tmp_path: Path) -> None:
    assert found(tmp_path, ("2026-11-21T20-15-03Z-4f1c", "0" * 64)) == [
        ("2026-11-21T20-15-03Z-4f1c", "manifest.json", "run missing")
    ]


def test_a_renamed_run_is_noticed(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    (tmp_path / seals[1].id).rename(tmp_path / "2026-11-22T20-15-03Z-0000")
    assert found(tmp_path, head(seals[-1])) == [
        (seals[1].id, "manifest.json", "run missing"),
        ("2026-11-22T20-15-03Z-0000", "manifest.json", "run renamed"),
    ]


def test_a_run_that_is_a_link_is_noticed(tmp_path: Path) -> None:
    seals = a_chain(tmp_path / "runs")
    (tmp_path / "runs" / seals[1].id).rename(tmp_path / "moved")
    (tmp_path / "runs" / seals[1].id).symlink_to(tmp_path / "moved")
    assert (seals[1].id, ".", "not a regular file") in found(tmp_path / "runs", head(seals[-1]))


def test_a_run_added_beside_the_chain_is_named(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    extra = a_run(tmp_path, 4)
    assert found(tmp_path, head(seals[-1])) == [(extra.id, "manifest.json", "not in the chain")]


def test_a_run_added_at_the_end_of_the_chain_is_named(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    extra = a_run(tmp_path, 4, seals[-1])
    assert found(tmp_path, head(seals[-1])) == [(extra.id, "manifest.json", "not in the chain")]


def test_two_runs_after_the_same_one_are_noticed_without_the_register(tmp_path: Path) -> None:
    seals = a_chain(tmp_path, 2)
    a_run(tmp_path, 3, seals[0])
    assert found(tmp_path, None) == [(seals[1].id, "manifest.json", "not in the chain")]


def test_only_the_runs_asked_for_are_verified(tmp_path: Path) -> None:
    seals = a_chain(tmp_path)
    (tmp_path / seals[0].id / "rules.json").write_bytes(b"[]\n")
    assert verify(tmp_path, [seals[1].id], head(seals[-1])).valid
    assert found(tmp_path, head(seals[-1]), [seals[0].id]) == [(seals[0].id, "rules.json", "changed")]


def test_a_run_asked_for_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert verify(tmp_path, [a_head().id], None).problems == (
        Problem(run=a_head().id, file="manifest.json", problem=Fault.RUN_MISSING),
    )


@pytest.mark.parametrize("name", ["configs/sw1.cfg", "findings.jsonl", "manifest.json", "rules.json"])
@pytest.mark.parametrize("change", [truncated, emptied, appended])
def test_sha256sum_sees_the_same_change(tmp_path: Path, name: str, change: Callable[[Path], None]) -> None:
    folder, _ = one_run(tmp_path)
    change(folder / name)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if not line.endswith(": OK")] == [f"{name}: FAILED"]
