"""What a configuration can answer: every control has rules or a reason why there are none."""

import pytest

from isms.core.errors import InputError
from isms.core.model.control import Answerable, Coverage, Edition, Link
from isms.core.model.text import Text
from isms.grundschutz import answerable, catalog, mapping

REASON = Text(de="Das zeigt keine Konfiguration.", en="No configuration shows it.")


def shipped() -> tuple[Answerable, ...]:
    """What ships."""
    return tuple(answerable.answerable(mapping.links(Edition.GSPP), answerable.unanswered()))


def a_link(requirement: str, rule: str, edition: Edition = Edition.GSPP) -> Link:
    """A row of a mapping."""
    return Link(rule=rule, edition=edition, requirement=requirement, coverage=Coverage.PARTIAL, refutes=False)


def test_every_control_has_rules_or_a_reason() -> None:
    assert [each.id for each in shipped() if not each.rules and each.reason is None] == []


def test_no_control_has_rules_and_a_reason_why_there_are_none() -> None:
    assert [each.id for each in shipped() if each.rules and each.reason is not None] == []


def test_every_reason_is_said_in_both_languages() -> None:
    assert [name for name, reason in answerable.unanswered().items() if not (reason.de and reason.en)] == []


def test_every_answerable_control_is_in_the_catalogue_in_its_order() -> None:
    order = list(catalog.requirements(Edition.GSPP))
    names = [each.id for each in shipped()]
    assert names == sorted(names, key=order.index)


def test_the_rules_of_a_control_stand_in_the_order_of_the_mapping() -> None:
    links = [a_link("ARCH.3.4", "b"), a_link("ARCH.3.4", "a"), a_link("ARCH.3.4", "c", Edition.KOMPENDIUM)]
    found = {each.id: each for each in answerable.answerable(links, {"KONF.2.9": REASON})}
    assert (found["ARCH.3.4"].rules, found["ARCH.3.4"].reason) == (("b", "a"), None)
    assert (found["KONF.2.9"].rules, found["KONF.2.9"].reason) == ((), REASON)


def test_a_control_that_no_configuration_can_answer_is_named_with_its_line() -> None:
    text = "edition: GSPP\nrequirements:\n  GC.1.1: {de: nichts, en: nothing}\n  KONF.2.9: {de: nichts, en: nothing}\n"
    with pytest.raises(InputError) as caught:
        answerable.read(text, "offen.yaml")
    assert (
        caught.value.message.en == "offen.yaml:3: requirements.GC.1.1: no requirement that a configuration can answer"
    )


def test_mistakes_of_form_are_told_with_their_lines() -> None:
    with pytest.raises(InputError) as caught:
        answerable.read("edition: GSPP\nrequirements:\n  KONF.2.9: {de: nichts}\n", "offen.yaml")
    assert "offen.yaml:3" in caught.value.message.en
