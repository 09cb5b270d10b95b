"""Files that somebody asked for: in place of another only on demand, and never in place of what is no file."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from isms import files
from isms.core.errors import InputError, OutsideError

ROOT = Path(__file__).parents[1]
NEW = b"new"


def test_a_new_file_can_be_read_by_all(tmp_path: Path) -> None:
    files.deliver(tmp_path / "a", NEW, overwrite=False)
    assert (tmp_path / "a").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(InputError, match="exists already; nothing was changed"):
        files.deliver(tmp_path / "a", NEW, overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"old"
    files.deliver(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == NEW


def test_an_empty_file_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    files.deliver(tmp_path / "a", NEW, overwrite=False)
    assert (tmp_path / "a").read_bytes() == NEW


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    files.deliver(tmp_path / "a", NEW)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "share" / "a")
    (tmp_path / "early").symlink_to("share/b")
    files.deliver(tmp_path / "link", NEW)
    files.deliver(tmp_path / "early", NEW, overwrite=False)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "early").is_symlink()
    assert [(tmp_path / "share" / name).read_bytes() for name in "ab"] == [NEW, NEW]


def test_a_pipe_gets_the_bytes_and_stays_one() -> None:
    program = "from pathlib import Path; from isms import files; files.deliver(Path('/dev/stdout'), b'new')"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, NEW, b"")


def test_a_device_is_never_replaced() -> None:
    files.deliver(Path(os.devnull), NEW, overwrite=False)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_what_was_written_by_hand_has_the_line_ends_of_python(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("ä\r\nb\rc\n".encode())
    assert files.text(tmp_path / "a") == "ä\nb\nc\n"
    (tmp_path / "link").symlink_to("a")
    assert files.text(tmp_path / "link") == "ä\nb\nc\n"


def test_nobody_waits_for_a_pipe_or_reads_without_an_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(files.MOST_BY_HAND + 1)
    for name in ("pipe", "zeros", "large", ".", "gone"):
        with pytest.raises(OSError, match=r"regular|large|directory"):
            files.text(tmp_path / name)


def test_what_cannot_be_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"x")
    for place in (
        tmp_path,
        tmp_path / "loop",
        tmp_path / "file" / "a",
        tmp_path / "gone" / "a",
        tmp_path / ("x" * 300),
    ):
        with pytest.raises(OutsideError, match="cannot be written"):
            files.deliver(place, NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]
