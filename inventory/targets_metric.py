"""Whether one building meets a target: one pure function per metric. What nobody wrote down is unknown, never good."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building
from isms.core.model.connection import FIBRE, SUPPLIED, Connection
from isms.core.model.progress import Answer, Judgement
from isms.core.model.rollout import Standing
from isms.core.model.target import Metric, Operator, Target
from isms.core.model.text import Text
from isms.core.wording_rollout import MEDIA


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that is known of one building on a day; a standing is None where there is no such measure."""

    building: Building
    day: date
    connections: tuple[Connection, ...] = ()
    areas: tuple[Area, ...] = ()
    fibre: Standing | None = None
    wlan: Standing | None = None

    def active(self) -> tuple[Connection, ...]:
        """The connections in service on that day."""
        return tuple(one for one in self.connections if _active(one, self.day))


def _active(one: Connection, day: date) -> bool:
    """Whether a connection is in service; one without a beginning is ordered or unknown."""
    begun = one.active_since is not None and one.active_since <= day
    return begun and (one.ended_on is None or one.ended_on > day)


def _undated(one: Connection, day: date) -> bool:
    """Whether a connection may be in service, but nobody knows since when."""
    return one.active_since is None and (one.ended_on is None or one.ended_on > day)


def judge(target: Target, site: Site) -> Judgement:
    """What holds for a building."""
    return METRICS[target.metric](target, site)


def _say(site: Site, answer: Answer, de: str, en: str, since: date | None = None) -> Judgement:
    """A judgement with its reason."""
    return Judgement(building=site.building.id, answer=answer, reason=Text(de=de, en=en), since=since)


def fibre(_: Target, site: Site) -> Judgement:
    """Fibre: a measure counts when it is accepted; where there is none, a line of fibre that is in service."""
    measure = site.fibre if site.fibre is not None and site.fibre.phase is not None else None
    found = _by_line(site) if measure is None else _by_measure(site, measure)
    if found.answer is Answer.MET and _cut_off(site):
        found = _say(site, Answer.UNMET, "Anschluss beendet", "line ended")
    served = found.answer is not Answer.MET and site.building.peripheral is True and _service(site) is not None
    return _served(site, found) if served else found


def _cut_off(site: Site) -> bool:
    """Whether the building had lines of fibre, and all of them have ended."""
    ends = [one.ended_on for one in site.connections if one.medium in FIBRE]
    return bool(ends) and all(end is not None and end <= site.day for end in ends)


def _by_measure(site: Site, standing: Standing) -> Judgement:
    """What a measure says."""
    if standing.done_on is not None:
        return _say(site, Answer.MET, "abgenommen und in Betrieb", "accepted and in service", standing.done_on)
    if standing.unaccepted:
        return _say(site, Answer.UNMET, "in Betrieb, aber ohne Abnahme", "in service without an acceptance")
    return _say(site, Answer.UNMET, "Maßnahme läuft", "measure under way")


def _by_line(site: Site) -> Judgement:
    """What the lines say where no measure is known."""
    lit = [one for one in site.active() if one.medium in FIBRE]
    final = [one for one in lit if not one.interim]
    if final:
        since = min(one.active_since for one in final if one.active_since)
        return _say(site, Answer.MET, "Anschluss liegt", "line in service", since)
    if lit:
        return _say(site, Answer.UNMET, "nur als Übergangslösung", "only for the time being")
    others = [one for one in site.connections if _undated(one, site.day) or one in site.active()]
    if not site.connections:
        return _say(site, Answer.UNKNOWN, "nichts bekannt", "nothing is known")
    if not others:
        return _say(site, Answer.UNMET, "kein Anschluss in Betrieb", "no line in service")
    if any(one.medium is None or one.medium in FIBRE for one in others):
        return _say(site, Answer.UNKNOWN, "Medium oder Beginn fehlt", "medium or beginning is missing")
    return _say(site, Answer.UNMET, "andere Anbindung", "another kind of line")


def _service(site: Site) -> Connection | None:
    """The leased line or VPN that serves a site for good."""
    return next((one for one in site.active() if one.medium in SUPPLIED and not one.interim), None)


def _served(site: Site, found: Judgement) -> Judgement:
    """The same judgement, but the site is supplied: counted as that, never as fibre."""
    line = _service(site)
    medium = MEDIA[line.medium] if line is not None and line.medium is not None else Text(de="", en="")
    reason = Text(de=f"versorgt ({medium.de}), keine Glasfaser", en=f"supplied ({medium.en}), not fibre")
    return Judgement(building=found.building, answer=Answer.UNMET, reason=reason, supplied=True)


