"""The findings as JUnit XML, read back by an XML parser and counted as build servers count."""

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as Xml

from hypothesis import example, given, settings

from isms.core.model.text import Language
from reports.findings_view import visible
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, a_view, nasty_device, nasty_view, rendered

OUTCOMES = ("failure", "error", "skipped")


def read(raw: bytes) -> Xml.Element:
    return Xml.fromstring(raw)  # noqa: S314 - our own document


def outcome(case: Xml.Element) -> str:
    assert len(case) <= 1
    return case[0].tag if len(case) else "passed"


def test_every_finding_is_a_case_in_the_suite_of_its_device() -> None:
    root = read(rendered("junit"))
    cases = [(suite.get("name"), str(case.get("name"))) for suite in root for case in suite.iter("testcase")]
    assert [(device, name.partition(":")[0]) for device, name in cases] == [(one.device, one.rule) for one in FINDINGS]
    assert [outcome(case) for case in root[0]] == ["failure", "skipped", "skipped", "skipped", "passed"]
    assert outcome(root[2][0]) == "error"


def test_the_counts_are_those_of_the_cases() -> None:
    root = read(rendered("junit"))
    for element in (root, *root):
        found = Counter(outcome(case) for case in element.iter("testcase"))
        counted = [int(element.get(name, "-1")) for name in ("tests", "failures", "errors", "skipped")]
        assert counted == [found.total(), *(found[name] for name in OUTCOMES)]


def test_a_failure_says_why_where_and_what_to_do() -> None:
    failure = read(rendered("junit", language=Language.EN)).find(".//failure")
    assert failure is not None
    assert (failure.get("message"), failure.get("type")) == ("line vty 0 4 lässt Telnet zu", "critical")
    assert (failure.text or "").splitlines()[1:] == [
        "41:  transport input telnet ssh",
        "44:  transport input all",
        "",
        "Remedy:",
        "line vty 0 15",
        " transport input ssh",
    ]


def test_a_waived_fail_is_skipped_with_its_waiver() -> None:
    [waived, unknown, na] = [case[0].get("message") for case in read(rendered("junit", a_device()))[0][1:4]]
    assert str(waived).endswith("geduldet bis 31.03.2027 von M. Muster: Austausch im März (Vorgang T-7)")
    assert str(unknown).startswith("unklar: ")
    assert str(na).startswith("nicht anwendbar: ")


def test_what_was_not_judged_stands_in_a_suite_without_cases() -> None:
    last = read(rendered("junit"))[-1]
    assert (last.get("name"), last.get("tests")) == ("nicht geprüft", "0")
    assert last.findtext("system-err") == "fw-9: Zeitüberschreitung 30 s\nnotiz.txt: keine Konfiguration"


def test_nobody_counted_means_no_count() -> None:
    root = read(rendered("junit", FINDINGS, replace(a_view(), summary={})))
    assert root.get("tests") is None


@given(TEXTS)
@settings(max_examples=60)
def test_any_text_stays_text(text: str) -> None:
    root = read(rendered("junit", nasty_device(text)))
    assert {case.get("classname") for case in root.iter("testcase")} == {visible(text)}
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-err",
    }


@given(TEXTS)
@example("0\x1f")
@settings(max_examples=40)
def test_any_text_of_a_rule_or_file_stays_text(text: str) -> None:
    root = read(rendered("junit", a_device(), nasty_view(text)))
    assert len(list(root.iter("testcase"))) == 5
    assert len((root[-1].findtext("system-err") or "").splitlines()) == 2


def test_the_worst_texts_are_text() -> None:
    root = read(rendered("junit", tuple(one for text in NASTY for one in nasty_device(text))))
    assert len(list(root.iter("testcase"))) == 5 * len(NASTY)
