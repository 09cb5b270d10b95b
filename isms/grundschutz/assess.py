"""The roll-up: from the findings of a run to a status per requirement and device, in both editions. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from isms.core.model.control import ControlStatus, Edition, Link, Requirement, Status
from isms.core.model.finding import Finding, Verdict
from isms.grundschutz.notes import note, requires_note
from isms.grundschutz.weigh import Evidence, is_fresh, oldest, status, weigh

WORST_FIRST = (Status.NOT_MET, Status.PARTLY, Status.STALE, Status.OPEN, Status.MET, Status.DISPENSABLE)
WORST_VERDICT_FIRST = (Verdict.FAIL, Verdict.ERROR, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The statuses in the order of the catalogue, then of the devices' names.

    `na` counts, per requirement, the devices on which no mapped rule applies; they have no status.
    """

    edition: Edition
    statuses: tuple[ControlStatus, ...]
    na: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One requirement over all devices: the worst status, and how many devices have which, worst first."""

    requirement: str
    worst: Status
    counts: tuple[tuple[Status, int], ...]


def assess(
    edition: Edition,
    requirements: Mapping[str, Requirement],
    links: Iterable[Link],
    findings: Iterable[Finding],
    today: date,
    evidence_days: int,
) -> Assessment:
    """The status of every mapped requirement on every device that has findings, weighed by `isms.grundschutz.weigh`."""
    mapped = by_requirement(edition, links)
    devices = by_device(findings, today, evidence_days)
    statuses: list[ControlStatus] = []
    na: dict[str, int] = {}
    for requirement in (each for each in requirements if each in mapped):
        for device, found in devices.items():
            evidence = weigh(mapped[requirement], found, today, evidence_days)
            if evidence is None:
                na[requirement] = na.get(requirement, 0) + 1
            else:
                statuses.append(rated(edition, requirement, device, evidence, evidence_days))
    return Assessment(edition=edition, statuses=with_required(statuses, requirements), na=na)


def tally(statuses: Iterable[ControlStatus]) -> tuple[Tally, ...]:
    """Each requirement over all its devices, in the order of the statuses."""
    counted: dict[str, Counter[Status]] = defaultdict(Counter)
    for each in statuses:
        counted[each.requirement][each.status] += 1
    return tuple(
        Tally(
            requirement=requirement,
            worst=next(rank for rank in WORST_FIRST if counts[rank]),
            counts=tuple((rank, counts[rank]) for rank in WORST_FIRST if counts[rank]),
        )
        for requirement, counts in counted.items()
    )


def by_requirement(edition: Edition, links: Iterable[Link]) -> dict[str, list[Link]]:
    """The links of an edition by requirement."""
    mapped: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.edition is edition:
            mapped[link.requirement].append(link)
    return dict(mapped)


def by_device(findings: Iterable[Finding], today: date, evidence_days: int) -> dict[str, dict[str, Finding]]:
    """One finding per device and rule, devices by name; of two for one rule the worse verdict with the worse date."""
    devices: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        found = devices[finding.device]
        twin = found.get(finding.rule)
        found[finding.rule] = finding if twin is None else worse((twin, finding), today, evidence_days)
    return dict(sorted(devices.items()))


def worse(twins: tuple[Finding, Finding], today: date, evidence_days: int) -> Finding:
    """What two findings of one rule on one device come to, in whatever order they stand."""
    worst = min(twins, key=lambda each: (WORST_VERDICT_FIRST.index(each.verdict), -each.exempted, repr(each)))
    stale = [each for each in twins if not is_fresh(each, today, evidence_days)]
    return replace(worst, collected_at=oldest(stale or twins))


def rated(edition: Edition, requirement: str, device: str, evidence: Evidence, evidence_days: int) -> ControlStatus:
    """The status of one requirement on one device, with what it rests on."""
    rating = status(edition, evidence)
    undecided = (*(link.rule for link, _ in evidence.unclear), *(link.rule for link in evidence.not_run))
    return ControlStatus(
        edition=edition,
        requirement=requirement,
        device=device,
        status=rating,
        note=note(rating, evidence),
        passed=tuple(link.rule for link, _ in evidence.passed),
        failed=tuple(link.rule for link, _ in evidence.failed),
        undecided=undecided,
        waivers=tuple(finding.waiver for _, finding in evidence.failed if finding.waiver),
        collected_at=evidence.oldest,
        valid_until=evidence.oldest and end_of(evidence.oldest, evidence_days),
    )


def end_of(collected: datetime, evidence_days: int) -> date:
    """The last day on which evidence counts."""
    day = collected.date()
    return day + timedelta(days=min(evidence_days, (date.max - day).days))


def with_required(
    statuses: Iterable[ControlStatus], requirements: Mapping[str, Requirement]
) -> tuple[ControlStatus, ...]:
    """The statuses, those that are met reopened where a control they require is not met on the same device."""
    rows = {(each.requirement, each.device): each for each in statuses}
    met = {key for key, each in rows.items() if each.status is Status.MET}
    while lacking := {key: gaps for key in met if (gaps := missing(key, met, requirements))}:
        for key, gaps in lacking.items():
            rows[key] = replace(rows[key], status=Status.OPEN, note=requires_note(gaps, rows[key].note))
        met -= lacking.keys()
    return tuple(rows.values())


def missing(
    key: tuple[str, str], met: set[tuple[str, str]], requirements: Mapping[str, Requirement]
) -> tuple[str, ...]:
    """The required controls that are not met on the device, evidence or none."""
    requirement, device = key
    return tuple(each for each in requirements[requirement].requires if (each, device) not in met)
