"""What holds for every command: streams, JSON, width, language, workspace, exit codes, help."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from isms.cli.app import app
from tests.cli.configurations import a_file, registered
from tests.cli.running import ROOT, Answer, isms, outcome, process

LOOKING: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "doctor": ("doctor",),
    "check file": ("check", "file", "configs/sw-grundschule-moosbach-01.cfg"),
    "check show": ("check", "show", "--site", "WE-0001"),
    "rule list": ("rule", "list"),
    "rule show": ("rule", "show", "log.remote"),
    "rule test": ("rule", "test", "mgmt.no-telnet"),
    "rule coverage": ("rule", "coverage"),
    "rule try": ("rule", "try", "log.remote", "configs/sw-grundschule-moosbach-01.cfg"),
    "waiver list": ("waiver", "list"),
    "check diff": ("check", "diff", "configs/sw-grundschule-moosbach-01.cfg", "configs/sw-museum-01.cfg"),
    "policy show": ("policy", "show", "sw-rathaus-01"),
    "policy missing": ("policy", "missing"),
    "device list": ("device", "list"),
    "device show": ("device", "show", "sw-rathaus-01"),
    "building list": ("building", "list"),
    "building show": ("building", "show", "WE-0001"),
    "building history": ("building", "history", "WE-0001"),
    "rollout show": ("rollout", "show", "WE-0001"),
    "connection list": ("connection", "list"),
    "area list": ("area", "list"),
    "grant list": ("grant", "list"),
    "cost list": ("cost", "list"),
    "requirement list": ("requirement", "list"),
    "partner list": ("partner", "list"),
    "decision list": ("decision", "list"),
    "enquiry list": ("enquiry", "list"),
    "document list": ("document", "list"),
    **{
        f"rollout {view}": ("rollout", view)
        for view in ("status", "districts", "stuck", "deadlines", "slips", "speeds", "wlan", "money", "quality")
    },
    "rollout targets": ("rollout", "targets", "--target", "fibre-all"),
    "rollout forecast": ("rollout", "forecast", "--capacity", "10/Monat", "--backtest"),
    "evidence list": ("evidence", "list"),
    "evidence verify": ("evidence", "verify"),
}
CHANGING: dict[str, tuple[str, ...]] = {
    "rule new": ("rule", "new", "own.no-cdp"),
    "check run": ("check", "run"),
    "report": ("report", "check", "--format", "csv"),
    "waiver add": (
        *("waiver", "add", "--rule", "mgmt.no-telnet", "--device", "sw-rathaus-01", "--until", "2099-12-31"),
        *("--by", "IT-Leitung", "--reason", "Altgerät"),
    ),
    "waiver end": ("waiver", "end", "sw-museum-01", "--rule", "snmp.no-v1-v2c"),
    "rollout snapshot": ("rollout", "snapshot", "--note", "Ausschuss"),
    "device import": ("device", "import", "import/geraete.csv"),
    "building import": ("building", "import", "import/gebaeude.csv"),
    "building export": ("building", "export", "import/gebaeude.csv", "--type", "schule", "--overwrite"),
    "rollout export": ("rollout", "export", "import/gebaeude.csv", "--kind", "wlan", "--overwrite"),
    "building add": ("building", "add", "WE-9001", "name=Neue Schule mit einem sehr langen Namen", "users=420"),
    "building set": ("building", "set", "WE-0001", "priority=1", "--reason", "Beschluss"),
    "rollout milestone": ("rollout", "milestone", "WE-0001", "Tiefbau", "--plan", "21.11.2099", "--reason", "Frost"),
    "rollout set": ("rollout", "set", "WE-0001", "fibre", "blocker=Querung der Bahn"),
    "connection add": ("connection", "add", "WE-0001", "medium=ftth"),
    "connection set": ("connection", "set", "L-1", "provider=Stadtwerke"),
    "area add": ("area", "add", "WE-0001", "kind=meeting"),
    "area set": ("area", "set", "A-1", "aps_planned=6"),
    "grant add": ("grant", "add", "AZ-2", "rate=80 %", "approved=250.000"),
    "grant set": ("grant", "set", "AZ-1", "drawn=1.000"),
    "cost add": ("cost", "add", "WE-0001", "year=2026", "planned=12.500"),
    "cost set": ("cost", "set", "K-1", "paid=12.480,50"),
    "requirement add": ("requirement", "add", "WE-0001", "kind=wlan"),
    "requirement set": ("requirement", "set", "B-1", "status=accepted"),
    "partner add": ("partner", "add", "P-2", "trade=Tiefbau"),
    "partner set": ("partner", "set", "P-1", "contract_end=31.12.2028"),
    "decision add": ("decision", "add", "V-2", "body=Rat", "buildings=WE-0001"),
    "decision set": ("decision", "set", "V-1", "reference=2026/118"),
    "enquiry add": ("enquiry", "add", "A-2", "asked_on=21.11.2026", "buildings=WE-0001"),
    "enquiry set": ("enquiry", "set", "A-1", "status=erledigt"),
    "document add": ("document", "add", "D-2", "title=Abnahmeprotokoll"),
    "document set": ("document", "set", "D-1", "buildings=WE-0001"),
    "rollout remove": ("rollout", "remove", "WE-0001", "fibre:Abnahme", "--reason", "doppelt erfasst"),
    "building remove": ("building", "remove", "WE-9002", "--reason", "doppelt erfasst"),
    **{
        f"{kind} remove": (kind, "remove", key, "--reason", "doppelt erfasst")
        for kind, key in (
            *(("connection", "L-1"), ("area", "A-1"), ("grant", "AZ-1"), ("cost", "K-1"), ("requirement", "B-1")),
            *(("partner", "P-1"), ("decision", "V-1"), ("enquiry", "A-1"), ("document", "D-1")),
        )
    },
}
ELSEWHERE = {"init", "demo", "check history"}  # these have tests of their own
WHY = ("--by", "CISO", "--reason", "old")
ALL = LOOKING | CHANGING
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|Show this|required|default|\bMissing|No such|Install|Error")
GERMAN = re.compile(r"[äöüÄÖÜß]|\b(der|die|das|und|nicht|oder|mit|aus|sonst|Aufruf|Optionen|Befehle|Fehler)\b")


def commands() -> Iterator[str]:
    """Every command by its words."""

    def walk(command: Any, words: tuple[str, ...]) -> Iterator[str]:
        inner = getattr(command, "commands", {})
        if not inner:
            yield " ".join(words)
        for name in inner:
            yield from walk(inner[name], (*words, name))

    yield from walk(get_command(app), ())


def call(town: Path, name: str, *more: str) -> Answer:
    """A command in a workspace, with the files it needs from there."""
    words = [town / word if (town / word).is_file() else word for word in ALL[name]]
    return isms("-w", town, *words, *more)


ADDED = {
    "connection": ("WE-0001", "id=L-1"),
    "area": ("WE-0001", "id=A-1", "kind=office"),
    "grant": ("AZ-1",),
    "cost": ("id=K-1", "year=2026"),
    "requirement": ("WE-0001", "id=B-1"),
    "partner": ("P-1",),
    "decision": ("V-1",),
    "enquiry": ("A-1",),
    "document": ("D-1",),
    "building": ("WE-9002",),
}
ROWS = {
    f"{kind} {verb}": (kind, "add", *words)
    for kind, words in ADDED.items()
    for verb in (("remove",) if kind == "building" else ("set", "remove"))
}


@pytest.fixture
def place(request: pytest.FixtureRequest, name: str) -> Path:
    """The demo's workspace; a copy of it for commands that change something, with the row that is to be changed."""
    found = Path(request.getfixturevalue("town" if name in CHANGING else "musterstadt"))
    if name in ROWS:
        isms("-w", found, *ROWS[name])
    return found


