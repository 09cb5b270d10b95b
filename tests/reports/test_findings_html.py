"""A run as one web page: read by a parser of HTML, and opened by a browser where there is one."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from isms.core.model.finding import Finding, Verdict
from isms.core.model.text import Language
from reports.findings_page import MOST_ROWS
from reports.findings_view import visible
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, nasty_device, nasty_view, rendered
from tests.reports.page import LOADING, Page, hashed, luminance

BROWSER = shutil.which("chromium")
TYPING = """<script>addEventListener("load", async () => {
const told = [];
const tell = async (step) => {
  step();
  await new Promise((done) => setTimeout(done, 200));
  const rows = [...document.querySelectorAll(".findings tbody tr")].filter((row) => !row.hidden);
  told.push(rows.map((row) => row.cells[2].querySelector("bdi").textContent + "/" + row.dataset.state).join(" "));
};
const set = (id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === "INPUT" ? "input" : "change"));
};
const press = (selector) => document.querySelector(selector).click();
await tell(() => set("search", "SW-2 transport"));
await tell(() => press("#reset"));
await tell(() => { set("severity", "low"); press("input[value=error]"); });
await tell(() => press("th[data-key=device] button"));
await tell(() => press("th[data-key=device] button"));
document.title = told.join(";");
document.documentElement.dataset.count = document.getElementById("count").textContent;
});</script>"""


def page(findings: tuple[Finding, ...] = FINDINGS, language: Language = Language.DE) -> Page:
    return Page(rendered("html", findings, language=language))


def test_the_page_may_run_its_own_script_and_style_and_nothing_else() -> None:
    read = page()
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
    read = page()
    names = {name for _, attributes in read.elements for name in attributes}
    assert names & LOADING == set()
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert {address[0] for address in read.attribute("href")} == {"#"}
    assert "@import" not in read.texts["style"][0]
    assert "url(" not in read.texts["style"][0]


def test_every_link_label_and_heading_leads_somewhere() -> None:
    read = page()
    ids = read.attribute("id")
    assert len(ids) == len(set(ids))
    targets = [address[1:] for address in read.attribute("href")]
    assert set(targets) | set(read.attribute("aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("language", Language)
def test_the_page_names_its_language(language: Language) -> None:
    assert page(language=language).elements[0] == ("html", {"lang": language.value})


def test_a_status_is_a_shape_and_a_word() -> None:
    text = rendered("html").decode()
    cells = re.findall(r'class="state is-(\w+)"[^>]*>(<svg.*?</svg>) ([^<]+)</td>', text)
    assert len(cells) == len(FINDINGS)
    assert {(state, word) for state, _, word in cells} == {
        ("fail", "verletzt"),
        ("waived", "verletzt, geduldet"),
        ("unknown", "unklar"),
        ("na", "nicht anwendbar"),
        ("pass", "erfüllt"),
        ("error", "Prüffehler"),
    }
    assert all(f'href="#mark-{state}"' in shape for state, shape, _ in cells)


def test_rules_without_a_fault_are_folded_away() -> None:
    raw = rendered("html").decode()
    rules = raw[raw.index('<h2 id="rules">') : raw.index('<h2 id="findings"')]
    open_part, folded = rules.split("<details", 1)
    assert set(re.findall(r"<code>(.*?)</code>", open_part)) == {
        one.rule for one in FINDINGS if one.verdict not in {Verdict.PASS, Verdict.NA}
    }
    assert set(re.findall(r"<code>(.*?)</code>", folded)) == {one.rule for one in FINDINGS} - set(
        re.findall(r"<code>(.*?)</code>", open_part)
    )


def test_a_bar_says_how_many_fail_and_leaves_out_what_does_not_apply() -> None:
    charts = re.findall(r'<section class="chart".*?</section>', rendered("html").decode(), re.DOTALL)
    assert all(re.search(r'<text class="end"[^>]*>\d+ verletzt</text>', chart) for chart in charts)
    assert [chart for chart in charts if '<rect class="is-na"' in chart] == []


def test_every_chart_is_followed_by_its_table() -> None:
    charts = re.findall(r'<section class="chart".*?</section>', rendered("html").decode(), re.DOTALL)
    assert [chart.find("<svg") < chart.find("<table") for chart in charts] == [True, True]
    assert '<td class="number">2</td>' in charts[0]


@given(TEXTS)
@settings(max_examples=40)
def test_what_a_device_says_is_never_an_element(text: str) -> None:
    read = page(nasty_device(text))
    assert read.tags() == page(nasty_device("word")).tags()
    assert visible(text) in "".join(read.texts["bdi"])


@given(TEXTS)
@settings(max_examples=40)
def test_what_a_rule_or_a_file_says_is_never_an_element(text: str) -> None:
    read = Page(rendered("html", a_device(), nasty_view(text)))
    assert read.tags() == Page(rendered("html", a_device(), nasty_view("word"))).tags()


def test_the_worst_texts_are_text() -> None:
    read = page(tuple(finding for text in NASTY for finding in nasty_device(text)))
    assert read.tags().count("script") == 1
    assert "img" not in read.tags()


def test_a_page_holds_the_most_urgent_findings_and_says_what_it_leaves_out() -> None:
    passing = tuple(replace(a_device(f"sw-{number}")[4], verdict=Verdict.PASS) for number in range(MOST_ROWS + 10))
    text = rendered("html", (*passing, *a_device("last"))).decode()
    assert text.count('<tr role="row" data-state') == MOST_ROWS
    assert text.index('<bdi class="device">last</bdi>') < text.index('<bdi class="device">sw-0</bdi>')
    assert "Die Tabelle zeigt die 5.000 dringendsten von 5.015 Befunden" in text


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "code"])
def test_every_colour_of_text_can_be_read(scheme: int, ground: str) -> None:
    palettes = re.findall(r":root \{(.*?)\}", page().texts["style"][0], re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6});", palettes[scheme]))
    under = luminance(colours[ground])
    texts = {name: luminance(colours[name]) for name in colours if name not in {"paper", "sheet", "code", "rule"}}
    ratios = {name: (max(over, under) + 0.05) / (min(over, under) + 0.05) for name, over in texts.items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


if BROWSER:  # the machine of a build server may have none; what the parser can see is tested above

    def a_devices() -> tuple[Finding, ...]:
        return tuple(finding for name in ("sw-1", "sw-2", "sw-10") for finding in a_device(name))

    def opened(path: Path, *, complains: bool = False) -> str:
        """The page as the browser has it at the end."""
        profile = f"--user-data-dir={path.parent / 'profile'}"
        command = [str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", profile]
        wanted = [*command, "--virtual-time-budget=5000", "--dump-dom", path.as_uri()]
        done = subprocess.run(wanted, capture_output=True, timeout=60, check=True)
        assert (done.stderr.decode().count("CONSOLE") > 0) is complains
        return done.stdout.decode()

    def saved(folder: Path, raw: bytes) -> Path:
        path = folder / "page.html"
        path.write_bytes(raw)
        return path

    def test_the_browser_runs_the_script_and_has_nothing_to_complain_about(tmp_path: Path) -> None:
        raw = rendered("html", tuple(finding for text in NASTY for finding in nasty_device(text)))
        dom = opened(saved(tmp_path, raw))
        assert '<div class="filter" role="search">' in dom
        assert dom.count(': sortieren"></button>') == 4
        assert "alert(1)" in dom

    def test_without_script_the_page_shows_everything(tmp_path: Path) -> None:
        raw = re.sub(rb"script-src \S+", b"script-src &#39;none&#39;;", rendered("html"))
        dom = opened(saved(tmp_path, raw), complains=True)
        assert '<div class="filter" role="search" hidden="">' in dom
        assert dom.count('<tr role="row" data-state') == len(FINDINGS)

    def test_at_first_only_what_needs_attention_is_shown(tmp_path: Path) -> None:
        dom = opened(saved(tmp_path, rendered("html", a_devices())))
        rows = re.findall(r'<tr role="row" data-state="(\w+)" data-severity="\w+"( hidden="")?>', dom)
        assert {state for state, hidden in rows if hidden} == {"pass", "na"}
        assert {state for state, hidden in rows if not hidden} == {"error", "fail", "unknown", "waived"} & {
            state for state, _ in rows
        }

    def test_the_table_can_be_searched_filtered_and_sorted(tmp_path: Path) -> None:
        raw = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", rendered("html", a_devices()))
        dom = opened(saved(tmp_path, raw.replace(b"</body>", TYPING.encode() + b"</body>")))
        [told] = re.findall(r"<title>(.*?)</title>", dom)
        searched, everything, filtered, rising, falling = told.split(";")
        assert searched == "sw-2/fail"
        assert len(everything.split()) == 15
        assert filtered.split() == ["sw-1/waived", "sw-10/waived", "sw-2/waived"]
        assert rising.split() == ["sw-1/waived", "sw-2/waived", "sw-10/waived"]
        assert falling.split() == ["sw-10/waived", "sw-2/waived", "sw-1/waived"]
        assert 'data-count="3 von 15 Befunden"' in dom
