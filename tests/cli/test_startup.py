"""The command starts quickly, and its help speaks both languages."""

import json
import re
import subprocess
import sys
from functools import cache

import pytest
from typer.main import get_command

from isms.cli.app import Isms, app

HEAVY = {
    "ansible_runner",
    "calamine",
    "cryptography",
    "dask",
    "filelock",
    "font_source_sans_pro",
    "jinja2",
    "msgspec",
    "netmiko",
    "nornir",
    "pikepdf",
    "psycopg",
    "pydantic",
    "pydantic_core",
    "pynetbox",
    "python_calamine",
    "reportlab",
    "tinydb",
    "xlsxwriter",
    "yaml",
}
PARTS = {"inventory", "checks", "reports", "isms.grundschutz", "isms.demo", "isms.store", "isms.evidence", "isms.files"}
GERMAN = re.compile(r"[äöüÄÖÜß]|\b(der|die|das|und|ein|eine|zeigt|nicht|oder|mit|aus)\b")


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


@cache
def imported(*arguments: str) -> frozenset[str]:
    """The modules that the command imports."""
    report = run("-X", "importtime", "-m", "isms.cli.app", *arguments).stderr
    return frozenset(line.rpartition("|")[2].strip() for line in report.splitlines() if line.startswith("import time:"))


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_starting_imports_no_heavy_library(argument: str) -> None:
    assert {name.partition(".")[0] for name in imported(argument)} & HEAVY == set()


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_starting_imports_no_part_of_the_product(argument: str) -> None:
    assert {name for name in imported(argument) if any(f"{name}.".startswith(f"{part}.") for part in PARTS)} == set()


LOADED = """
import atexit, json, sys
from isms.cli.app import main

atexit.register(lambda: json.dump(sorted(sys.modules), sys.stderr))
main()
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"), [(["--help"], set()), (["--version"], set()), (["policy", "show", "--help"], {"policy"})]
)
def test_only_the_command_that_is_called_is_loaded(arguments: list[str], loaded: set[str]) -> None:
    modules = set(json.loads(run("-c", LOADED, *arguments).stderr))
    assert modules & {f"isms.cli.{name}" for name in Isms.entries} == {f"isms.cli.{name}" for name in loaded}


def test_what_stands_for_a_command_in_the_help_says_what_the_command_says() -> None:
    isms = get_command(app)
    assert isinstance(isms, Isms)
    for name, command in isms.commands.items():
        assert (command.help, getattr(command, "rich_help_panel", None)) == (
            Isms.entries[name].help,
            Isms.entries[name].panel,
        )


def test_the_version_needs_no_rich() -> None:
    assert {name for name in imported("--version") if name.partition(".")[0] == "rich"} == set()


def test_the_version_is_one_line() -> None:
    assert re.fullmatch(r"isms \d+\.\d+\.\d+\n", run("-m", "isms.cli.app", "--version").stdout)


def test_help_is_german_unless_english_is_asked_for() -> None:
    assert GERMAN.search(run("-m", "isms.cli.app", "--help").stdout)
    assert not GERMAN.search(run("-m", "isms.cli.app", "--lang", "en", "--help").stdout)


TELL = """
import json, sys
from typer.main import get_command
from isms.cli.app import app

def walk(command, words):
    inner = getattr(command, "commands", None)
    yield " ".join(words), [command.help or "", command.epilog or ""]
    for name in inner or ():
        yield from walk(inner[name], (*words, name))

json.dump(dict(walk(get_command(app), ("isms",))), sys.stdout)
"""


@cache
def helps(language: str) -> dict[str, tuple[str, str]]:
    """Help and epilog of every group and command, by its words."""
    told = json.loads(run("-c", TELL, "--lang", language).stdout)
    return {words: (text, epilog) for words, (text, epilog) in told.items()}


def leaves(language: str) -> dict[str, tuple[str, str]]:
    """The commands, without the groups and without `isms` itself."""
    told = helps(language)
    return {
        words: texts
        for words, texts in told.items()
        if " " in words and not any(other.startswith(f"{words} ") for other in told)
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_group_and_command_says_what_it_does(language: str) -> None:
    assert [words for words, (text, _) in helps(language).items() if not text.strip()] == []


def test_every_help_is_written_in_both_languages() -> None:
    english = helps("en")
    assert [words for words, (text, _) in helps("de").items() if text == english[words][0]] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_help_of_every_command_shows_an_example(language: str) -> None:
    bare = [words for words, texts in leaves(language).items() if words not in " ".join(" ".join(texts).split())]
    assert bare == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_option_is_explained(language: str) -> None:
    assert unexplained(language) == []


def unexplained(language: str) -> list[str]:
    """Options and arguments without a word of help."""
    tell = TELL.replace('[command.help or "", command.epilog or ""]', "[p.name for p in command.params if not p.help]")
    told = json.loads(run("-c", tell, "--lang", language).stdout)
    return [f"{words} {name}" for words, names in told.items() for name in names]
