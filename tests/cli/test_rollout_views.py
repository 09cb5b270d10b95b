"""`isms rollout status|districts|stuck|deadlines|slips|speeds|wlan|money|quality`, and the devices of buildings."""

from pathlib import Path

import pytest

from isms.core.clock import now
from tests.cli.configurations import a_file
from tests.cli.running import isms, outcome
from tests.workflow.towns import a_town

VIEWS = ("status", "districts", "stuck", "deadlines", "slips", "speeds", "wlan", "money", "quality")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small town as it is now; only for looking at."""
    return a_town(tmp_path_factory.mktemp("town") / "town", now()).root


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_80_columns_and_gives_programs_the_same(town: Path, view: str) -> None:
    answer = isms("-w", town, "rollout", view)
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= 80
    assert isinstance(isms("-w", town, "rollout", view, "--json").json, dict)
    english = outcome("--lang", "en", "-w", town, "rollout", view)
    assert english.code == 0
    assert max(map(len, english.out.splitlines())) <= 80


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_register_is_answered_in_words(office: Path, view: str) -> None:
    answer = isms("-w", office, "rollout", view)
    assert answer.code == 0
    assert answer.out or answer.err


def test_status_says_what_is_done_in_work_and_unknown(town: Path) -> None:
    fibre, wlan = isms("-w", town, "rollout", "status", "--json").json["kinds"]
    counted = ("total", "done", "in_work", "supplied", "not_begun", "unknown", "unaccepted")
    assert [fibre[name] for name in counted] == [8, 1, 3, 0, 2, 2, 1]
    assert (wlan["kind"], wlan["done"], fibre["change"]) == ("wlan", 1, None)
    assert sum(fibre["phases"].values()) == 5
    text = isms("-w", town, "rollout", "status").out
    assert "1 von 8 fertig" in text
    assert "1 in Betrieb ohne Abnahme" in text


def test_districts_add_up_and_the_unknown_stand_last(town: Path) -> None:
    document = isms("-w", town, "rollout", "districts", "--json").json
    for parts in document.values():
        assert parts[-1]["name"] is None
        assert sum(part["total"] for part in parts) == 8
        assert sum(part["fibre"]["done"] for part in parts) == 1
    text = isms("-w", town, "rollout", "districts", "--departments").out
    assert "Schulamt" in text
    assert "(unbekannt)" in text


def test_what_is_stuck_is_told_with_weeks_blocker_next_step_and_who(town: Path) -> None:
    found = isms("-w", town, "rollout", "stuck", "--json").json["stuck"]
    assert [(one["building"], one["weeks"]) for one in found] == [("WE-02", 71), ("WE-04", 12), ("WE-03", 8)]
    first = found[0]
    assert (first["blocker"], first["responsible"], first["phase"]) == ("Querung der Bahn", "Amt 66", "approval")
    assert first["over"] == first["weeks"] - first["usual"]
    text = isms("-w", town, "rollout", "stuck").out
    assert "▲ 71" in text
    assert "≥ 12" in text


def test_deadlines_begin_with_the_overdue_in_shape_and_word(town: Path) -> None:
    found = isms("-w", town, "rollout", "deadlines", "--json").json["deadlines"]
    left = [one["left"] for one in found]
    assert left == sorted(left)
    assert {"consent", "notice", "draw", "final_report", "lease", "target"} <= {one["kind"] for one in found}
    assert next(one for one in found if one["kind"] == "notice")["left"] == 20
    near = isms("-w", town, "rollout", "deadlines", "--days", "30", "--json").json["deadlines"]
    assert [one["left"] for one in near] == [one for one in left if one <= 30]
    text = isms("-w", town, "rollout", "deadlines").out
    assert "✘ −5" in text
    assert "✘ überfällig" in text


def test_slips_name_promise_and_reason_and_every_step_if_asked(town: Path) -> None:
    found = isms("-w", town, "rollout", "slips", "--json").json["slips"]
    [slip] = [one for one in found if one["worst"]]
    assert (slip["days"], slip["moved"], slip["reasons"]) == (280, 2, ["Frost", "Denkmalamt"])
    text = isms("-w", town, "rollout", "slips", "--steps").out
    assert "2× Frost" in text


def test_money_shows_years_grants_and_what_is_overdrawn(town: Path) -> None:
    found = isms("-w", town, "rollout", "money", "--json").json
    assert [one["year"] for one in found["years"]] == [2025, 2026]
    assert found["whole"]["planned"] == {"cents": 130_000_00, "unknown": 0}
    [grant] = found["grants"]
    assert (grant["left"], grant["overdrawn"], grant["own_share"], grant["computed"]) == (
        0,
        20_000_00,
        100_000_00,
        True,
    )
    assert "20.000,00\xa0€ mehr abgerufen als bewilligt" in isms("-w", town, "rollout", "money").out


def test_wlan_says_watts_energy_and_what_was_assumed(town: Path) -> None:
    found = isms("-w", town, "rollout", "wlan", "--json").json
    assert found["power"]["operating"] == {"watts": 75.0, "kwh_per_year": 657.0, "unknown_areas": 1}
    assert found["areas"][-1]["kind"] is None
    text = isms("-w", town, "rollout", "wlan").out
    assert "8760 Stunden" in text
    assert "657" in text


def test_lines_below_the_target_and_new_buildings_without_cabling(town: Path) -> None:
    found = isms("-w", town, "rollout", "speeds", "--json").json
    first = found["lines"][0]
    assert (first["building"], first["mbit_contracted"], first["mbit_measured"], first["interim"]) == (
        *("WE-03", 1000.0, 640.0),
        True,
    )
    assert [one["building"] for one in found["uncabled"]] == ["WE-08"]


def test_flaws_are_counted_and_named(town: Path) -> None:
    found = isms("-w", town, "rollout", "quality", "--json").json
    assert found["counts"]["unaccepted"] == 1
    assert sum(found["counts"].values()) == len(found["flaws"])
    assert "in Betrieb ohne Abnahme" in isms("-w", town, "rollout", "quality").out


def test_a_finished_building_whose_devices_fail_is_marked_everywhere(tmp_path: Path) -> None:
    town = a_town(tmp_path / "town", now()).root
    (town / "configs").mkdir(exist_ok=True)
    a_file(town / "configs" / "sw-1.cfg")
    isms("-w", town, "check", "run")
    shown = isms("-w", town, "building", "show", "WE-01", "--json").json
    assert (shown["safety"]["state"], shown["devices"]) == ("fails", ["sw-1"])
    assert "mgmt.no-telnet" in shown["safety"]["devices"][0]["failing"]
    text = isms("-w", town, "building", "show", "WE-01").out
    assert "✘ kritische Prüfung verletzt" in text
    assert "mgmt.no-telnet" in text
    other = isms("-w", town, "building", "show", "WE-03", "--json").json["safety"]
    assert (other["state"], other["devices"][0]["reason"]) == ("unknown", "keine Datei im Ordner")
    status = isms("-w", town, "rollout", "status", "--json").json
    assert (status["marked"], status["safety"]) == (["WE-01"], {"fails": 1, "unknown": 1})
    assert [one["failing"] for one in status["kinds"]] == [1, 1]
    [altstadt] = [
        one for one in isms("-w", town, "rollout", "districts", "--json").json["districts"] if one["name"] == "Altstadt"
    ]
    assert altstadt["failing"] == 1
    screen = isms("-w", town, "status").out
    assert "Glasfaser 1 von 8" in screen
    assert "1 Gebäude fertig ausgebaut, aber mit kritischen Mängeln" in screen
    assert "überfällig: isms rollout deadlines" in screen
    overview = isms("-w", town, "status", "--json").json["rollout"]
    assert overview["marked"] == ["WE-01"]
