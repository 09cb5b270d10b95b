"""What people and disks do wrong: one sentence, the right exit code, nothing lost, never a traceback."""

import os
import re
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.configurations import SSH, TELNET, a_file, registered
from tests.cli.running import Answer, isms, process, start

NO_TELNET = ("--rule", "mgmt.no-telnet")
ROWS = "name;address;platform;site\n"


def everything(folder: Path) -> dict[Path, bytes]:
    """All files below a folder with their bytes."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(answer: Answer, code: int, *words: str) -> None:
    """One sentence on stderr, nothing on stdout, this exit code, these words."""
    assert (answer.code, answer.out) == (code, "")
    assert [word for word in words if word not in answer.err] == []
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) == 1


# Files


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100_000_000)


def one_huge_line(path: Path) -> None:
    path.write_bytes(b"x" * 100_000_000)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


NO_CONFIGURATIONS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no configuration": (lambda path: path.write_text("Liebe Kolleginnen und Kollegen,\n"), "Plattform"),
    "empty": (lambda path: path.write_bytes(b""), "leer"),
    "only spaces": (lambda path: path.write_text(" \n\t\n"), "leer"),
    "binary": (binary, "Textdatei"),
    "zeros": (huge, "größer"),
    "100 MB of one line": (one_huge_line, "größer"),
    "fifo": (fifo, "gewöhnliche Datei"),
    "link to itself": (loop, "odd.cfg"),
    "link to nowhere": (nowhere, "gibt es nicht"),
    "folder": (lambda path: path.mkdir(), "Ordner"),
}


@pytest.mark.parametrize("kind", NO_CONFIGURATIONS)
def test_a_file_that_is_no_configuration_is_refused(tmp_path: Path, kind: str) -> None:
    make, word = NO_CONFIGURATIONS[kind]
    make(tmp_path / "odd.cfg")
    for command in (("check", "file"), ("rule", "try", "mgmt.no-telnet")):
        refused(isms(*command, tmp_path / "odd.cfg"), 2, "odd.cfg", word)


def test_in_a_folder_such_files_are_left_out_and_named(office: Path, tmp_path: Path) -> None:
    backup = a_file(tmp_path / "backup" / "sw-1.cfg").parent
    for number, (make, _) in enumerate(NO_CONFIGURATIONS.values()):
        make(backup / f"odd-{number}.cfg")
    answer = isms("-w", office, "check", "run", backup, *NO_TELNET, "--json")
    assert answer.json["summary"]["devices"] == 1
    folder = len(NO_CONFIGURATIONS) - 1
    assert {one["file"] for one in answer.json["skipped"]} == {f"odd-{number}.cfg" for number in range(folder)}
    assert isms("-w", office, "evidence", "verify").code == 0


@pytest.mark.parametrize(
    "raw",
    [
        TELNET.replace("\n", "\r\n").encode(),
        TELNET.replace("hostname sw", "hostname Prüfstraße").encode("cp1252"),
        TELNET.encode("utf-16"),
        b"\xef\xbb\xbf" + TELNET.encode(),
        TELNET.encode().replace(b"hostname sw", b"hostname sw\x81\xff"),
    ],
    ids=["crlf", "cp1252", "utf-16", "bom", "broken utf-8"],
)
def test_line_ends_and_encodings_change_no_verdict(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "sw-1.cfg").write_bytes(raw)
    answer = isms("check", "file", tmp_path / "sw-1.cfg", *NO_TELNET, "--json")
    [finding] = answer.json["findings"]
    assert (answer.code, finding["verdict"], finding["lines"][0]["number"]) == (1, "fail", 10)


def test_a_thousand_unrelated_files_are_told_in_a_few_lines(tmp_path: Path) -> None:
    for number in range(1000):
        a_file(tmp_path / "share" / f"{number % 10}" / f"note-{number}.md", f"# Protokoll {number}\n")
    refused(isms("check", "run", tmp_path / "share"), 2, "share", "1000 Dateien")
    a_file(tmp_path / "share" / "sw-1.cfg", SSH)
    answer = isms("check", "run", tmp_path / "share", *NO_TELNET)
    assert (answer.code, "1 Gerät geprüft" in answer.out, "995 weitere" in answer.err) == (0, True, True)
    assert len(answer.err.splitlines()) < 10


NAMES = ["../../etc/passwd", "/etc/passwd", "..", "sw\n1", "a" * 300, "", "-rf"]


def test_a_device_whose_name_leads_elsewhere_stays_where_it_belongs(office: Path, tmp_path: Path) -> None:
    rows = "".join(f'"{name}";192.0.2.1;cisco_ios;17\n' for name in NAMES)
    answer = isms("-w", office, "device", "import", a_file(tmp_path / "devices.csv", ROWS + rows), "--json")
    assert answer.code == 0
    before = sorted(path.name for path in tmp_path.iterdir())
    isms("-w", office, "check", "run")
    isms("-w", office, "report", "check", "--format", "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert isms("-w", office, "status").code == 0


def test_file_names_of_every_kind_are_judged_and_sealed(office: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    names = [
        "-rf.cfg",
        "SW.cfg",
        "sw.cfg",
        "ä ö.cfg",
        "con.cfg",
        "a;b'c\"d.cfg",
        "[red].cfg",
        "%2e%2e%2fx.cfg",
    ]
    for name in [*names, f"{'n' * 240}.cfg", "new\nline.cfg", "\x1b[31m.cfg"]:
        a_file(backup / name, SSH)
    (backup / os.fsdecode(b"latin-\xe4.cfg")).write_text(SSH)
    answer = isms("-w", office, "check", "run", backup, *NO_TELNET, "--json")
    assert (answer.code, answer.json["summary"]["devices"]) == (0, 12)
    assert len({one["device"] for one in answer.json["findings"]}) == 12
    assert isms("-w", office, "evidence", "verify").code == 0
    assert isms("-w", office, "report", "check", "--format", "pdf").code == 0
    shown = isms("check", "file", backup / "\x1b[31m.cfg", *NO_TELNET).out
    assert "\x1b" not in shown


# Files people write


def test_an_unknown_platform_is_named_with_those_there_are(office: Path, tmp_path: Path) -> None:
    file = a_file(tmp_path / "backup" / "sw-1.cfg")
    refused(isms("check", "file", file, "--platform", "ciscoo"), 2, "ciscoo", "cisco_ios")
    imported = isms(
        "-w", office, "device", "import", a_file(tmp_path / "d.csv", ROWS + "sw-1;192.0.2.1;ciscoo;17\n"), "--json"
    )
    [rejected] = imported.json["rejected"]
    assert (rejected["row"], rejected["column"], rejected["value"]) == (2, "platform", "ciscoo")
    with (office / "isms.toml").open("a") as settings:
        settings.write('"*.cfg" = "ciscoo"\n')
    refused(isms("-w", office, "check", "run", file.parent), 2, "ciscoo", "*.cfg")
    assert not (office / "runs").exists() or not list((office / "runs").iterdir())


RULE = """\
id: own.rule
title: {de: Titel}
why: {de: Warum, en: Why}
topic: own
severity: grave
checks:
  - platform: [cisco_ioss]
    must: [banner motd ...]
    mustt: [x]
