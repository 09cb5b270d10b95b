"""What a rule about all devices sees of one of them, and what it answers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checks.fleet.spool import Others, Spool
from checks.policy import Policy
from isms.core.model.fact import Fact, Seen
from isms.core.model.finding import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """How the configuration of a device is kept: whether the register knows the device, how many versions a git archive
    has of it (None where there is none) and how many commits, and whether every account may read it (None: unclear)."""

    registered: bool = False
    versions: int | None = None
    commits: int = 0
    open_to_all: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One device among all."""

    id: int
    seen: Seen
    policy: Policy
    backup: Backup
    spool: Spool

    @property
    def name(self) -> str:
        """The name of the device."""
        return self.seen.device.name

    @property
    def collected_at(self) -> datetime | None:
        """When its configuration was fetched."""
        return self.seen.collected_at

    def facts(self, kind: str) -> tuple[Fact, ...]:
        """What its configuration says."""
        return self.spool.facts(self.id, kind)

    def count(self, kind: str) -> int:
        """How much its configuration says."""
        return self.spool.count(self.id, kind)

    def shared(self, kind: str) -> dict[str, Others]:
        """The other devices that say the same, by what they share."""
        return self.spool.shared(self.id, self.name, kind)

    def neighboured(self, kind: str) -> tuple[Fact, ...]:
        """What its configuration says that other devices may have to do with."""
        keys = self.spool.neighboured(self.id, kind)
        return tuple([fact for fact in self.facts(kind) if fact.key in keys]) if keys else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict on one device and why; `$1`, `$2` … stand for the lines of the facts. The reason may name devices,
    never a word of a configuration."""

    verdict: Verdict
    de: str
    en: str
    facts: tuple[Fact, ...] = ()
    judged: int = 1


Judge = Callable[[Seat], Answer]


def passed(de: str, en: str, judged: int = 1) -> Answer:
    """The rule holds."""
    return Answer(verdict=Verdict.PASS, de=de, en=en, judged=judged)


def failed(de: str, en: str, *facts: Fact) -> Answer:
    """The rule is broken."""
    return Answer(verdict=Verdict.FAIL, de=de, en=en, facts=facts)


def unknown(de: str, en: str, *facts: Fact) -> Answer:
    """Nobody can tell."""
    return Answer(verdict=Verdict.UNKNOWN, de=de, en=en, facts=facts)


def not_applicable(de: str, en: str) -> Answer:
    """The rule does not concern the device."""
    return Answer(verdict=Verdict.NA, de=de, en=en, judged=0)


def worst(answers: Sequence[Answer], good: Answer) -> Answer:
    """One answer for many places: any fail fails, else any unknown is unknown, else `good`; the first reason is told,
    and how many more places there are."""
    for verdict in (Verdict.FAIL, Verdict.UNKNOWN):
        same = [one for one in answers if one.verdict is verdict]
        if same:
            return several(same[0], [fact for one in same for fact in one.facts], len(same), good)
    return good


def several(first: Answer, facts: Iterable[Fact], places: int, good: Answer) -> Answer:
    """The first of the answers for some places, for all of them and their facts; `good` is what it would be without
    them."""
    more = places - 1
    de = f" (und {_counted(more, 'weitere Stelle', 'weitere Stellen')})" if more else ""
    en = f" (and {_counted(more, 'more place', 'more places')})" if more else ""
    return Answer(
        verdict=first.verdict,
        de=first.de + de,
        en=first.en + en,
        facts=tuple(dict.fromkeys(facts)),
        judged=max(good.judged, places),
    )


def _counted(number: int, one: str, many: str) -> str:
    """`1 more place`, `2 more places`."""
    return f"{number} {one if number == 1 else many}"


def elsewhere(others: Others) -> tuple[str, str]:
    """`sw-2 und 3 weiteren Geräten` in both languages: where else something is; one device is named."""
    name, more = others.name, others.devices - 1
    if not more:
        return name, name
    de = f"{name} und {more} {'weiteren Gerät' if more == 1 else 'weiteren Geräten'}"
    return de, f"{name} and {more} more {'device' if more == 1 else 'devices'}"
