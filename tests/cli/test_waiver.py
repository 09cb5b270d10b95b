"""`isms waiver add|list|end`."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.configurations import TELNET as TELNET_FILE
from tests.cli.configurations import a_file, registered
from tests.cli.running import Answer, isms, start

WHY = ("--by", "IT-Leitung", "--reason", "Altgerät")
TELNET = ("--rule", "mgmt.no-telnet", "--until", "2099-12-31", *WHY)


def waivers(office: Path) -> list[dict[str, str]]:
    """All waivers."""
    return list(isms("-w", office, "waiver", "list", "--json").json["waivers"])


def add(office: Path, *arguments: str) -> Answer:
    """Accept telnet somewhere."""
    return isms("-w", office, "waiver", "add", *TELNET, *arguments)


def test_what_is_added_is_listed(office: Path) -> None:
    answer = add(office, "--device", "sw-1", "--ticket", "T-7", "--json")
    assert answer.json == waivers(office)[0]
    told = {key: answer.json[key] for key in ("rule", "device", "site", "until", "by", "reason", "ticket")}
    assert told == {
        "rule": "mgmt.no-telnet",
        "device": "sw-1",
        "site": None,
        "until": "2099-12-31",
        "by": "IT-Leitung",
        "reason": "Altgerät",
        "ticket": "T-7",
    }
    out = isms("-w", office, "waiver", "list").out
    assert out.splitlines() == [
        "◇ mgmt.no-telnet · sw-1",
        "  bis 31.12.2099, genehmigt von IT-Leitung, Vorgang T-7",
        "  Altgerät",
    ]


def test_a_file_that_is_a_link_stays_one(office: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "waivers.yaml").touch()
    (office / "waivers.yaml").symlink_to(tmp_path / "share" / "waivers.yaml")
    add(office, "--device", "sw-1")
    assert (office / "waivers.yaml").is_symlink()
    assert "sw-1" in (tmp_path / "share" / "waivers.yaml").read_text(encoding="utf-8")


def test_the_file_can_be_read_by_people(office: Path) -> None:
    add(office, "--device", "sw-1")
    text = (office / "waivers.yaml").read_text(encoding="utf-8")
    assert "reason: Altgerät" in text
    assert "null" not in text


def test_a_day_may_be_written_the_german_way(office: Path) -> None:
    until = ("--until", "31.12.2099", "--rule", "mgmt.no-telnet", "--site", "17")
    assert isms("-w", office, "waiver", "add", *until, *WHY).code == 0
    assert waivers(office)[0]["until"] == "2099-12-31"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--rule", "mgmt.telnet", "--device", "sw-1"), "mgmt.no-telnet"),
        (("--until", "2020-01-01", "--device", "sw-1"), "Vergangenheit"),
        ((), "--device"),
        (("--device", "sw-1", "--site", "17"), "--site"),
        (("--device", "sw-1", "--reason", " "), "--reason"),
        (("--device", "sw-1", "--by", ""), "--by"),
    ],
    ids=["unknown rule", "past", "nowhere", "two places", "no reason", "nobody"],
)
def test_what_cannot_be_accepted_is_refused(office: Path, arguments: tuple[str, ...], word: str) -> None:
    answer = add(office, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert word in answer.err
    assert waivers(office) == []


def test_an_ended_waiver_stays_in_the_list_and_the_rule_counts_again(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    add(office, "--device", "sw-1")
    check = ("-w", office, "check", "run", "--rule", "mgmt.no-telnet")
    assert isms(*check).code == 0
    ended = isms("-w", office, "waiver", "end", "sw-1", "--rule", "mgmt.no-telnet", "--json").json
    assert waivers(office) == [ended]
    assert "beendet" in isms("-w", office, "waiver", "list").out
    assert isms(*check).code == 1
    again = isms("-w", office, "waiver", "end", "sw-1", "--rule", "mgmt.no-telnet")
    assert (again.code, "waiver list" in again.err) == (2, True)


def test_waivers_added_at_once_are_all_kept(office: Path) -> None:
    started = [start("-w", office, "waiver", "add", *TELNET, "--device", f"sw-{number}") for number in range(4)]
    assert [one.communicate()[1] for one in started] == [""] * 4
    assert sorted(one["device"] for one in waivers(office)) == [f"sw-{number}" for number in range(4)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- rule: mgmt.no-telnet\n  untill: 2099-01-01\n", ["waivers.yaml:2", "untill", "by", "reason"]),
        (
            "- {rule: nobody.knows, device: a, until: 2099-01-01, by: b, reason: c}\n",
            ["waivers.yaml:1", "nobody.knows"],
        ),
        ("rule: [\n", ["waivers.yaml:"]),
        ("- {rule: mgmt.no-telnet, until: 2099-01-01, by: b, reason: c}\n", ["waivers.yaml:1", "device", "site"]),
    ],
    ids=["shape", "rule", "syntax", "place"],
)
def test_mistakes_in_the_file_are_named_before_anything_is_judged(
    musterstadt: Path, tmp_path: Path, text: str, words: list[str]
) -> None:
    town = shutil.copytree(musterstadt, tmp_path / "town")
    (town / "waivers.yaml").write_text(text)
    answer = isms("-w", town, "check", "run")
    assert (answer.code, answer.out) == (2, "")
    assert [word for word in words if word not in answer.err] == []
    assert (town / "waivers.yaml").read_text() == text
    assert len(list((town / "runs").iterdir())) == 2


def test_an_empty_file_is_no_waiver(office: Path) -> None:
    (office / "waivers.yaml").write_text("# nothing yet\n")
    assert waivers(office) == []
    assert "Keine Duldungen" in isms("-w", office, "waiver", "list").err


TWO = f"{TELNET_FILE}line vty 5 15\n transport input telnet\n"


def failing(office: Path, *more: str) -> Answer:
    """A run that asks for Telnet alone."""
    return isms("-w", office, "check", "run", "--rule", "mgmt.no-telnet", *more)


def test_a_block_alone_is_waived_and_the_device_fails_if_another_does(office: Path) -> None:
    registered(office, "sw-1;17;;")
    file = a_file(office / "configs" / "sw-1.cfg")
    answer = add(office, "--device", "sw-1", "--block", "line vty 0 4")
    assert answer.out == "Geduldet bis 31.12.2099: mgmt.no-telnet auf sw-1, line vty 0 4.\n"
    assert failing(office).code == 0
    a_file(file, TWO)
    assert failing(office).code == 1
    assert "◇ mgmt.no-telnet · sw-1, line vty 0 4" in isms("-w", office, "waiver", "list").out


def test_one_of_several_waivers_is_ended_by_its_block(office: Path) -> None:
    for block in ("line vty 0 4", "line vty 5 15"):
        add(office, "--device", "sw-1", "--block", block)
    end = ("-w", office, "waiver", "end", "sw-1", "--rule", "mgmt.no-telnet")
    which = isms(*end)
    assert (which.code, [block in which.err for block in ("line vty 0 4", "line vty 5 15")]) == (2, [True, True])
    assert isms(*end, "--block", "line vty 5 15", "--json").json["block"] == "line vty 5 15"
    assert isms(*end, "--json").json["block"] == "line vty 0 4"
    assert isms(*end).code == 2


def test_a_waiver_counts_from_its_first_day(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    answer = add(office, "--device", "sw-1", "--from", "01.12.2099")
    assert answer.out == "Geduldet vom 01.12.2099 bis 31.12.2099: mgmt.no-telnet auf sw-1.\n"
    assert failing(office).code == 1
    assert "ab 01.12.2099 bis 31.12.2099" in isms("-w", office, "waiver", "list").out
    isms("-w", office, "waiver", "end", "sw-1", "--rule", "mgmt.no-telnet")
    assert "beendet" in isms("-w", office, "waiver", "list").out


@pytest.mark.parametrize(("more", "word"), [(("--from", "2100-01-01"), "--from"), (("--block", " "), "--block")])
def test_a_waiver_that_never_counts_is_refused(office: Path, more: tuple[str, ...], word: str) -> None:
    answer = add(office, "--device", "sw-1", *more)
    assert (answer.code, word in answer.err, waivers(office)) == (2, True, [])


def test_what_ends_within_thirty_days_is_announced(office: Path) -> None:
    registered(office, "sw-1;17;;", "sw-2;17;;")
    for name in ("sw-1", "sw-2"):
        a_file(office / "configs" / f"{name}.cfg")
    soon = date.today() + timedelta(days=29)  # noqa: DTZ011 - a day more or less is the same here
    for name, day in (("sw-1", str(soon)), ("sw-2", "2099-12-31")):
        isms("-w", office, "waiver", "add", *TELNET, "--until", day, "--device", name)
    answer = failing(office, "--json").json
    assert [one["device"] for one in answer["waivers_ending"]] == ["sw-1"]
    assert f"Duldung endet {soon:%d.%m.%Y}: mgmt.no-telnet, sw-1" in failing(office).out
    assert [one["device"] for one in isms("-w", office, "status", "--json").json["waivers_ending"]] == ["sw-1"]
    assert " Tage)" in isms("-w", office, "waiver", "list").out


def test_mistakes_of_policy_rules_and_waivers_are_told_together(office: Path) -> None:
    a_file(office / "policy.yaml", "NOPE: 1\n")
    a_file(office / "rules" / "own.yaml", "id: own.x\n")
    a_file(office / "waivers.yaml", "- rule: nobody.knows\n  until: bald\n")
    answer = isms("check", "file", a_file(office / "sw-1.cfg"), "--platform", "cisco_ios")
    assert answer.code == 1
    answer = isms("-w", office, "check", "file", office / "sw-1.cfg", "--platform", "cisco_ios")
    assert answer.code == 2
    for words in ("policy.yaml:1: NOPE", "own.yaml:1: title", "waivers.yaml:2: 0.until", "waivers.yaml:1: 0.by"):
        assert words in answer.err


def test_an_unknown_rule_is_told_beside_other_mistakes_with_its_line(office: Path) -> None:
    a_file(office / "waivers.yaml", "- rule: nobody.knows\n  until: bald\n\n- device: a\n  rule: no.rule\n")
    answer = isms("-w", office, "check", "file", a_file(office / "sw-1.cfg"))
    assert answer.code == 2
    for words in ("waivers.yaml:1: 0.rule: keine Regel heißt ‚nobody.knows‘", "waivers.yaml:5: 1.rule", "2: 0.until"):
        assert words in answer.err


@pytest.mark.parametrize(
    ("place", "told"),
    [(("--device", "sw-1"), False), (("--site", "17"), False), (("--device", "sw-2"), True), (("--site", "18"), True)],
)
def test_a_place_that_no_registered_device_has_is_remarked(office: Path, place: tuple[str, str], told: bool) -> None:
    assert add(office, *place).err == ""
    registered(office, "sw-1;17;;")
    answer = add(office, *place, "--json")
    assert (answer.code, answer.json["rule"], place[1] in answer.err) == (0, "mgmt.no-telnet", told)
