"""`isms check file|run`: verdicts, exit codes, shapes."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from isms.cli.check import exit_code
from isms.core.model.device import Unreachable, UnreachableReason
from isms.core.model.finding import Severity
from isms.workflow.tally import RunResult
from tests.cli.configurations import BARE, MASKED, SOURCE_ROUTE, SSH, TELNET, a_file, registered
from tests.cli.running import Answer, isms, outcome, process

FINDING = [
    "device",
    "platform",
    "rule",
    "verdict",
    "severity",
    "reason",
    "lines",
    "judged",
    "exempted",
    "default",
    "waiver",
    "config_sha256",
    "collected_at",
    "file",
]
SUMMARY = ["devices", "pass", "fail", "na", "unknown", "error", "waived"]
RESULT = {"run", "summary", "unreachable", "findings", "skipped", "changes", "waivers_ending"}
NO_TELNET = ("--rule", "mgmt.no-telnet")


def verdicts(answer: Answer) -> dict[tuple[str, str], str]:
    """Verdict by device and rule."""
    return {(one["device"], one["rule"]): one["verdict"] for one in answer.json["findings"]}


def devices(answer: Answer) -> list[str]:
    """The judged devices, each once, in their order."""
    return list(dict.fromkeys(one["device"] for one in answer.json["findings"]))


def run(workspace: Path, *arguments: str | Path) -> Answer:
    """`check run` of one rule as JSON."""
    return isms("-w", workspace, "check", "run", *NO_TELNET, "--json", *arguments)


# One file


def test_the_json_of_one_file_has_the_agreed_keys(tmp_path: Path) -> None:
    answer = isms("check", "file", a_file(tmp_path / "sw-1.cfg"), "--rule", "mgmt.no-telnet", "--json")
    document = answer.json
    assert set(document) == RESULT
    assert (document["run"], document["unreachable"], document["changes"]) == (None, [], None)
    assert document["summary"] == {"devices": 1, "pass": 0, "fail": 1, "na": 0, "unknown": 0, "error": 0, "waived": 0}
    [finding] = document["findings"]
    assert list(finding) == FINDING
    assert finding["lines"] == [{"number": 10, "text": " transport input telnet ssh", "block": "line vty 0 4"}]
    told = {key: finding[key] for key in ("device", "file", "platform", "verdict", "severity", "waiver")}
    assert told == {
        "device": "sw-1.cfg",
        "file": "sw-1.cfg",
        "platform": "cisco_ios",
        "verdict": "fail",
        "severity": "critical",
        "waiver": None,
    }


def test_every_rule_answers_once_also_where_it_does_not_apply(tmp_path: Path) -> None:
    found = verdicts(isms("check", "file", a_file(tmp_path / "sw-1.cfg"), "--json"))
    listed = [rule["id"] for rule in isms("rule", "list", "--json").json["rules"]]
    assert sorted(rule for _, rule in found) == listed
    assert "na" in found.values()


def test_the_platform_is_detected_named_or_mapped(tmp_path: Path, office: Path) -> None:
    odd = a_file(tmp_path / "odd.dat", BARE)
    assert isms("check", "file", a_file(tmp_path / "sw-1.cfg"), *NO_TELNET).code == 1
    assert isms("check", "file", odd).code == 2
    assert isms("check", "file", odd, "--platform", "cisco_ios", *NO_TELNET).code == 0
    with (office / "isms.toml").open("a") as settings:
        settings.write('"*.dat" = "cisco_ios"\n')
    assert isms("-w", office, "check", "file", odd, *NO_TELNET).code == 0


def test_what_fails_is_shown_with_its_lines(tmp_path: Path) -> None:
    out = isms("check", "file", a_file(tmp_path / "sw-1.cfg"), *NO_TELNET).out
    assert "✘ verletzt · ▲▲ kritisch · mgmt.no-telnet · Kein Telnet-Zugang" in out
    assert "10   transport input telnet ssh" in out


def test_verbose_shows_why_a_rule_passes(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg", SSH)
    assert "transport input ssh" not in isms("check", "file", file, *NO_TELNET).out
    assert "transport input ssh" in isms("--verbose", "check", "file", file, *NO_TELNET).out


# Exit codes


@pytest.mark.parametrize("threshold", Severity)
@pytest.mark.parametrize(
    ("rule", "text", "severity"),
    [
        ("mgmt.no-telnet", TELNET, Severity.CRITICAL),
        ("mgmt.ssh-v2", "version 15.2\nhostname sw\nip ssh version 1\n", Severity.HIGH),
        ("svc.no-source-route", SOURCE_ROUTE, Severity.MEDIUM),
        ("log.timestamps", "version 15.2\nhostname sw\nno service timestamps log\n", Severity.LOW),
    ],
    ids=["critical", "high", "medium", "low"],
)
def test_a_fail_counts_from_its_severity_on(
    tmp_path: Path, rule: str, text: str, severity: Severity, threshold: Severity
) -> None:
    file = a_file(tmp_path / "sw-1.cfg", text)
    expected = 1 if severity.rank <= threshold.rank else 0
    assert isms("check", "file", file, "--rule", rule, "--fail-on", threshold).code == expected
    assert isms("check", "run", file, "--rule", rule, "--fail-on", threshold).code == expected


def test_low_is_where_fails_begin_to_count(tmp_path: Path) -> None:
    low = a_file(tmp_path / "sw-1.cfg", "version 15.2\nhostname sw\nno service timestamps log\n")
    assert isms("check", "file", low, "--rule", "log.timestamps").code == 1
    assert isms("check", "file", a_file(tmp_path / "sw-2.cfg", SSH), *NO_TELNET).code == 0


def test_what_is_not_known_leaves_the_exit_code_alone(tmp_path: Path) -> None:
    answer = isms(
        "check", "file", a_file(tmp_path / "sw-1.cfg", MASKED), "--rule", "snmp.no-default-community", "--json"
    )
    assert (list(verdicts(answer).values()), answer.code) == (["unknown"], 0)


def test_a_waived_fail_is_shown_and_does_not_count(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    assert run(office).code == 1
    allow = ("--rule", "mgmt.no-telnet", "--until", "2099-12-31", "--by", "IT-Leitung", "--reason", "Altgerät")
    isms("-w", office, "waiver", "add", "--site", "17", *allow)
    answer = run(office, "--fail-on", "info")
    [finding] = answer.json["findings"]
    assert answer.code == 0
    assert (answer.json["summary"]["fail"], answer.json["summary"]["waived"]) == (0, 1)
    assert (finding["verdict"], finding["waiver"]["site"], finding["waiver"]["until"]) == ("fail", "17", "2099-12-31")
    assert "1 geduldet" in isms("-w", office, "check", "run", *NO_TELNET).out


def test_a_device_without_a_configuration_weighs_more_than_a_fail(office: Path) -> None:
    registered(office, "sw-1;17;;", "sw-2;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    answer = run(office)
    assert answer.code == 3
    assert answer.json["summary"]["fail"] == 1
    assert answer.json["unreachable"] == [{"device": "sw-2", "reason": "never_collected", "detail": "configs"}]
    assert devices(answer) == ["sw-1"]
    shown = isms("-w", office, "check", "run", *NO_TELNET)
    assert (shown.code, "sw-2" in shown.err, "sw-2" in shown.out) == (3, True, False)


def a_result(*, error: int = 0, unreachable: int = 0, failing: tuple[Severity, ...] = ()) -> RunResult:
    """A run with so much of each."""
    gone = Unreachable(device="sw-2", reason=UnreachableReason.TIMEOUT, detail="")
    return RunResult(
        run="R",
        folder=None,
        summary=dict.fromkeys(SUMMARY, 0) | {"error": error},
        failing=tuple(("rule", severity, 1) for severity in failing),
        unreachable=(gone,) * unreachable,
        skipped=(),
        changes=None,
    )


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (a_result(), 0),
        (a_result(failing=(Severity.LOW,)), 1),
        (a_result(failing=(Severity.INFO,)), 0),
        (a_result(failing=(Severity.CRITICAL,), unreachable=1), 3),
        (a_result(unreachable=1), 3),
        (a_result(failing=(Severity.CRITICAL,), unreachable=1, error=1), 70),
        (a_result(error=1), 70),
    ],
)
def test_our_error_outweighs_what_is_unreachable_and_that_outweighs_fails(result: RunResult, code: int) -> None:
    assert exit_code(result, Severity.LOW) == code


# A run over files


def test_a_device_is_the_path_without_its_ending_and_unique(tmp_path: Path) -> None:
    names = ["sw-1.cfg", "haus-a/sw-1.cfg", "haus-b/sw-1.cfg", "haus-b/sw-2.cfg", "haus-b/sw-2.txt"]
    for name in names:
        a_file(tmp_path / "backup" / name)
    answer = isms("check", "run", tmp_path / "backup", *NO_TELNET, "--json")
    assert devices(answer) == ["sw-1", "haus-a/sw-1", "haus-b/sw-1", "haus-b/sw-2.cfg", "haus-b/sw-2.txt"]
    assert [one["file"] for one in answer.json["findings"]] == names
    assert answer.json["summary"]["devices"] == 5


def test_without_a_workspace_nothing_is_sealed(tmp_path: Path) -> None:
    answer = isms("check", "run", a_file(tmp_path / "backup" / "sw-1.cfg").parent, *NO_TELNET, "--json")
    assert set(answer.json) == RESULT
    assert (answer.json["run"], answer.json["changes"]) == (None, None)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_in_a_workspace_the_run_is_sealed_under_its_id(office: Path, tmp_path: Path) -> None:
    answer = run(office, a_file(tmp_path / "backup" / "sw-1.cfg").parent)
    assert [path.name for path in (office / "runs").iterdir()] == [answer.json["run"]]
    assert isms("-w", office, "evidence", "verify").code == 0


def test_files_that_are_no_configuration_are_named(tmp_path: Path) -> None:
    a_file(tmp_path / "backup" / "sw-1.cfg")
    a_file(tmp_path / "backup" / "README.md", "Backups of the night.\n")
    answer = isms("check", "run", tmp_path / "backup", *NO_TELNET, "--json")
    assert [one["file"] for one in answer.json["skipped"]] == ["README.md"]
    assert "README.md" in isms("check", "run", tmp_path / "backup", *NO_TELNET).err


def test_the_platform_comes_from_the_map_or_a_folder(office: Path, tmp_path: Path) -> None:
    a_file(tmp_path / "backup" / "cisco_ios" / "sw-1.cfg", BARE)
    a_file(tmp_path / "backup" / "alt" / "sw-2.cfg", BARE)
    a_file(tmp_path / "backup" / "neu" / "sw-3.cfg", BARE)
    with (office / "isms.toml").open("a") as settings:
        settings.write('"alt/*" = "cisco_ios"\n')
    assert devices(run(office, tmp_path / "backup")) == ["alt/sw-2", "cisco_ios/sw-1"]


# A run over the register


def test_the_registered_platform_counts_where_the_text_does_not_tell(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg", BARE)
    assert (devices(run(office)), run(office).code) == (["sw-1"], 0)


def test_a_file_of_a_registered_device_gets_its_site(office: Path, tmp_path: Path) -> None:
    registered(office, "sw-1;17;;", "sw-2;18;;")
    for name in ("sw-1.cfg", "haus/sw-2.cfg", "sw-3.cfg"):
        a_file(tmp_path / "backup" / name)
    assert devices(run(office, tmp_path / "backup", "--site", "17")) == ["sw-1"]
    assert devices(run(office, tmp_path / "backup", "--site", "18")) == ["haus/sw-2"]
    assert devices(run(office, tmp_path / "backup", "--device", "sw-2", "--device", "sw-3")) == ["sw-3", "haus/sw-2"]


def test_devices_and_sites_are_chosen(musterstadt: Path, town: Path) -> None:
    listed = isms("-w", musterstadt, "device", "list", "--json").json["devices"]
    sites = sorted({one["site"] for one in listed})[:2]
    wanted = [one["name"] for one in listed if one["site"] in sites]
    assert sorted(devices(run(town, "--site", sites[0], "--site", sites[1]))) == wanted
    two = [listed[0]["name"], listed[7]["name"]]
    assert sorted(devices(run(town, "--device", two[0], "--device", two[1]))) == sorted(two)


def test_rules_are_chosen_by_id_topic_and_severity(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg")
    rules = {one["id"]: one for one in isms("rule", "list", "--json").json["rules"]}

    def chosen(*arguments: str) -> set[str]:
        return {rule for _, rule in verdicts(isms("check", "run", file, "--json", *arguments))}

    assert chosen("--rule", "mgmt.no-telnet", "--rule", "l2.no-dtp") == {"mgmt.no-telnet", "l2.no-dtp"}
    topics = ["snmp", "time"]
    of_topics = {name for name, rule in rules.items() if rule["topic"] in topics}
    assert chosen("--topic", "snmp", "--topic", "time") == of_topics != set()
    grave = {name for name, rule in rules.items() if rule["severity"] in ("critical", "low")}
    assert chosen("--severity", "critical", "--severity", "low") == grave != set()
    assert (
        chosen("--topic", "snmp", "--topic", "time", "--severity", "critical", "--severity", "low") == of_topics & grave
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--device", "sw-99"), "sw-99"),
        (("--site", "WE-9999"), "WE-9999"),
        (("--rule", "mgmt.no-telnett"), "mgmt.no-telnet"),
        (("--topic", "unsinn"), "snmp"),
        (("--topic", "wlan", "--rule", "mgmt.no-telnet"), "nichts"),
    ],
)
def test_a_choice_that_fits_nothing_is_refused_and_leaves_no_run(
    town: Path, arguments: tuple[str, ...], word: str
) -> None:
    before = sorted((town / "runs").iterdir())
    answer = isms("-w", town, "check", "run", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert word in answer.err
    assert sorted((town / "runs").iterdir()) == before


def test_what_changed_since_the_run_before_is_told(office: Path) -> None:
    registered(office, *(f"sw-{number};17;;" for number in (1, 2, 3)))
    for name, text in (("sw-1", TELNET), ("sw-2", TELNET), ("sw-3", SSH)):
        a_file(office / "configs" / f"{name}.cfg", text)
    assert run(office).json["changes"] is None
    for name, text in (("sw-2", SSH), ("sw-3", TELNET)):
        a_file(office / "configs" / f"{name}.cfg", text)
    assert run(office).json["changes"] == {
        "newly_failing": [["sw-3", "mgmt.no-telnet"]],
        "mended": [["sw-2", "mgmt.no-telnet"]],
        "still_failing": [["sw-1", "mgmt.no-telnet"]],
    }
    a_file(office / "configs" / "sw-1.cfg", SSH)
    assert "0 neu verletzt, 1 behoben, 1 weiter verletzt" in isms("-w", office, "check", "run", *NO_TELNET).out


def test_what_newly_fails_is_told_the_gravest_first(office: Path) -> None:
    registered(office, "sw-1;", "sw-2;")
    for name in ("sw-1", "sw-2"):
        a_file(office / "configs" / f"{name}.cfg", SSH)
    isms("-w", office, "check", "run")
    a_file(office / "configs" / "sw-1.cfg", SSH.replace("ip ssh version 2", "ip ssh version 1\nip source-route"))
    a_file(office / "configs" / "sw-2.cfg")
    told = [line.split()[-2:] for line in isms("-w", office, "check", "run").out.splitlines() if "✘ neu:" in line]
    assert [told[0], told[1]] == [["sw-2:", "mgmt.no-telnet"], ["sw-1:", "mgmt.ssh-v2"]]


def test_the_sealed_findings_are_those_that_were_shown(town: Path) -> None:
    answer = isms("-w", town, "check", "run", "--json")
    lines = (town / "runs" / answer.json["run"] / "findings.jsonl").read_text().splitlines()
    sealed = [json.loads(line) for line in lines]

    def told(finding: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(finding.get(key) for key in FINDING if key not in {"reason", "default"})

    assert [told(one) for one in sealed] == [told(one) for one in answer.json["findings"]]
    assert [one["reason"]["de"] for one in sealed] == [one["reason"] for one in answer.json["findings"]]


def test_the_numbers_of_the_summary_are_those_of_the_findings(musterstadt: Path, tmp_path: Path) -> None:
    document = isms("check", "run", musterstadt / "configs", "--json").json
    assert list(document["summary"]) == SUMMARY
    found = [one["verdict"] for one in document["findings"]]
    expected = {verdict: found.count(verdict) for verdict in ("pass", "fail", "na", "unknown", "error")}
    assert document["summary"] == {"devices": 60, **expected, "waived": 0}


def test_a_reader_that_goes_away_does_not_break_the_run(town: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        program = process("-w", town, "check", "run", "--json")
        done = subprocess.run(program, stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(list((town / "runs").iterdir())) == 3
    assert isms("-w", town, "evidence", "verify").code == 0


def test_more_workers_give_the_same_run(town: Path) -> None:
    one = isms("-w", town, "check", "run", "--json").json
    two = outcome("-w", town, "check", "run", "--workers", "2", "--json").json
    assert (two["summary"], two["findings"]) == (one["summary"], one["findings"])


FAILS_MUCH = f"{BARE}line vty 0 4\n transport input telnet\ninterface Gi0/1\n switchport mode access\n"


def test_what_is_critical_is_shown_and_of_all_else_as_much_as_a_screen_takes(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg", FAILS_MUCH)
    failing = {
        one["rule"]: one["severity"]
        for one in isms("check", "run", file, "--json").json["findings"]
        if one["verdict"] == "fail"
    }
    out = isms("check", "run", file).out
    shown = [rule for rule in failing if f"\n  {rule} " in out]
    assert len(failing) > len(shown) >= 12
    assert {rule for rule, severity in failing.items() if severity == "critical"} <= {*shown}
    assert f"… und {len(failing) - len(shown)} weitere Regeln: " in out
    assert len(out.splitlines()) <= 30


def test_the_worst_devices_are_named_the_worst_first(tmp_path: Path) -> None:
    for name, text in (("a", SSH), ("b", FAILS_MUCH), ("c", TELNET)):
        a_file(tmp_path / "configs" / f"{name}.cfg", text)
    out = isms("check", "run", tmp_path / "configs").out
    worst = out[out.index("Geräte mit den schwersten Mängeln") :]
    assert [line.split()[0] for line in worst.splitlines()[2:5]] == ["b", "c", "a"]


def test_a_run_ends_with_what_to_do_next(office: Path) -> None:
    registered(office, "sw-1;WE-0001")
    a_file(office / "configs" / "sw-1.cfg")
    out = isms("-w", office, "check", "run").out
    steps = [line.split(":", 1)[1].strip() for line in out.splitlines()[-4:]]
    assert steps == [
        "isms check show --rule mgmt.no-telnet",
        "isms rule show mgmt.no-telnet",
        "isms policy missing",
        "isms report check",
    ]
    assert [isms("-w", office, *step.split()[1:]).code for step in steps] == [0, 0, 0, 0]


def test_a_run_of_one_rule_names_every_place(tmp_path: Path) -> None:
    for name in ("a", "b"):
        a_file(tmp_path / "configs" / f"{name}.cfg")
    out = isms("check", "run", tmp_path / "configs", *NO_TELNET).out
    assert "▲▲ kritisch · mgmt.no-telnet · Kein Telnet-Zugang · 2\N{NO-BREAK SPACE}Geräte" in out
    assert out.count("10   transport input telnet ssh") == 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("lauf.json", '{"findings"'),
        ("lauf.csv", "\ufeffGerät;"),
        ("lauf.md", "# Prüfergebnis"),
        ("lauf.xml", "<?xml"),
        ("lauf.sarif", "{"),
        ("lauf.html", "<!DOCTYPE html>"),
    ],
)
def test_the_ending_of_a_file_says_the_format(tmp_path: Path, name: str, begins: str) -> None:
    file = a_file(tmp_path / "sw-1.cfg")
    assert isms("check", "run", file, *NO_TELNET, "--output", tmp_path / name).code == 1
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("words", [("--output", "lauf.txt"), ("--output", "lauf.html", "--format", "table")])
def test_a_table_is_not_written_to_a_file(tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = isms("check", "run", a_file(tmp_path / "sw-1.cfg"), *words)
    assert (answer.code, answer.out) == (2, "")
    assert "--format: json, csv" in answer.err


def test_the_remedy_is_told_in_the_words_of_the_device(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg")
    out = isms("check", "file", file, *NO_TELNET, "--remedy").out
    remedy = isms("rule", "show", "mgmt.no-telnet", "--json").json["remedy"]["cisco_ios"]
    assert [line.strip() for line in out[out.index("Abhilfe:") :].splitlines()[1:-2]] == [
        line.strip() for line in remedy
    ]
    assert remedy[-1].strip() not in isms("check", "file", file, *NO_TELNET).out.splitlines()


def test_rules_that_do_not_apply_are_counted_and_named_only_when_asked_for(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg")
    assert "wlan.encryption" not in isms("check", "file", file).out
    assert "wlan.encryption" in isms("--verbose", "check", "file", file).out
