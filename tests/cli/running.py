"""Running the command in tests: within this process, or as a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from isms.cli.app import app
from isms.core.errors import IsmsError

ROOT = Path(__file__).parents[2]


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


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Start the command as a process of its own."""
    program = [sys.executable, "-m", "isms.cli.app", *map(str, arguments)]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
