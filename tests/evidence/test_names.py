"""File names for devices: whatever a device is called, its file is safe and its own."""

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.evidence.names import Names

NASTY = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="aAbB./\\%~ \0", max_size=10),
    st.sampled_from(
        ["CON", "con.x", "nul/a", "a.cfg/b", "a", "a/b", "../../etc/passwd", "/etc/passwd", "x" * 400, "\udce4"]
    ),
)


@given(st.lists(NASTY, unique=True, max_size=30))
def test_every_device_gets_a_safe_file_of_its_own(devices: list[str]) -> None:
    names = Names()
    files = [names.take(device) for device in devices]
    assert len({name.lower() for name in files}) == len(devices)
    for name in files:
        assert re.fullmatch(r"configs/[A-Za-z0-9._%~/-]+\.cfg", name)
        assert ".." not in PurePosixPath(name).parts
        assert len(name) < 1000
        for part in PurePosixPath(name).parts:
            assert len(part) < 256
            assert not part.startswith(".")
            assert not part.endswith(".")
            assert part.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(st.lists(NASTY, unique=True, max_size=30))
def test_no_file_stands_where_another_needs_a_folder(devices: list[str]) -> None:
    names = Names()
    files = {names.take(device).lower() for device in devices}
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    assert not files & folders


@pytest.mark.parametrize("device", ["sw-1", "rathaus/eg/sw_01.muster", "SW1"])
def test_an_ordinary_name_stays_readable(device: str) -> None:
    assert Names().take(device) == f"configs/{device}.cfg"


def test_names_that_differ_in_case_only_get_different_files() -> None:
    names = Names()
    assert [names.take("SW1"), names.take("sw1"), names.take("Sw1")] == [
        "configs/SW1.cfg",
        "configs/sw1~2.cfg",
        "configs/Sw1~3.cfg",
    ]


def test_a_device_that_comes_twice_is_refused() -> None:
    names = Names()
    names.take("sw1")
    with pytest.raises(ValueError, match="already"):
        names.take("sw1")


def test_long_names_that_begin_alike_stay_apart() -> None:
    names = Names()
    assert names.take("x" * 400 + "1") != names.take("x" * 400 + "2")


def test_names_can_be_written_as_files(tmp_path: Path) -> None:
    names = Names()
    for device in ("../up", "/abs", "a/../b", "a\0b", "süd/größe", "CON", "a//b", "", ".", "x" * 5000, "d/" * 3000):
        path = tmp_path / names.take(device)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    assert len([each for each in tmp_path.rglob("*.cfg") if each.is_file()]) == 11