def test_every_command_is_looked_at_here() -> None:
    assert sorted(set(commands()) - {*ALL, *ELSEWHERE}) == []


@pytest.mark.parametrize("name", ALL)
def test_json_is_one_document_and_nothing_else(place: Path, name: str) -> None:
    answer = call(place, name, "--json")
    assert isinstance(answer.json, dict)
    assert answer.code in {0, 1}


@pytest.mark.parametrize("name", ALL)
def test_no_line_is_wider_than_80_columns_without_a_terminal(place: Path, name: str) -> None:
    answer = call(place, name)
    wide = [line for line in answer.out.splitlines() if len(line) > 80 and str(place.parent) not in line]
    assert wide == []
    assert not any(line != line.rstrip() for line in answer.out.splitlines())


@pytest.mark.parametrize("name", ["check run", "status", "rule try", "waiver list", "report"])
def test_programs_get_neither_colours_nor_progress(place: Path, name: str) -> None:
    answer = call(place, name)
    assert "\x1b" not in answer.out + answer.err
    assert answer.err == ""


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What the command shows on a terminal of its own."""
    mine, its = pty.openpty()
    shown = subprocess.Popen(
        process(*arguments), stdin=its, stdout=its, stderr=its, env={**os.environ, "TERM": "xterm", **environment}
    )
    os.close(its)
    parts = []
    try:
        while part := os.read(mine, 65536):
            parts.append(part)
    except OSError:  # the other side is closed
        pass
    finally:
        os.close(mine)
        shown.wait()
    return b"".join(parts).decode()


def test_a_terminal_gets_colours_and_progress_unless_it_wants_none(town: Path) -> None:
    coloured = on_a_terminal("-w", town, "check", "run")
    assert re.search(r"\x1b\[[0-9;]*31m", coloured)
    assert "Prüfe Geräte" in coloured
    plain = on_a_terminal("-w", town, "check", "run", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)
    assert "mgmt.no-telnet" in plain


# Language


ANSWER = """
import contextlib, io, json, sys
from isms.cli.app import ended

