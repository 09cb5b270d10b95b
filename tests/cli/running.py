"""Running the command in tests: within this process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    error = result.exception
    if isinstance(error, IsmsError):
        return Answer(code=error.exit_code, out=result.stdout, err=error.message.de)
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return Answer(code=result.exit_code, out=result.stdout, err=result.stderr)


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
