"""The register as its users see it: transactions, tables, the journal."""

import contextlib
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB

from isms.core.errors import InputError
from isms.core.model.device import Device
from isms.store import author, chain, damage, journal, open_store, values
from isms.store.tiny import TinyStore
from tests.fakes import NOW, a_device

TABLES = st.sampled_from(["devices", "buildings"])
KEYS = st.sampled_from(["1", "2", "ä ö/ü", "sw-1"])
CELLS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
RECORDS = st.dictionaries(
    st.sampled_from(["name", "role", "lat"]), CELLS | TEXTS | st.lists(TEXTS, max_size=2), min_size=1, max_size=3
).filter(lambda record: any(value is not None for value in record.values()))


def put(root: Path, table: str, key: str, record: Any, reason: str | None = None) -> None:
    """Keep one row."""
    with open_store(root).transaction(who="test", when=NOW, reason=reason) as change:
        change.put(table, key, record)


def test_values_come_back_as_they_were_kept(tmp_path: Path) -> None:
    device = Device(name="sw1", address="192.0.2.1", platform="cisco_ios", port=22, tags=("a", "b"))
    put(tmp_path, "devices", "sw1", device)
    assert values(open_store(tmp_path).rows("devices"), Device, "devices") == {"sw1": device}


def test_a_row_that_does_not_fit_is_named(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", {"name": "sw1", "port": "twenty"})
    with pytest.raises(InputError, match=r"devices\.json: sw1"):
        values(open_store(tmp_path).rows("devices"), Device, "devices")


def test_the_journal_says_when_who_what_old_new_and_why(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", {"name": "sw1", "role": "core"}, "Import")
    put(tmp_path, "devices", "sw1", {"name": "sw1", "role": "access"}, "Umbau")
    last = json.loads((tmp_path / "journal.jsonl").read_text().splitlines()[-1])
    assert last == {
        "when": "2026-11-21T20:15:03Z",
        "who": "test",
        "table": "devices",
        "id": "sw1",
        "field": "role",
        "old": "core",
        "new": "access",
        "reason": "Umbau",
    }


def test_a_row_may_have_a_reason_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path).transaction(who="test", when=NOW, reason="Sammeländerung") as change:
        change.put("devices", "sw1", {"role": "core"}, "Umbau")
        change.put("devices", "sw2", {"role": "core"})
    told = {entry.id: entry.reason for _, entry in open_store(tmp_path).read_journal().entries}
    assert told == {"sw1": "Umbau", "sw2": "Sammeländerung"}


def test_everything_is_private_and_nothing_is_left_over(tmp_path: Path) -> None:
    root = tmp_path / "register"
    put(root, "devices", "sw1", a_device())
    put(root, "devices", "sw1", a_device("sw2"))
    assert {path.name for path in root.iterdir()} == {"devices.json", "devices.json.1", "journal.jsonl", ".lock"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in root.iterdir()} == {0o600}
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_plain_tinydb_finds_the_rows_in_the_file(tmp_path: Path) -> None:
    put(tmp_path, "devices", "1", {"name": "sw1"})
    with TinyDB(tmp_path / "devices.json") as plain:
        assert [dict(row) for row in plain.table("devices").all()] == [{"name": "sw1"}]


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", a_device())
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    put(tmp_path, "devices", "sw1", a_device())
    assert {path.name: path.stat().st_ino for path in tmp_path.iterdir()} == before


def test_only_changed_tables_are_written_anew(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", a_device())
    put(tmp_path, "buildings", "1", {"name": "Rathaus"})
    before = (tmp_path / "devices.json").stat().st_ino
    with open_store(tmp_path).transaction(who="test", when=NOW) as change:
        assert change.rows("devices").keys() == {"sw1"}
        change.put("buildings", "1", {"name": "Altes Rathaus"})
    assert (tmp_path / "devices.json").stat().st_ino == before


def test_an_error_inside_the_block_keeps_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with open_store(tmp_path).transaction(who="test", when=NOW) as change:
            change.put("devices", "sw1", a_device())
            raise KeyError("something")

    with pytest.raises(KeyError):
        fail()
    assert open_store(tmp_path).rows("devices") == {}


def test_an_empty_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one field"):
        put(tmp_path, "devices", "sw1", {"name": None})


def test_changing_a_row_that_was_read_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", a_device())
    with open_store(tmp_path).transaction(who="test", when=NOW) as change:
        change.rows("devices")["sw1"]["name"] = "another"
    assert open_store(tmp_path).rows("devices")["sw1"]["name"] == "sw1"


def test_reading_a_register_that_does_not_exist_makes_nothing(tmp_path: Path) -> None:
    assert open_store(tmp_path / "register").rows("devices") == {}
    assert list(tmp_path.iterdir()) == []


def test_a_table_of_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    put(tmp_path, "devices", "sw1", a_device())
    text = (tmp_path / "devices.json").read_text()
    (tmp_path / "devices.json").write_text(text.replace('"schema": 1', '"schema": 2'))
    with pytest.raises(InputError, match="newer version"):
        open_store(tmp_path).rows("devices")


def test_the_head_of_the_chain_is_kept_and_its_past_is_in_the_journal(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert chain.head(store) is None
    for run, sha256 in (("run-1", "aa"), ("run-2", "bb")):
        with store.transaction(who="test", when=NOW) as change:
            chain.advance(change, run, sha256)
            assert chain.head(change) == (run, sha256)
    assert chain.head(store) == ("run-2", "bb")
    told = [entry.new for _, entry in TinyStore(tmp_path).read_journal().entries if entry.field == "run"]
    assert told == ["run-1", "run-2"]
    assert chain.sealed(tmp_path) == {"run-1": "aa", "run-2": "bb"}  # though both were sealed at the same second


def test_the_author_has_a_name() -> None:
    assert author.user()


class BrokenOffError(Exception):
    """Somebody pulled the plug inside the block."""


class Register(RuleBasedStateMachine):
    """Transactions against a plain dictionary; the journal must tell the same."""

    def __init__(self) -> None:
        """Begin with an empty register."""
        super().__init__()
        self.folder = TemporaryDirectory()
        self.root = Path(self.folder.name) / "register"
        self.expected: dict[str, dict[str, dict[str, Any]]] = {"devices": {}, "buildings": {}}
        self.when = datetime(2026, 1, 1, tzinfo=UTC)

    @rule(changes=st.lists(st.tuples(TABLES, KEYS, st.none() | RECORDS), max_size=4), breaks=st.booleans())
    def change(self, changes: list[tuple[str, str, dict[str, Any] | None]], breaks: bool) -> None:
        """Put and remove rows; then commit or break off."""
        wanted = {table: dict(rows) for table, rows in self.expected.items()}
        self.when += timedelta(seconds=1)
        with (
            contextlib.suppress(BrokenOffError),
            open_store(self.root).transaction(who="test", when=self.when) as change,
        ):
            for table, key, record in changes:
                if record is None:
                    change.remove(table, key)
                    wanted[table].pop(key, None)
                else:
                    change.put(table, key, record)
                    wanted[table][key] = {name: cell for name, cell in record.items() if cell is not None}
                assert change.rows(table) == wanted[table]
            if breaks:
                raise BrokenOffError
            self.expected = wanted

    @rule(bytes_gone=st.integers(1, 40))
    def tear_the_journal(self, bytes_gone: int) -> None:
        """Lose the end of the last line, as a crash may."""
        path = self.root / "journal.jsonl"
        if path.exists() and path.read_bytes().endswith(b"\n") and path.stat().st_size > bytes_gone:
            path.write_bytes(path.read_bytes()[:-bytes_gone])

    @rule(table=TABLES, place=st.integers(0, 10_000), byte=st.integers(0, 255))
    def damage_a_table_and_mend_it(self, table: str, place: int, byte: int) -> None:
        """Overwrite one byte; where the journal is whole, mending loses nothing."""
        path = self.root / f"{table}.json"
        if path.exists() and TinyStore(self.root).read_journal().torn is None:
            raw = bytearray(path.read_bytes())
            raw[place % len(raw)] = byte
            if b'"schema": 1' in raw:
                path.write_bytes(raw)
                damage.mend(TinyStore(self.root), who="test", when=self.when)

    @invariant()
    def the_register_holds_what_was_committed(self) -> None:
        """Tables and journal agree with the dictionary."""
        store = TinyStore(self.root)
        assert {table: store.rows(table) for table in self.expected} == self.expected
        assert damage.look(store) == ()
        told = store.read_journal()
        if told.torn is None:
            replayed = journal.replay(entry for _, entry in told.entries)
            assert {table: replayed.get(table, {}) for table in self.expected} == self.expected

    def teardown(self) -> None:
        """Remove the folder."""
        self.folder.cleanup()


TestRegister = Register.TestCase
TestRegister.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)
