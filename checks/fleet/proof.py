"""Proving a rule about all devices: sets of invented devices, each with the verdict that the worst of them gets."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from checks.fleet.gather import facts
from checks.fleet.judging import answer
from checks.fleet.rules import kinds
from checks.fleet.seat import Answer, Backup, Seat
from checks.fleet.spool import Spool
from checks.platform import platforms
from checks.rule import Member, Members, Rule
from checks.tree import lines_of, parse
from isms.core.model.device import Device
from isms.core.model.fact import Seen
from isms.core.model.finding import Verdict
from isms.core.redact import Redactor

ORDER = (Verdict.ERROR, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)
KEY = b"examples hold no secret"


def proved(rule: Rule, members: Members) -> Verdict:
    """The worst verdict that a rule gives the devices of a set."""
    return worst(one.verdict for one in answers(rule, members).values())


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; `na` if there are none."""
    return min(verdicts, key=ORDER.index, default=Verdict.NA)


def answers(rule: Rule, members: Members) -> dict[str, Answer]:
    """What a rule says of each device of a set."""
    policy = rule.proved_with()
    noon = datetime.combine(policy.today, time(12), UTC)
    with Spool() as spool:
        for name, member in members.items():
            spool.add(_seen(rule, name, member, noon))
        return {
            seen.device.name: answer(
                rule, Seat(id=number, seen=seen, policy=policy, backup=_backup(members[seen.device.name]), spool=spool)
            )
            for number, seen in spool.devices()
        }


def _seen(rule: Rule, name: str, member: Member, noon: datetime) -> Seen:
    """A member as a device of a run."""
    device = Device(name=name, platform=member.platform)
    if member.platform is None:
        return Seen(device=device, platform="")
    tree = parse(member.text, platforms()[member.platform])
    lines = lines_of(Redactor(KEY).redact(member.text))
    return Seen(
        device=device,
        platform=member.platform,
        sha256="-",
        collected_at=noon - timedelta(days=member.age) if member.age is not None else None,
        facts=facts(kinds((rule.fleet or "",)), tree, lines),
    )


def _backup(member: Member) -> Backup:
    """How a member's configuration is kept."""
    return Backup(
        registered=member.registered,
        versions=member.versions,
        commits=member.commits,
        open_to_all=member.open_to_all,
    )
