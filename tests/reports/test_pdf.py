"""The report as PDF, looked at with other programs."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isms.core.model.finding import Line
from isms.core.model.text import Language, Text
from reports.build_check import check
from reports.fonts import register
from reports.mark import Mark
from reports.model import Badge, Bar, Bars, Block, Column, Paragraph, Report, Row, Section, Slice, Table, Words
from reports.pdf import render
from tests.reports.municipality import SETTINGS, a_report, a_run, editions

NASTY = (
    "<b>fett</b> &amp; <para>",
    "\0\x01\x1b[31mrot\x07",
    "w" * 5000,
    "🔥 Brand 🧯",
    "שלום عالم \u202e\u2066",
    "\ud800",
    "a\u0301\u200b\ufeff\u2028z",
    "%PDF-1.7 (( \\) endobj",
    " " * 300 + "x",
    "",
)


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where a program is missing."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"the program {program} is not installed")


def run_on(tmp_path: Path, report: bytes, *command: str) -> subprocess.CompletedProcess[str]:
    """What a program says of a PDF that stands for `PDF` in its command."""
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    words = [str(path) if word == "PDF" else word for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)


def pages(tmp_path: Path, report: bytes) -> list[str]:
    """The text of every page as another program reads it."""
    return run_on(tmp_path, report, "pdftotext", "-layout", "PDF", "-").stdout.split("\f")[:-1]


@needs("pdftotext")
def test_the_pages_say_what_the_report_says(tmp_path: Path) -> None:
    text = "\n".join(pages(tmp_path, render(a_report())))
    for words in (
        "IT-Grundschutz-Check",
        "Dokumentenlenkung",
        "e" * 64,
        "Zusammenfassung für die Leitung",
        "15 Geräten (sw-00, sw-04, sw-08, sw-12 und 11 weitere)",
        "transport input telnet ssh",
        "fw-99 (Zeitüberschreitung)",
        "sha256sum -c SHA256SUMS",
        "ungeprüft",
        "umgesetzt",
        "31.03.2027",
    ):
        assert words in text


@needs("pdftotext")
def test_every_page_but_the_first_has_its_number_and_every_page_the_marking(tmp_path: Path) -> None:
    read = pages(tmp_path, render(a_report()))
    for number, page in enumerate(read, 1):
        assert "TLP:AMBER" in page
        assert number == 1 or f"Seite {number} von {len(read)}" in page


@needs("pdftotext")
def test_the_contents_name_the_pages_the_headings_stand_on(tmp_path: Path) -> None:
    read = pages(tmp_path, render(a_report()))
    lines = re.findall(r"^ *(\S.*?\S)  +(\d+)$", read[1], re.MULTILINE)
    assert len(lines) >= 15
    for heading, number in lines:
        assert heading in read[int(number) - 1]


@needs("pdftotext")
def test_no_row_of_a_long_table_is_lost_or_shown_twice(tmp_path: Path) -> None:
    columns = (Column(title="Kopf", share=1), Column(title="Text", share=2))
    rows = tuple(Row((f"zeile-{number:04d}", "wort " * (number % 40))) for number in range(900))
    report = with_block(Table(columns=columns, rows=rows))
    read = pages(tmp_path, render(report))
    assert re.findall(r"zeile-(\d{4})", "".join(read)) == [f"{number:04d}" for number in range(900)]
    assert all("Kopf" in page for page in read[2:])


@needs("pdftotext")
def test_the_title_of_a_group_is_repeated_on_every_page(tmp_path: Path) -> None:
    columns = (Column(title="Kennung", share=1), Column(title="Titel", share=2))
    rows = tuple(Row(("A4", "" if number else "Verwaltungsnetz"), starts_group=not number) for number in range(200))
    read = pages(tmp_path, render(with_block(Table(columns=columns, rows=rows))))
    assert [page.count("Verwaltungsnetz") for page in read[2:]] == [1] * (len(read) - 2)
    assert len(read) > 4


@needs("pdftotext")
def test_markup_in_a_device_is_text(tmp_path: Path) -> None:
    report = with_block(Paragraph((Words("<b>fett</b> &amp; <font>"),)))
    assert "<b>fett</b> &amp; <font>" in "".join(pages(tmp_path, render(report)))


@needs("pdffonts")
@pytest.mark.parametrize("language", Language)
def test_every_font_is_embedded(tmp_path: Path, language: Language) -> None:
    lines = run_on(tmp_path, render(a_report(8, language)), "pdffonts", "PDF").stdout.splitlines()[2:]
    assert lines
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


@needs("pdffonts")
def test_without_the_intended_font_another_is_embedded_and_the_report_says_so(tmp_path: Path) -> None:
    raw = render(a_report(8), register(tmp_path))
    lines = run_on(tmp_path, raw, "pdffonts", "PDF").stdout.splitlines()[2:]
    assert all("Vera" in line and line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)
    assert "Die vorgesehene Schrift fehlt" in pages(tmp_path, raw)[0]


@needs("pdftoppm")
def test_a_renderer_has_nothing_to_complain_about(tmp_path: Path) -> None:
    done = run_on(tmp_path, render(a_report(8)), "pdftoppm", "-r", "20", "-png", "PDF", "page")
    assert (done.returncode, done.stderr) == (0, "")


@needs("qpdf")
def test_the_file_is_well_formed(tmp_path: Path) -> None:
    assert run_on(tmp_path, render(a_report(8)), "qpdf", "--check", "PDF").returncode == 0


@needs("pdfinfo")
def test_dates_and_title_come_from_the_run(tmp_path: Path) -> None:
    told = run_on(tmp_path, render(a_report(8)), "pdfinfo", "-isodates", "PDF").stdout
    assert re.search(r"^CreationDate: +2026-11-21T20:15:03", told, re.MULTILINE)
    assert "A.4 Ergebnis des IT-Grundschutz-Checks – Netzkomponenten – Stadt Musterstadt" in told


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=40), min_size=4, max_size=4))
def test_no_text_breaks_the_report(texts: list[str]) -> None:
    name, reason, line, title = texts
    run = a_run(1)
    finding = replace(
        run.findings[0],
        device=name,
        rule=title,
        reason=Text(de=reason, en=reason),
        lines=(Line(number=1, text=line, block=title),),
        file=name,
    )
    told = replace(SETTINGS, workspace=replace(SETTINGS.workspace, name=title, unit=reason))
    told = replace(told, report=replace(told.report, marking=line, scope=name, version=title, author=reason))
    nasty = replace(run, findings=(finding, *run.findings[1:]), configs={name: line})
    results = tuple(
        replace(one, statuses=tuple(replace(status, requirement=name, failed=(title,)) for status in one.statuses))
        for one in editions(1)
    )
    assert render(check(nasty, results, told, Language.DE, None)).startswith(b"%PDF-")


@needs("pdftotext")
def test_any_number_of_modules_fits_on_pages(tmp_path: Path) -> None:
    names = [f"MOD.{number:03d}" for number in range(100)]
    bars = tuple(Bar(name, (Slice(Badge(Mark.YES, "ja"), 1),)) for name in names)
    read = pages(tmp_path, render(with_block(Bars(bars))))
    assert re.findall(r"MOD\.\d{3}", "".join(read)) == names
    assert max(page.count("MOD.") for page in read) < 40


@needs("pdftotext")
def test_endless_settings_leave_the_title_page_whole(tmp_path: Path) -> None:
    report = replace(a_report(1), control=tuple((f"Zeile {number}", "wort " * 3000) for number in range(11)))
    read = pages(tmp_path, render(replace(report, title="T" * 900, marking="M" * 900)))
    assert "Zeile 10" in read[0]


def with_block(block: Block) -> Report:
    """A report of one block."""
    return replace(a_report(1), sections=(Section(title="Abschnitt", anchor="only", blocks=(block,)),))


def test_a_badge_is_shape_and_word() -> None:
    columns = (Column(title="Status", share=1),)
    words = {mark: render(with_block(Table(columns=columns, rows=(Row((Badge(mark, "gleich"),)),)))) for mark in Mark}
    assert len(set(words.values())) == len(Mark)
