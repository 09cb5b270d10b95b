"""What `isms doctor` finds in a register, and what mending gives back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from isms.core.errors import InputError
from isms.store import damage, open_store
from isms.store.tiny import TinyStore
from tests.fakes import NOW

ROWS = {"sw1": {"name": "sw1", "role": "access"}, "sw2": {"name": "sw2"}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with two generations of devices and one of buildings."""
    for role in ("core", "access"):
        with open_store(tmp_path).transaction(who="test", when=NOW) as change:
            change.put("devices", "sw1", {"name": "sw1", "role": role})
            change.put("devices", "sw2", {"name": "sw2"})
            change.put("buildings", "1", {"name": "Rathaus"})
    return tmp_path


def overwrite(path: Path, data: bytes) -> None:
    """Replace the content."""
    path.write_bytes(data)


def flip(path: Path) -> None:
    """Change a letter of a value."""
    path.write_bytes(path.read_bytes().replace(b"access", b"acceSS"))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: overwrite(path, b""),
    "half": lambda path: overwrite(path, path.read_bytes()[: path.stat().st_size // 2]),
    "binary": lambda path: overwrite(path, bytes(range(256))),
    "other JSON": lambda path: overwrite(path, b'{"devices": []}'),
    "flipped": flip,
    "gone": Path.unlink,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_table_is_refused_found_and_mended_without_loss(root: Path, name: str) -> None:
    DAMAGES[name](root / "devices.json")
    store = TinyStore(root)
    with pytest.raises(InputError, match="doctor --mend"):
        store.rows("devices")
    assert [found.file for found in damage.look(store)] == ["devices.json"]
    [done] = damage.mend(store, who="test", when=NOW)
    assert done.de.startswith("devices.json: 2 Zeilen aus dem letzten guten Stand und dem Journal wiederhergestellt")
    assert "nichts verloren" in done.de
    assert store.rows("devices") == ROWS
    assert damage.look(store) == ()


def test_without_a_last_good_generation_the_journal_tells_everything(root: Path) -> None:
    (root / "devices.json").unlink()
    (root / "devices.json.1").unlink()
    store = TinyStore(root)
    with pytest.raises(InputError, match="doctor --mend"):
        store.rows("devices")
    assert [found.file for found in damage.look(store)] == ["devices.json"]
    assert "aus dem Journal wiederhergestellt; nichts verloren" in damage.mend(store, who="test", when=NOW)[0].de
    assert store.rows("devices") == ROWS


def test_without_a_journal_the_last_good_generation_remains_and_the_loss_is_told(root: Path) -> None:
    (root / "devices.json").write_bytes(b"{")
    (root / "journal.jsonl").unlink()
    store = TinyStore(root)
    told = damage.mend(store, who="test", when=NOW)
    assert "later changes, if any, are lost" in told[0].en
    assert store.rows("devices") == {**ROWS, "sw1": {"name": "sw1", "role": "core"}}
    assert (root / "devices.json.damaged").read_bytes() == b"{"
    assert damage.look(store) == ()


def test_what_nothing_tells_of_is_lost_and_said_so(root: Path) -> None:
    for name in ("journal.jsonl", "devices.json.1"):
        (root / name).unlink()
    (root / "devices.json").write_bytes(b"{")
    store = TinyStore(root)
    assert "0 rows" in damage.mend(store, who="test", when=NOW)[0].en
    assert store.rows("devices") == {}
    assert damage.look(store) == ()


def test_a_journal_that_is_gone_is_found_and_told_anew(root: Path) -> None:
    (root / "journal.jsonl").unlink()
    store = TinyStore(root)
    assert [found.problem.en for found in damage.look(store)] == [
        "doesn't tell all of buildings.json",
        "doesn't tell all of devices.json",
    ]
    assert [done.en for done in damage.mend(store, who="test", when=NOW)] == [
        "journal.jsonl: what was missing has been entered."
    ]
    assert damage.look(store) == ()


def test_an_unreadable_line_of_the_journal_is_set_aside(root: Path) -> None:
    lines = (root / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (root / "journal.jsonl").write_bytes(b"".join([lines[0], b"not JSON\n", *lines[2:]]))
    store = TinyStore(root)
    assert [found.problem.en for found in damage.look(store)] == ["line 2 unreadable"]
    assert "1 unreadable lines set aside" in damage.mend(store, who="test", when=NOW)[0].en
    assert (root / "journal.jsonl.damaged").read_bytes() == b"2: not JSON\n"
    assert damage.look(store) == ()
    assert store.rows("devices") == ROWS


def test_a_damaged_table_beside_a_damaged_journal_says_how_much_may_be_lost(root: Path) -> None:
    lines = (root / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (root / "journal.jsonl").write_bytes(b"".join([*lines[:-1], b"not JSON\n"]))
    (root / "devices.json").write_bytes(b"{")
    store = TinyStore(root)
    assert "up to 1 changes lost" in damage.mend(store, who="test", when=NOW)[0].en
    assert damage.look(store) == ()


def test_a_damaged_record_of_a_change_is_found_and_the_change_dropped(root: Path) -> None:
    (root / ".commit").write_bytes(b"{")
    store = TinyStore(root)
    assert [found.file for found in damage.look(store)] == [".commit"]
    with pytest.raises(InputError, match=r"\.commit is damaged"):
        open_store(root).rows("devices")
    assert [done.en for done in damage.mend(store, who="test", when=NOW)] == ["A change that had begun was dropped."]
    assert store.rows("devices") == ROWS


def test_a_decided_file_that_was_damaged_is_dropped_with_its_change(root: Path) -> None:
    (root / ".commit").write_bytes(b'{"sha256": {"devices.json": "00"}, "journal_from": 0}')
    (root / ".devices.json.new").write_bytes(b"{")
    store = TinyStore(root)
    assert [found.file for found in damage.look(store)] == ["devices.json"]
    damage.mend(store, who="test", when=NOW)
    assert store.rows("devices") == ROWS
    assert damage.look(store) == ()


def test_what_a_crash_leaves_is_no_damage_and_the_next_change_tidies_it(root: Path) -> None:
    with (root / "journal.jsonl").open("ab") as stream:
        stream.write(b'{"when": "2026-')
    (root / ".devices.json.x1.tmp").write_bytes(b"half")
    store = TinyStore(root)
    assert damage.look(store) == ()
    with open_store(root).transaction(who="test", when=NOW) as change:
        change.put("buildings", "2", {"name": "Bauhof"})
    assert not list(root.glob("*.tmp"))
    assert store.read_journal().torn is None
    assert damage.look(store) == ()


def test_mending_a_sound_register_does_nothing(root: Path) -> None:
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    assert damage.mend(TinyStore(root), who="test", when=NOW) == ()
    assert {path.name: path.read_bytes() for path in root.iterdir()} == before
