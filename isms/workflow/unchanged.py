"""Devices that are the same to the byte as in the run before: what that run sealed of them holds again.

A device is taken over if its text and all that its answers depend on have the hash under which the answers were kept,
if they hold today, and if the redacted configuration and the findings still lie in the run before as they were sealed.
Whatever is missing, damaged or unlike is judged anew.
"""

import hashlib
import os
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from checks.dated import Days
from checks.detect import detect
from checks.workers import Item, Recipe, Witness
from isms.core import codec
from isms.core.errors import IsmsError
from isms.core.facts import Facts, spelled
from isms.core.findings import Brief, Findings
from isms.core.model.device import Config
from isms.core.model.fact import Seen
from isms.core.model.finding import Judged
from isms.evidence.chain import content
from isms.evidence.manifest import FINDINGS
from isms.evidence.names import FOLDER
from isms.workflow.kept import Head, Kept, Line, Reader, Writer, ending
from isms.workflow.letters import ERROR, by_letter, letters
from isms.workflow.sameness import Sameness
from isms.workflow.standing import Standing

if TYPE_CHECKING:
    from isms.evidence.seal import Place


MOST_TOLD = 64  # different series of verdicts: many devices come to the same


class Known(NamedTuple):
    """A text that was looked at: what it was taken for, and its hash."""

    detected: str | None
    mark: str


class Awaited(NamedTuple):
    """A device whose answers are under way: its configuration without the text, and what is known of the text; if the
    lines of its findings are those of the run before, these lines and what was kept of them."""

    config: Config
    known: Known
    same: tuple[bytes, Kept] | None = None


