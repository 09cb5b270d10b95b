"""`isms rule list|show|test|try`."""

from pathlib import Path

import pytest

from tests.cli.configurations import SSH, a_file
from tests.cli.running import isms
from tests.core_rules import CORE_RULES

LISTED = {"id", "title", "why", "severity", "topic", "platforms", "remedy", "references", "always", "examples"}
OWN = """\
id: own.motd
title: {de: Begrüßung, en: Greeting}
why: {de: Weil das Haus es will., en: The house wants it.}
severity: low
topic: own
checks:
  - platform: [cisco_ios]
    must: [banner motd ...]
remedy: {cisco_ios: [banner motd ^C]}
examples:
  cisco_ios:
    pass: ["banner motd ^C\\nHallo\\n^C"]
    fail: [FAILS]
"""


def test_the_list_is_as_agreed() -> None:
    rules = isms("rule", "list", "--json").json["rules"]
    assert {rule["id"] for rule in rules} >= CORE_RULES
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    for rule in rules:
        assert set(rule) >= LISTED
        assert (set(rule["title"]), set(rule["why"])) == ({"de", "en"}, {"de", "en"})
        assert set(rule["always"]) <= set(rule["platforms"])
        assert {platform for platform in rule["platforms"] if not rule["remedy"].get(platform)} <= set(rule["always"])
        for platform in rule["platforms"]:
            given = rule["examples"][platform]
            assert set(given) == {"pass", "fail"}
            assert given["pass"] >= 1
            assert given["fail"] >= 1 or platform in rule["always"]


def test_the_list_is_narrowed_by_topic_severity_and_platform() -> None:
    rules = isms("rule", "list", "--json").json["rules"]
    words = ("--topic", "mgmt", "--severity", "critical", "--severity", "high", "--platform", "arista_eos")
    found = isms("rule", "list", *words, "--json").json["rules"]
    assert found == [
        rule
        for rule in rules
        if rule["topic"] == "mgmt" and rule["severity"] in {"critical", "high"} and "arista_eos" in rule["platforms"]
    ]
    assert 0 < len(found) < len(rules)


def test_rules_about_all_devices_are_listed_for_every_platform() -> None:
    found = isms("rule", "list", "--topic", "fleet", "--platform", "hostapd", "--json").json["rules"]
    assert "fleet.shared-secret" in {rule["id"] for rule in found}


@pytest.mark.parametrize(
    ("words", "meant"), [(("--topic", "vpm"), "vpn"), (("--platform", "cisco_iso"), "cisco_ios")], ids=" ".join
)
def test_a_choice_that_no_rule_knows_is_answered_with_the_one_that_is_meant(words: tuple[str, ...], meant: str) -> None:
    answer = isms("rule", "list", *words)
    assert (answer.code, answer.out) == (2, "")
    assert f" {meant}" in answer.err


def test_no_id_of_the_list_is_broken() -> None:
    rules = isms("rule", "list", "--json").json["rules"]
    shown = {line.split(" ")[0] for line in isms("rule", "list").out.splitlines()}
    assert {rule["id"] for rule in rules} <= shown


def test_a_rule_is_shown_for_one_platform() -> None:
    out = isms("rule", "show", "mgmt.no-telnet", "--platform", "arista_eos").out
    assert "    management telnet\n       shutdown\n" in out
    assert "cisco_ios" not in out
    assert "betrifft diese Plattform nicht" in isms("rule", "show", "mgmt.no-telnet", "--platform", "hostapd").out


def test_no_command_of_a_remedy_is_cut_off() -> None:
    [rule] = [one for one in isms("rule", "list", "--json").json["rules"] if one["id"] == "mgmt.access-restricted"]
    commands = [line for lines in rule["remedy"].values() for line in lines]
    shown = isms("rule", "show", rule["id"]).out
    assert max(map(len, commands)) > 80
    assert [line for line in commands if line not in shown] == []


