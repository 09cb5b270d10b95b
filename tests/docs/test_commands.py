"""Every command that a document shows exists, and ends as the document says."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from isms.cli import check, doctor, evidence
from isms.cli.app import OUR_BUG, app
from isms.core.errors import InputError, OutsideError
from tests.cli.musterstadt import demo
from tests.cli.running import Answer, isms
from tests.docs import documents, terminal
from tests.docs.documents import Command

ROOT = typer.main.get_command(app)
SHOWN = [(name, command) for name in documents.DOCUMENTS for command, _ in documents.dialogues(name)]
MENTIONED = [(name, command) for name in documents.DOCUMENTS for command in documents.mentioned(name)]
OURS = [(name, command) for name, command in (*SHOWN, *MENTIONED) if command.words[0] == "isms"]
HANDBOOK = "docs/handbuch.md"
CODES = {0, check.FAILING, evidence.INVALID, InputError.exit_code, doctor.DAMAGED, OutsideError.exit_code}
CODES |= {check.UNREACHABLE, check.OUR_FAULT, OUR_BUG}


def found(words: tuple[str, ...]) -> tuple[tuple[str, ...], set[str], list[str]]:
    """The path of the command that the words name, its options, and the words behind it."""
    path: list[str] = []
    here: Any = ROOT
    left = list(words[1:])
    while hasattr(here, "commands") and left:
        word = left.pop(0)
        if word.startswith("-"):
            options = flags(here)
            assert word in options, f"no option {word}"
            del left[: 0 if options[word] else 1]
        else:
            assert word in here.commands, f"no command {word}"
            here = here.commands[word]
            path.append(word)
    return tuple(path), {*flags(here)}, left


def flags(command: Any) -> dict[str, bool]:
    """The options of a command, and whether each stands alone."""
    named = {
        spelling: bool(getattr(each, "is_flag", False))
        for each in command.params
        for spelling in each.opts
        if spelling.startswith("-")
    }
    return {**named, "--help": True}


PATHS = sorted({found(command.words)[0] for _, command in OURS} - {()})


@pytest.mark.parametrize(("document", "command"), OURS, ids=lambda value: getattr(value, "text", value))
def test_a_command_exists_with_its_options(document: str, command: Command) -> None:
    _, options, left = found(command.words)
    assert {word for word in left if word.startswith("-")} <= options


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_command_has_help(path: tuple[str, ...]) -> None:
    assert isms(*path, "--help").code == 0


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a copy of the demo in it, to work in."""
    subprocess.run(["cp", "-a", "--", str(demo()), str(tmp_path)], check=True)
    return tmp_path


@pytest.mark.parametrize("document", sorted({name for name, _ in SHOWN}))
def test_what_a_page_shows_happens(document: str, here: Path) -> None:
    done = terminal.steps(document, prepared(document, here))
    ended = [(step.command.text, step.answer.code) for step in done if step.answer]
    assert ended == [(step.command.text, step.command.code) for step in done if step.answer]
    assert [(step.command.text, line) for step in done for line in terminal.stale(step)] == []


def prepared(document: str, here: Path) -> Path:
    """The folder in which a page begins; docs/rules.md tells the reader to save its rule before."""
    if document != "docs/rules.md":
        return here
    rules = here / "musterstadt" / "rules"
    rules.mkdir()
    (rules / "no-cdp.yaml").write_text(documents.fences(document, "yaml")[0], encoding="utf-8")
    return rules.parent


def test_the_merkle_root_of_the_page_is_the_one_of_the_run(here: Path) -> None:
    newest = max((here / "musterstadt" / "runs").iterdir())
    [script] = documents.fences("docs/evidence.md", "python")
    done = subprocess.run(["python3", "-c", script], cwd=newest, capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "True"


def test_the_table_of_exit_codes_is_that_of_the_program() -> None:
    assert {int(code) for code, _ in documents.table(HANDBOOK, "Exit-Code")} == CODES


@pytest.mark.parametrize(
    ("line", "expected"),
    [("3 Geräte in ab12cd", []), ("… Geräte …", []), ("…", []), ("3 Geräte", ["3 Geräte"]), ("… Läufe", ["… Läufe"])],
)
def test_a_line_that_is_not_printed_is_stale(line: str, expected: list[str]) -> None:
    answer = Answer(code=0, out="14 Geräte  in ffee00\n", err="")
    assert terminal.stale(terminal.Step(documents.command("isms status"), (line,), answer)) == expected
