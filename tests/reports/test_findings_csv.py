"""The findings as CSV, read back by a reader of CSV."""

import csv
import io

from hypothesis import given, settings

from reports.findings_csv import LONGEST_CELL
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, nasty_device, nasty_view, rendered

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def test_every_finding_is_a_row() -> None:
    rows = read(rendered("csv"))
    assert [(row["Gerät"], row["Prüfregel"]) for row in rows] == [(one.device, one.rule) for one in FINDINGS]
    assert rows[0] == {
        "Gerät": "sw-1",
        "Plattform": "cisco_ios",
        "Prüfregel": "mgmt.no-telnet",
        "Titel": "Telnet ist abgeschaltet",
        "Thema": "mgmt",
        "Schwere": "kritisch",
        "Befund": "verletzt",
        "Begründung": "line vty 0 4 lässt Telnet zu",
        "Zeilen": "41:  transport input telnet ssh\n44:  transport input all",
        "geduldet bis": "",
        "Genehmigt von": "",
        "Grund der Duldung": "",
        "Vorgang": "",
        "Datei": "core/sw-1.cfg",
        "erhoben": "2026-11-21 18:15:03",
        "Konfiguration (SHA-256)": "a" * 64,
        "Prüflauf": "2026-11-21T20-15-03Z-4f1c",
    }


def test_a_waived_fail_says_by_whom_until_when_and_why() -> None:
    row = read(rendered("csv"))[1]
    names = ("Befund", "geduldet bis", "Genehmigt von", "Grund der Duldung", "Vorgang")
    assert [row[name] for name in names] == [
        "verletzt, geduldet",
        "31.03.2027",
        "M. Muster",
        "Austausch im März",
        "T-7",
    ]


def test_excel_knows_encoding_separator_and_line_ends() -> None:
    raw = rendered("csv", a_device())
    assert raw.startswith(b"\xef\xbb\xbfGer\xc3\xa4t;")
    assert raw.count(b"\r\n") == 6
    assert raw.count(b"\xef\xbb\xbf") == 1


@given(TEXTS)
@settings(max_examples=60)
def test_no_cell_is_a_formula_and_no_text_becomes_a_row(text: str) -> None:
    found = nasty_device(text)
    rows = read(rendered("csv", found))
    assert len(rows) == len(found)
    assert len(read(rendered("csv", found, nasty_view(text)))) == len(found)
    assert [cell for row in rows for cell in row.values() if cell.startswith(FORMULA)] == []


def test_the_worst_texts_are_text() -> None:
    rows = read(rendered("csv", tuple(finding for text in NASTY for finding in nasty_device(text))))
    assert rows[10]["Gerät"] == "'=cmd|' /C calc'!A0"
    assert {len(row) for row in rows} == {17}


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    [row, *_] = read(rendered("csv", a_device(text="x" * 50_000)))
    assert len(row["Begründung"]) == LONGEST_CELL