examples:
  cisco_ios: {pass: ["banner motd x\\n"]}
"""


def test_every_mistake_of_a_rule_is_told_with_file_line_and_key(office: Path) -> None:
    a_file(office / "rules" / "own.yaml", RULE)
    answer = isms("-w", office, "rule", "list")
    assert (answer.code, answer.out) == (2, "")
    for place in ("own.yaml:2: title.en", "own.yaml:5: severity", "own.yaml:9: checks.0.mustt"):
        assert place in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("isms.toml", '[workspace]\nname = "x\n', ("isms.toml", "line 2")),
        ("isms.toml", '[workspace]\nnam = "x"\n', ("isms.toml", "workspace.nam")),
        ("isms.toml", '[audit]\nevidence_days = "viele"\n', ("isms.toml", "audit.evidence_days")),
        ("policy.yaml", "ntp: [\n", ("policy.yaml",)),
        ("policy.yaml", "no_such_parameter: 3\n", ("policy.yaml", "no_such_parameter")),
        ("policy.yaml", "- a\n- b\n", ("policy.yaml",)),
        ("waivers.yaml", "a: b: c\n", ("waivers.yaml",)),
        ("rules/own.yaml", "\t- x\n", ("own.yaml",)),
        ("rules/own.yaml", "", ("own.yaml",)),
        ("register/devices.json", "{", ("devices.json", "doctor")),
    ],
)
def test_a_damaged_file_is_named_and_nothing_is_changed(
    office: Path, tmp_path: Path, name: str, text: str, words: tuple[str, ...]
) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    a_file(office / name, text)
    before = everything(office)
    refused(isms("-w", office, "check", "run"), 2, *words)
    assert before.items() <= everything(office).items()
    assert not (office / "runs").exists()


NO_TEXTS: dict[str, Callable[[Path], object]] = {
    "bytes": lambda path: path.write_bytes(b"\xff\xfe\x00\x80"),
    "fifo": fifo,
    "without end": lambda path: path.symlink_to("/dev/zero"),
    "folder": lambda path: path.mkdir(),
    "loop": loop,
}


@pytest.mark.parametrize("kind", NO_TEXTS)
@pytest.mark.parametrize("name", ["isms.toml", "policy.yaml", "waivers.yaml", "rules/own.yaml"])
def test_a_file_that_is_no_text_is_named(office: Path, name: str, kind: str) -> None:
    a_file(office / "configs" / "sw-1.cfg")
    (office / name).parent.mkdir(exist_ok=True)
    (office / name).unlink(missing_ok=True)
    NO_TEXTS[kind](office / name)
    if (kind, name) != ("folder", "rules/own.yaml"):  # a folder of rules may be called as it likes
        refused(isms("-w", office, "check", "run", office / "configs"), 2, Path(name).name)


@pytest.mark.parametrize("name", ["policy.yaml", "waivers.yaml", "rules", "rules/own.yaml"])
def test_what_the_office_demands_is_not_forgotten_because_a_link_leads_nowhere(office: Path, name: str) -> None:
    a_file(office / "configs" / "sw-1.cfg")
    (office / name).parent.mkdir(exist_ok=True)
    (office / name).symlink_to("/media/share/gone")
    refused(isms("-w", office, "check", "run", office / "configs"), 2, name)


def test_rules_that_are_no_folder_are_named(office: Path) -> None:
    a_file(office / "rules", "id: x\n")
    refused(isms("-w", office, "rule", "list"), 2, "rules")


def test_a_list_without_an_end_is_refused(office: Path) -> None:
    refused(isms("-w", office, "building", "import", "/dev/zero"), 2, "/dev/zero")


def test_a_folder_without_rights_is_said_to_be_one(office: Path) -> None:
    office.chmod(0)
    answer = without_privileges("-w", office, "status")
    office.chmod(0o700)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"Fehler: {office} ist nicht lesbar; Rechte prüfen.")


def without_privileges(*arguments: str | Path) -> Answer:
    """A command of somebody who may not read everything."""
    words = process(*arguments)
    if os.geteuid() == 0:
        words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.mark.parametrize("rights", [0o000, 0o444, 0o111])
def test_a_folder_of_configurations_without_rights_is_named_and_ends_nothing(tmp_path: Path, rights: int) -> None:
    for name in ("north", "south"):
        a_file(tmp_path / "backup" / name / f"sw-{name}.cfg", SSH)
    (tmp_path / "backup" / "north").chmod(rights)
    answer = without_privileges("check", "run", tmp_path / "backup", "--rule", "mgmt.no-telnet", "--json")
    (tmp_path / "backup" / "north").chmod(0o700)
    assert answer.code in {0, 1}
    assert answer.json["summary"]["devices"] == 1
    [left_out] = answer.json["skipped"]
    assert left_out["file"] == "north"
    assert "nicht lesbar" in left_out["reason"]


# Disks


def limited(*arguments: str | Path, most: int = 4096) -> Answer:
    """A command that may write only so many bytes into a file, as on a disk that is nearly full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    # What Python compiles would be cut short too, and be read by the next process.
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(process(*arguments), preexec_fn=limit, env=env, capture_output=True, text=True, check=False)
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