def answer(words):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["isms", *words]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = ended()
    return code, out.getvalue(), err.getvalue()

json.dump({name: answer(words) for name, words in json.loads(sys.argv[-1]).items()}, sys.stdout)
"""


def answers(language: str, folder: Path, asked: dict[str, tuple[str, ...]]) -> dict[str, tuple[int, str, str]]:
    """What commands in a folder say, as exit code, stdout and stderr; all in one process."""
    program = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {ANSWER}", json.dumps(asked)]
    environment = {**os.environ, "LC_ALL": f"{language}.UTF-8"}
    done = subprocess.run(program, capture_output=True, text=True, check=True, cwd=folder, env=environment)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("environment", "words", "german"),
    [
        ({}, (), True),
        ({"LC_ALL": "en_GB.UTF-8"}, (), False),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8"}, (), False),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, (), True),
        ({"LC_ALL": "en_GB.UTF-8", "ISMS_LANG": "de"}, (), True),
        ({"LC_ALL": "en_GB.UTF-8"}, ("--lang", "de"), True),
        ({}, ("--lang=en",), False),
    ],
)
def test_the_language_is_the_option_else_the_locale(
    musterstadt: Path, environment: dict[str, str], words: tuple[str, ...], german: bool
) -> None:
    out = outcome(*words, "-w", musterstadt, "rule", "show", "mgmt.no-telnet", environment=environment).out
    assert ("kritisch" in out, "critical" in out) == (german, not german)


SHOWN: list[tuple[str, ...]] = [
    ("check", "run"),
    ("check", "file", "configs/sw-1.cfg", "--remedy"),
    ("rule", "list"),
    ("rule", "show", "mgmt.no-telnet"),
    ("rule", "try", "mgmt.no-telnet", "configs/sw-1.cfg"),
    ("rule", "test", "mgmt.no-telnet"),
    ("check", "show", "--remedy"),
    ("status",),
    ("waiver", "list"),
    ("device", "list"),
    ("evidence", "verify"),
    ("doctor",),
]


def test_english_is_free_of_german(judged: Path) -> None:
    for words, (code, out, err) in answers("en", judged, {" ".join(words): words for words in SHOWN}).items():
        shown = re.sub(r"nein, offen|unbearbeitet|nein|ja", "", out + err)  # the auditors' own words
        assert (words, code in {0, 1}, GERMAN.findall(shown)) == (words, True, [])


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without a German word in it; only for looking at."""
    office = tmp_path_factory.mktemp("office") / "town"
    isms("init", office, "--name", "Town")
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "waiver", "add", "--rule", "mgmt.no-http", "--device", "sw-1", "--until", "2099-12-31", *WHY)
    isms("-w", office, "check", "run")
    return office


TELL = """
import json, sys
from tests.cli.running import isms
answers = {name: isms(*name.split(), "--help") for name in json.loads(sys.argv[-1])}
json.dump({name: answer.out + answer.err for name, answer in answers.items()}, sys.stdout)
"""


