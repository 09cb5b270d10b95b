"""The quick form of the rules says what the rules say, and nothing goes wrong where it cannot be kept."""

from pathlib import Path

import pytest

from checks import rulebook, rulebook_cache
from checks.rulebook_cache import Named, Sources
from tests.checks.judging import book

TEXTS = (("a.yaml", "one"), ("b.yaml", "two"))


class Reader:
    """Reads rules, and counts how often it was asked."""

    def __init__(self) -> None:
        """Nobody has asked."""
        self.asked = 0

    def __call__(self, sources: Sources) -> Named:
        """The first shipped rule for every text."""
        self.asked += 1
        return tuple((source, book().rules[0]) for source, _ in sources)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "isms"


def test_rules_are_read_once_and_are_the_same_from_the_cache(cache: Path) -> None:
    read = Reader()
    first = rulebook_cache.rules(TEXTS, read)
    assert rulebook_cache.rules(TEXTS, read) == first
    assert read.asked == 1
    [kept] = cache.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_all_shipped_rules_survive_the_cache(cache: Path) -> None:
    first = rulebook.shipped()
    assert [file.suffix for file in cache.iterdir()] == [".json"]
    again = rulebook.shipped()
    assert again == first
    assert again.digest == first.digest


def test_other_texts_are_read_anew_and_replace_what_was_kept(cache: Path) -> None:
    read = Reader()
    rulebook_cache.rules(TEXTS, read)
    rulebook_cache.rules((*TEXTS, ("c.yaml", "three")), read)
    assert read.asked == 2
    assert len(list(cache.iterdir())) == 1
    assert rulebook_cache.digest((("a", "b\0c"),)) != rulebook_cache.digest((("a\0b", "c"),))


@pytest.mark.parametrize("damage", [b"", b"{", b"[[1, 2]]", b"\xff"])
def test_a_damaged_cache_is_made_again(cache: Path, damage: bytes) -> None:
    read = Reader()
    first = rulebook_cache.rules(TEXTS, read)
    [kept] = cache.iterdir()
    kept.write_bytes(damage)
    assert rulebook_cache.rules(TEXTS, read) == first
    assert rulebook_cache.rules(TEXTS, read) == first
    assert read.asked == 2


def test_where_nothing_can_be_kept_the_rules_are_read_each_time(cache: Path) -> None:
    cache.write_text("a file where the folder would be")
    read = Reader()
    assert rulebook_cache.rules(TEXTS, read) == rulebook_cache.rules(TEXTS, read)
    assert read.asked == 2


def test_a_cache_folder_must_be_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert rulebook_cache.folder() == tmp_path / ".cache" / "isms"
