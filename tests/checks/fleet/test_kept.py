"""How a folder or git archive keeps configurations."""

import os
from pathlib import Path

import pytest

from checks.fleet.kept import Kept
from tests.checks.repositories import Made, git

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs rights of POSIX")


def versions(place: Path, file: str, most: int = 3) -> int | None:
    """How many versions of a file are known, up to `most`."""
    return Kept(place, most).backup(file, registered=True).versions


def an_archive(folder: Path) -> Made:
    """Three commits: `a` changes in each, `b` in none."""
    made = Made(folder)
    for number in range(3):
        made.commit({"core/a.cfg": f"version {number}", "core/b.cfg": "same"})
    return made


def test_versions_in_git_are_counted(tmp_path: Path) -> None:
    made = an_archive(tmp_path / "archive")
    assert versions(made.folder, "core/a.cfg") == 3
    assert versions(made.folder, "core/b.cfg") == 1
    assert versions(made.folder, "core/new.cfg") == 0
    assert versions(made.folder / "core", "a.cfg") == 3
    assert Kept(made.folder, 2).backup("core/a.cfg", registered=True).commits == 3


def test_a_bare_repository_is_an_archive_too(tmp_path: Path) -> None:
    made = an_archive(tmp_path / "archive")
    git(tmp_path, "clone", "-q", "--bare", made.folder, tmp_path / "bare.git")
    assert versions(tmp_path / "bare.git", "core/a.cfg") == 3


def test_a_file_that_went_and_came_back_has_the_versions_that_were_there(tmp_path: Path) -> None:
    made = Made(tmp_path / "archive")
    for text in ("one", None, "two"):
        made.commit({"a.cfg": text, "b.cfg": "x"})
    assert versions(made.folder, "a.cfg") == 2


def test_a_folder_outside_of_git_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.cfg").write_text("x", encoding="utf-8")
    assert versions(tmp_path, "a.cfg") is None


def test_a_folder_that_git_does_not_know_is_no_archive(tmp_path: Path) -> None:
    made = Made(tmp_path / "other")
    made.commit({"README": "x"})
    (made.folder / "configs").mkdir()
    assert versions(made.folder / "configs", "a.cfg") is None


def test_a_repository_without_a_commit_is_no_archive(tmp_path: Path) -> None:
    assert versions(Made(tmp_path / "empty").folder, "a.cfg") is None


def test_nobody_looks_into_git_unless_a_rule_asks(tmp_path: Path) -> None:
    made = an_archive(tmp_path / "archive")
    assert Kept(made.folder, None).backup("core/a.cfg", registered=True).versions is None


def test_a_folder_in_a_private_place_is_open_to_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "configs"
    folder.mkdir(mode=0o755)
    (folder / "a.cfg").write_text("x", encoding="utf-8")
    tmp_path.chmod(0o700)
    assert Kept(folder, None).backup("a.cfg", registered=True).open_to_all is False


@POSIX
def test_rights_of_files_decide_where_everybody_gets_as_far_as_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "configs"
    (folder / "core").mkdir(parents=True)
    for name, mode in (("a.cfg", 0o644), ("b.cfg", 0o640), ("core/c.cfg", 0o644)):
        (folder / name).write_text("x", encoding="utf-8")
        (folder / name).chmod(mode)
    folder.chmod(0o755)
    (folder / "core").chmod(0o750)
    kept = Kept(folder, None, top=folder)
    told = {name: kept.backup(name, registered=True).open_to_all for name in ("a.cfg", "b.cfg", "core/c.cfg", "gone")}
    assert told == {"a.cfg": True, "b.cfg": False, "core/c.cfg": False, "gone": None}


@POSIX
def test_a_bare_repository_is_open_if_its_objects_are(tmp_path: Path) -> None:
    made = an_archive(tmp_path / "archive")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", made.folder, bare)
    for path in (bare, bare / "objects", bare / "HEAD"):
        path.chmod(0o755)
    assert Kept(bare, None, top=bare).backup("core/a.cfg", registered=True).open_to_all is True
    (bare / "objects").chmod(0o750)
    assert Kept(bare, None, top=bare).backup("core/a.cfg", registered=True).open_to_all is False