def helped(language: str) -> dict[str, str]:
    """The help of every command and group."""
    names = sorted({*commands(), *(name.split()[0] for name in commands()), ""})
    program = [sys.executable, "-c", TELL, "--lang", language, json.dumps(names)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


def test_help_is_german_all_through() -> None:
    assert {name: ENGLISH.findall(text) for name, text in helped("de").items() if ENGLISH.search(text)} == {}


def test_what_happens_without_an_option_is_told() -> None:
    run = " ".join(helped("de")["check run"].replace("│", " ").split())
    assert "(sonst nach der Endung von --output, oder table)" in run
    assert "(sonst error und fail)" in " ".join(helped("de")["check show"].replace("│", " ").split())


def test_help_names_values_in_words_and_not_by_types() -> None:
    types = re.compile(r"<(str|path|int|float)>|list\[|\[\d+<=x")
    assert {name: types.findall(text) for name, text in helped("de").items() if types.search(text)} == {}


def test_help_is_english_all_through() -> None:
    assert {name: GERMAN.findall(text) for name, text in helped("en").items() if GERMAN.search(text)} == {}


MISTAKES = {
    "option": (("check", "run", "--sight", "x"), "--sight"),
    "command": (("chekc",), ": check."),
    "meant": (("rollout", "statsu"), ": status."),
    "no command": (("frobnicate",), "rollout, connection"),
    "argument": (("check", "file"), "CONFIG"),
    "severity": (("check", "run", "--fail-on", "awful"), "critical"),
    "date": (("waiver", "add", "--rule", "x", "--until", "morgen", "--by", "x", "--reason", "x"), "--until"),
    "needed": (("waiver", "add", "--rule", "x"), "--until"),
    "value": (("check", "run", "--rule"), "--rule"),
    "too much": (("status", "all"), "all"),
    "language": (("--lang", "fr", "status"), "--lang"),
    "no workspace": (("status",), "isms init"),
    "no file": (("check", "file", "nothing.cfg"), "nothing.cfg"),
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mistake_is_one_sentence_on_stderr(tmp_path: Path, language: str) -> None:
    given = answers(language, tmp_path, {case: words for case, (words, _) in MISTAKES.items()})
    for case, (code, out, err) in given.items():
        assert (case, code, out, len(err.splitlines())) == (case, 2, "", 1)
        assert MISTAKES[case][1] in err
        assert (case, (ENGLISH if language == "de" else GERMAN).findall(err)) == (case, [])


# Workspace


def test_the_workspace_is_the_option_else_the_variable_else_the_nearest_folder_upward(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        isms("init", tmp_path / name, "--name", f"Stadt {name}")
    inside = tmp_path / "c" / "configs" / "deep"
    inside.mkdir(parents=True)

    def found(*words: str | Path, **environment: str) -> str:
        return str(outcome(*words, "status", "--json", folder=inside, environment=environment).json["name"])

    assert found("--workspace", tmp_path / "a", ISMS_WORKSPACE=str(tmp_path / "b")) == "Stadt a"
    assert found(ISMS_WORKSPACE=str(tmp_path / "b")) == "Stadt b"
    assert found() == "Stadt c"


def test_a_folder_that_is_no_workspace_is_said_to_be_none(tmp_path: Path) -> None:
    for missing in (tmp_path, tmp_path / "nowhere", a_file(tmp_path / "file")):
        answer = isms("-w", missing, "status")
        assert (answer.code, str(missing) in answer.err) == (2, True)


# Trouble


def test_an_output_that_cannot_be_written_is_something_outside(musterstadt: Path) -> None:
    for words in (("rule", "list"), ("rule", "list", "--json"), ("check", "run", musterstadt / "configs", "--json")):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(process(*words), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_an_output_that_was_closed_before_is_no_trouble(closed: str) -> None:
    words = shlex.join(process("rule", "list"))
    done = subprocess.run(["sh", "-c", f"{words} {closed}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_knows_no_shapes_shows_question_marks(musterstadt: Path) -> None:
    answer = outcome("-w", musterstadt, "rule", "list", environment={"PYTHONIOENCODING": "ascii"})
    assert (answer.code, answer.err) == (0, "")
    assert "? kritisch" in answer.out


def test_a_reader_of_the_first_line_only_is_no_trouble(musterstadt: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        done = subprocess.run(process("rule", "list"), stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
