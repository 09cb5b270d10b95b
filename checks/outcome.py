"""What judging one rule gives, before it becomes a finding. Nothing here holds a word of the configuration: lines are
named by the numbers of their nodes, so that no secret can travel in a reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple, Protocol

from checks.syntax.node import Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text


class Spot(NamedTuple):
    """A deciding line, and the header of the block it stands in (0: top level), by line number."""

    number: int
    block: int = 0


class Reason(NamedTuple):
    """Why, in both languages; `$1`, `$2` … stand for the lines whose numbers are in `places`."""

    de: str
    en: str
    places: tuple[int, ...] = ()


class Outcome(NamedTuple):
    """The answer of one rule for one configuration."""

    verdict: Verdict
    reason: Reason
    spots: tuple[Spot, ...] = ()
    judged: int = 0
    exempted: int = 0
    default: Text | None = None


def spots_of(pairs: Iterable[tuple[int, int]]) -> tuple[Spot, ...]:
    """Pairs of numbers as spots; there are hundreds in a file, so none is made by a call of its own."""
    return tuple(map(tuple.__new__, repeat(Spot), pairs))


def spot(node: Node, block: Node | None = None) -> Spot:
    """The place of a node."""
    return Spot(node.number, block.number if block is not None else 0)


def passed(de: str, en: str, *nodes: Node, block: Node | None = None) -> Outcome:
    """The rule holds; the nodes show it."""
    return _outcome(Verdict.PASS, de, en, nodes, block)


def failed(de: str, en: str, *nodes: Node, block: Node | None = None) -> Outcome:
    """The rule is broken; `$1` … are the nodes."""
    return _outcome(Verdict.FAIL, de, en, nodes, block)


def unknown(de: str, en: str, *nodes: Node, block: Node | None = None) -> Outcome:
    """Nobody can tell from this configuration."""
    return _outcome(Verdict.UNKNOWN, de, en, nodes, block)


def masked_value(*nodes: Node, block: Node | None = None) -> Outcome:
    """Nobody can tell: what would decide was blanked out before we saw it."""
    return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", *nodes, block=block)


def unset(parameter: str, *nodes: Node) -> Outcome:
    """Nobody can tell before the office has set a parameter; `nodes` are the lines that it would decide on."""
    return Outcome(Verdict.UNKNOWN, Reason(*not_set(parameter)), _each_once([spot(node) for node in nodes]), 1)


def not_set(parameter: str) -> tuple[str, str]:
    """The hint which parameter to set, in German and English."""
    return (
        f"die Richtlinie setzt {parameter} nicht (in policy.yaml eintragen)",
        f"the policy does not set {parameter} (add it to policy.yaml)",
    )


def waits_for(reason: Text) -> tuple[str, ...]:
    """The parameters that a reason asks for with `not_set`; none if it is another reason."""
    found = _asking().search(reason.en)
    return tuple(found[1].split(", ")) if found else ()


@cache
def _asking() -> re.Pattern[str]:
    """How `not_set` asks for parameters."""
    _, en = not_set("NAMES")
    return re.compile(re.escape(en).replace("NAMES", "([A-Z0-9_]+(?:, [A-Z0-9_]+)*)"))


def not_applicable(de: str, en: str) -> Outcome:
    """The rule does not apply to this device."""
    return Outcome(verdict=Verdict.NA, reason=Reason(de, en))


def _outcome(verdict: Verdict, de: str, en: str, nodes: Sequence[Node], block: Node | None) -> Outcome:
    """An outcome whose nodes are both evidence and the lines its reason names."""
    numbers = tuple([node.number for node in nodes])
    above = block.number if block is not None else 0
    spots = tuple([Spot(number, above) for number in numbers])
    return Outcome(verdict, Reason(de, en, numbers), spots, 1)


WORST_FIRST = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)


class Tally(NamedTuple):
    """The answers with one verdict: the first, how many there are, all their lines (each once), and the first
    default."""

    first: Outcome
    number: int
    spots: tuple[Spot, ...]
    default: Text | None


class Part(NamedTuple):
    """What some blocks came to, by verdict; how many were judged, and how many exempted."""

    by_verdict: Mapping[Verdict, Tally]
    judged: int
    exempted: int

    @property
    def verdicts(self) -> Iterable[Verdict]:
        """The verdicts that occur."""
        return self.by_verdict.keys()

    @property
    def numbers(self) -> tuple[int, int]:
        """How many blocks were judged and exempted."""
        return self.judged, self.exempted

    def of(self, verdict: Verdict) -> Tally:
        """The answers with a verdict that occurs."""
        return self.by_verdict[verdict]


# What most blocks come to: nothing was judged and nothing exempted.
NOTHING = Part({}, 0, 0)


class Answers(Protocol):
    """What some blocks came to; which verdicts occur is known at once, the rest may have to be gathered."""

    @property
    def verdicts(self) -> Iterable[Verdict]:
        """The verdicts that occur."""

    @property
    def numbers(self) -> tuple[int, int]:
        """How many blocks were judged and exempted."""

    def of(self, verdict: Verdict) -> Tally:
        """The answers with a verdict that occurs."""


class Gathered(NamedTuple):
    """The answer of one rule for one configuration, of which the verdict is known and the rest still lies with the
    blocks."""

    verdict: Verdict
    answers: Sequence[Answers]
    nothing: Outcome

    def outcome(self) -> Outcome:
        """All of it."""
        return joined_parts(self.answers, nothing=self.nothing)


Answer = Outcome | Gathered


def settled(answer: Answer) -> Outcome:
    """All of an answer."""
    return answer.outcome() if isinstance(answer, Gathered) else answer


def part(outcomes: Sequence[Outcome], *, exempted: int = 0) -> Part:
    """The answers for some blocks, taken together."""
    if len(outcomes) == 1:
        only = outcomes[0]
        tally = Tally(only, 1, _each_once(only.spots), only.default)
        return Part({only.verdict: tally}, 1, exempted + only.exempted)
    if not outcomes:
        return Part({}, 0, exempted) if exempted else NOTHING
    by_verdict = {}
    for verdict in dict.fromkeys([outcome.verdict for outcome in outcomes]):
        same = [outcome for outcome in outcomes if outcome.verdict is verdict]
        spots = _each_once([spot for outcome in same for spot in outcome.spots])
        default = next((outcome.default for outcome in same if outcome.default is not None), None)
        by_verdict[verdict] = Tally(same[0], len(same), spots, default)
    return Part(by_verdict, len(outcomes), exempted + sum([outcome.exempted for outcome in outcomes]))


def _each_once(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Spots in their order."""
    return tuple(spots) if len(spots) < 2 else tuple(dict.fromkeys(spots))


