"""The quick form of what ships says what it says, and nothing goes wrong where it cannot be kept."""

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from checks import cache as caches
from checks import rulebook
from checks.cache import Sources
from checks.platform import platforms
from checks.policy import parameters
from checks.rulebook import Named
from isms.core.shape import modules_of
from tests.checks.judging import book

ROOT = Path(__file__).parents[2]
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


def read_with(read: Reader, sources: Sources = TEXTS) -> Named:
    """The rules of some texts, from the cache or the reader."""
    return caches.cached("rules", Named, sources, read)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "isms"


def test_rules_are_read_once_and_are_the_same_from_the_cache(cache: Path) -> None:
    read = Reader()
    first = read_with(read)
    assert read_with(read) == first
    assert read.asked == 1
    [kept] = cache.glob("rules-*.json")
    assert kept.stat().st_mode & 0o077 == 0


def test_all_shipped_rules_survive_the_cache(cache: Path) -> None:
    first = rulebook.shipped()
    assert len(list(cache.glob("rules-*.json"))) == 1
    again = rulebook.shipped()
    assert again == first
    assert again.digest == first.digest


def test_other_texts_are_read_anew_and_replace_what_was_kept(cache: Path) -> None:
    read = Reader()
    read_with(read)
    read_with(read, (*TEXTS, ("c.yaml", "three")))
    assert read.asked == 2
    assert len(list(cache.glob("rules-*.json"))) == 1
    assert caches.digest((("a", "b\0c"),), Named) != caches.digest((("a\0b", "c"),), Named)


PROGRAM = """
import sys
sys.path[:0] = sys.argv[1:]
from checks.cache import cached
from thing import Thing
kept = cached("things", dict[str, tuple[Thing, ...]], (("a", "b"),), lambda _: {"a": (Thing(name="x"),)})
print(kept["a"][0].size)
"""
THING = """
from dataclasses import dataclass
@dataclass
class Thing:
    name: str
    size: int = 1
"""


def test_another_default_in_the_type_counts_as_soon_as_it_is_written(cache: Path, tmp_path: Path) -> None:
    def size() -> str:
        words = [sys.executable, "-B", "-c", PROGRAM, str(tmp_path), str(ROOT)]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

    (tmp_path / "thing.py").write_text(THING)
    assert [size(), size()] == ["1", "1"]
    (tmp_path / "thing.py").write_text(THING.replace("= 1", "= 2"))
    assert size() == "2"
    assert len(list(cache.glob("things-*.json"))) == 1


def test_the_types_within_a_type_count_too() -> None:
    assert {"checks.rule", "isms.core.model.finding", "isms.core.model.text"} <= {*modules_of(Named)}


@pytest.mark.parametrize("damage", [b"", b"{", b"[[1, 2]]", b"\xff"])
def test_a_damaged_cache_is_made_again(cache: Path, damage: bytes) -> None:
    read = Reader()
    first = read_with(read)
    [kept] = cache.glob("rules-*.json")
    kept.write_bytes(damage)
    assert read_with(read) == first
    assert read_with(read) == first
    assert read.asked == 2


def test_where_nothing_can_be_kept_the_rules_are_read_each_time(cache: Path) -> None:
    cache.write_text("a file where the folder would be")
    read = Reader()
    assert read_with(read) == read_with(read)
    assert read.asked == 2


def test_a_cache_folder_must_be_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert caches.folder() == tmp_path / ".cache" / "isms"


def test_all_platforms_survive_the_cache(cache: Path) -> None:
    read, again = (platforms.__wrapped__() for _ in range(2))
    assert len(list(cache.glob("platforms-*.json"))) == 1
    assert [*again] == [*read] == [*platforms()]
    assert [asdict(platform) for platform in again.values()] == [asdict(platform) for platform in read.values()]


def test_all_parameters_survive_the_cache(cache: Path) -> None:
    read, again = (parameters.__wrapped__() for _ in range(2))
    assert len(list(cache.glob("policy-*.json"))) == 1
    assert [*again.items()] == [*read.items()] == [*parameters().items()]