def hundred_devices(path: Path) -> Path:
    """A list of a hundred devices."""
    return a_file(path, ROWS + "".join(f"new-{n};192.0.2.9;cisco_ios;17\n" for n in range(100)))


WRITING: dict[str, tuple[str, ...]] = {
    "check run": ("check", "run"),
    "report": ("report", "check"),
    "waiver add": (
        *("waiver", "add", *NO_TELNET, "--device", "sw-1", "--until", "2099-12-31", "--by", "x"),
        *("--reason", "y" * 5000),
    ),
    "device import": ("device", "import", "devices.csv"),
    "demo": ("demo", "another"),
}


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_loses_nothing(town: Path, tmp_path: Path, name: str) -> None:
    hundred_devices(tmp_path / "devices.csv")
    before = everything(town)
    paths = {"devices.csv": tmp_path / "devices.csv", "another": tmp_path / "another"}
    answer = limited("-w", town, *(paths.get(word, word) for word in WRITING[name]))
    assert answer.code == 3
    assert "kann nicht geschrieben werden" in answer.err
    assert "Traceback" not in answer.err
    after = everything(town)
    assert {path: raw for path, raw in after.items() if path.name != ".lock"} == {
        path: raw for path, raw in before.items() if path.name != ".lock"
    }
    assert isms("-w", town, "evidence", "verify").code == 0