def supplied(target: Target, site: Site) -> Judgement:
    """Fibre, or a leased line or VPN at a small or peripheral site."""
    found = fibre(target, site)
    line = _service(site)
    if found.answer is Answer.MET or line is None:
        return found
    if site.building.peripheral is None:
        return _say(site, Answer.UNKNOWN, "ob Randlage, ist unbekannt", "whether peripheral is unknown")
    if not site.building.peripheral:
        return found
    return Judgement(
        building=site.building.id, answer=Answer.MET, reason=found.reason, since=line.active_since, supplied=True
    )


def mbit(target: Target, site: Site) -> Judgement:
    """The best line in service: what was measured, else what the contract says."""
    speeds = [(_speed(one), one.active_since) for one in site.active()]
    known = [(speed, since) for speed, since in speeds if speed is not None]
    good = [(speed, since) for speed, since in known if _reaches(target, speed)]
    if good:
        best = max(speed for speed, _ in good)
        since = min(since for _, since in good if since)
        return _say(site, Answer.MET, f"{_german(best)} Mbit/s", f"{best:g} Mbit/s", since)
    if len(known) < len(speeds) or any(_undated(one, site.day) for one in site.connections):
        return _say(site, Answer.UNKNOWN, "Bandbreite oder Beginn fehlt", "speed or beginning is missing")
    if not site.connections:
        return _say(site, Answer.UNKNOWN, "kein Anschluss eingetragen", "no line is on record")
    if not known:
        return _say(site, Answer.UNMET, "kein Anschluss in Betrieb", "no line in service")
    best = max(speed for speed, _ in known)
    return _say(site, Answer.UNMET, f"nur {_german(best)} Mbit/s", f"only {best:g} Mbit/s")


def _german(speed: float) -> str:
    """A speed as a German sentence writes it."""
    return f"{speed:g}".replace(".", ",")


def _speed(one: Connection) -> float | None:
    """The speed of a line as far as it is known."""
    return one.mbit_contracted if one.mbit_measured is None else one.mbit_measured


def _reaches(target: Target, speed: float) -> bool:
    """Whether a speed is enough."""
    wanted = target.value or 0
    return speed > wanted if target.operator is Operator.MORE_THAN else speed >= wanted


def wlan(target: Target, site: Site) -> Judgement:
    """WLAN in the areas that the target asks for: access points in operation, and the measure accepted."""
    rows = relevant(site.areas, target.scope.areas)
    measure = site.wlan if site.wlan is not None and site.wlan.phase is not None else None
    if any(_operating(area) is False for area in rows):
        return _say(site, Answer.UNMET, "Access Points fehlen", "access points are missing")
    if measure is not None and measure.done_on is None:
        return _by_measure(site, measure)
    if not rows and target.scope.areas:
        return _say(site, Answer.UNKNOWN, "Bereiche nicht eingetragen", "areas are not on record")
    if any(_operating(area) is None for area in rows):
        return _say(site, Answer.UNKNOWN, "Zahl der Access Points fehlt", "the number of access points is missing")
    if measure is None:
        return _say(site, Answer.UNKNOWN, "Abnahme nicht eingetragen", "no acceptance is on record")
    return _by_measure(site, measure)


def relevant(areas: Iterable[Area], kinds: tuple[AreaKind, ...]) -> tuple[Area, ...]:
    """The areas that a target looks at, those without rooms left out; where there is none of its kinds, the whole
    building stands for them."""
    real = [area for area in areas if area.rooms != 0]
    wanted = tuple(area for area in real if not kinds or area.kind in kinds)
    return wanted or tuple(area for area in real if area.kind is AreaKind.FULL)


def _operating(area: Area) -> bool | None:
    """Whether all planned access points of an area are in operation; None if that cannot be told."""
    if area.aps_planned is not None and area.aps_planned <= 0:
        return False
    if area.aps_operating is None:
        return None
    if area.aps_operating <= 0:
        return False
    return None if area.aps_planned is None else area.aps_operating >= area.aps_planned


def cabled(target: Target, site: Site) -> Judgement:
    """Cabling for all planned access points of the areas that the target asks for."""
    rows = relevant(site.areas, target.scope.areas)
    days = [area.cabled_on for area in rows]
    if rows and all(day is not None and day <= site.day for day in days):
        return _say(site, Answer.MET, "verkabelt", "cabled", max(day for day in days if day))
    if rows and (any(days) or (site.wlan is not None and site.wlan.phase is not None)):
        return _say(site, Answer.UNMET, "Verkabelung nicht fertig", "cabling not finished")
    if rows:
        return _say(site, Answer.UNKNOWN, "Verkabelung nicht eingetragen", "no cabling is on record")
    return _say(site, Answer.UNKNOWN, "Bereiche nicht eingetragen", "areas are not on record")


METRICS: Mapping[Metric, Callable[[Target, Site], Judgement]] = {
    Metric.FIBRE: fibre,
    Metric.SUPPLIED: supplied,
    Metric.MBIT: mbit,
    Metric.WLAN: wlan,
    Metric.CABLED: cabled,
}