def test_a_rule_is_shown_with_reason_and_remedy() -> None:
    listed = {rule["id"]: rule for rule in isms("rule", "list", "--json").json["rules"]}
    assert isms("rule", "show", "mgmt.no-telnet", "--json").json == listed["mgmt.no-telnet"]
    out = isms("rule", "show", "mgmt.no-telnet").out
    assert "▲▲ kritisch" in out
    assert "    line vty 0 15\n     transport input ssh\n" in out


@pytest.mark.parametrize("command", [("show",), ("test",), ("try",)])
def test_a_wrong_id_is_answered_with_similar_ones(command: tuple[str, ...], tmp_path: Path) -> None:
    more = (a_file(tmp_path / "sw-1.cfg"),) if command == ("try",) else ()
    answer = isms("rule", *command, "mgmt.telnet", *more)
    assert (answer.code, answer.out) == (2, "")
    assert "mgmt.no-telnet" in answer.err


def test_all_examples_hold() -> None:
    answer = isms("rule", "test", "--json")
    assert (answer.code, answer.json["wrong"]) == (0, [])
    assert answer.json["examples"] >= 384
    assert "Beispielen stimmen" in isms("rule", "test", "mgmt.no-telnet").out


def own_rule(office: Path, fails: str) -> None:
    """A rule of the office's own with this failing example."""
    a_file(office / "rules" / "motd.yaml", OWN.replace("FAILS", fails))


def test_an_example_that_does_not_hold_is_named_and_is_exit_code_1(office: Path) -> None:
    own_rule(office, '"banner motd ^C\\nHallo\\n^C"')
    answer = isms("-w", office, "rule", "test", "own.motd", "--json")
    [wrong] = answer.json["wrong"]
    told = {key: wrong[key] for key in ("rule", "platform", "expected", "given")}
    assert (answer.code, told) == (
        1,
        {"rule": "own.motd", "platform": "cisco_ios", "expected": "fail", "given": "pass"},
    )
    shown = isms("-w", office, "rule", "test", "own.motd")
    assert (shown.code, "own.motd · cisco_ios" in shown.out) == (1, True)


def test_an_example_that_does_not_hold_says_why_and_tells_no_secret(office: Path) -> None:
    own_rule(office, '"username anna password 0 Geheim2026\\nbanner motd ^C\\nHallo\\n^C"')
    shown = isms("-w", office, "rule", "test", "own.motd").out
    assert "fail 1: ergibt pass\n  ‚banner motd " in shown
    rule = office / "rules" / "motd.yaml"
    rule.write_text(rule.read_text().replace("must: [banner motd ...]", "must: [{not: username ...}]"))
    rule.write_text(
        rule.read_text().replace("fail: [", "fail: [username x]\n    pass: [").replace('pass: ["banner', 'na: ["banner')
    )
    shown = isms("-w", office, "rule", "test", "own.motd").out
    assert "<redacted" in shown
    assert "Geheim2026" not in shown


def test_a_rule_of_ones_own_is_judged_like_the_others(office: Path) -> None:
    own_rule(office, '"hostname sw-1"')
    assert isms("-w", office, "rule", "test", "own.motd").code == 0
    answer = isms("-w", office, "check", "file", a_file(office / "sw-1.cfg"), "--rule", "own.motd", "--json")
    assert (answer.code, answer.json["findings"][0]["verdict"]) == (1, "fail")


def test_try_shows_what_matched_or_the_nearest_miss(tmp_path: Path) -> None:
    file = a_file(tmp_path / "sw-1.cfg", SSH)
    document = isms("rule", "try", "mgmt.no-telnet", file, "--json").json
    assert set(document) == {"finding", "patterns"}
    assert document["finding"]["verdict"] == "pass"
    assert all(set(one) >= {"pattern", "matches", "nearest"} for one in document["patterns"])
    assert any(10 in one["matches"] for one in document["patterns"])
    assert any(one["matches"] == [] and 10 in one["nearest"] for one in document["patterns"])
    out = isms("rule", "try", "mgmt.no-telnet", file).out
    assert "10   transport input ssh" in out
    assert "am nächsten kommt" in out
