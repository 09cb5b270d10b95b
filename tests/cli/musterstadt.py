"""The demo's workspace, made once for all tests that look at it or copy it."""

from pathlib import Path

from tests.cli.running import isms
from tests.once import made_once

LONG = ("ein recht langer Ordner " * 4).strip()
SAID = "said.txt"


def demo() -> Path:
    """The folder that `isms demo` made, with what the command printed in a file beside it; only for looking at."""
    return made_once("demo", _make) / LONG / "musterstadt"


def _make(folder: Path) -> None:
    answer = isms("demo", folder / LONG / "musterstadt")
    assert answer.code == 0
    (folder / LONG / SAID).write_text(answer.out, encoding="utf-8")
