"""From outcomes to findings: line numbers become redacted text here, and nowhere else."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from checks.engine import CompiledRule
from checks.outcome import Answer, Outcome, Reason, settled, spots_of
from checks.tree import ConfigTree
from isms.core.model.device import Config
from isms.core.model.finding import Finding, Line, Waiver
from isms.core.model.text import Text

PLACE = re.compile(r"\$(\d+|\$)")
LONGEST = 160


def located(answer: Answer, tree: ConfigTree) -> Outcome:
    """The outcome with the lines of this configuration for the numbers of its nodes."""
    outcome = settled(answer)
    verdict, reason, spots, judged, exempted, default = outcome
    if not spots and not reason.places:
        return outcome
    lines = tree.places([*reason.places, *chain.from_iterable(spots)])
    named = len(reason.places)
    rest = iter(lines[named:])
    return Outcome(
        verdict,
        Reason(reason.de, reason.en, tuple(lines[:named])),
        spots_of(zip(rest, rest, strict=True)),
        judged,
        exempted,
        default,
    )


def finding(
    config: Config, compiled: CompiledRule, outcome: Outcome, lines: Sequence[str], sha256: str, waiver: Waiver | None
) -> Finding:
    """One finding; `lines` are those of the redacted configuration, `sha256` is its hash."""
    return Finding(
        device=config.device.name,
        platform=config.platform,
        rule=compiled.rule.id,
        verdict=outcome.verdict,
        severity=compiled.rule.severity,
        reason=reason(outcome.reason, lines),
        lines=tuple(line(spot.number, spot.block, lines) for spot in outcome.spots),
        judged=outcome.judged,
        exempted=outcome.exempted,
        default=outcome.default,
        waiver=waiver,
        config_sha256=sha256,
        collected_at=config.collected_at,
        file=config.file,
    )


def line(number: int, block: int, lines: Sequence[str]) -> Line:
    """A deciding line with its redacted text, and the first line of its block if it stands in one."""
    above = shown(block, lines) if block and block != number else None
    return Line(number=number, text=text(number, lines), block=above)


def text(number: int, lines: Sequence[str]) -> str:
    """A redacted line; empty beyond the end."""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def shown(number: int, lines: Sequence[str]) -> str:
    """A redacted line as it stands in a sentence."""
    bare = text(number, lines).strip()
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"


def reason(given: Reason, lines: Sequence[str]) -> Text:
    """The reason with its lines put in."""
    if not given.places:
        return _bare(given)
    named = [shown(number, lines) for number in given.places]
    return Text(de=_filled(given.de, named, "‚", "‘"), en=_filled(given.en, named, "'", "'"))


@lru_cache(maxsize=4_096)
def _bare(given: Reason) -> Text:
    """A reason that names no lines."""
    return Text(de=_filled(given.de, (), "‚", "‘"), en=_filled(given.en, (), "'", "'"))


def _filled(template: str, named: Sequence[str], left: str, right: str) -> str:
    """A sentence whose `$1` … are quoted lines and whose `$$` is `$`; what stands in a line is never a place itself."""

    def filled(place: re.Match[str]) -> str:
        number = 0 if place[1] == "$" else int(place[1])
        return f"{left}{named[number - 1]}{right}" if 0 < number <= len(named) else place[0].replace("$$", "$")

    return PLACE.sub(filled, template)
