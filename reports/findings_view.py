"""What the formats of a check run share: the run beside its findings, what a finding counts as, harmless text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Finding, Line, Verdict, Waiver
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from isms.core.wording import VERDICTS
from reports.typography import day
from reports.wording import WAIVED_SHORT

OTHER_BLANKS = re.compile(r"[^\S ]")
BLANKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
# What XML forbids, what a terminal obeys, what turns the direction of the text around it, and halves of characters.
HARMFUL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
REPLACED = "\N{REPLACEMENT CHARACTER}"
TICKET = Text(de="Vorgang {ticket}", en="ticket {ticket}")
WAIVED = Text(de="geduldet bis {until} von {by}: {reason}", en="waived until {until} by {by}: {reason}")


class State(StrEnum):
    """What a finding counts as, the loudest first; a waived fail is a state of its own."""

    ERROR = "error"
    FAIL = "fail"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    PASS = "pass"  # noqa: S105 - a verdict
    NA = "na"

    @property
    def rank(self) -> int:
        """0 for the loudest."""
        return RANKS[self]


RANKS = {state: rank for rank, state in enumerate(State)}
STATES: dict[State, Text] = {
    state: WAIVED_SHORT if state is State.WAIVED else VERDICTS[Verdict(state.value)] for state in State
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """A run beside its findings; `run` is None where nothing was sealed, `workspace` is the organisation's name.

    `summary` counts in the words of the JSON (`devices`, one per verdict, `waived`); empty where nobody counted.
    """

    started_at: datetime
    tool: str
    version: str
    run: str | None = None
    workspace: str | None = None
    rules: tuple[RuleInfo, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)
    unreachable: tuple[Unreachable, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()

    def named(self) -> dict[str, RuleInfo]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}


def state(finding: Finding) -> State:
    """What a finding counts as."""
    if finding.verdict is Verdict.FAIL and finding.waiver is not None:
        return State.WAIVED
    return State(finding.verdict.value)


def visible(text: str) -> str:
    """The text on one line, every character that could do harm shown as U+FFFD."""
    return text if text.isprintable() else HARMFUL.sub(REPLACED, BLANKS.sub(" ", text))


def title(rule: RuleInfo | None, language: Language) -> str:
    """The title of a rule; nothing for one that the run does not describe."""
    return "" if rule is None else visible(rule.title.to(language))


def remedy(rule: RuleInfo | None, platform: str, language: Language) -> tuple[str, ...]:
    """What to enter on a device of the platform, line by line."""
    lines = () if rule is None else rule.remedy_in(platform, language)
    return tuple(HARMFUL.sub(REPLACED, OTHER_BLANKS.sub(" ", part)) for line in lines for part in line.splitlines())


def waived(waiver: Waiver, language: Language) -> str:
    """Until when, by whom, why and under which ticket a fail is accepted."""
    said = WAIVED.to(language).format(until=day(waiver.until, language), by=waiver.by, reason=waiver.reason)
    ticket = f" ({TICKET.to(language).format(ticket=waiver.ticket)})" if waiver.ticket else ""
    return visible(said + ticket)


def numbered(line: Line) -> str:
    """A deciding line behind its number."""
    return f"{line.number}: {visible(line.text)}"


def because(finding: Finding, language: Language) -> str:
    """The reason, and the default of the device that it rests on."""
    parts = (finding.reason, finding.default)
    return visible(" ".join(part.to(language) for part in parts if part is not None))
