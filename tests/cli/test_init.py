"""`isms init`."""

from pathlib import Path

import pytest

from isms.core import settings
from tests.cli.running import isms, start


def test_a_new_workspace_has_settings_that_can_be_read(tmp_path: Path) -> None:
    answer = isms("init", tmp_path / "neu" / "musterstadt", "--name", 'Stadt "Muster"')
    assert answer.code == 0
    text = (tmp_path / "neu" / "musterstadt" / "isms.toml").read_text()
    assert settings.read(text, "isms.toml").workspace.name == 'Stadt "Muster"'


def test_the_folder_is_the_argument_else_the_option_else_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    isms("-w", tmp_path / "a", "init", tmp_path / "b")
    isms("-w", tmp_path / "c", "init")
    isms("init")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("isms.toml")) == [
        "b/isms.toml",
        "c/isms.toml",
        "isms.toml",
    ]


def test_an_existing_workspace_is_left_alone(tmp_path: Path) -> None:
    isms("init", tmp_path)
    (tmp_path / "isms.toml").write_text("# mine\n")
    assert isms("init", tmp_path).code == 2
    assert (tmp_path / "isms.toml").read_text() == "# mine\n"


def test_a_folder_that_cannot_be_made_is_one_sentence_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = start("init", tmp_path / "file" / "stadt")
    out, err = process.communicate()
    assert (process.returncode, out) == (3, "")
    assert "Traceback" not in err
    assert "kann nicht geschrieben werden" in " ".join(err.split())
