"""The templates of fibre and WLAN, shipped or an office's own."""

import pytest

from inventory.rollout_templates import FOLDER, Templates, find, names, read
from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind
from isms.core.model.target import Target
from isms.core.model.text import Language

TEMPLATES = read({})
OWN = """kind: fibre
steps:
  - {key: start, title: {de: Start, en: Start}, phase: need}
  - {key: accepted, title: {de: Abnahme, en: Acceptance}, phase: acceptance, role: acceptance}
  - {key: lit, title: {de: in Betrieb, en: In service}, phase: acceptance, role: service}
"""


def own(text: str) -> Templates:
    """The templates with an office's own one for fibre."""
    return read({MeasureKind.FIBRE: ("templates/fibre.yaml", text)})


def test_the_shipped_templates_have_the_steps_of_the_trade_in_order() -> None:
    titles = {kind: ", ".join(step.title.de for step in one.steps) for kind, one in TEMPLATES.items()}
    assert titles == {
        MeasureKind.FIBRE: (
            "Bedarf, Markterkundung, Begehung, Planung, Gestattung, Denkmal, Zustimmung § 127 TKG, "
            "Anordnung § 45 StVO, Vergabe, Tiefbau, Hauseinführung, Einblasen, Spleißen, OTDR, Abnahme, GIS-Doku, "
            "in Betrieb"
        ),
        MeasureKind.WLAN: (
            "Bedarf, Ausleuchtung, Mitbestimmung/Datenschutz, Planung, Verkabelung, AP-Montage, Inbetriebnahme, "
            "Abdeckungsmessung, Abnahme, Übergabe"
        ),
    }


def test_the_shipped_targets_are_four() -> None:
    text = (FOLDER / "targets.yaml").read_text(encoding="utf-8")
    targets = codec.read(tuple[Target, ...], codec.parse_yaml(text, "targets.yaml"))
    assert [one.id for one in targets] == ["fibre-all", "gigabit-social", "wlan-meeting-public", "cabled-new"]


def test_an_office_replaces_one_template_and_keeps_the_other() -> None:
    found = own(OWN)
    assert [step.key for step in found[MeasureKind.FIBRE].steps] == ["start", "accepted", "lit"]
    assert found[MeasureKind.WLAN] == TEMPLATES[MeasureKind.WLAN]


def test_all_mistakes_of_all_files_are_named_at_once() -> None:
    fibre = OWN.replace("key: start", "key: Start!").replace("phase: need", "phase: operation, weeks: 0")
    wlan = "kind: wlan\nsteps:\n  - {key: a, title: {de: A}, phase: never, colour: red}\n"
    given = {MeasureKind.FIBRE: ("templates/fibre.yaml", fibre), MeasureKind.WLAN: ("templates/wlan.yaml", wlan)}
    with pytest.raises(InputError) as caught:
        read(given)
    assert caught.value.to(Language.DE).splitlines() == [
        "6 Fehler:",
        "templates/fibre.yaml:3: steps.0.key: erlaubt sind a-z, 0-9 und _",
        "templates/fibre.yaml:3: steps.0.phase: operation wird abgeleitet; den Schritt acceptance nennen",
        "templates/fibre.yaml:3: steps.0.weeks: nicht zwischen 1 und 520",
        "templates/wlan.yaml:3: steps.0.title.en: fehlt",
        (
            "templates/wlan.yaml:3: steps.0.phase: erlaubt ist 'need', 'planning', 'approval', 'tender', 'build', "
            "'acceptance' oder 'operation'"
        ),
        (
            "templates/wlan.yaml:3: steps.0.colour: unbekannter Schlüssel; es gibt: key, title, phase, weeks, role, "
            "deemed_after_months, also"
        ),
    ]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        pytest.param("kind: fibre", "kind: wlan", "fibre.yaml:1: kind: must be fibre", id="another kind"),
        pytest.param(
            ", role: service", "", "fibre.yaml:2: steps: exactly one step needs role: service", id="no service"
        ),
        pytest.param("role: service", "role: acceptance", "role: acceptance, here are 2", id="two acceptances"),
        pytest.param(
            "key: lit", "key: start", "fibre.yaml:5: steps.2.key: has a name of the step start", id="key twice"
        ),
        pytest.param("de: in Betrieb", "de: ABNAHME", "has a name of the step accepted", id="title twice"),
        pytest.param("de: Start", "de: '-'", "fibre.yaml:3: steps.0.title.de: is empty", id="empty title"),
        pytest.param("phase: need", "phase: need, deemed_after_months: 99", "not between 1 and 36", id="months"),
    ],
)
def test_a_mistake_has_its_line(before: str, after: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        own(OWN.replace(before, after, 1))
    assert problem in caught.value.to(Language.EN)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("in Betrieb", "fibre in_service"),
        ("IN BETRIEB", "fibre in_service"),
        ("Inbetriebnahme", "wlan commissioning"),
        ("fibre:Abnahme", "fibre acceptance"),
        ("WLAN: abnahme", "wlan acceptance"),
        ("glasfaser:Bedarf", "fibre need"),
        ("Zustimmung § 127 TKG", "fibre consent"),
        ("zustimmung", "fibre consent"),
        ("Gestattung / Denkmal", "fibre permit"),
        ("Denkmal", "fibre monument"),
        ("Spleissen", "fibre splicing"),
        ("Uebergabe", "wlan handover"),
        ("civil_works", "fibre civil_works"),
        ("Mitbestimmung", "wlan codetermination"),
    ],
)
def test_a_milestone_is_found_by_what_people_call_it(name: str, key: str) -> None:
    found = find(TEMPLATES, name)
    assert f"{found.kind.value} {found.step.key}" == key


def test_a_name_that_both_templates_have_asks_which() -> None:
    with pytest.raises(InputError, match="Which one: 'fibre:Acceptance', 'wlan:Acceptance'"):
        find(TEMPLATES, "Abnahme")


@pytest.mark.parametrize("name", ["Richtfest", "", ":", "fibre:", "wlan:Tiefbau", "§"])
def test_an_unknown_name_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="There is no milestone"):
        find(TEMPLATES, name)


@pytest.mark.parametrize("language", Language)
def test_every_name_that_is_offered_is_found(language: Language) -> None:
    offered = names(TEMPLATES, language)
    assert all(find(TEMPLATES, name) == one for name, one in offered)
    assert {one.step.key for _, one in offered} == {step.key for one in TEMPLATES.values() for step in one.steps}
