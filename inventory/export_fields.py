"""How the fields of a building stand in a file for people: titles, words, numbers, days. Pure."""

from datetime import date
from enum import StrEnum
from typing import Any

from inventory.entries import decimal
from isms.core.model.building import Building
from isms.core.model.text import Language, Text
from isms.core.wording_fields import FIELDS, WORDS

NAMES: tuple[str, ...] = tuple(Building.__slots__)
FLAGS = ("kritis", "listed", "peripheral", "in_scope")
DAYS = ("lease_until", "closed_on")
COUNTS = ("users", "priority")
PLACES = ("lat", "lon")
NUMBERS = (*PLACES, "floor_area")
FIXED = ("tenure", "origin")
YES, NO = Text(de="ja", en="yes"), Text(de="nein", en="no")


def titles(language: Language) -> tuple[str, ...]:
    """The headers of all fields, in their order."""
    return tuple(FIELDS[name].to(language) for name in NAMES)


def field_of(title: str) -> str | None:
    """The field that one of our own headers means, in either language or as the field is called."""
    return TITLES.get(title)


TITLES = {title: name for name in NAMES for title in (name, FIELDS[name].de, FIELDS[name].en)}


def choices(name: str, language: Language) -> tuple[str, ...]:
    """The words that a field allows; nothing for one that takes any."""
    if name in FLAGS:
        return YES.to(language), NO.to(language)
    return tuple(text.to(language) for text in WORDS[name].values()) if name in FIXED else ()


def worded(name: str, value: Any, language: Language) -> str:
    """A value as people of the language write it; nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}" if language is Language.DE else value.isoformat()
    if isinstance(value, StrEnum):
        return WORDS[name][value.value].to(language)
    if isinstance(value, float):
        return decimal(value).replace(".", ",") if language is Language.DE else decimal(value)
    return str(value)
