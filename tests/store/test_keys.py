"""The key that makes marks unguessable."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from isms.core.errors import InputError, OutsideError
from isms.store.keys import redaction_key


def test_the_key_is_made_once_and_stays(tmp_path: Path) -> None:
    key = redaction_key(tmp_path)
    assert len(key) == 32
    assert redaction_key(tmp_path) == key
    assert [path.name for path in (tmp_path / "register").iterdir()] == ["redaction.key"]


def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    redaction_key(tmp_path)
    path = tmp_path / "register" / "redaction.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_others_can_read_is_tightened(tmp_path: Path) -> None:
    key = redaction_key(tmp_path)
    path = tmp_path / "register" / "redaction.key"
    path.chmod(0o644)
    assert redaction_key(tmp_path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_workspaces_have_different_keys(tmp_path: Path) -> None:
    assert redaction_key(tmp_path / "a") != redaction_key(tmp_path / "b")


def test_many_at_once_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(redaction_key, [tmp_path] * 64))
    assert len(keys) == 1


@pytest.mark.parametrize("text", ["", "not hexadecimal", "00ff", "zz" * 32], ids=["empty", "words", "short", "letters"])
def test_a_damaged_key_is_refused_without_showing_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "register" / "redaction.key"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(InputError) as refusal:
        redaction_key(tmp_path)
    assert str(path) in str(refusal.value)
    assert not text or text not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_an_outside_error(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("a file where the folder belongs")
    with pytest.raises(OutsideError):
        redaction_key(tmp_path)
