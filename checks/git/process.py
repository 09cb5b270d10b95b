"""Running git so that nothing a repository holds can make it run a program or fetch anything.

Only commands that read objects are meant to be run; hooks and helpers are switched off, and no protocol is allowed.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from isms.core.errors import OutsideError

SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "protocol.allow=never")
FLAGS = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
# A protocol named in a repository's own settings outranks protocol.allow; nothing outranks GIT_ALLOW_PROTOCOL.
ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
CHUNK = 1 << 16
Process = subprocess.Popen[bytes]


def program() -> str:
    """Where git is; raises OutsideError if it is missing."""
    found = shutil.which("git")
    if found is None:
        raise OutsideError(
            de="Das Programm git fehlt. Installieren, z. B. mit `apt install git`.",
            en="The program git is missing. Install it, e.g. with `apt install git`.",
        )
    return found


def environment() -> dict[str, str]:
    """Our environment without anything that steers git, and with what keeps it harmless."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT


def command(git_dir: Path, *arguments: str) -> list[str]:
    """The words of a command. The folder is named, not looked for: so git also reads what belongs to another user."""
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return [program(), *FLAGS, *settings, f"--git-dir={git_dir}", *arguments]


def answer(words: Sequence[str]) -> str | None:
    """What a short command says; None if it fails."""
    done = subprocess.run(  # noqa: S603 - git, no shell
        words, env=environment(), capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def records(
    words: Sequence[str], place: Path, *, mark: bytes = b"\0", stdin: IO[bytes] | None = None
) -> Iterator[bytes]:
    """What git writes, up to each mark; raises OutsideError, naming the place, if git fails."""
    with tempfile.TemporaryFile() as complaints, started(words, stdin or subprocess.DEVNULL, complaints) as process:
        yield from _parts(output(process), mark)
        if process.wait() != 0:
            complaints.seek(0)
            raise _refused(place, complaints.read(CHUNK))


@contextmanager
def started(words: Sequence[str], stdin: IO[bytes] | int, stderr: IO[bytes] | int) -> Iterator[Process]:
    """A running git whose output is read; it ends with the block."""
    process = subprocess.Popen(  # noqa: S603 - git, no shell
        words, env=environment(), stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
    )
    try:
        yield process
    finally:
        end(process)


def spoken_with(words: Sequence[str]) -> Process:
    """A running git that answers questions, until `end`."""
    return subprocess.Popen(  # noqa: S603 - git, no shell
        words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def asked(process: Process, question: bytes) -> bytes:
    """The first line of the answer; empty if git has ended."""
    if process.stdin is None:
        raise TypeError("git was started without an input")
    try:
        process.stdin.write(question)
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    return output(process).readline()


def end(process: Process) -> None:
    """End a git that is no longer needed; it only reads, so nothing is lost."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()


def output(process: Process) -> IO[bytes]:
    """The output of a process that was started to be read."""
    if process.stdout is None:
        raise TypeError("the output of git is not read")
    return process.stdout


def _parts(stream: IO[bytes], mark: bytes) -> Iterator[bytes]:
    """What stands before each mark."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *whole, rest = (rest + chunk).split(mark)
        yield from whole
    if rest:
        yield rest


def _refused(place: Path, complaint: bytes) -> OutsideError:
    """What git said, as one sentence."""
    words = next(iter(complaint.decode("utf-8", "replace").strip().splitlines()), "?")
    return OutsideError(
        de=f"git kann {place} nicht lesen: {words}. `git fsck` zeigt, was beschädigt ist.",
        en=f"git cannot read {place}: {words}. `git fsck` shows what is damaged.",
    )
