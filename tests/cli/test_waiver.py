"""`isms waiver add|list|end`."""

import shutil
from pathlib import Path

import pytest

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
