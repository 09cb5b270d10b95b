"""Processes that die, run at the same time, or meet a full disk."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from isms.core.errors import OutsideError
from isms.store import damage, open_store
from isms.store.tiny import TinyStore
from tests.fakes import NOW
from tests.store import dying

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - hundreds of synchronised writes are quick there
ROOT = Path(__file__).parents[2]
COUNT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from isms.store import open_store
store = open_store(Path(sys.argv[1]))
for number in range(20):
    with store.transaction(who="w" + sys.argv[2], when=datetime(2026, 1, 1, tzinfo=UTC)) as change:
        total = change.rows("counter").get("total", {"value": 0})["value"]
        change.put("counter", "total", {"value": total + 1})
        change.put("devices", f"{sys.argv[2]}-{number}", {"name": "x"})
"""
BIG = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from isms.store import open_store
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
with store.transaction(who="test", when=datetime(2026, 1, 1, tzinfo=UTC)) as change:
    for number in range(5000):
        change.put("devices", f"sw-{number}", {"name": f"sw-{number}", "address": "192.0.2.1", "platform": sys.argv[2]})
"""


def start(program: str, *arguments: str) -> "subprocess.Popen[str]":
    """A Python process with our code."""
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_change_is_there_wholly_or_not_at_all_at_whichever_line_its_process_dies(tmp_path: Path) -> None:
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as folder:
        program = [sys.executable, "-m", "tests.store.dying", folder]
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    outcomes = json.loads(done.stdout)
    turn = outcomes.index("all")
    assert len(outcomes) > 100
    assert outcomes == ["none"] * turn + ["all"] * (len(outcomes) - turn)


def test_six_parallel_writers_keep_every_change(tmp_path: Path) -> None:
    writers = [start(COUNT, str(tmp_path), str(number)) for number in range(6)]
    assert [writer.communicate() and writer.returncode for writer in writers] == [0] * 6
    store = TinyStore(tmp_path)
    assert store.rows("counter") == {"total": {"value": 120}}
    assert len(store.rows("devices")) == 120
    assert damage.look(store) == ()


def test_killing_a_large_import_leaves_all_or_none(tmp_path: Path) -> None:
    for attempt in range(12):
        process = start(BIG, str(tmp_path), f"p{attempt}")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(attempt * 0.012)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        rows = TinyStore(tmp_path).rows("devices")
        assert len(rows) in (0, 5000)
        assert len({row["platform"] for row in rows.values()}) <= 1
        open_store(tmp_path)
        assert damage.look(TinyStore(tmp_path)) == ()


@pytest.mark.parametrize("limit", [0, 100, 300, 1000, 3000, 10_000])
def test_a_full_disk_loses_nothing(tmp_path: Path, limit: int) -> None:
    dying.write(tmp_path / "register", dying.BEFORE)
    child = f"""
import resource, sys
from pathlib import Path
from isms.core.errors import OutsideError
from tests.store import dying
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
rows = {{str(number): {{"name": "x" * 50}} for number in range(20)}}
try:
    dying.write(Path(sys.argv[1]), {{"devices": rows, "buildings": rows}})
except OutsideError as error:
    sys.exit(error.exit_code)
"""
    process = start(child, str(tmp_path / "register"))
    process.communicate()
    store = TinyStore(tmp_path / "register")
    whole = {table: len(store.rows(table)) for table in dying.BEFORE}
    assert (process.returncode, whole) in [(3, {"devices": 1, "buildings": 1}), (0, {"devices": 21, "buildings": 20})]
    dying.write(tmp_path / "register", {"devices": {"later": {"name": "later"}}})
    assert damage.look(store) == ()


def test_a_change_that_was_decided_counts_although_the_journal_found_no_room(tmp_path: Path) -> None:
    for number in range(20):
        dying.write(tmp_path, {"devices": {"sw1": {"name": f"sw{number}" * 5}}})
    child = """
import resource, sys
from pathlib import Path
from tests.store import dying
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
dying.write(Path(sys.argv[1]), {"devices": {"sw1": {"name": "last"}}})
"""
    assert (tmp_path / "journal.jsonl").stat().st_size > 1500
    process = start(child, str(tmp_path))
    process.communicate()
    assert process.returncode == 0
    assert (tmp_path / ".commit").exists()
    assert TinyStore(tmp_path).rows("devices") == {"sw1": {"name": "last"}}
    assert damage.look(TinyStore(tmp_path)) == ()
    assert open_store(tmp_path).rows("devices") == {"sw1": {"name": "last"}}
    assert not (tmp_path / ".commit").exists()
    assert damage.look(TinyStore(tmp_path)) == ()


def test_a_register_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("a file stands where the folder should be")
    with (
        pytest.raises(OutsideError, match="cannot be written"),
        open_store(tmp_path / "register").transaction(who="test", when=NOW),
    ):
        pass


def test_a_writer_that_does_not_finish_is_named(tmp_path: Path) -> None:
    impatient = TinyStore(tmp_path, patience=0.05)
    with (
        open_store(tmp_path).transaction(who="first", when=NOW),
        pytest.raises(OutsideError, match="Another command"),
        impatient.transaction(who="second", when=NOW),
    ):
        pass


def test_readers_leave_a_running_change_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.transaction(who="test", when=NOW) as change:
        (tmp_path / ".devices.json.new").write_text("in the making")
        open_store(tmp_path)
        assert (tmp_path / ".devices.json.new").exists()
        change.put("devices", "sw1", {"name": "sw1"})
    assert store.rows("devices") == {"sw1": {"name": "sw1"}}
