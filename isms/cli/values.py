"""Values of the register as people of the terminal's language write them."""

from datetime import date
from enum import StrEnum
from typing import Any

from isms.cli import marks
from isms.cli.language import LANGUAGE, say
from isms.core.wording_fields import CENTS, FIELDS, SHARES, WORDS

LENGTH_OF_A_DAY = len("2026-11-21")


def label(field: str) -> str:
    """What a field is called."""
    return FIELDS[field].to(LANGUAGE) if field in FIELDS else field


def shown(field: str, value: Any) -> str:
    """A value of a field, also as the journal keeps it; nothing is empty."""
    if value is None or value in ((), []):
        return ""
    if isinstance(value, bool):
        return say("ja", "yes") if value else say("nein", "no")
    if isinstance(value, date):
        return marks.day(value)
    if field in CENTS:
        return money(value)
    if field in SHARES:
        return say(f"{value * 100:g}".replace(".", ",") + " %", f"{value * 100:g}%")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return _text(field, value)


def _text(field: str, value: Any) -> str:
    """A text, a word from a list, a number or a day in the form of the journal."""
    if field in WORDS and str(value) in WORDS[field]:
        return WORDS[field][str(value)].to(LANGUAGE)
    if isinstance(value, float):
        return say(f"{value:g}".replace(".", ","), f"{value:g}") if field not in {"lat", "lon"} else str(value)
    if isinstance(value, str) and not isinstance(value, StrEnum) and len(value) == LENGTH_OF_A_DAY:
        try:
            return marks.day(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value)


def money(cents: int) -> str:
    """An amount in euros."""
    euros = f"{cents // 100:,}"
    return say(f"{euros.replace(',', '.')},{cents % 100:02}\u00a0€", f"€{euros}.{cents % 100:02}")
