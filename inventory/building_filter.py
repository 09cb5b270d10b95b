"""Choosing buildings with words: type, district, department, free text. Pure but for the shipped word list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inventory.header import folded
from isms.core import codec
from isms.core.model.building import Building

TYPES = Path(__file__).parent / "templates" / "types.yaml"
SEARCHED = ("id", "name", "street", "postcode", "city", "district", "type", "department", "owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is asked of a building; of several words for one field one must fit, of `text` all."""

    types: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


def fits(building: Building, words: Words) -> bool:
    """Whether a building meets every word that is asked; what is unknown fits no word."""
    return (
        (not words.types or any(is_type(building.type, word) for word in words.types))
        and (not words.districts or any(_within(word, building.district) for word in words.districts))
        and (not words.departments or any(_within(word, building.department) for word in words.departments))
        and all(any(_within(word, getattr(building, name)) for name in SEARCHED) for word in words.text)
    )


def is_type(found: str | None, word: str) -> bool:
    """Whether a type of building is what a word means: it contains the word, or one of those that mean the same."""
    if found is None:
        return False
    wanted = families().get(folded(word).removesuffix("n"), families().get(folded(word), (word,)))
    return any(_within(one, found) for one in (word, *wanted))


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """The words that stand for several types."""
    text = TYPES.read_text(encoding="utf-8")
    found = codec.read(dict[str, tuple[str, ...]], codec.parse_yaml(text, TYPES.name))
    return {folded(word): meant for word, meant in found.items()}


def known(buildings: Iterable[Building], name: str) -> tuple[str, ...]:
    """The values that a field has anywhere, in order."""
    return tuple(sorted({value for one in buildings if (value := getattr(one, name)) is not None}))


def _within(word: str, value: str | None) -> bool:
    """Whether a value contains a word, however it is spelled."""
    return value is not None and folded(word) in folded(value) and folded(word) != ""
