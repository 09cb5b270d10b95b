"""The report on the rollout in its formats: what is untrusted, what is hidden, what other programs read."""

import csv
import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from isms.core.model.building import Building
from isms.core.model.text import Language
from isms.core.model.views import Views
from isms.core.model.views_lists import Place
from reports.build_rollout import rollout
from reports.case_rollout import RolloutCase
from reports.formats import RENDERERS
from reports.html import to_html
from reports.model import Cards, Chart, Charts, Datum, Report
from tests.reports.page import LOADING, Page, hashed, luminance
from tests.reports.rollout_lists import TODAY
from tests.reports.rollout_town import NASTY, SETTINGS, a_case, a_report
from tests.reports.test_pdf import needs

EMPTY = RolloutCase(views=Views(day=TODAY), aims=(), settings=SETTINGS, language=Language.DE)
COUNT = 60
KRITIS = [one.building.id for one in a_case(COUNT).views.buildings if one.building.kritis]
TEXTS = st.text(max_size=30) | st.sampled_from((NASTY, "</style>", "<!--", "${x}", "{{ 7*7 }}", "';alert(1)//", "-->"))


def page(report: Report) -> Page:
    """The page, read."""
    return Page(to_html(report))


def told_by(kind: str, report: Report, folder: Path) -> str:
    """The words of a report in a format, as another program reads them."""
    raw = RENDERERS[kind](report)
    if kind == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return "\n".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    if kind == "pdf":
        path = folder / "report.pdf"
        path.write_bytes(raw)
        done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
        return done.stdout
    return raw.decode()


def named(text: str) -> RolloutCase:
    """A case in which a person chose every text."""
    case = a_case(12, with_kritis=True)

    def building(one: Building) -> Building:
        return replace(one, name=text, district=text, type=text, department=text, street=text)

    def place(one: Place) -> Place:
        return replace(one, name=text, district=text, department=text)

    views = case.views
    stuck = (replace(one, place=place(one.place), blocker=text, next_step=text) for one in views.stuck)
    moved = (replace(one, place=place(one.place)) for one in views.slips)
    shapes = tuple(replace(shape, name=text) for shape in case.shapes)
    whole = replace(
        views,
        buildings=tuple(replace(one, building=building(one.building)) for one in views.buildings),
        districts=tuple(replace(one, name=text) for one in views.districts),
        departments=tuple(replace(one, name=text) for one in views.departments),
        stuck=tuple(stuck),
        slips=tuple(moved),
    )
    return replace(case, views=whole, shapes=shapes)


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("language", Language)
def test_the_same_values_give_the_same_bytes(kind: str, language: Language) -> None:
    first = RENDERERS[kind](rollout(a_case.__wrapped__(24, language)))
    assert first == RENDERERS[kind](rollout(a_case.__wrapped__(24, language)))


@pytest.mark.parametrize("kind", RENDERERS)
def test_an_empty_register_is_said_to_be_empty(kind: str, tmp_path: Path) -> None:
    if kind == "pdf":
        assert RENDERERS[kind](rollout(EMPTY)).startswith(b"%PDF")
    else:
        assert told_by(kind, rollout(EMPTY), tmp_path)
    assert "Im Register steht kein Gebäude" in told_by("md", rollout(EMPTY), tmp_path)


@needs("pdftotext")
@pytest.mark.parametrize("kind", RENDERERS)
def test_kritis_sites_are_counted_but_not_named(kind: str, tmp_path: Path) -> None:
    report = rollout(a_case(COUNT))
    text = told_by(kind, report, tmp_path)
    assert [one for one in KRITIS if re.search(rf"\b{one}\b", text)] == []
    assert kind in {"csv", "json"} or "5 KRITIS-Standorte sind mitgezählt" in re.sub(r"\s+", " ", text)
    assert kind != "json" or json.loads(text)["not_named"] == len(KRITIS)


