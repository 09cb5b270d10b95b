"""The mapping of requirements to rules: what ships is sound, and a mistake in it is named with its line."""

import csv

import pytest

from checks.rulebook import shipped
from isms.core.errors import InputError
from isms.core.model.control import Coverage, Edition, Link
from isms.core.model.text import Text
from isms.grundschutz import catalog, mapping
from tests.core_rules import CORE_RULES
from tests.shared import SHARED, needs_shared

SOUND = """\
edition: GSPP
requirements:
  KONF.4.4:
    - rule: mgmt.no-telnet
      coverage: partial
      refutes: no
      note: {de: einer von mehreren, en: one of several}
"""


@pytest.fixture(scope="module")
def rules() -> frozenset[str]:
    """The ids of the rules that ship."""
    return frozenset(rule.id for rule in shipped().rules)


@pytest.mark.parametrize("edition", list(Edition))
def test_every_requirement_and_every_rule_of_the_mapping_exists(edition: Edition, rules: frozenset[str]) -> None:
    links = mapping.links(edition)
    assert links
    assert {link.edition for link in links} == {edition}
    assert len({(link.requirement, link.rule) for link in links}) == len(links)
    assert {link.requirement for link in links} - catalog.requirements(edition).keys() == set()
    assert {link.rule for link in links} - rules == set()


def test_every_rule_but_the_banner_is_evidence_for_something(rules: frozenset[str]) -> None:
    mapped = {link.rule for edition in Edition for link in mapping.links(edition)}
    assert rules - mapped == {"mgmt.banner"}


@pytest.mark.parametrize("edition", list(Edition))
def test_every_link_says_in_both_languages_what_it_reaches(edition: Edition) -> None:
    assert [link for link in mapping.links(edition) if not (link.note.de and link.note.en)] == []


@pytest.mark.parametrize("edition", list(Edition))
def test_only_what_decides_a_whole_requirement_may_confirm_it(edition: Edition) -> None:
    full = [(link.requirement, link.rule) for link in mapping.links(edition) if link.coverage is Coverage.FULL]
    assert full == ([("ARCH.3.4", "wlan.encryption")] if edition is Edition.GSPP else [])


@needs_shared
@pytest.mark.parametrize("edition", list(Edition))
def test_the_mapping_of_the_core_rules_is_the_one_that_was_judged(edition: Edition) -> None:
    with (SHARED / "bsi" / "facts" / "core_rule_mapping.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["catalog"] == edition.value]
    judged = {
        (row["requirement_id"], row["rule_id"], row["coverage"], row["fail_refutes"] == "yes", row["note"], row["via"])
        for row in rows
    }
    assert {
        (link.requirement, link.rule, link.coverage.value, link.refutes, link.note.en, link.via)
        for link in mapping.links(edition)
        if link.rule in CORE_RULES
    } == judged


def test_a_sound_file_gives_links() -> None:
    assert mapping.read(SOUND, "eigene.yaml") == (
        Link(
            rule="mgmt.no-telnet",
            edition=Edition.GSPP,
            requirement="KONF.4.4",
            coverage=Coverage.PARTIAL,
            refutes=False,
            note=Text(de="einer von mehreren", en="one of several"),
        ),
    )


def test_all_mistakes_of_form_are_told_at_once_with_their_lines() -> None:
    text = SOUND.replace("partial", "half").replace("refutes: no", "refute: no")
    with pytest.raises(InputError) as caught:
        mapping.read(text, "eigene.yaml")
    told = caught.value.message.en
    assert told.startswith("3 mistakes:")
    assert "eigene.yaml:5: requirements.KONF.4.4.0.coverage" in told
    assert "eigene.yaml:6: requirements.KONF.4.4.0.refute:" in told


def test_unknown_requirements_and_rules_and_repeated_rules_are_told_at_once() -> None:
    row = SOUND.partition("KONF.4.4:\n")[2]
    text = SOUND + row.replace("mgmt.no-telnet", "mgmt.nonsense") + row + "  KONF.99.9:\n" + row
    with pytest.raises(InputError) as caught:
        mapping.read(text, "eigene.yaml", ["mgmt.no-telnet"])
    assert caught.value.message.en.splitlines()[1:] == [
        "eigene.yaml:4: requirements.KONF.4.4.0.rule: mgmt.no-telnet is listed twice",
        "eigene.yaml:8: requirements.KONF.4.4.1.rule: no rule is called mgmt.nonsense",
        "eigene.yaml:12: requirements.KONF.4.4.2.rule: mgmt.no-telnet is listed twice",
        "eigene.yaml:16: requirements.KONF.99.9: no requirement in GSPP",
    ]
