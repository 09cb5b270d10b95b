"""Rows that a file gives as they are: grants, needs, partners, decisions, enquiries, documents, and what is special."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from isms.core import codec
from isms.demo.content import content
from isms.demo.rollout.days import at, month_end, workday
from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import STRICT

DAY, MONTH = "@", "@@"
BUILDING = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Values that somebody entered `day` days from today; `@` stands before days, `@@` before days whose month's end
    is meant; `{key}` stands for the id of a building."""

    __pydantic_config__: ClassVar = STRICT

    day: int
    id: str
    fields: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Entries of one table by one office, oldest first within a row."""

    __pydantic_config__: ClassVar = STRICT

    table: str
    who: str
    entries: tuple[Entry, ...]


def told(keys: Mapping[str, str], today: date) -> Iterator[Event]:
    """The entries of the file, with days and ids in place of their signs."""
    source = "records.yaml"
    for part in codec.read(tuple[Part, ...], codec.parse_yaml(content(source), source)):
        for one in part.entries:
            key = filled(one.id, keys, today)
            fields = {"id": key} | {name: filled(value, keys, today) for name, value in one.fields.items()}
            yield Event(
                day=at(today, one.day), who=part.who, table=part.table, id=key, fields=fields, reason=one.reason
            )


def filled(value: Any, keys: Mapping[str, str], today: date) -> Any:
    """A value with days and ids in place of their signs."""
    if isinstance(value, list):
        return [filled(one, keys, today) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith(MONTH):
        return month_end(at(today, int(value.removeprefix(MONTH))))
    if value.startswith(DAY):
        return workday(at(today, int(value.removeprefix(DAY))))
    return BUILDING.sub(lambda found: keys[found[1]], value)