def joined(outcomes: Iterable[Outcome], *, nothing: Outcome, exempted: int = 0) -> Outcome:
    """One answer for several blocks: any fail fails, else any unknown is unknown; `nothing` if there was no block."""
    return joined_parts((part(list(outcomes), exempted=exempted),), nothing=nothing)


def gathered(answers: Sequence[Answers], *, nothing: Outcome) -> Gathered:
    """The same for blocks that were taken together before, of which only the verdict is worked out at once."""
    return Gathered(_worst(answers) or nothing.verdict, answers, nothing)


def joined_parts(answers: Sequence[Answers], *, nothing: Outcome) -> Outcome:
    """The same, worked out."""
    numbers = [one.numbers for one in answers]
    exempted = sum([exempted for _, exempted in numbers])
    worst = _worst(answers)
    if worst is None:
        return nothing._replace(exempted=exempted) if exempted != nothing.exempted else nothing
    same = [one.of(worst) for one in answers if worst in one.verdicts]
    return Outcome(
        verdict=worst,
        reason=_together(same[0].first, sum([tally.number for tally in same])),
        spots=same[0].spots if len(same) == 1 else _each_once([spot for tally in same for spot in tally.spots]),
        judged=sum([judged for judged, _ in numbers]),
        exempted=exempted,
        default=next((tally.default for tally in same if tally.default is not None), None),
    )


def _worst(answers: Sequence[Answers]) -> Verdict | None:
    """The verdict that decides; None where nothing was judged."""
    for verdict in WORST_FIRST:
        for one in answers:
            if verdict in one.verdicts:
                return verdict
    return None


def _together(first: Outcome, number: int) -> Reason:
    """The first reason, and how many more places share the verdict."""
    more = number - 1
    # Where several checks of a rule fail, the reason of the first may say already that there are more places.
    if first.verdict is Verdict.PASS or not more or first.reason.en.endswith((" more place)", " more places)")):
        return first.reason
    de = "an einer weiteren Stelle" if more == 1 else f"an {more} weiteren Stellen"
    en = "in 1 more place" if more == 1 else f"in {more} more places"
    return Reason(f"{first.reason.de} (und {de})", f"{first.reason.en} (and {en})", first.reason.places)
