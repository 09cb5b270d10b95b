"""Numbers, dates and lists as people write them."""

from collections.abc import Sequence
from datetime import date, datetime

from isms.core.model.text import Language, Text

AND = Text(de="und", en="and")
MORE = Text(de="{n} weitere", en="{n} more")


def number(value: int, language: Language) -> str:
    """A whole number with its thousands apart: `18.402`, `18,402`."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language is Language.DE else grouped


def percent(part: int, whole: int, language: Language) -> str:
    """A share in whole per cent, rounded down, so that only everything is 100 % and only nothing is 0 %."""
    share = str(part * 100 // whole) if whole else "0"
    if part and share == "0":
        share = "<\N{NO-BREAK SPACE}1" if language is Language.DE else "<1"
    return f"{share}\N{NO-BREAK SPACE}%" if language is Language.DE else f"{share}%"


def euros(cents: int, language: Language) -> str:
    """An amount: `1.234,50 €` or `€1,234.50`, whole euros without cents."""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    comma = "," if language is Language.DE else "."
    amount = number(whole, language) + (f"{comma}{rest:02}" if rest else "")
    return f"{sign}{amount}\N{NO-BREAK SPACE}€" if language is Language.DE else f"{sign}€{amount}"


def day(value: date | None, language: Language) -> str:
    """A day: `21.11.2026` or `2026-11-21`; a dash for none."""
    if value is None:
        return "–"
    return f"{value:%d.%m.%Y}" if language is Language.DE else f"{value:%Y-%m-%d}"


def moment(value: datetime | None, language: Language) -> str:
    """A time in UTC: `21.11.2026, 20:15 Uhr (UTC)`; a dash for none."""
    if value is None:
        return "–"
    clock = f"{value:%H:%M} Uhr (UTC)" if language is Language.DE else f"{value:%H:%M} (UTC)"
    return f"{day(value.date(), language)}, {clock}"


def counted(value: int, one: Text, many: Text, language: Language) -> str:
    """A number with its noun: `1 Gerät`, `2 Geräte`."""
    return f"{number(value, language)} {(one if value == 1 else many).to(language)}"


def listed(names: Sequence[str], language: Language, most: int = 5) -> str:
    """Names in a row: `a, b und c`, or the first of many: `a, b, c und 7 weitere`."""
    shown = list(names) if len(names) <= most + 1 else list(names[:most])
    if len(shown) < len(names):
        shown.append(MORE.to(language).format(n=number(len(names) - len(shown), language)))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {AND.to(language)} {shown[-1]}"


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"
