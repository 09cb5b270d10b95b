"""What judging one rule gives, before it becomes a finding. Nothing here holds a word of the configuration: lines are
named by the numbers of their nodes, so that no secret can travel in a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text


class Spot(NamedTuple):
    """A deciding line, and the header of the block it stands in (0: top level), by line number."""

    number: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in both languages; `$1`, `$2` … stand for the lines whose numbers are in `places`."""

    de: str
    en: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of one rule for one configuration."""

    verdict: Verdict
    reason: Reason
    spots: tuple[Spot, ...] = ()
    judged: int = 0
    exempted: int = 0
    default: Text | None = None


def located(outcome: Outcome, tree: ConfigTree) -> Outcome:
    """The outcome with the lines of this configuration for the numbers of its nodes."""
    line = tree.line
    return replace(
        outcome,
        reason=Reason(outcome.reason.de, outcome.reason.en, tuple(map(line, outcome.reason.places))),
        spots=tuple(Spot(line(one.number), line(one.block)) for one in outcome.spots),
    )


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


def unset(parameter: str, *nodes: Node) -> Outcome:
    """Nobody can tell before the office has set a parameter; `nodes` are the lines that it would decide on."""
    return unknown(*not_set(parameter), *nodes)


def not_set(parameter: str) -> tuple[str, str]:
    """The hint which parameter to set, in German and English."""
    return (
        f"die Richtlinie setzt {parameter} nicht (in policy.yaml eintragen)",
        f"the policy does not set {parameter} (add it to policy.yaml)",
    )


def not_applicable(de: str, en: str) -> Outcome:
    """The rule does not apply to this device."""
    return Outcome(verdict=Verdict.NA, reason=Reason(de, en))


def _outcome(verdict: Verdict, de: str, en: str, nodes: Sequence[Node], block: Node | None) -> Outcome:
    """An outcome whose nodes are both evidence and the lines its reason names."""
    numbers = tuple(node.number for node in nodes)
    return Outcome(
        verdict=verdict, reason=Reason(de, en, numbers), spots=tuple(spot(node, block) for node in nodes), judged=1
    )


RANK = {Verdict.FAIL: 0, Verdict.UNKNOWN: 1, Verdict.PASS: 2}


class Part(NamedTuple):
    """What some blocks came to: by verdict the first answer, how many there are, their lines and the first default."""

    by_verdict: Mapping[Verdict, tuple[Outcome, int, tuple[Spot, ...], Text | None]]
    judged: int
    exempted: int


def part(outcomes: Sequence[Outcome], *, exempted: int = 0) -> Part:
    """The answers for some blocks, taken together."""
    by_verdict = {}
    for verdict in {outcome.verdict for outcome in outcomes}:
        same = [outcome for outcome in outcomes if outcome.verdict is verdict]
        spots = tuple([place for outcome in same for place in outcome.spots])
        default = next((outcome.default for outcome in same if outcome.default is not None), None)
        by_verdict[verdict] = (same[0], len(same), spots, default)
    return Part(by_verdict, len(outcomes), exempted + sum([outcome.exempted for outcome in outcomes]))


def joined(outcomes: Iterable[Outcome], *, nothing: Outcome, exempted: int = 0) -> Outcome:
    """One answer for several blocks: any fail fails, else any unknown is unknown; `nothing` if there was no block."""
    return joined_parts((part(list(outcomes), exempted=exempted),), nothing=nothing)


def joined_parts(parts: Sequence[Part], *, nothing: Outcome) -> Outcome:
    """One answer for several blocks, some of which were taken together before."""
    exempted = sum([one.exempted for one in parts])
    verdicts = {verdict for one in parts for verdict in one.by_verdict}
    if not verdicts:
        return replace(nothing, exempted=exempted) if exempted != nothing.exempted else nothing
    worst = min(verdicts, key=RANK.__getitem__)
    same = [one.by_verdict[worst] for one in parts if worst in one.by_verdict]
    return Outcome(
        verdict=worst,
        reason=_together(same[0][0], sum([number for _, number, _, _ in same])),
        spots=tuple(dict.fromkeys([place for _, _, spots, _ in same for place in spots])),
        judged=sum([one.judged for one in parts]),
        exempted=exempted,
        default=next((default for _, _, _, default in same if default is not None), None),
    )


def _together(first: Outcome, number: int) -> Reason:
    """The first reason, and how many more places share the verdict."""
    more = number - 1
    if first.verdict is Verdict.PASS or not more:
        return first.reason
    de = "an 1 weiteren Stelle" if more == 1 else f"an {more} weiteren Stellen"
    en = "in 1 more place" if more == 1 else f"in {more} more places"
    return Reason(f"{first.reason.de} (und {de})", f"{first.reason.en} (and {en})", first.reason.places)
