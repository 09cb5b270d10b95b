"""Every command that a document shows exists, and ends as the document says."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from isms.cli import check, doctor, evidence
from isms.cli.app import OUR_BUG, app
from isms.core.errors import InputError, OutsideError
from tests.cli.running import isms
from tests.docs import documents
from tests.docs.documents import Command

ROOT = typer.main.get_command(app)
SHOWN = [(name, command) for name in documents.DOCUMENTS for command in documents.shown(name)]
MENTIONED = [(name, command) for name in documents.DOCUMENTS for command in documents.mentioned(name)]
OURS = [(name, command) for name, command in (*SHOWN, *MENTIONED) if command.words[0] == "isms"]
# The machine is set up already, and what makes the demo has run.
LEFT_OUT = ("make", "git", ".")
HANDBOOK = "docs/handbuch.md"
CODES = {0, check.FAILING, evidence.INVALID, InputError.exit_code, doctor.DAMAGED, OutsideError.exit_code}
CODES |= {check.UNREACHABLE, check.OUR_FAULT, OUR_BUG}
END = "2099-12-31"  # a date on a page lies in the past some day


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


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it."""
    folder = tmp_path_factory.mktemp("documents")
    assert isms("demo", folder / "musterstadt").code == 0
    return folder


@pytest.fixture
def here(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, to stand in."""
    subprocess.run(["cp", "-a", "--", str(demo / "musterstadt"), str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("document", sorted({name for name, _ in SHOWN}))
def test_the_commands_of_a_page_end_as_it_says(document: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if document == "docs/rules.md":
        prepare_rules(here, monkeypatch)
    ended = [(command.text, command.code, carry_out(command, monkeypatch)) for command in documents.shown(document)]
    assert [(text, given) for text, promised, given in ended if given != promised] == []


def prepare_rules(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/rules.md tells the reader to save before."""
    rules = here / "musterstadt" / "rules"
    rules.mkdir()
    (rules / "no-cdp.yaml").write_text(documents.fences("docs/rules.md", "yaml")[0], encoding="utf-8")
    monkeypatch.chdir(here / "musterstadt")


def carry_out(command: Command, monkeypatch: pytest.MonkeyPatch) -> int:
    """Carry out one command; its exit code."""
    program, *arguments = command.words
    if program in LEFT_OUT:
        return command.code
    if program == "isms":
        return ours(arguments)
    script = command.text.replace(" #", "\n#", 1)
    if program == "cd":
        script += "\npwd"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    if program == "cd":
        monkeypatch.chdir(done.stdout.strip())
    return done.returncode


def ours(arguments: list[str]) -> int:
    """Carry out one of our commands, its output to a file where the page says so."""
    if "--until" in arguments:
        arguments[arguments.index("--until") + 1] = END
    if ">" in arguments:
        arguments, [target] = arguments[: arguments.index(">")], arguments[arguments.index(">") + 1 :]
        answer = isms(*arguments)
        Path(target).write_text(answer.out, encoding="utf-8")
        return answer.code
    return isms(*arguments).code


def test_the_merkle_root_of_the_page_is_the_one_of_the_run(here: Path) -> None:
    newest = max((here / "musterstadt" / "runs").iterdir())
    [script] = documents.fences("docs/evidence.md", "python")
    done = subprocess.run(["python3", "-c", script], cwd=newest, capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "True"


def test_the_table_of_exit_codes_is_that_of_the_program() -> None:
    assert {int(code) for code, _ in documents.table(HANDBOOK, "Exit-Code")} == CODES
