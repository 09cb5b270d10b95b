"""The facts of both editions that ship with the program: ids, titles, places, levels, dependencies."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from isms.core.model.control import Edition, Requirement

ACTIVE = "aktiv"
TABLES = ("gspp_answerable", "gspp_controls", "itgs2023_requirements", "practices", "target_objects")


@cache
def requirements(edition: Edition) -> Mapping[str, Requirement]:
    """The requirements of an edition by id, in the order of its catalogue; those the edition dropped are not in it."""
    return MappingProxyType({each.id: each for each in READERS[edition]()})


@cache
def pins() -> tuple[tuple[str, str], ...]:
    """The name and SHA-256 of every table, for the manifest of a run."""
    return tuple((name, hashlib.sha256(raw(name)).hexdigest()) for name in TABLES)


@cache
def target_objects() -> Mapping[str, tuple[str, ...]]:
    """The categories of target objects of Grundschutz++ by name, each with those above it, nearest first."""
    return MappingProxyType({row["name"]: parts(row["ancestors"], " > ") for row in rows("target_objects")})


def kompendium() -> Iterator[Requirement]:
    """The requirements of the Kompendium, grouped by module (Baustein)."""
    for row in rows("itgs2023_requirements"):
        if row["status"] == ACTIVE:
            yield Requirement(
                edition=Edition.KOMPENDIUM,
                id=row["id"],
                title=row["title"],
                level=row["level"],
                group=row["baustein"],
                group_title=row["baustein_title"],
            )


def grundschutz_plus_plus() -> Iterator[Requirement]:
    """The controls of Grundschutz++, grouped by practice; the UUID outlives the id."""
    practices = {row["id"]: row["name"] for row in rows("practices")}
    for row in rows("gspp_controls"):
        yield Requirement(
            edition=Edition.GSPP,
            id=row["id"],
            title=row["title"],
            level=row["sec_level"],
            group=row["practice_id"],
            group_title=practices[row["practice_id"]],
            uuid=row["alt_identifier"],
            requires=parts(row["required"], ";"),
            categories=parts(row["target_object_categories"], ";"),
        )


READERS: dict[Edition, Callable[[], Iterator[Requirement]]] = {
    Edition.KOMPENDIUM: kompendium,
    Edition.GSPP: grundschutz_plus_plus,
}


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table."""
    return csv.DictReader(io.StringIO(raw(name).decode("utf-8")))


def raw(name: str) -> bytes:
    """The bytes of a table."""
    return (files("isms.grundschutz") / "facts" / f"{name}.csv").read_bytes()


def parts(cell: str, separator: str) -> tuple[str, ...]:
    """The values in one cell."""
    return tuple(part.strip() for part in cell.split(separator) if part.strip())