class Unchanged:
    """Takes over what can be taken over, and keeps what the next run may take over."""

    def __init__(self, sameness: Sameness, recipe: Recipe, *, keeps: bool) -> None:
        """There is no run before yet; a run that `keeps` nothing leaves the next one what there is."""
        self.taken_over = 0
        self._sameness = sameness
        self._today = recipe.today
        self.standing = Standing(sameness, keeps=keeps)
        self._briefs = tuple(by_letter(rule) for rule in recipe.rules if recipe.gathered is None or rule.fleet is None)
        self._told = lru_cache(maxsize=MOST_TOLD)(self._told_by)
        self._keeps = keeps
        self._before: Reader | None = None
        self._run = Path()
        self._findings = -1
        self._newest: tuple[str, Known] | None = None
        self._awaited: dict[str, Awaited] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Read no more."""
        self._open.close()

    def follow(self, before: Reader, run: Path) -> None:
        """Take over from a run that is unharmed."""
        self._open.callback(before.close)
        try:
            self._findings = os.open(run / FINDINGS, os.O_RDONLY)
        except OSError:
            return
        self._open.callback(os.close, self._findings)
        self._before, self._run = before, run
        self.standing.follow(before, self._findings)

    def detected(self, file: str, text: str) -> str | None:
        """The platform that a text is taken for; a text that is known is not looked at again."""
        known = self._remembered(file, text)
        if known is None or known.detected is None:
            platform = detect(text)
            known = Known(platform, self._sameness.mark(text, platform))
        self._newest = text, known
        return known.detected

    def over(self, item: Item) -> Item:
        """A configuration or witness that is unchanged as what was said of it; anything else as it is."""
        if not isinstance(item, Config | Witness):
            return item
        config = item.config if isinstance(item, Witness) else item
        try:
            taken = self._taken(config, wanted=config is item)
        except (IsmsError, OSError, ValueError):  # judging says what is wrong with a device, if anything is
            taken = None
        self.taken_over += isinstance(taken, Judged)
        return item if taken is None else taken

    def _taken(self, config: Config, *, wanted: bool) -> Judged | Seen | None:
        """What the run before said of a configuration, if that holds."""
        if config.file is None:
            return None
        known = self._knowledge(config.file, config.text)
        if wanted and self._keeps:
            self._awaited[config.device.name] = Awaited(replace(config, text=""), known)
        line = self._line(config.file)
        if line is None or line.head.mark != known.mark:
            return None
        if line.head.proof != self._sameness.proof(config, known.mark, line.raw, line.facts):
            return None
        kept = line.kept()
        if not Days(*kept.days).have(self._today):
            return None
        seen = Seen.of(config, kept.config_sha256, Facts(line.facts)) if line.facts else None
        return self._sealed(config, kept, seen) if wanted else seen

    def _knowledge(self, file: str, text: str) -> Known:
        """What is known of a text, of which somebody may just have asked the platform."""
        if self._newest is not None and self._newest[0] is text:
            return self._newest[1]
        return self._remembered(file, text) or Known(None, self._sameness.mark(text, None))

    def _remembered(self, file: str, text: str) -> Known | None:
        """What the run before knew of a text."""
        line = self._line(file)
        if line is None or line.head.mark != self._sameness.mark(text, line.head.detected):
            return None
        return Known(line.head.detected, line.head.mark)

    def _line(self, file: str) -> Line | None:
        """What the run before kept under the name of a file."""
        return None if self._before is None else self._before.line(file)

    def _sealed(self, config: Config, kept: Kept, seen: Seen | None) -> Judged | None:
        """What lies in the run before, if it is what was sealed."""
        if not kept.config.startswith(f"{FOLDER}/") or ".." in kept.config.split("/"):
            return None
        redacted = content(self._run / kept.config) or b""
        lines = os.pread(self._findings, kept.length, kept.at)
        if (_hash(redacted), _hash(lines)) != (kept.config_sha256, kept.sha256):
            return None
        times = kept.collected_at, config.collected_at
        old, new = (ending(kept.config_sha256, moment, config.file) + b"\n" for moment in times)
        if old == new:
            self._note(config.device.name, lines, kept)
        elif lines.count(old) == len(kept.verdicts):  # each finding names the configuration it is about
            lines = lines.replace(old, new)
        else:
            return None
        return Judged(
            device=config.device,
            platform=config.platform,
            redacted=redacted.decode("utf-8", "surrogateescape"),
            findings=Findings(config.device.name, lines, self._told(kept.verdicts)),
            seen=seen,
            days=kept.days,
        )

    def _note(self, device: str, lines: bytes, kept: Kept) -> None:
        """Note what is known of lines that may be sealed as they are."""
        awaited = self._awaited.get(device)
        if awaited is not None:
            self._awaited[device] = awaited._replace(same=(lines, kept))

    def _told_by(self, verdicts: str) -> tuple[Brief, ...]:
        """What is counted of findings with these letters."""
        return tuple([named[letter] for named, letter in zip(self._briefs, verdicts, strict=True)])

    def keep(self, judged: Judged, place: "Place", writer: Writer) -> None:
        """Keep for the next run what was sealed of a device, unless nobody knows for how long it holds."""
        self.standing.begin(place.at + len(place.lines))
        awaited = self._awaited.pop(judged.device.name, None)
        if awaited is None or judged.days is None:
            return
        config, known, same = awaited
        before = same[1] if same is not None and same[0] is place.lines else None
        verdicts = letters(judged.findings) if before is None else before.verdicts
        if ERROR in verdicts:
            return
        kept = Kept(
            config=place.config,
            config_sha256=place.config_sha256,
            at=place.at,
            length=len(place.lines),
            sha256=_hash(place.lines) if before is None else before.sha256,
            verdicts=verdicts,
            days=judged.days,
            collected_at=config.collected_at,
        )
        try:
            raw = codec.to_canonical_json(kept)
            facts = b"" if judged.seen is None else spelled(judged.seen.facts)
            proof = self._sameness.proof(config, known.mark, raw, facts)
            head = Head(file=config.file or "", mark=known.mark, detected=known.detected, proof=proof)
            writer.add(Line(head, raw, facts))
        except (IsmsError, UnicodeError):
            return


def _hash(raw: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(raw).hexdigest()
