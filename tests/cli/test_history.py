from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.checks.repositories import Made, git
from tests.cli.configurations import BARE, END, HEAD, SSH, TELNET, a_file, registered
from tests.cli.running import isms, outcome

RULE = "mgmt.no-telnet"
OF_ALL_DEVICES = (
    "fleet.duplicate-address",
    "fleet.link-agrees",
    "fleet.shared-secret",
    "bak.collected",
    "bak.private",
    "bak.versions",
)
GERMAN = {"ISMS_LANG": "de", "PYTHONIOENCODING": "utf-8"}
MAP = '"x/sw2*" = "cisco_ios"\n'
CLOSED = f"{HEAD}no ip source-route\nline vty 0 4\n login\n transport input ssh\n{END}"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty repository."""
    return Made(tmp_path / "oxidized")


@pytest.fixture
def grown(made: Made) -> Made:
    """A repository in which a device was broken, mended, moved and removed, and others came."""
    made.commit({"ost/sw1.cfg": SSH, "ost/sw2.cfg": TELNET, "README.md": "Sicherungen\n"})
    made.commit({"ost/sw1.cfg": TELNET})
    made.commit({"README.md": "Sicherungen der Geräte\n"})
    made.commit({"ost/sw1.cfg": CLOSED, "west/sw3.cfg": TELNET})
    made.commit({"ost/sw2.cfg": None, "nord/sw2.cfg": TELNET})
    made.commit({"nord/sw2.cfg": SSH, "west/sw3.cfg": None})
    return made


def history(*arguments: str | Path) -> dict[str, Any]:
    """The history as JSON."""
    found = isms("check", "history", *arguments, "--json")
    assert found.code == 0, found.err
    document: dict[str, Any] = found.json
    return document


def changes(document: dict[str, Any], made: Made, rule: str = RULE) -> list[tuple[Any, ...]]:
    """The changes of a rule, each commit as its number from 0."""
    number = {None: None} | {commit: place for place, commit in enumerate(made.commits)}
    return [
        (one["device"], *(number[one[key]] for key in ("broke", "mended", "gone")))
        for one in document["changes"]
        if one["rule"] == rule
    ]


def test_the_commits_that_broke_and_mended_a_device_are_named(grown: Made) -> None:
    document = history(grown.folder)
    assert changes(document, grown) == [
        ("nord/sw2", 0, 5, None),
        ("ost/sw1", 1, 3, None),
        ("west/sw3", 3, None, 5),
    ]
    assert [one["id"] for one in document["commits"]] == grown.commits
    assert document["commits"][1]["date"] == "2027-01-15T09:00:00Z"


def test_each_commit_counts_what_judging_its_files_counts(grown: Made, tmp_path: Path) -> None:
    document = history(grown.bare())
    for place, commit in enumerate(document["commits"]):
        folder = tmp_path / f"state-{place}"
        git(grown.folder, "worktree", "add", "-q", "--detach", folder, commit["id"])
        run = isms("check", "run", folder, "--json").json
        single = Counter(one["verdict"] for one in run["findings"] if one["rule"] not in OF_ALL_DEVICES)
        counted = {name: commit["summary"][name] for name in ("pass", "fail", "unknown")}
        assert counted == {name: single[name] for name in counted}
        assert commit["summary"]["devices"] == run["summary"]["devices"]


def test_a_rule_has_a_point_where_its_counts_change_and_its_first_fail(grown: Made) -> None:
    [rule] = history(grown.folder, "--rule", RULE)["rules"]
    assert (rule["id"], rule["first_fail"]) == (RULE, grown.commits[0])
    assert [(grown.commits.index(one["commit"]), one["pass"], one["fail"]) for one in rule["series"]] == [
        (0, 1, 1),
        (1, 0, 2),
        (3, 1, 2),
        (5, 2, 0),
    ]


def test_the_top_folders_are_the_sites(grown: Made) -> None:
    sites = history(grown.folder, "--rule", RULE)["sites"]
    last = {one["id"]: (one["series"][-1]["pass"], one["series"][-1]["fail"]) for one in sites}
    assert last == {"nord": (1, 0), "ost": (1, 0), "west": (0, 0)}


def test_since_a_revision_only_what_came_after_it_is_told(grown: Made) -> None:
    document = history(grown.folder, "--since", grown.commits[2])
    assert [one["id"] for one in document["commits"]] == grown.commits[3:]
    assert changes(document, grown) == [
        ("ost/sw1", None, 3, None),
        ("nord/sw2", None, 5, None),
        ("west/sw3", 3, None, 5),
    ]
    assert [one["first_fail"] for one in document["rules"] if one["id"] == RULE] == [None]
    assert history(grown.folder, "--since", "HEAD")["commits"] == []


@pytest.mark.parametrize("day", ["2027-01-16", "16.01.2027"])
def test_since_a_day_only_what_came_from_then_on_is_told(made: Made, day: str) -> None:
    for number in range(20):
        made.commit({"sw1.cfg": TELNET if number % 2 else SSH})
    document = history(made.folder, "--since", day)
    assert [one["id"] for one in document["commits"]] == made.commits[16:]
    assert changes(document, made)[:2] == [("sw1", None, 16, None), ("sw1", 17, 18, None)]
    assert history(made.folder, "--since", "2028-01-01")["commits"] == []


def test_only_the_named_devices_are_judged(grown: Made) -> None:
    for name in ("west/sw3", "west/sw3.cfg", "sw3", "sw3.cfg"):
        document = history(grown.folder, "--device", name)
        assert {one["device"] for one in document["changes"]} == {"west/sw3"}
        assert [one["summary"]["devices"] for one in document["commits"]] == [0, 0, 0, 1, 1, 0]


def test_merges_count_when_they_came_in(made: Made) -> None:
    made.commit({"sw1.cfg": SSH})
    git(made.folder, "checkout", "-q", "-b", "side")
    made.commit({"sw1.cfg": TELNET})
    git(made.folder, "checkout", "-q", "main")
    made.commit({"sw2.cfg": SSH})
    git(made.folder, "merge", "-q", "--no-edit", "side", when=made.now)
    merge = git(made.folder, "rev-parse", "HEAD")
    document = history(made.folder)
    assert [one["id"] for one in document["commits"]] == [made.commits[0], made.commits[2], merge]
    assert [one["broke"] for one in document["changes"] if one["rule"] == RULE] == [merge]


def test_rancids_folders_are_no_sites_and_a_subfolder_may_be_given(made: Made) -> None:
    made.commit({"kern/configs/sw1": SSH, "kern/router.db": "sw1;cisco;up\n", "configs/sw2": TELNET})
    made.commit({"kern/configs/sw1": TELNET})
    document = history(made.folder)
    assert [one["id"] for one in document["sites"]] == ["kern"]
    assert changes(document, made) == [("configs/sw2", 0, None, None), ("kern/configs/sw1", 1, None, None)]
    assert changes(history(made.folder / "kern" / "configs"), made) == [("sw1", 1, None, None)]


def test_a_configuration_that_is_emptied_is_gone_and_not_mended(made: Made) -> None:
    made.commit({"sw1.cfg": TELNET})
    made.commit({"sw1.cfg": ""})
    made.commit({"sw1.cfg": TELNET})
    assert changes(history(made.folder), made) == [("sw1", 0, None, 1), ("sw1", 2, None, None)]


def test_two_files_with_one_name_keep_their_endings(made: Made) -> None:
    made.commit({"sw1.cfg": TELNET, "sw1.txt": TELNET, "sw2": TELNET})
    made.commit({"sw2": None, "sw2.cfg": TELNET})
    assert [one[0] for one in changes(history(made.folder), made)] == ["sw1.cfg", "sw1.txt", "sw2"]


def test_authors_are_told_only_when_asked_for(grown: Made) -> None:
    assert "Mustermann" not in isms("check", "history", grown.folder, "--json").out
    assert {one["author"] for one in history(grown.folder, "--authors")["commits"]} == {"Erika Mustermann"}


def test_register_and_platform_map_of_a_workspace_hold(made: Made, office: Path) -> None:
    made.commit({"x/sw1.cfg": TELNET, "x/sw2.cfg": BARE})
    registered(office, "sw1;schule-1;access;")
    settings = office / "isms.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + MAP, encoding="utf-8")
    found = isms("-w", office, "check", "history", made.folder, "--json").json
    assert [one["id"] for one in found["sites"]] == ["schule-1", "x"]
    assert found["commits"][0]["summary"]["devices"] == 2


def test_the_same_content_may_pass_on_one_device_and_fail_on_another(made: Made, office: Path) -> None:
    text = TELNET.replace("transport input telnet ssh", "transport input ssh\n exec-timeout 15 0")
    made.commit({"ost/sw1.cfg": text, "ost/sw2.cfg": text})
    a_file(office / "policy.yaml", "devices:\n  sw2: {IDLE_MINUTES: 20}\n")
    found = isms("-w", office, "check", "history", made.folder, "--rule", "mgmt.idle-timeout", "--json").json
    assert [one["device"] for one in found["changes"]] == ["ost/sw1"]
    summary = isms("-w", office, "check", "run", made.folder, "--rule", "mgmt.idle-timeout", "--json").json["summary"]
    assert (summary["pass"], summary["fail"]) == (1, 1)


def test_no_secret_of_a_configuration_is_shown(made: Made) -> None:
    secret = "Sommer2026geheim"
    made.commit(
        {"sw1.cfg": TELNET.replace("!\nend", f"enable password {secret}\nsnmp-server community {secret} RO\n!\nend")}
    )
    for flags in ((), ("--json",)):
        found = isms("check", "history", made.folder, *flags)
        assert found.code == 0
        assert secret not in found.out + found.err


def test_the_table_fits_80_columns_and_names_the_last_change(grown: Made) -> None:
    found = outcome("check", "history", grown.bare(), "--rule", RULE, environment=GERMAN)
    assert found.code == 0, found.err
    lines = found.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("6 Commits (15.01.2027); danach 2 Geräte:")
    [row] = [line for line in lines if line.startswith(RULE)]
    assert row.split() == [RULE, "▅▁▁▄▄█", "2/2", row.split()[3], "15.01.2027", grown.commits[5][:8]]
    assert f"✔ 15.01.2027 {grown.commits[5][:8]}  nord/sw2: {RULE}" in lines
    assert found.err == ""


def test_english_is_spoken_too(grown: Made) -> None:
    found = outcome("check", "history", grown.folder, environment=GERMAN | {"ISMS_LANG": "en"})
    assert found.out.startswith("6 commits (2027-01-15); after that 2 devices:")
    assert "Last changes" in found.out


def test_many_changes_end_with_how_many_more_there_are(made: Made) -> None:
    for number in range(14):
        made.commit({"sw1.cfg": TELNET if number % 2 else SSH})
    found = isms("check", "history", made.folder, "--rule", RULE)
    assert "… und 3 frühere (vollständig mit --json)" in found.out
    assert found.out.count("✘") == 5 + 2  # of ten changes five; one in the table, one in the legend


def test_no_commit_in_the_time_is_said(grown: Made) -> None:
    found = isms("check", "history", grown.folder, "--since", "HEAD")
    assert (found.code, found.out) == (0, "In dieser Zeit gibt es keinen Commit.\n")


def test_what_cannot_be_judged_is_told_in_one_sentence(made: Made, tmp_path: Path) -> None:
    plain = a_file(tmp_path / "plain" / "sw1.cfg").parent
    assert_refused("ist kein Git-Repository", plain)
    assert_refused("ist kein Git-Repository", tmp_path / "missing")
    assert_refused("hat noch keinen Commit", made.folder)
    made.commit({"README.md": "Sicherungen\n"})
    assert_refused("enthält eine Konfiguration. Pfad prüfen", made.folder)
    made.commit({"sw1.cfg": SSH})
    assert_refused("kennt die Revision ‚nirgends‘ nicht", made.folder, "--since", "nirgends")
    assert_refused("Den Tag 2027-02-30 gibt es nicht", made.folder, "--since", "2027-02-30")
    assert_refused("Konfiguration von sw9", made.folder, "--device", "sw9")
    assert_refused("mgmt.nix", made.folder, "--rule", "mgmt.nix")


def assert_refused(words: str, *arguments: str | Path) -> None:
    """The command ends with 2 and says so."""
    found = isms("check", "history", *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.err


def test_a_missing_git_is_something_outside(grown: Made, tmp_path: Path) -> None:
    found = outcome("check", "history", grown.folder, environment=GERMAN | {"PATH": str(tmp_path)})
    assert found.code == 3
    assert "Das Programm git fehlt. Installieren" in found.err
