"""Running the command in tests: within this process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from isms.cli.app import app
from isms.core.errors import IsmsError

ROOT = Path(__file__).parents[2]
CALL = "from isms.cli.app import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


def isms(*arguments: str | Path) -> Answer:
    """Run the command here; an error of ours counts as its exit code and sentence."""
    code, said = 0, ""
    with CliRunner().isolation() as (out, err, _):
        try:
            command().main(list(map(str, arguments)), prog_name="isms")
        except SystemExit as end:
            code = int(end.code or 0)
        except IsmsError as error:
            code, said = error.exit_code, error.message.de
        sys.stdout.flush()
        sys.stderr.flush()
        return Answer(code=code, out=text(out), err=said or text(err))


@cache
def command() -> Any:
    """The whole command line, built once: that takes longer than most commands do."""
    return get_command(app)


def text(shown: BytesIO) -> str:
    """What was printed, with the line ends of Python."""
    return shown.getvalue().decode("utf-8", "replace").replace("\r\n", "\n")


def process(*arguments: str | Path) -> list[str]:
    """The command as a process of its own, wherever it is started."""
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {CALL}", *map(str, arguments)]


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Start the command as a process of its own."""
    return subprocess.Popen(process(*arguments), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(
    *arguments: str | Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **variables: str,
) -> Answer:
    """Run the command as a process of its own, in a folder, with some of its environment changed."""
    done = subprocess.run(
        process(*arguments),
        cwd=folder,
        env={**os.environ, **(environment or {}), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)
