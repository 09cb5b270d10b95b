"""Carrying out what a page shows in its terminal blocks."""

import re
import subprocess
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from tests.cli.running import Answer, isms
from tests.docs import documents
from tests.docs.documents import Command

# The machine is set up already, and what makes the demo has run.
LEFT_OUT = ("make", "git", ".")
END = "2099-12-31"  # a date on a page lies in the past some day
MORE = "…"


class Step(NamedTuple):
    """A command of a page, what the page shows of its output, and what it really did; None if it was left out."""

    command: Command
    shown: tuple[str, ...]
    answer: Answer | None


def steps(document: str, folder: Path) -> list[Step]:
    """Everything a page shows, carried out one after another, beginning in a folder."""
    done = []
    for command, shown in documents.dialogues(document):
        answer = None if command.words[0] in LEFT_OUT else carried_out(command, folder)
        if command.words[0] == "cd" and answer is not None:
            folder = Path(answer.out.strip())
        done.append(Step(command, shown, answer))
    return done


def carried_out(command: Command, folder: Path) -> Answer:
    """One command, carried out in a folder."""
    program, *arguments = command.words
    if program == "isms":
        with chdir(folder):
            return ours(arguments)
    script = f"{command.text.partition(' #')[0]}{' && pwd' if program == 'cd' else ''}"
    run = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return Answer(code=run.returncode, out=run.stdout, err=run.stderr)


def ours(arguments: list[str]) -> Answer:
    """One command of ours, its output to a file where the page says so."""
    if "--until" in arguments:
        arguments[arguments.index("--until") + 1] = END
    if ">" not in arguments:
        return isms(*arguments)
    place = arguments.index(">")
    answer = isms(*arguments[:place])
    Path(arguments[place + 1]).write_text(answer.out, encoding="utf-8")
    return answer


def stale(step: Step) -> list[str]:
    """The lines that a page shows but the program does not print; numbers, hashes and blanks do not matter."""
    if step.answer is None:
        return []
    printed = {plain(line) for line in (step.answer.out + step.answer.err).splitlines()}
    return [line for line in step.shown if not any(agrees(plain(line), real) for real in printed | {MORE, ""})]


def agrees(shown: str, real: str) -> bool:
    """Whether a shown line is a real one; `…` stands for what was left out."""
    parts = [part.strip() for part in shown.split(MORE)]
    return shown == real or (len(parts) > 1 and any(parts) and all(part in real for part in parts))


def plain(line: str) -> str:
    """A line without what differs from run to run."""
    return re.sub(r"[─\s]+", " ", re.sub(r"\d+", "#", re.sub(r"[0-9a-f]{4,}", "#", line))).strip()
