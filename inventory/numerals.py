"""Numbers as people write them: decimal comma, parted thousands, units. Pure."""

import re
from collections.abc import Iterable

AROUND = re.compile(
    r"(?:ca\.?|rd\.?|etwa|~|≈)?\s*(.*?)\s*(?:m²|m2|qm|m|€|EUR|Euro|%|°|Personen|Mbit/s)?", re.IGNORECASE
)
BLANKS = re.compile(r"(?<=[0-9])[\s\u2009\u202f'’](?=[0-9]{3}(?:[^0-9]|$))")
PLAIN = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
GROUPED_POINT = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
GROUPED_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
ONE_COMMA = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
POWER = re.compile(r"[+-]?[0-9](?:[.,][0-9]{1,17})?e[+-]?[0-9]{1,2}", re.IGNORECASE)


def numeral(cell: str, thousands: str = "") -> float | None:
    """The number in a cell, None if it holds none; `thousands` decides whether 1.234 or 1,234 means 1234."""
    text = _core(cell)
    if thousands and (ONE_COMMA if thousands == "," else ONE_GROUP).fullmatch(text):
        return float(text.replace(thousands, ""))
    if GROUPED_POINT.fullmatch(text) and (text.count(".") > 1 or "," in text):
        text = text.replace(".", "").replace(",", ".")
    elif GROUPED_COMMA.fullmatch(text) and (text.count(",") > 1 or "." in text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    return float(text) if PLAIN.fullmatch(text) or POWER.fullmatch(text) else None


def _core(cell: str) -> str:
    """The digits and signs without units, blanks between thousands, and the dash for no cents."""
    found = AROUND.fullmatch(cell.strip())
    text = BLANKS.sub("", found.group(1) if found else cell)
    return re.sub(r",-{1,2}$", "", text).replace("−", "-")


def thousands(cells: Iterable[str]) -> str:
    """The mark that parts thousands in a column, as all its cells show it; empty if none does."""
    texts = [_core(cell) for cell in cells]
    both = [text for text in texts if "." in text and "," in text]
    if both:
        return "," if both[0].rfind(".") > both[0].rfind(",") else "."
    pointed = [text for text in texts if "." in text]
    grouped = pointed and all(GROUPED_POINT.fullmatch(text) for text in pointed)
    return "." if grouped or any("," in text for text in texts) else ""
