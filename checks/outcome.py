"""What judging one rule gives, before it becomes a finding. Nothing here holds a word of the configuration: lines are
named by the numbers of their nodes, so that no secret can travel in a reason."""

from collections.abc import Iterable, Sequence
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


def joined(outcomes: Iterable[Outcome], *, nothing: Outcome, exempted: int = 0) -> Outcome:
    """One answer for several blocks: any fail fails, else any unknown is unknown; `nothing` if there was no block."""
    judged = list(outcomes)
    if not judged:
        return replace(nothing, exempted=exempted)
    verdicts = {outcome.verdict for outcome in judged}
    worst = min(verdicts, key=RANK.__getitem__)
    same = judged if len(verdicts) == 1 else [outcome for outcome in judged if outcome.verdict is worst]
    return Outcome(
        verdict=worst,
        reason=_together(same),
        spots=tuple(dict.fromkeys([place for outcome in same for place in outcome.spots])),
        judged=len(judged),
        exempted=exempted + sum([outcome.exempted for outcome in judged]),
        default=next((outcome.default for outcome in same if outcome.default is not None), None),
    )


def _together(outcomes: Sequence[Outcome]) -> Reason:
    """The first reason, and how many more places share the verdict."""
    first = outcomes[0].reason
    more = len(outcomes) - 1
    if outcomes[0].verdict is Verdict.PASS or not more:
        return first
    de = "an 1 weiteren Stelle" if more == 1 else f"an {more} weiteren Stellen"
    en = "in 1 more place" if more == 1 else f"in {more} more places"
    return Reason(f"{first.de} (und {de})", f"{first.en} (and {en})", first.places)
