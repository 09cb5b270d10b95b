"""A run as GitHub Flavored Markdown, read by a parser of Markdown."""

from html.parser import HTMLParser

from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from isms.core.model.finding import Finding
from isms.core.model.text import Language
from reports.findings_markdown import MOST_DEVICES
from reports.findings_marked import escaped, fenced
from reports.findings_view import visible
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, nasty_device, nasty_view, rendered

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"<code>", "</code>", "<br>"}
PLAIN = {"text", "html_inline", "strong_open", "strong_close", "softbreak"}


class Words(HTMLParser):
    """The text a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def parsed(findings: tuple[Finding, ...] = FINDINGS, language: Language = Language.DE) -> list[Token]:
    return MARKDOWN.parse(rendered("markdown", findings, language=language).decode())


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


def words(markdown: str) -> str:
    reader = Words()
    reader.feed(MARKDOWN.render(markdown))
    return " ".join("".join(reader.seen).split())


def headings(tokens: list[Token]) -> list[str]:
    titles = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    return [words(title) for title in titles]


def test_it_says_what_was_judged_and_what_is_wrong_the_most_urgent_first() -> None:
    assert headings(parsed()) == [
        "Prüfergebnis – Stadt Musterstadt",
        "Regeln",
        "Was nicht in Ordnung ist",
        "! niedrig · own.rule",
        "✘ kritisch · mgmt.no-telnet – Telnet ist abgeschaltet",
        "? mittel · log.remote – Protokolle gehen an einen Server",
        "◇ niedrig · mgmt.banner – Hinweistext bei der Anmeldung",
        "Nicht geprüft",
    ]


def test_every_rule_is_a_row_with_its_counts() -> None:
    text = rendered("markdown").decode()
    assert "| <code>mgmt.no-telnet</code> | Telnet ist abgeschaltet | kritisch | 0 | 2 | 0 | 0 | 0 | 0 |" in text
    assert "| <code>wlan.pmf</code> | Verwaltungsrahmen sind geschützt | hoch | 0 | 0 | 0 | 0 | 0 | 2 |" in text


def test_the_remedy_is_a_block_of_code() -> None:
    assert "line vty 0 15\n transport input ssh\n" in [token.content for token in parsed() if token.type == "fence"]


def test_a_run_without_a_fail_says_so() -> None:
    assert "Keine Regel ist verletzt" in rendered("markdown", a_device()[4:]).decode()
    assert "Es wurde nichts geprüft." in rendered("markdown", ()).decode()


def test_many_devices_are_counted_and_not_all_listed() -> None:
    found = tuple(a_device(f"sw-{number}")[0] for number in range(MOST_DEVICES + 7))
    text = rendered("markdown", found).decode()
    assert text.count("✘ verletzt |") == MOST_DEVICES
    assert "… und 7 weitere" in text


@given(TEXTS)
@settings(max_examples=60)
def test_what_a_device_says_is_never_markup(text: str) -> None:
    tokens = parsed(nasty_device(text))
    assert shape(tokens) == shape(parsed(nasty_device("word")))
    assert {token.type for token in inline(tokens)} <= PLAIN
    assert {token.content for token in inline(tokens) if token.type == "html_inline"} <= OURS


@given(TEXTS)
@settings(max_examples=40)
def test_what_a_rule_or_a_file_says_is_never_markup(text: str) -> None:
    tokens = MARKDOWN.parse(rendered("markdown", a_device(), nasty_view(text)).decode())
    assert shape(tokens) == shape(MARKDOWN.parse(rendered("markdown", a_device(), nasty_view("word")).decode()))
    assert {token.type for token in inline(tokens)} <= PLAIN


@given(TEXTS)
@settings(max_examples=100)
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    assert words(f"({escaped(text)})") == " ".join(f"({visible(text).strip()})".split())


def test_the_worst_texts_are_text_wherever_they_stand() -> None:
    for text in NASTY:
        markdown = escaped(text)
        tokens = MARKDOWN.parse(markdown)
        assert shape(tokens) == ["paragraph_open", "inline", "paragraph_close"]
        assert {token.type for token in inline(tokens)} == {"text"}
        assert words(markdown) == " ".join(visible(text).split())
        assert "@" not in markdown
        assert "://" not in markdown


@given(TEXTS)
def test_a_fence_holds_whatever_stands_in_it(text: str) -> None:
    [token] = MARKDOWN.parse(fenced(["first", text, "last"]))
    assert token.content.split("\n") == ["first", visible(text), "last", ""]
