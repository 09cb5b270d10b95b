"""Judging all devices together, after each was judged by itself: findings device by device, in the order of the run."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from checks import record
from checks.fleet.backups import BACKUP_VERSIONS
from checks.fleet.rules import RULES
from checks.fleet.seat import Answer, Backup, Seat
from checks.fleet.spool import Spool
from checks.outcome import Reason
from checks.policies import Policies
from checks.rule import Rule
from checks.waivers import Key, by_place, waiver_for
from isms.core import codec
from isms.core.findings import Brief, Findings, briefs
from isms.core.model.fact import Fact, Seen
from isms.core.model.finding import Compared, Finding, Line, Verdict, Waiver
from isms.core.model.text import Text

PLACE = re.compile(r"\$(\d+)")
BackupOf = Callable[[Seen], Backup]


class Told(NamedTuple):
    """A finding: its spelling, and what is counted of it."""

    line: bytes
    brief: Brief


SaidOf = Callable[[Seen, Sequence[Rule]], Mapping[str, Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """By what all devices are judged together; `rules` that are not about all devices are left out."""

    rules: Sequence[Rule]
    policies: Policies
    waivers: Sequence[Waiver]
    today: date

    @property
    def together(self) -> tuple[Rule, ...]:
        """The rules about all devices."""
        return tuple(rule for rule in self.rules if rule.fleet in RULES)

    @property
    def most_versions(self) -> int | None:
        """How many versions of a file in a git archive anybody wants to know of; None if no rule asks."""
        if not any(RULES[rule.fleet or ""].reads_history for rule in self.together):
            return None
        return max(one for one in self.policies.given(BACKUP_VERSIONS) if isinstance(one, int))


def nothing(_seen: Seen, _rules: Sequence[Rule]) -> Mapping[str, Told]:
    """Nothing was said of any device before."""
    return {}


def compared(spool: Spool, bench: Bench, backup_of: BackupOf, said_of: SaidOf = nothing) -> Iterator[Compared]:
    """The findings of the rules about all devices, one device after another; those that have none are left out."""
    waivers, rules = by_place(bench.waivers), bench.together
    for number, seen in spool.devices() if rules else ():
        concerned = [rule for rule in rules if _concerns(rule, seen)]
        if not concerned:
            continue
        policy = replace(bench.policies.for_device(seen.device), today=bench.today)
        seat = Seat(id=number, seen=seen, policy=policy, backup=backup_of(seen), spool=spool)
        said = said_of(seen, concerned)
        told = [said.get(rule.id) or _told(_finding(rule, seat, waivers, bench.today)) for rule in concerned]
        lines = b"".join([one.line + b"\n" for one in told])
        yield Compared(device=seen.device, findings=Findings(seat.name, lines, tuple([one.brief for one in told])))


def _told(finding: Finding) -> Told:
    """A finding as it is told."""
    return Told(codec.to_canonical_json(finding), *briefs((finding,)))


def _concerns(rule: Rule, seen: Seen) -> bool:
    """Whether a rule has a say on a device; on one without a configuration most have none."""
    return seen.sha256 is not None or RULES[rule.fleet or ""].without_config


def answer(rule: Rule, seat: Seat) -> Answer:
    """The answer of one rule; our own fault while judging is the verdict `error`, never silence."""
    try:
        return RULES[rule.fleet or ""].judge(seat)
    except Exception as error:  # one rule that breaks must not stop the run
        kind = type(error).__name__
        return Answer(verdict=Verdict.ERROR, de=f"Fehler beim Prüfen: {kind}", en=f"error while judging: {kind}")


def _finding(rule: Rule, seat: Seat, waivers: dict[Key, list[Waiver]], today: date) -> Finding:
    """The finding of one rule on one device."""
    given, seen = answer(rule, seat), seat.seen
    waiver = None
    if given.verdict is Verdict.FAIL:
        waiver = waiver_for(rule.id, seen.device, waivers, today, lambda block: _all_within(block, given.facts))
    return Finding(
        device=seat.name,
        platform=seen.platform,
        rule=rule.id,
        verdict=given.verdict,
        severity=rule.severity,
        reason=_reason(given),
        lines=tuple(Line(number=fact.line, text=fact.text, block=fact.block) for fact in given.facts),
        judged=given.judged,
        waiver=waiver,
        config_sha256=seen.sha256,
        collected_at=seen.collected_at,
        file=seen.file,
    )


def _reason(given: Answer) -> Text:
    """Why, with the lines that the sentence names."""
    highest = max(map(int, PLACE.findall(given.de + given.en)), default=0)
    named = [fact.text for fact in given.facts[:highest]]
    return record.reason(Reason(given.de, given.en, tuple(range(1, len(named) + 1))), named)


def _all_within(block: str, facts: Sequence[Fact]) -> bool:
    """Whether all that decides is the first line of a block or stands in it."""
    wanted = " ".join(block.split())
    return bool(facts) and all(wanted in {_collapsed(fact.block or ""), _collapsed(fact.text)} for fact in facts)


def _collapsed(line: str) -> str:
    """A line without the blanks around and between its words, and without the brace that opens a block."""
    return " ".join(line.split()).removesuffix("{").rstrip()
