"""`isms rule coverage`: which requirements the rules answer, and what is left open."""

import pytest

from checks.rulebook import shipped
from tests.cli.running import isms


def test_every_control_that_a_configuration_can_answer_is_listed_with_its_rules() -> None:
    controls = isms("rule", "coverage", "--json").json["controls"]
    assert len(controls) == 175
    assert all(set(one) == {"id", "title", "class", "coverage", "rules", "reason"} for one in controls)
    assert {one["class"] for one in controls} == {"i"}
    assert sum(one["coverage"] == "full" for one in controls) == 23
    assert {one["coverage"] for one in controls} == {"full", "part"}
    rules = {rule.id for rule in shipped().rules}
    assert {rule for one in controls for rule in one["rules"]} <= rules
    [network] = [one for one in controls if one["id"] == "ARCH.3.4"]
    assert network["title"] == "Verschlüsselte Netzanbindung"
    assert set(network["rules"]) >= {"wlan.encryption", "wlan.pmf", "wlan.no-wps"}
    assert network["reason"] is None


def test_a_reason_is_given_in_both_languages() -> None:
    controls = isms("rule", "coverage", "--json").json["controls"]
    reasons = [one["reason"] for one in controls if one["reason"] is not None]
    assert all(set(reason) == {"de", "en"} and all(reason.values()) for reason in reasons)


def test_open_shows_only_what_no_rule_answers() -> None:
    every = isms("rule", "coverage", "--json").json["controls"]
    assert isms("rule", "coverage", "--open", "--json").json["controls"] == [one for one in every if not one["rules"]]


def test_the_last_line_counts() -> None:
    controls = isms("rule", "coverage", "--json").json["controls"]
    answered = [one for one in controls if one["rules"]]
    whole = sum(one["coverage"] == "full" for one in answered)
    said = " ".join(isms("rule", "coverage", "--open").out.split())
    assert said.endswith(
        f"{len(answered)} von 175 Anforderungen haben Regeln, {whole} von 23 vollständig beantwortbaren;"
        f" offen: {175 - len(answered)}."
    )


def test_the_table_names_rules_one_a_line() -> None:
    out = isms("rule", "coverage").out
    assert "Anforderung" in out.splitlines()[0]
    assert "wlan.encryption\n" in out
    assert "ganz" in out


@pytest.mark.parametrize("edition", ["ITGS2023", "1.0"])
def test_an_edition_that_nobody_has_gone_through_is_refused(edition: str) -> None:
    answer = isms("rule", "coverage", "--edition", edition)
    assert (answer.code, answer.out) == (2, "")
    assert edition in answer.err


def test_the_edition_may_be_written_in_small_letters() -> None:
    assert isms("rule", "coverage", "--edition", "gspp", "--json").code == 0
