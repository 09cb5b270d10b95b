"""A run as OSCAL assessment results, held against the schemas of NIST."""

import json
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings

from isms.core.model.finding import Finding
from isms.core.model.text import Language
from tests.reports.check_run import FINDINGS, NASTY, TEXTS, a_device, a_view, nasty_device, nasty_view, rendered
from tests.shared import SHARED, needs_shared

VERSIONS = ("v1.1.3", "v1.2.2")


@cache
def schema(version: str) -> jsonschema_rs.Validator:
    path = SHARED / "oscal-schemas" / version / "oscal_assessment-results_schema.json"
    return jsonschema_rs.validator_for(json.loads(path.read_text(encoding="utf-8")), validate_formats=True)


def mistakes(raw: bytes, version: str) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in schema(version).iter_errors(json.loads(raw))]


def read(findings: tuple[Finding, ...] = FINDINGS, language: Language = Language.DE) -> dict[str, Any]:
    return dict(json.loads(rendered("oscal", findings, language=language))["assessment-results"])


def result(findings: tuple[Finding, ...] = FINDINGS) -> dict[str, Any]:
    [only] = read(findings)["results"]
    return dict(only)


def props(item: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in item["props"]}


def uuids(value: Any) -> list[str]:
    """Every identifier that names something here."""
    if isinstance(value, dict):
        return [*([value["uuid"]] if "uuid" in value else []), *(name for one in value.values() for name in uuids(one))]
    return [name for one in value for name in uuids(one)] if isinstance(value, list) else []


@needs_shared
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("version", VERSIONS)
def test_the_schema_accepts_it(version: str, language: Language) -> None:
    assert mistakes(rendered("oscal", language=language), version) == []
    assert mistakes(rendered("oscal", (), a_view(())), version) == []


@needs_shared
@given(TEXTS)
@settings(max_examples=40)
def test_the_schemas_accept_it_whatever_a_device_says(text: str) -> None:
    raw = rendered("oscal", nasty_device(text), nasty_view(text))
    assert [mistake for version in VERSIONS for mistake in mistakes(raw, version)] == []


@needs_shared
def test_the_schemas_accept_the_worst_texts() -> None:
    raw = rendered("oscal", tuple(finding for text in NASTY for finding in nasty_device(text)))
    assert [mistake for version in VERSIONS for mistake in mistakes(raw, version)] == []


def test_every_finding_is_an_observation_on_its_device() -> None:
    whole = result()
    observations = whole["observations"]
    devices = {item["uuid"]: item["description"] for item in whole["local-definitions"]["inventory-items"]}
    seen = [
        (devices[one["subjects"][0]["subject-uuid"]], props(one).get("rule"), props(one).get("verdict"))
        for one in observations
    ]
    assert seen[:-1] == [(one.device, one.rule, one.verdict.value) for one in FINDINGS]
    assert seen[-1] == ("fw-9", None, None)
    assert {tuple(one["methods"]) for one in observations} == {("TEST",)}


def test_times_are_those_of_the_run_and_of_the_collection() -> None:
    document = read()
    assert document["metadata"]["last-modified"] == "2026-11-21T20:15:03Z"
    assert document["results"][0]["start"] == "2026-11-21T20:15:03Z"
    assert document["results"][0]["observations"][0]["collected"] == "2026-11-21T18:15:03Z"


def test_the_deciding_lines_are_the_evidence() -> None:
    [first, second, *_] = result()["observations"]
    assert [one["description"] for one in first["relevant-evidence"]] == [
        "41:  transport input telnet ssh",
        "44:  transport input all",
    ]
    assert "relevant-evidence" not in second


def test_a_rule_is_satisfied_only_where_every_device_keeps_it() -> None:
    found = {one["target"]["target-id"]: one["target"]["status"] for one in result()["findings"]}
    assert found == {
        "mgmt.no-telnet": {"state": "not-satisfied", "reason": "fail"},
        "mgmt.banner": {"state": "not-satisfied", "reason": "fail"},
        "log.remote": {"state": "not-satisfied", "reason": "other"},
        "time.ntp": {"state": "satisfied", "reason": "pass"},
        "own.rule": {"state": "not-satisfied", "reason": "other"},
    }


def test_a_waiver_is_an_approved_risk_with_its_end() -> None:
    whole = result(a_device())
    [risk] = whole["risks"]
    assert (risk["status"], risk["deadline"]) == ("deviation-approved", "2027-03-31T23:59:59Z")
    [finding] = [one for one in whole["findings"] if "related-risks" in one]
    assert finding["target"]["target-id"] == "mgmt.banner"
    assert finding["related-risks"] == [{"risk-uuid": risk["uuid"]}]


def test_every_reference_leads_to_something_in_the_document() -> None:
    document = read()
    whole = document["results"][0]
    observed = {one["uuid"] for one in whole["observations"]}
    referred = {one["observation-uuid"] for item in whole["findings"] for one in item["related-observations"]}
    assert referred < observed
    [tool] = whole["local-definitions"]["assessment-assets"]["components"]
    actors = {one["origins"][0]["actors"][0]["actor-uuid"] for one in whole["observations"]}
    assert actors == {tool["uuid"]}
    [plan] = document["back-matter"]["resources"]
    assert document["import-ap"]["href"] == f"#{plan['uuid']}"


def test_no_identifier_names_two_things() -> None:
    named = uuids(read())
    assert len(named) == len(set(named))


def test_languages_differ_in_words_and_in_the_document_s_own_identifier_only() -> None:
    german, english = (read(language=language) for language in Language)
    assert german.pop("uuid") != english.pop("uuid")
    assert uuids(german) == uuids(english)


def test_a_device_is_the_same_in_every_run() -> None:
    one, other = (result(found)["local-definitions"]["inventory-items"][0]["uuid"] for found in (a_device(), FINDINGS))
    assert one == other
