"""Days that matter, the passed ones first: consents, notices, grants, leases, targets, needs, enquiries. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from inventory.rollout import deemed_on
from inventory.stages import Seen, counts
from inventory.stuck import place
from inventory.targets_metric import Site
from isms.core.model.building import Tenure
from isms.core.model.connection import Connection
from isms.core.model.money import Grant
from isms.core.model.progress import Progress
from isms.core.model.records import Enquiry, RecordStatus, Requirement
from isms.core.model.rollout import MeasureKind, Milestone, Step, measure_id
from isms.core.model.text import Text
from isms.core.model.views_lists import Deadline, DeadlineKind, Place, Urgency
from isms.core.wording_rollout import MEASURES, MEDIA

NEAR, SOON = 30, 90  # days
SETTLED = (RecordStatus.REFUSED, RecordStatus.DONE)


def ordered(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines, the earliest first; so the overdue ones stand at the top."""
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.id)))


def urgency(left: int) -> Urgency:
    """How near a day is that is so many days ahead."""
    if left < 0:
        return Urgency.OVERDUE
    return Urgency.NEAR if left <= NEAR else Urgency.SOON if left <= SOON else Urgency.LATER


def of_sites(sites: Iterable[Site], seen: Seen) -> Iterator[Deadline]:
    """What is due at the buildings: consents, notices of lines, ends of leases."""
    for site in sites:
        if counts(site):
            yield from _consents(site, seen)
        if site.building.closed_on is None or site.building.closed_on > site.day:
            yield from _lease(site)
        yield from (found for line in site.connections if (found := _notice(site, line)) is not None)


def _consents(site: Site, seen: Seen) -> Iterator[Deadline]:
    """The days after which a consent that was applied for counts as given."""
    for kind in MeasureKind:
        rows = {one.name: one for one in seen.rows.get(measure_id(site.building.id, kind), ())}
        for step in seen.templates[kind].steps:
            row = rows.get(step.key)
            if row is None or row.actual is not None or row.dropped_reason is not None:
                continue
            end = deemed_on(step, row)
            if end is not None and end >= site.day:
                title = Text(de=f"{step.title.de} gilt danach als erteilt", en=f"{step.title.en} is deemed given after")
                yield _due(
                    DeadlineKind.CONSENT, end, site.day, row.id, title, _counted(step, row), place(site.building)
                )


def _counted(step: Step, row: Milestone) -> Text:
    """From what the end of the period was counted."""
    months, applied = step.deemed_after_months, row.applied
    if row.extended_until is not None:
        return Text(
            de=f"Antrag vollständig am {applied:%d.%m.%Y}, Frist von der Behörde verlängert",
            en=f"complete application on {applied}, period extended by the authority",
        )
    return Text(
        de=f"{months} Monate ab vollständigem Antrag am {applied:%d.%m.%Y}",
        en=f"{months} months from the complete application on {applied}",
    )


def _notice(site: Site, line: Connection) -> Deadline | None:
    """The last day to give notice of a line that runs; past its end it is of no interest any more."""
    over = [day for day in (line.ended_on, line.contract_end) if day is not None]
    if line.notice_by is None or any(day < site.day for day in over):
        return None
    medium = Text(de="Anschluss", en="line") if line.medium is None else MEDIA[line.medium]
    provider = f" ({line.provider})" if line.provider else ""
    title = Text(de=f"Kündigung: {medium.de}{provider}", en=f"Notice: {medium.en}{provider}")
    source = Text(de=f"Vertrag des Anschlusses {line.id}", en=f"contract of line {line.id}")
    if line.contract_end is not None:
        source = Text(de=f"{source.de}, Ende {line.contract_end:%d.%m.%Y}", en=f"{source.en}, end {line.contract_end}")
    return _due(DeadlineKind.NOTICE, line.notice_by, site.day, line.id, title, source, place(site.building))


