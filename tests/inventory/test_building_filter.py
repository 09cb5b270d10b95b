"""Choosing buildings with words."""

import pytest

from inventory.building_filter import Words, families, fits, is_type
from isms.core.model.building import Building

SCHOOL = Building(
    id="WE-17", name="Humboldtschule", type="Gymnasium", district="Süd-West", department="Amt für Schule", city="Linden"
)


@pytest.mark.parametrize(
    ("found", "word", "fitting"),
    [
        ("Grundschule", "schule", True),
        ("Gymnasium", "Schule", True),
        ("Berufskolleg", "Schulen", True),
        ("Kindertagesstätte", "kita", True),
        ("Verwaltungsgebäude", "verwaltung", True),
        ("Feuerwache 3", "feuerwehr", True),
        ("Sondertyp", "sondertyp", True),
        ("Gymnasium", "Grundschule", False),
        (None, "schule", False),
        ("Gymnasium", "", False),
    ],
)
def test_a_type_is_what_a_word_means(found: str | None, word: str, fitting: bool) -> None:
    assert is_type(found, word) is fitting


@pytest.mark.parametrize(
    ("words", "fitting"),
    [
        (Words(), True),
        (Words(types=("kita", "schule")), True),
        (Words(districts=("suedwest",)), True),
        (Words(districts=("Nord",)), False),
        (Words(departments=("schule",)), True),
        (Words(text=("humboldt", "we17")), True),
        (Words(text=("humboldt", "mond")), False),
        (Words(text=("---",)), False),
    ],
)
def test_every_word_must_fit(words: Words, fitting: bool) -> None:
    assert fits(SCHOOL, words) is fitting


def test_what_is_unknown_fits_no_word() -> None:
    assert not fits(Building(id="1"), Words(districts=("Nord",)))
    assert fits(Building(id="1"), Words())


def test_a_family_begins_with_words_that_contain_it_or_stand_for_it() -> None:
    assert all(words for words in families().values())