@pytest.mark.parametrize("kind", ["html", "xlsx", "csv", "json", "md"])
def test_kritis_sites_are_named_when_asked_for(kind: str, tmp_path: Path) -> None:
    text = told_by(kind, rollout(a_case(COUNT, with_kritis=True)), tmp_path)
    assert [one for one in KRITIS if one not in text] == []


@pytest.mark.parametrize("kind", ["html", "json", "md", "csv"])
def test_nobody_who_moved_a_date_is_named(kind: str, tmp_path: Path) -> None:
    assert "vera" not in told_by(kind, a_report(COUNT), tmp_path)


def test_the_page_may_run_its_own_script_and_style_and_nothing_else() -> None:
    read = page(a_report())
    [policy] = [one["content"] for tag, one in read.elements if one.get("http-equiv") == "Content-Security-Policy"]
    [style], [script] = read.texts["style"], read.texts["script"]
    assert set(str(policy).split("; ")) == {
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    }
    assert read.tags().index("meta") < read.tags().index("style")


def test_the_page_holds_everything_it_needs() -> None:
    read = page(a_report())
    names = {name for _, attributes in read.elements for name in attributes}
    assert names & LOADING == set()
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert {address[0] for address in read.attribute("href")} == {"#"}
    assert "@import" not in read.texts["style"][0]
    assert "url(" not in read.texts["style"][0]


def test_every_reference_leads_somewhere_and_every_id_is_one() -> None:
    read = page(a_report())
    ids = read.attribute("id")
    assert len(ids) == len(set(ids))
    meant = [address[1:] for address in read.attribute("href")]
    meant += [one for name in ("aria-labelledby", "aria-describedby") for one in read.attribute(name)]
    assert set(meant) <= set(ids)


