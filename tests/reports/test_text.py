"""The report for programs and spreadsheets."""

import csv
import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from isms.core.model.text import Language, Text
from reports.build_check import check
from reports.formats import RENDERERS
from reports.text import guarded
from tests.reports.municipality import SETTINGS, a_report, a_run, editions


def test_json_names_every_requirement_with_its_devices() -> None:
    told = json.loads(RENDERERS["json"](a_report()))
    assert told["report"] == "check"
    assert told["run"] == "2026-11-21T20-15-03Z-4f1c"
    first = told["editions"][0]
    assert first["edition"] == "ITGS2023"
    assert [one["id"] for one in first["requirements"]] == ["NET.1.2.A7", "NET.3.1.A4"]
    requirement = first["requirements"][1]
    assert requirement["title"] == "Titel NET.3.1.A4"
    assert requirement["counts"] == {"nein": 12, "teilweise": 12, "ungeprüft": 12, "unbearbeitet": 12, "ja": 12}
    assert requirement["na"] == 2
    device = next(one for one in requirement["devices"] if one["device"] == "sw-04")
    assert (device["status"], device["value"], device["note"]) == ("ungeprüft", "stale", "Notiz zu sw-04")
    assert (device["passed"], device["failed"]) == (["mgmt.banner"], ["mgmt.no-telnet"])
    assert (device["collected_at"], device["valid_until"]) == ("2026-11-21T18:15:03Z", "2027-02-19")


def test_json_hides_neither_waived_nor_unreachable() -> None:
    told = json.loads(RENDERERS["json"](a_report()))
    assert [one["device"] for one in told["findings"] if one["waiver"]] == ["sw-03"]
    assert [one["device"] for one in told["unreachable"]] == ["fw-99"]
    assert [one["rule"] for one in told["measures"]] == ["mgmt.no-telnet", "mgmt.banner"]
    assert told["summary"]["waived"] == 1


def test_csv_opens_in_a_german_spreadsheet() -> None:
    raw = RENDERERS["csv"](a_report())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 1 + 4 * 60
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["Anforderung"] == "NET.1.2.A7"
    assert {row["Ausgabe"] for row in rows} == {"IT-Grundschutz-Kompendium 2023", "Grundschutz++"}
    assert {row["gültig bis"] for row in rows} == {"19.02.2027"}


def test_csv_has_no_cell_that_is_a_formula() -> None:
    results = tuple(
        replace(
            one, statuses=tuple(replace(status, note=Text(de="=cmd|' /C calc'!A0", en="")) for status in one.statuses)
        )
        for one in editions(1)
    )
    raw = RENDERERS["csv"](check(a_run(1), results, SETTINGS, Language.DE, None))
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    assert {row["Begründung"] for row in rows} == {"'=cmd|' /C calc'!A0"}


@given(st.text())
def test_no_text_becomes_a_formula_and_none_is_lost(text: str) -> None:
    safe = guarded(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe.removeprefix("'") == text.replace("\0", "").removeprefix("'")


def test_the_same_run_gives_the_same_bytes_in_every_format() -> None:
    for render in RENDERERS.values():
        assert render(a_report(6)) == render(a_report(6))
