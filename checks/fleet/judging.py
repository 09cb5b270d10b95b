"""Judging all devices together, after each was judged by itself: findings device by device, in the order of the run."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks import record
from checks.fleet.backups import BACKUP_VERSIONS
from checks.fleet.rules import RULES
from checks.fleet.seat import Answer, Backup, Seat
from checks.fleet.spool import Spool
from checks.outcome import Reason
from checks.policies import Policies
from checks.rule import Rule
from checks.waivers import Key, by_place, waiver_for
from isms.core.model.fact import Fact, Seen
from isms.core.model.finding import Compared, Finding, Line, Verdict, Waiver
from isms.core.model.text import Text

PLACE = re.compile(r"\$(\d+)")
BackupOf = Callable[[Seen], Backup]


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


def compared(spool: Spool, bench: Bench, backup_of: BackupOf) -> Iterator[Compared]:
    """The findings of the rules about all devices, one device after another."""
    waivers, rules = by_place(bench.waivers), bench.together
    for number, seen in spool.devices() if rules else ():
        policy = replace(bench.policies.for_device(seen.device), today=bench.today)
        seat = Seat(id=number, seen=seen, policy=policy, backup=backup_of(seen), spool=spool)
        found = tuple(_finding(rule, seat, waivers, bench.today) for rule in rules if _concerns(rule, seen))
        yield Compared(device=seen.device, findings=found)


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
