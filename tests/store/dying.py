"""A program for tests: let a child process die at every line of a change, and say what it left.

Called with an empty folder; prints one JSON list with the outcome per line: `none`, `all`, or what is wrong.
"""

import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from isms.store import journal, open_store
from isms.store.tiny import TinyStore

WRITERS = ("commit.py", "files.py", "tiny.py")  # only here a step changes the disk
NOW = datetime(2026, 11, 21, tzinfo=UTC)
BEFORE = {"devices": {"sw1": {"name": "sw1"}}, "buildings": {"1": {"name": "Rathaus"}}}
AFTER = {
    "devices": {"sw1": {"name": "sw1", "role": "access"}, "sw2": {"name": "sw2"}},
    "buildings": {"1": {"name": "Altes Rathaus"}},
}


def write(root: Path, tables: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Make the tables so, in one transaction."""
    with open_store(root).transaction(who="test", when=NOW) as change:
        for table, rows in tables.items():
            for key, row in rows.items():
                change.put(table, key, row)


def die_at(line: int) -> None:
    """Let this process end, without any clean-up, before the given line of what writes is run."""
    left = line

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal left
        if Path(frame.f_code.co_filename).name not in WRITERS:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os._exit(9)
        return trace

    sys.settrace(trace)


def outcome(root: Path) -> str:
    """What is there after a crash: nothing of the change or all of it, whole, and writable again."""
    readers_view = {table: TinyStore(root).rows(table) for table in BEFORE}
    store = open_store(root)
    now = {table: store.rows(table) for table in BEFORE}
    if readers_view != now:
        return f"a reader saw {readers_view} before tidying and {now} after it"
    word = {json.dumps(BEFORE): "none", json.dumps(AFTER): "all"}.get(json.dumps(now), f"half: {now}")
    write(root, {"devices": {"sw9": {"name": "sw9"}}})
    now["devices"] = store.rows("devices")
    told = journal.replay(entry for _, entry in TinyStore(root).read_journal().entries)
    left_over = sorted(path.name for path in root.iterdir() if path.name.endswith((".new", ".tmp", ".commit")))
    if told != now or left_over:
        return f"{word}, but the journal tells {told}, the tables {now}, and {left_over} is left over"
    return word


def main() -> None:
    """Die at line 0, 1, 2, … until a child lives."""
    folder = Path(sys.argv[1])
    write(folder / "base", BEFORE)
    outcomes = []
    for line in range(10_000):
        root = folder / str(line)
        shutil.copytree(folder / "base", root)
        child = os.fork()
        if child == 0:
            die_at(line)
            write(root, AFTER)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        outcomes.append(outcome(root))
        if os.waitstatus_to_exitcode(status) == 0:
            break
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main()
