"""The page on the rollout, opened by a browser from a file: with and without script, on screens and on paper."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.html import to_html
from tests.reports.chromium import Tab, a_tab, needs_browser
from tests.reports.rollout_town import a_report

pytestmark = needs_browser
SHOWN = "document.querySelectorAll('#buildings-2 tbody tr:not([hidden])').length"
FOCUS = "document.activeElement"
COUNT = 60
NAMED = COUNT - 5  # KRITIS sites are not named


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file."""
    path = tmp_path_factory.mktemp("page") / "rollout.html"
    path.write_bytes(to_html(a_report(COUNT)))
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """One browser for all tests."""
    with a_tab(tmp_path_factory.mktemp("browser")) as tab:
        yield tab


@pytest.fixture
def tab(browser: Tab, page: Path) -> Tab:
    """The page, freshly opened."""
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.look(1280)
    browser.open(page)
    return browser


def test_the_browser_has_nothing_to_complain_about_and_loads_nothing(tab: Tab, page: Path) -> None:
    assert tab.complaints() == []
    assert tab.asked_for() == [page.as_uri()]


def test_the_policy_stops_whatever_else_would_run(tab: Tab) -> None:
    tab.js("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    assert tab.js("window.ran") is None
    assert tab.complaints() != []


def test_without_script_the_table_is_whole_and_no_filter_is_offered(tab: Tab, page: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(page)
    assert tab.complaints() == []
    assert tab.js(SHOWN) == NAMED
    assert tab.js("document.querySelector('.filter').getClientRects().length") == 0
    assert tab.js("document.querySelectorAll('figure.chart svg').length") > 6
    assert tab.js("document.querySelectorAll('thead button').length") == 0


def test_the_table_is_filtered_and_sorted_by_keyboard_alone(tab: Tab) -> None:
    tab.js("document.querySelector('.filter input').focus()")
    tab.type("kita haf")
    tab.js("new Promise((done) => setTimeout(done, 150))")
    names = tab.js("[...document.querySelectorAll('#buildings-2 tbody tr:not([hidden])')].map((row) => row.innerText)")
    assert names
    assert all("Kita Hafen" in name for name in names)
    assert tab.js("document.querySelector('.filter [role=status]').textContent") == f"{len(names)} von {NAMED}"
    tab.press("Tab", 9)
    assert tab.js(f"{FOCUS}.tagName") == "SELECT"
    tab.js("document.querySelector('.filter button').focus()")
    tab.press("Enter", 13, "\r")
    assert tab.js(SHOWN) == NAMED
    assert tab.js(f"{FOCUS}.type") == "search"
    tab.js("document.querySelector('#buildings-2 thead button').focus()")
    tab.press("Enter", 13, "\r")
    tab.press("Enter", 13, "\r")
    assert tab.js("document.querySelector('#buildings-2 tbody th').textContent") == f"WE-{COUNT - 1:04}"


def test_a_value_chosen_from_a_list_filters(tab: Tab) -> None:
    tab.js(
        "const one = document.querySelector('.filter select[data-column=\"2\"]'); one.value = 'Linden';"
        "one.dispatchEvent(new Event('change'))"
    )
    shown = "[...document.querySelectorAll('#buildings-2 tbody tr:not([hidden])')].map((row) => row.cells[2].innerText)"
    assert set(tab.js(shown)) == {"Linden"}


def test_what_has_the_focus_is_seen(tab: Tab) -> None:
    for _ in range(3):
        tab.press("Tab", 9)
        assert tab.js(f"getComputedStyle({FOCUS}).outlineStyle") == "solid"
        assert tab.js(f"parseFloat(getComputedStyle({FOCUS}).outlineWidth)") >= 2


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_the_window(tab: Tab, width: int, dark: bool) -> None:
    tab.look(width, dark=dark)
    assert tab.js("document.documentElement.scrollWidth") <= width
    assert tab.js("getComputedStyle(document.body).backgroundColor") == (
        "rgb(18, 24, 31)" if dark else "rgb(255, 255, 255)"
    )


def test_on_paper_the_filter_is_gone_and_every_table_is_there(tab: Tab) -> None:
    tab.look(1000, dark=True, media="print")
    assert tab.js("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.js("document.querySelector('.filter').getClientRects().length") == 0
    hidden = "[...document.querySelectorAll('table')].filter((one) => !one.checkVisibility()).length"
    assert tab.js(hidden) == 0
    printed = tab.call("Page.printToPDF", printBackground=True)
    assert len(json.dumps(printed)) > 10_000


def test_the_accessible_names_tell_what_is_drawn(tab: Tab) -> None:
    tab.call("Accessibility.enable")
    nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
    named = {(one["role"]["value"], one.get("name", {}).get("value", "")) for one in nodes if "role" in one}
    assert ("image", "Glasfaser auf der Karte") in named
    assert ("searchbox", "Suchen") in named
    images = [name for role, name in named if role == "image"]
    assert all(images)


def test_the_pictures_show_something(tab: Tab) -> None:
    tab.look(1280)
    assert len(tab.picture()) > 50_000
