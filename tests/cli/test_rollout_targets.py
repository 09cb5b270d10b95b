"""`isms rollout targets`, `forecast` and `snapshot`."""

from pathlib import Path

import pytest

from isms.core.clock import now
from isms.core.model.light import Light
from tests.cli.running import isms, outcome
from tests.workflow.offices import BUILDINGS, an_office, done_on

FIXED = ("name", "scope", "done", "total", "quota", "deadline", "light", "p50", "p85", "p95")
TARGETS = """\
- id: soon
  title: {de: Bald fertig, en: Done soon}
  kind: fibre
  metric: fibre
  deadline: 2099-12-31
  source: {de: Rat, en: council}
"""


@pytest.fixture(scope="module")
def rollout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of a rollout until now; only for looking at."""
    return an_office(tmp_path_factory.mktemp("office") / "town", now=now()).root


def test_the_targets_have_the_agreed_keys(rollout: Path) -> None:
    found = isms("-w", rollout, "rollout", "targets", "--json").json["targets"]
    assert [one["id"] for one in found] == ["fibre-all", "gigabit-social", "wlan-meeting-public", "cabled-new"]
    fibre = found[0]
    assert set(FIXED) <= set(fibre)
    assert (fibre["done"], fibre["total"], fibre["quota"]) == (len(done_on()), BUILDINGS, 1.0)
    assert [fibre[name][0] for name in ("p50", "p85", "p95")] == ["Q", "Q", "Q"]
    assert len(fibre["missing"]) == fibre["total"] - fibre["done"]
    assert found[1]["deadline"] == "2025-12-31"


def test_every_light_is_a_shape_and_a_word_and_the_rule_stands_beside_it(rollout: Path) -> None:
    for command in ("targets", "forecast"):
        text = isms("-w", rollout, "rollout", command).out
        assert "P85 ≤ Frist" in text
        assert "P50 > Frist, oder Frist verstrichen und nicht erreicht" in text
        assert all(f"{light.shape} {light.word.de}" in text for light in Light)


def test_one_target_shows_the_buildings_that_are_missing(rollout: Path) -> None:
    text = isms("-w", rollout, "rollout", "targets", "--target", "fibre-all").out
    assert f"WE-{BUILDINGS - 1:03}" in text
    assert "nichts bekannt" in text
    assert "WE-000" not in text


def test_a_forecast_says_quarters_days_pace_and_how_the_number_may_grow(rollout: Path) -> None:
    text = isms("-w", rollout, "rollout", "forecast").out
    found = isms("-w", rollout, "rollout", "forecast", "--json").json
    for name in ("p50", "p85", "p95"):
        assert f"{name.upper()}  {found[name]}" in text
    assert found["remaining"] == BUILDINGS - len(done_on())
    assert sum(found["weeks"]) == 8
    assert found["fan"][-1]["p95"] == BUILDINGS
    assert "Fertig je Woche" in text
    assert "█" in text


def test_the_same_question_gets_the_same_answer(rollout: Path) -> None:
    words = ("-w", rollout, "rollout", "forecast", "--capacity", "10", "--backtest", "--json")
    assert isms(*words).json == isms(*words).json


def test_the_backtest_says_how_often_the_days_held(rollout: Path) -> None:
    text = isms("-w", rollout, "rollout", "forecast", "--backtest").out
    past = isms("-w", rollout, "rollout", "forecast", "--backtest", "--json").json["backtest"]
    for one in past["coverage"]:
        assert f"{one['hits']}/{one['points']}" in text
    assert "überlappen" in text
    assert len(past["points"]) >= 34
    assert isms("-w", rollout, "rollout", "forecast", "--json").json["backtest"] is None


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [("12", 12), ("10/Monat", 30), ("10 per month", 30), ("1/week", 13), ("4,5", 4.5), ("48/Jahr", 12)],
)
def test_a_capacity_is_per_quarter_or_says_per_what(rollout: Path, capacity: str, expected: float) -> None:
    found = isms("-w", rollout, "rollout", "forecast", "--capacity", capacity, "--json").json["scenario"]
    assert found["capacity_per_quarter"] == expected
    assert found["p50"] is not None


@pytest.mark.parametrize("capacity", ["0", "-3", "viele", "3/Kiste", "", "nan", "1e9"])
def test_a_capacity_that_is_none_is_refused_in_one_sentence(rollout: Path, capacity: str) -> None:
    answer = outcome("-w", rollout, "rollout", "forecast", f"--capacity={capacity}")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)


def test_an_unknown_target_is_refused_with_the_known_ones(rollout: Path) -> None:
    for command in ("targets", "forecast"):
        answer = isms("-w", rollout, "rollout", command, "--target", "nope")
        assert (answer.code, "fibre-all" in answer.err) == (2, True)


def test_nothing_is_wider_than_80_columns(rollout: Path) -> None:
    for words in (("targets",), ("targets", "--target", "fibre-all"), ("forecast", "--backtest", "--capacity", "9")):
        for line in isms("-w", rollout, "rollout", *words).out.splitlines():
            assert len(line) <= 80
            assert line == line.rstrip()


def test_an_empty_workspace_has_no_date_and_says_why(office: Path) -> None:
    found = isms("-w", office, "rollout", "targets", "--json").json["targets"]
    assert {(one["light"], one["p50"], one["total"]) for one in found} == {("grey", None, 0)}
    assert "nichts zu zählen" in isms("-w", office, "rollout", "forecast", "--backtest").out


def test_a_snapshot_is_what_the_next_look_compares_with(tmp_path: Path) -> None:
    town = an_office(tmp_path / "town", now=now()).root
    assert isms("-w", town, "rollout", "targets", "--json").json["targets"][0]["change"] is None
    taken = isms("-w", town, "rollout", "snapshot", "--note", "Ausschuss", "--json").json
    assert taken["note"] == "Ausschuss"
    change = isms("-w", town, "rollout", "targets", "--json").json["targets"][0]["change"]
    assert (change["done"], change["gained"], change["lost"]) == (0, [], [])
    assert "+0 erreicht" in isms("-w", town, "rollout", "targets").out


def test_targets_of_ones_own_with_a_mistake_are_named_with_their_place(tmp_path: Path) -> None:
    town = an_office(tmp_path / "town", now=now()).root
    own = town / "templates" / "targets.yaml"
    own.parent.mkdir()
    own.write_text(TARGETS, encoding="utf-8")
    [target] = isms("-w", town, "rollout", "targets", "--json").json["targets"]
    assert (target["name"], target["light"]) == ("Bald fertig", "green")
    own.write_text(TARGETS.replace("metric: fibre", "metric: speed"), encoding="utf-8")
    answer = isms("-w", town, "rollout", "targets")
    assert (answer.code, "templates/targets.yaml:4: 0.metric" in answer.err) == (2, True)