def _lease(site: Site) -> Iterator[Deadline]:
    """The end of the lease of a building that is still open."""
    building = site.building
    if building.lease_until is not None and building.tenure is not Tenure.OWNED:
        yield _due(
            DeadlineKind.LEASE,
            building.lease_until,
            site.day,
            building.id,
            Text(de="Mietende", en="End of the lease"),
            Text(de="Mietvertrag des Gebäudes", en="lease of the building"),
            place(building),
        )


def of_grants(grants: Iterable[Grant], day: date) -> Iterator[Deadline]:
    """What is due to those who fund: what was done is left out, and so is a bond that has ended."""
    for one in grants:
        open_bond = one.bound_until if one.bound_until is not None and one.bound_until >= day else None
        days = (
            (DeadlineKind.DRAW, None if one.drawn_on else one.draw_by, "Mittelabruf", "Drawing of funds"),
            (
                DeadlineKind.INTERIM_REPORT,
                None if one.interim_report_on else one.interim_report_by,
                "Zwischennachweis",
                "Interim report",
            ),
            (
                DeadlineKind.FINAL_REPORT,
                None if one.final_report_on else one.final_report_by,
                "Verwendungsnachweis",
                "Final report",
            ),
            (DeadlineKind.BOUND, open_bond, "Ende der Zweckbindung", "End of the earmarking"),
        )
        source = Text(de=f"Bescheid {one.id}", en=f"grant {one.id}")
        if one.programme:
            source = Text(de=f"{source.de}, {one.programme}", en=f"{source.en}, {one.programme}")
        for kind, on, de, en in days:
            if on is not None:
                yield _due(kind, on, day, one.id, Text(de=de, en=en), source, buildings=one.buildings)


def of_targets(progresses: Iterable[Progress]) -> Iterator[Deadline]:
    """The deadlines of the targets that are not met yet."""
    for one in progresses:
        deadline = one.target.deadline
        if deadline is None or one.done >= one.needed:
            continue
        title = Text(
            de=f"{one.target.title.de}: {one.done} von {one.needed}",
            en=f"{one.target.title.en}: {one.done} of {one.needed}",
        )
        source = Text(de=f"Ziel: {one.target.source.de}", en=f"target: {one.target.source.en}")
        yield _due(DeadlineKind.TARGET, deadline, one.day, one.target.id, title, source)


def of_records(
    requirements: Iterable[Requirement], enquiries: Iterable[Enquiry], places: Mapping[str, Place], day: date
) -> Iterator[Deadline]:
    """Needs that are not served yet, and enquiries that are not answered."""
    for need in requirements:
        if need.needed_by is None or need.status in SETTLED:
            continue
        what = MEASURES[need.kind] if need.kind is not None else Text(de="", en="")
        title = Text(de=f"Bedarf {what.de}".strip(), en=f"Need {what.en}".strip())
        source = Text(de=f"Bedarfsmeldung {need.id}", en=f"requirement {need.id}")
        yield _due(DeadlineKind.NEED, need.needed_by, day, need.id, title, source, places.get(need.building or ""))
    for one in enquiries:
        if one.answer_by is None or one.answered_on is not None or one.status in SETTLED:
            continue
        title = Text(de="Anfrage beantworten", en="Answer an enquiry")
        source = Text(de=f"Anfrage {one.id}", en=f"enquiry {one.id}")
        yield _due(DeadlineKind.ANSWER, one.answer_by, day, one.id, title, source, buildings=one.buildings)


def _due(
    kind: DeadlineKind,
    on: date,
    today: date,
    key: str,
    title: Text,
    source: Text,
    where: Place | None = None,
    buildings: tuple[str, ...] = (),
) -> Deadline:
    """A deadline with the days that are left."""
    left = (on - today).days
    return Deadline(
        kind=kind,
        on=on,
        left=left,
        urgency=urgency(left),
        title=title,
        source=source,
        id=key,
        place=where,
        buildings=(where.building,) if where is not None else buildings,
    )
