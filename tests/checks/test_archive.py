import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.archive import configs
from isms.core.errors import InputError
from isms.core.model.device import Config, SkippedFile
from tests.checks.configurations import CORPUS, corpus
from tests.shared import needs_shared

IOS = "hostname sw1\nno ip http server\n"


def write(path: Path, text: str = IOS) -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def named(path: Path, platforms_by_glob: dict[str, str] | None = None) -> dict[str, str]:
    """Device and platform of each configuration."""
    found = configs(path, platforms_by_glob or {})
    return {item.device.name: item.platform for item in found if isinstance(item, Config)}


def skipped(path: Path) -> dict[str, str]:
    """File and reason of what was skipped."""
    return {item.file: item.reason.en for item in configs(path, {}) if isinstance(item, SkippedFile)}


def test_every_configuration_of_a_folder_is_found_in_order(tmp_path: Path) -> None:
    for name in ("b.cfg", "a.cfg", "ost/sw1.conf", "ost/sw1.musterstadt.de", "10.0.0.1"):
        write(tmp_path / name)
    assert list(named(tmp_path)) == ["10.0.0.1", "a", "b", "ost/sw1", "ost/sw1.musterstadt.de"]


def test_a_configuration_carries_file_text_and_time(tmp_path: Path) -> None:
    path = write(tmp_path / "ost" / "sw1.cfg")
    os.utime(path, (1_800_000_000, 1_800_000_000))
    [found] = configs(tmp_path, {})
    assert isinstance(found, Config)
    assert (found.file, found.text, found.device.name) == ("ost/sw1.cfg", IOS, "ost/sw1")
    assert found.collected_at == datetime.fromtimestamp(1_800_000_000, UTC)


def test_a_single_file_may_be_given(tmp_path: Path) -> None:
    [found] = configs(write(tmp_path / "sw1.cfg"), {})
    assert isinstance(found, Config)
    assert (found.device.name, found.file) == ("sw1", "sw1.cfg")


def test_names_that_would_clash_keep_their_ending(tmp_path: Path) -> None:
    for name in ("a.cfg", "a.txt", "b", "b.cfg", "c.cfg"):
        write(tmp_path / name)
    assert list(named(tmp_path)) == ["a.cfg", "a.txt", "b", "b.cfg", "c"]


def test_the_map_decides_before_the_folder_and_the_folder_before_the_text(tmp_path: Path) -> None:
    for name in ("frr/a.cfg", "frr/b.cfg", "x/c.cfg"):
        write(tmp_path / name)
    found = named(tmp_path, {"frr/b*": "arista_eos", "y/*": "vyos"})
    assert found == {"frr/a": "frr", "frr/b": "arista_eos", "x/c": "cisco_ios"}


def test_an_unknown_platform_in_the_map_is_named_with_the_one_that_is_meant(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(configs(tmp_path, {"*.cfg": "cisco_iso", "*.txt": "zzz"}))
    first, second = caught.value.message.en.split("\n")
    assert first == "platforms: '*.cfg': There is no platform 'cisco_iso'. Probably meant: cisco_ios."
    assert second.startswith("platforms: '*.txt': There is no platform 'zzz'. Known: arista_eos, aruba_aoscx")


def test_a_missing_path_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(configs(tmp_path / "x", {}))


def test_what_is_no_configuration_is_skipped_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "# Sicherungen\n\nHier liegen die Sicherungen der Geräte.\n")
    write(tmp_path / "empty.cfg", "")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00\x00")
    write(tmp_path / ".git" / "config")
    os.mkfifo(tmp_path / "pipe")
    assert skipped(tmp_path) == {
        "README.md": "No known platform recognised; the platform can be given in isms.toml under [platforms].",
        "empty.cfg": "The file is empty.",
        "picture.png": "This is no text file.",
        "pipe": "This is no regular file.",
    }


def test_links_are_followed_only_to_files_inside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", write(tmp_path / "outside.cfg")
    write(inside / "sw1.cfg")
    (inside / "latest.cfg").symlink_to("sw1.cfg")
    (inside / "away.cfg").symlink_to(outside)
    (inside / "loop.cfg").symlink_to("loop.cfg")
    (inside / "gone.cfg").symlink_to("nothing")
    (inside / "again").symlink_to(".")
    assert list(named(inside)) == ["latest", "sw1"]
    assert list(skipped(inside)) == ["again", "away.cfg", "gone.cfg", "loop.cfg"]


def test_a_file_name_that_is_no_utf_8_is_shown_readably(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/stra\xdfe.cfg"
    with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(IOS)
    assert list(named(tmp_path)) == ["stra\\xdfe"]


def test_files_are_read_one_at_a_time_and_one_that_cannot_be_read_is_skipped(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.cfg")
    found = configs(tmp_path, {})
    next(found)
    (tmp_path / "2.cfg").unlink()
    assert [type(item) for item in found] == [Config, SkippedFile]


@needs_shared
def test_no_real_configuration_is_lost() -> None:
    found = [item for item in configs(CORPUS / "configs", {}) if isinstance(item, Config)]
    assert [(item.platform, f"configs/{item.file}") for item in found] == sorted(
        (platform, file) for platform, file, _ in corpus()
    )
    assert len({item.device.name for item in found}) == len(found)


@pytest.mark.parametrize(
    ("names", "devices"),
    [
        (["..cfg"], ["..cfg"]),
        (["a.cfg.cfg", "a.cfg", "a.txt"], ["a.cfg", "a.cfg.cfg", "a.txt"]),
        (["a", "a.cfg"], ["a", "a.cfg"]),
    ],
    ids=str,
)
def test_odd_names_are_devices_with_names_of_their_own(tmp_path: Path, names: list[str], devices: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("hostname sw1\nip ssh version 2\nline vty 0 4\n transport input ssh\n")
    found = [item.device.name for item in configs(tmp_path, {}) if isinstance(item, Config)]
    assert sorted(found) == sorted(devices)
