"""Grants and costs; every amount in cents."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Money from a funding programme; `id` is the Aktenzeichen, `rate` the funded share (1 = all), amounts in cents.

    The deadlines are Mittelabruf, Zwischennachweis, Verwendungsnachweis and Zweckbindung; the dates in `…_on` say when
    the first three were met.
    """

    id: str
    programme: str | None = None
    rate: float | None = None
    approved: int | None = None
    drawn: int | None = None
    own_share: int | None = None
    buildings: tuple[str, ...] = ()
    draw_by: date | None = None
    drawn_on: date | None = None
    interim_report_by: date | None = None
    interim_report_on: date | None = None
    final_report_by: date | None = None
    final_report_on: date | None = None
    bound_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What something costs in one budget year, in cents; `measure` and `grant` are ids."""

    id: str
    year: int
    building: str | None = None
    measure: str | None = None
    planned: int | None = None
    ordered: int | None = None
    paid: int | None = None
    grant: str | None = None
    text: str | None = None
