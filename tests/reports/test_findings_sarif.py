"""The failing findings as SARIF 2.1.0, held against the schema of the standard."""

import json
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import pytest
from hypothesis import given, settings

from isms.core.model.finding import Finding, Severity
from isms.core.model.text import Language
from reports.findings_view import visible
from tests.reports.check_run import FINDINGS, LINES, NASTY, TEXTS, a_device, a_view, nasty_device, nasty_view, rendered
from tests.shared import SHARED, needs_shared


@cache
def schema() -> jsonschema_rs.Validator:
    text = (SHARED / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


def read(findings: tuple[Finding, ...] = FINDINGS, language: Language = Language.DE) -> dict[str, Any]:
    """The only run of the document."""
    document = json.loads(rendered("sarif", findings, language=language))
    assert document["version"] == "2.1.0"
    [run] = document["runs"]
    return dict(run)


def mistakes(raw: bytes) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in schema().iter_errors(json.loads(raw))]


@needs_shared
@pytest.mark.parametrize("language", Language)
def test_the_schema_of_the_standard_accepts_it(language: Language) -> None:
    assert mistakes(rendered("sarif", language=language)) == []
    assert mistakes(rendered("sarif", (), replace(a_view(()), rules=(), run=None))) == []


@needs_shared
@given(TEXTS)
@settings(max_examples=40)
def test_the_schema_accepts_it_whatever_a_device_says(text: str) -> None:
    assert mistakes(rendered("sarif", nasty_device(text), nasty_view(text))) == []


def test_every_failing_finding_is_one_result() -> None:
    results = read()["results"]
    names = [(one["properties"]["device"], one["ruleId"]) for one in results]
    assert names == [(name, rule) for name in ("sw-1", "sw-2") for rule in ("mgmt.no-telnet", "mgmt.banner")]
    assert {one["kind"] for one in results} == {"fail"}


def test_regions_are_the_deciding_lines() -> None:
    places = [place["physicalLocation"] for place in read()["results"][0]["locations"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["core/sw-1.cfg"] * 2
    assert [(place["region"]["startLine"], place["region"]["snippet"]["text"]) for place in places] == [
        (line.number, line.text) for line in LINES
    ]


def test_without_lines_the_configuration_is_the_place() -> None:
    [place] = read()["results"][1]["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "core/sw-1.cfg"}}


def test_a_waived_fail_is_suppressed_and_others_say_that_they_are_not() -> None:
    fail, waived, *_ = read()["results"]
    assert fail["suppressions"] == []
    [suppression] = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == "geduldet bis 31.03.2027 von M. Muster: Austausch im März (Vorgang T-7)"
    assert suppression["properties"]["until"] == "2027-03-31"


@pytest.mark.parametrize(
    ("severity", "level"),
    [("critical", "error"), ("high", "error"), ("medium", "warning"), ("low", "note"), ("info", "note")],
)
def test_the_level_follows_the_severity(severity: str, level: str) -> None:
    [result] = read((replace(a_device()[0], severity=Severity(severity)),))["results"]
    assert result["level"] == level


def test_every_rule_is_explained_in_both_languages() -> None:
    run = read(language=Language.DE)
    driver = run["tool"]["driver"]
    [other] = run["translations"]
    assert (run["language"], driver["language"], other["language"]) == ("de", "de", "en")
    assert other["associatedComponent"]["guid"] == driver["guid"]
    assert [rule["id"] for rule in driver["rules"]] == [rule["id"] for rule in other["rules"]]
    assert driver["rules"][0]["shortDescription"]["text"] == "Telnet ist abgeschaltet"
    assert other["rules"][0]["shortDescription"]["text"] == "Telnet is off"
    assert "transport input ssh" in driver["rules"][0]["help"]["text"]
    assert "```text\nline vty 0 15\n transport input ssh\n```" in other["rules"][0]["help"]["markdown"]


def test_results_lead_to_their_rules() -> None:
    run = read()
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]


def test_a_fingerprint_outlives_moved_lines_and_later_runs() -> None:
    fail = a_device()[0]
    moved = replace(fail, lines=tuple(replace(line, number=line.number + 7) for line in fail.lines))
    later = replace(a_view((moved,)), run="2026-12-01T20-15-03Z-0000")
    documents = (rendered("sarif", (fail,)), rendered("sarif", (moved,), later))
    first, second = (json.loads(raw)["runs"][0]["results"][0]["partialFingerprints"] for raw in documents)
    assert first == second
    assert len({json.dumps(one["partialFingerprints"]) for one in read()["results"]}) == len(read()["results"])


def test_what_was_not_decided_or_not_reached_is_told() -> None:
    [invocation] = read()["invocations"]
    told = [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]]
    assert told == [
        ("warning", "log.remote: unklar, Geräte: 2, zuerst sw-1: line vty 0 4 lässt Telnet zu"),
        ("error", "own.rule: Prüffehler, Geräte: 1, zuerst sw-9: Muster zu groß"),
        ("error", "fw-9 nicht geprüft: Zeitüberschreitung 30 s"),
        ("note", "notiz.txt nicht geprüft: keine Konfiguration"),
    ]
    assert invocation["executionSuccessful"] is False
    assert invocation["startTimeUtc"] == "2026-11-21T20:15:03Z"


@pytest.mark.parametrize("file", ["ämter/sw 1.cfg", "a#b?c.cfg", "c:/x.cfg", "100%.cfg", "//host/x.cfg", *NASTY])
def test_every_file_is_a_relative_address(file: str) -> None:
    [result] = read((replace(a_device()[0], file=file, lines=()),))["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert address.isascii()
    assert unquote(address) == file.encode(errors="replace").decode().lstrip("/")


@pytest.mark.parametrize(("text", "message"), [("{0} {x}", "{{0}} {x}"), ("[a](b) [c]", "\\[a](b) [c]")])
def test_a_message_holds_no_placeholder_and_no_link(text: str, message: str) -> None:
    [result] = read((replace(a_device(text=text)[0]),))["results"]
    assert result["message"]["text"] == message


def test_the_worst_texts_are_text() -> None:
    results = read(tuple(finding for text in NASTY for finding in nasty_device(text)))["results"]
    assert [one["properties"]["device"] for one in results[::2]] == [visible(text) for text in NASTY]