@pytest.mark.parametrize("name", ["check run", "report", "waiver add", "device import"])
def test_a_folder_that_cannot_be_written_loses_nothing(town: Path, tmp_path: Path, name: str) -> None:
    hundred_devices(tmp_path / "devices.csv")
    folder = {"check run": "runs", "report": "reports"}.get(name, "register")
    shutil.move(town / folder, tmp_path / "kept")
    a_file(town / folder, "a file in its place\n")
    words = [str(tmp_path / word) if word == "devices.csv" else word for word in WRITING[name]]
    answer = isms("-w", town, *words)
    assert answer.code in {2, 3}
    assert folder in answer.err
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) == 1
    (town / folder).unlink()
    shutil.move(tmp_path / "kept", town / folder)
    assert isms("-w", town, "evidence", "verify").code == 0
    assert isms("-w", town, *words).code in {0, 1}


# Interruptions


def in_the_middle(town: Path) -> "subprocess.Popen[bytes]":
    """A run that has judged its first device and waits for its reader."""
    program = process("-w", town, "check", "run", "--json")
    running = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b'{"findings"')
    return running


def runs(town: Path) -> list[str]:
    """The folders of all runs, half ones too."""
    return sorted(path.name for path in (town / "runs").iterdir())


def test_a_run_that_is_interrupted_leaves_nothing(town: Path) -> None:
    before = runs(town)
    running = in_the_middle(town)
    assert len(runs(town)) == len(before) + 1
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert (running.returncode, runs(town)) == (130, before)
    assert b"Traceback" not in said
    assert said.decode().startswith("Abgebrochen")


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_after_a_killed_run_the_next_one_tidies_up(town: Path, name: str) -> None:
    before = runs(town)
    running = in_the_middle(town)
    running.send_signal(signal.Signals[name])
    running.communicate()
    assert isms("-w", town, "evidence", "verify").code == 0
    assert isms("-w", town, "status").code == 0
    assert isms("-w", town, "check", "run").code == 1
    assert (len(runs(town)), set(before) < set(runs(town))) == (len(before) + 1, True)
    assert not [run for run in runs(town) if run.startswith(".")]
    assert isms("-w", town, "evidence", "verify").code == 0


def test_two_runs_at_once_are_both_sealed_in_one_chain(town: Path) -> None:
    started = [start("-w", town, "check", "run") for _ in range(2)]
    said = [one.communicate() for one in started]
    assert [one.returncode for one in started] == [1, 1]
    sealed = {found for out, _ in said for found in re.findall(r"Versiegelt: (.*)", out)}
    assert len(sealed) == 2
    verified = isms("-w", town, "evidence", "verify", "--json")
    assert (verified.code, len(verified.json["runs"])) == (0, 4)
    listed = isms("-w", town, "evidence", "list", "--json").json["runs"]
    assert all(run["chained"] for run in listed)
