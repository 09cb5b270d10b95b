"""What holds for every format of a check run."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from isms.core.model.finding import Finding
from isms.core.model.text import Language
from reports.findings import FINDING_FORMATS, render
from reports.findings_view import visible
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, a_view, nasty_device, rendered


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", FINDING_FORMATS)
def test_the_same_run_gives_the_same_bytes(kind: str, language: Language) -> None:
    assert rendered(kind, language=language) == rendered(kind, language=language)


@pytest.mark.parametrize("kind", FINDING_FORMATS)
def test_both_languages_are_spoken(kind: str) -> None:
    german, english = (rendered(kind, language=language).decode() for language in Language)
    assert "Telnet ist abgeschaltet" in german
    assert "Telnet is off" in english


@pytest.mark.parametrize("kind", ["markdown", "junit", "html", "sarif"])
def test_the_remedy_is_told_in_the_language_of_the_report(kind: str) -> None:
    remedy, remedy_en = ({"cisco_ios": tuple(lines)} for lines in (["! zuerst:", "shutdown"], ["! first:", "shutdown"]))
    view = replace(a_view(), rules=tuple(replace(one, remedy=remedy, remedy_en=remedy_en) for one in a_view().rules))
    german, english = (rendered(kind, FINDINGS, view, language=language).decode() for language in Language)
    assert "! zuerst:" in german
    assert "! first:" in english
    assert kind == "sarif" or ("! first:" not in german and "! zuerst:" not in english)  # SARIF holds both


@pytest.mark.parametrize("kind", FINDING_FORMATS)
def test_a_run_without_findings_rules_or_workspace_has_a_document(kind: str) -> None:
    view = replace(a_view(()), run=None, workspace=None, rules=(), summary={}, unreachable=(), skipped=())
    assert rendered(kind, (), view)


@pytest.mark.parametrize("kind", FINDING_FORMATS)
def test_what_is_not_judged_and_why_a_fail_is_waived_is_never_hidden(kind: str) -> None:
    text = rendered(kind).decode()
    assert "Austausch im März" in text
    assert "M. Muster" in text
    assert kind == "csv" or "fw-9" in text


@pytest.mark.parametrize("kind", ["csv", "junit", "sarif", "oscal"])
def test_a_long_run_is_written_while_it_is_read(kind: str) -> None:
    read: list[Finding] = []

    def reading() -> Iterator[Finding]:
        for number in range(200):
            for finding in a_device(f"sw-{number}"):
                read.append(finding)
                yield finding

    pieces = render(kind, reading(), a_view(), Language.DE)
    for _ in range(6):
        next(pieces)
    assert 0 < len(read) < 50


@pytest.mark.parametrize("kind", FINDING_FORMATS)
def test_no_format_lets_a_character_through_that_obeys_someone_else(kind: str) -> None:
    text = rendered(kind, tuple(finding for text in NASTY for finding in nasty_device(text))).decode()
    assert [char for char in "\x00\x07\x1b\x7f\u202e\u202c\ufffe" if char in text] == []


@given(TEXTS)
def test_visible_text_is_one_line_of_utf_8_and_stays_as_it_is(text: str) -> None:
    once = visible(text)
    assert len(once.splitlines()) <= 1
    assert once.encode().decode() == visible(once)


def test_words_stay_as_they_are() -> None:
    assert visible("Ä — 中文 مرحبا 👩‍👩‍👧 (ok)") == "Ä — 中文 مرحبا 👩‍👩‍👧 (ok)"


def test_findings_of_rules_nobody_describes_are_shown_too() -> None:
    assert all("own.rule" in rendered(kind, FINDINGS).decode() for kind in FINDING_FORMATS)
