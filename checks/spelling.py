"""Findings in the spelling that is sealed, without making a value of each: what depends on a rule and its outcome alone
is spelled once for all files, and a line once for all rules that name it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from checks import record
from checks.engine import CompiledRule
from checks.outcome import Outcome, Reason, Spot
from checks.tree import ConfigTree
from isms.core import codec
from isms.core.findings import Brief, Findings, brief
from isms.core.model.device import Config, Device
from isms.core.model.finding import Finding, Line, Severity, Verdict, Waiver
from isms.core.model.text import Text

MOST = 8_192

# Where the spelling of a finding is cut. No text in it looks like this: a quote in one has a backslash before.
ABOUT = b',"platform":'
LINES = b',"lines":['
NO_LINES = LINES + b"]"
WHENCE = b',"config_sha256":'


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A configuration that was read: its tree, the lines of its redacted text and the hash of that."""

    config: Config
    tree: ConfigTree
    lines: Sequence[str]
    sha256: str


class Mould(NamedTuple):
    """What many files have of a finding: its spelling before and after its lines, and what is counted."""

    before: bytes
    after: bytes
    brief: Brief


class Speller:
    """Spells the findings of one platform; keeps how it spelled what other files have too."""

    def __init__(self, platform: str, rules: Sequence[CompiledRule]) -> None:
        """Nothing was spelled yet."""
        self._nobody = Config(device=Device(name=""), platform=platform, text="")
        self._rules = rules
        self._moulds: dict[object, Mould] = {}
        # The outcome that each rule had last, if it names no lines: it mostly has it again.
        self._last: list[tuple[Outcome | None, bytes, Brief | None]] = [(None, b"", None)] * len(rules)

    def __len__(self) -> int:
        """How many spellings are kept."""
        return len(self._moulds)

    def findings(self, read: Read, outcomes: Sequence[Outcome], waivers: Mapping[int, Waiver]) -> Sequence[Finding]:
        """One finding per rule; outcomes name lines by the numbers of nodes, waivers go by the place of the rule."""
        try:
            return self._spelled(read, outcomes, waivers)
        except UnicodeEncodeError:  # half a character has no spelling
            located = [record.located(outcome, read.tree) for outcome in outcomes]
            return tuple(
                record.finding(read.config, rule, outcome, read.lines, read.sha256, waivers.get(place))
                for place, (rule, outcome) in enumerate(zip(self._rules, located, strict=True))
            )

    def _spelled(self, read: Read, outcomes: Sequence[Outcome], waivers: Mapping[int, Waiver]) -> Findings:
        """The same as lines of JSON."""
        lines = _spelled_lines(read, outcomes)
        parts: list[bytes] = []
        briefs: list[Brief] = []
        for place, outcome in enumerate(outcomes):
            last, part, told = self._last[place]
            if last is not outcome or told is None or place in waivers:
                part, told = self._part(place, outcome, read, lines, waivers.get(place))
            parts.append(part)
            briefs.append(told)
        front, back = _ends(read)
        whole = front + (back + front).join(parts) + back if parts else b""
        return Findings(read.config.device.name, whole, tuple(briefs))

    def _part(
        self, place: int, outcome: Outcome, read: Read, lines: Mapping[Spot, bytes], waiver: Waiver | None
    ) -> tuple[bytes, Brief]:
        """What a finding says, without whose it is and whence."""
        before, after, told = self._mould(place, outcome, read, waiver)
        part = b"".join((before, LINES, b",".join([lines[spot] for spot in outcome.spots]), b"]", after))
        if waiver is None and not outcome.spots and not outcome.reason.places:
            self._last[place] = outcome, part, told
        return part, told

    def _mould(self, place: int, outcome: Outcome, read: Read, waiver: Waiver | None) -> Mould:
        """What a finding shares with other files."""
        reason = outcome.reason
        shown: tuple[str, ...] = ()
        if reason.places:
            shown = tuple([record.shown(number, read.lines) for number in read.tree.places(reason.places)])
        said = (reason.de, reason.en, shown, outcome.default)
        key = (place, outcome.verdict, said, outcome.judged, outcome.exempted, waiver)
        known = self._moulds.get(key)
        if known is None:
            if len(self._moulds) >= MOST:
                self._moulds.clear()
            bare = outcome._replace(spots=(), reason=Reason(reason.de, reason.en, tuple(range(1, len(shown) + 1))))
            value = record.finding(self._nobody, self._rules[place], bare, shown, "", waiver)
            known = self._moulds[key] = _mould(value)
        return known


def _mould(finding: Finding) -> Mould:
    """What is left of a finding without whose it is, its lines and whence it is."""
    whole = codec.to_canonical_json(finding)
    before, _, after = whole[whole.index(ABOUT) : whole.index(WHENCE)].partition(NO_LINES)
    told = brief(finding.rule, finding.severity, finding.verdict, waived=finding.waiver is not None)
    return Mould(before, after, told)


def _ends(read: Read) -> tuple[bytes, bytes]:
    """How every finding of a configuration begins and ends."""
    nothing = Finding(
        device=read.config.device.name,
        platform="",
        rule="",
        verdict=Verdict.NA,
        severity=Severity.INFO,
        reason=Text(de="", en=""),
        config_sha256=read.sha256,
        collected_at=read.config.collected_at,
        file=read.config.file,
    )
    whole = codec.to_canonical_json(nothing)
    return whole[: whole.index(ABOUT)], whole[whole.index(WHENCE) :] + b"\n"


def _spelled_lines(read: Read, outcomes: Sequence[Outcome]) -> dict[Spot, bytes]:
    """The deciding lines of all outcomes, each spelled once."""
    spots = list(set(chain.from_iterable([outcome.spots for outcome in outcomes])))
    places = read.tree.places(list(chain.from_iterable(spots)))
    numbers, blocks = places[::2], places[1::2]
    texts = _spelled_texts({number: record.text(number, read.lines) for number in numbers})
    heads = _spelled_texts({block: record.shown(block, read.lines) if block else None for block in blocks})
    shape, no_block = _line()
    return {
        spot: shape % (number, texts[number], heads[block] if block != number else no_block)
        for spot, number, block in zip(spots, numbers, blocks, strict=True)
    }


def _spelled_texts(texts: Mapping[int, str | None]) -> dict[int, bytes]:
    """The spelling of each text."""
    return dict(zip(texts, codec.to_canonical_lines([*texts.values()]).split(b"\n"), strict=False))


@cache
def _line() -> tuple[bytes, bytes]:
    """The spelling of a line, with places for its number, its text and that of its block; and of no block."""
    no_block = codec.to_canonical_json(None)
    whole = codec.to_canonical_json(Line(number=0, text="", block=None))
    return whole.replace(b":0", b":%d").replace(b'""', b"%b").replace(no_block, b"%b"), no_block