@pytest.mark.parametrize("language", Language)
def test_the_page_names_its_language_and_its_headings_are_in_order(language: Language) -> None:
    read = page(a_report(24, language))
    assert read.elements[0] == ("html", {"lang": language.value})
    levels = [int(tag[1]) for tag in read.tags() if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_light_is_a_shape_and_a_word() -> None:
    text = to_html(a_report()).decode()
    lights = re.findall(r'<p class="light"><span class="b b-(\w+)">(\w+)</span>', text)
    assert lights == [("green", "grün"), ("amber", "gelb"), ("red", "rot"), ("grey", "grau")]
    shapes = {name: re.search(rf"\.b-{name}::before {{ (.*?) }}", text)[1] for name, _ in lights}  # type: ignore[index]
    assert len(set(shapes.values())) == 4


def test_every_drawing_has_a_text_and_is_followed_by_its_table() -> None:
    figures = re.findall(r'<figure class="chart".*?</figure>', to_html(a_report()).decode(), re.DOTALL)
    assert len(figures) == 8
    for one in figures:
        assert one.index("<svg") < one.index("<details>") < one.index("<table")
        assert 'role="img"' not in one or "<title id=" in one


def test_a_page_on_many_buildings_stays_small() -> None:
    small, large = (to_html(a_report(count)) for count in (400, 5000))
    assert len(small) < 300_000
    assert len(large) < 2_000_000
    assert large.count(b'<tr><th scope="row">WE-') == 5000 - sum(number % 13 == 5 for number in range(5000))


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_every_colour_of_text_can_be_read(scheme: int, ground: str) -> None:
    palettes = re.findall(r":root \{(.*?)\}", page(a_report()).texts["style"][0], re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", palettes[scheme]))
    under = luminance(colours[ground])
    grounds = {"paper", "sheet", "land", "lit", "rule"}
    texts = {name: luminance(colours[name]) for name in colours if name not in grounds}
    ratios = {name: (max(over, under) + 0.05) / (min(over, under) + 0.05) for name, over in texts.items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_what_a_person_wrote_is_never_an_element(text: str) -> None:
    plain, hostile = page(rollout(named("Wort"))), page(rollout(named(text)))
    assert [tag for tag in hostile.tags() if tag != "option"] == [tag for tag in plain.tags() if tag != "option"]
    assert hostile.texts["script"] == plain.texts["script"]
    assert hostile.texts["style"] == plain.texts["style"]


def test_the_worst_text_is_shown_as_it_is() -> None:
    read = page(rollout(named(NASTY)))
    assert "<script>alert(1)</script>" in "".join(read.texts["td"])
    assert read.tags().count("script") == 1


def test_the_worst_text_is_no_formula_in_a_workbook_and_no_markup_in_markdown() -> None:
    formula = "=HYPERLINK(1)"
    report = rollout(named(formula))
    book = CalamineWorkbook.from_filelike(io.BytesIO(RENDERERS["xlsx"](report)))
    assert formula in str(book.get_sheet_by_name("Alle Gebäude").to_python())
    assert b"<f>" not in unzipped(RENDERERS["xlsx"](report))
    rows = list(csv.reader(io.StringIO(RENDERERS["csv"](report).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == f"'{formula}"
    assert "<script" not in RENDERERS["md"](rollout(named(NASTY))).decode()


def unzipped(raw: bytes) -> bytes:
    """Everything in an archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_no_text_breaks_a_format(text: str) -> None:
    report = rollout(named(text))
    for render in RENDERERS.values():
        assert render(report)


@needs("pdftotext")
@pytest.mark.parametrize("language", Language)
def test_the_steering_committee_gets_four_to_six_pages(language: Language, tmp_path: Path) -> None:
    pages = told_by("pdf", a_report(400, language), tmp_path).split("\f")[:-1]
    assert 4 <= len(pages) <= 6
    assert all(f"{number} v" in page or f"{number} o" in page for number, page in enumerate(pages[1:], 2))


@needs("pdftotext")
def test_the_pages_say_what_the_report_says(tmp_path: Path) -> None:
    text = told_by("pdf", a_report(400), tmp_path)
    for words in ("Glasfaser ist in 155 von 400", "gelb", "Q4 2028", "Frist 31.12.2029", "Am längsten in einer Phase"):
        assert words in text
    for words in ("Tiefbau knapp", "überfällig", "1.200.000 €", "10.000 € zu viel", "fallen durch", "Linden"):
        assert words in text


@needs("pdffonts")
def test_every_font_of_the_pdf_is_embedded(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(RENDERERS["pdf"](a_report(400)))
    done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()[2:]
    assert lines
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


@needs("pdftoppm")
def test_a_renderer_has_nothing_to_complain_about(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(RENDERERS["pdf"](a_report(400)))
    words = ["pdftoppm", "-r", "20", "-png", str(path), str(tmp_path / "page")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_workbook_has_days_and_numbers_as_such() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(RENDERERS["xlsx"](a_report(400))))
    rows: list[list[Any]] = book.get_sheet_by_name("Fristen").to_python()
    assert rows[1][1].isoformat() == "2026-10-12"
    grants = book.get_sheet_by_name("Förderung").to_python()
    assert grants[1][:4] == ["GF-2024-17", "Graue Flecken", 1_200_000.0, 450_000.5]
    assert len(book.get_sheet_by_name("Alle Gebäude").to_python()) == 1 + 400 - sum(n % 13 == 5 for n in range(400))


def test_every_format_tells_the_same_counts() -> None:
    report = a_report(400)
    document = json.loads(RENDERERS["json"](report))
    [cards] = [block for block in report.sections[0].blocks if isinstance(block, Cards)]
    assert [one.badge.word for one in cards.cards] == ["grün", "gelb", "rot", "grau"]
    assert [one["light"] for one in document["targets"]] == ["green", "amber", "red", "grey"]
    assert [one["done"] for one in document["targets"]] == [int(card.figure.split()[0]) for card in cards.cards]
    charts = [block for section in report.sections for block in section.blocks if isinstance(block, Chart)]
    [map_] = charts
    counts = [row.cells[1] for row in map_.table.rows]
    on_map = sum(int(str(one.value)) for one in counts if isinstance(one, Datum))
    assert on_map == len(map_.figure.dots)
    [burnups] = [block for section in report.sections for block in section.blocks if isinstance(block, Charts)]
    assert len(burnups.charts) == 4
