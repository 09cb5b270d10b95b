"""What the rules about all devices said in the run before: it holds again if every device says the same as then.

That goes for rules that know devices by nothing else (`lasting` in checks/fleet/rules.py); the others look at backups
and the day, and are asked again. What was kept of a device is proved by a hash that covers all devices in their order,
and what lies in the run before is looked at once more when it is taken over.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from checks.fleet.judging import Told
from checks.fleet.rules import RULES
from checks.rule import Rule
from isms.core import codec
from isms.core.errors import IsmsError
from isms.core.findings import spelled
from isms.core.model.fact import Seen
from isms.core.model.finding import Compared
from isms.workflow.kept import BETWEEN, Reader, Writer, ending
from isms.workflow.letters import ERROR, by_letter, letters
from isms.workflow.sameness import Sameness


class Said(NamedTuple):
    """Where the lines of the findings about one device lie in their run, their hash, a letter for each, and when its
    configuration was collected."""

    at: int
    length: int
    sha256: str
    letters: str
    collected_at: datetime | None


class Standing:
    """Takes over what can be taken over, and keeps what the next run may take over."""

    def __init__(self, sameness: Sameness, *, keeps: bool) -> None:
        """There is no run before yet."""
        self._sameness = sameness
        self._keeps = keeps
        self._lines: Iterator[bytes] = iter(())
        self._findings = -1
        self._devices = hashlib.sha256()
        self._at = 0
        self._newest: Seen | None = None

    def follow(self, before: Reader, findings: int) -> None:
        """Take over from a run whose findings are open."""
        self._lines, self._findings = before.together(), findings

    def take(self, seen: Seen, *, wanted: bool) -> None:
        """Note what a device says; all are to be noted before the first is asked about."""
        self._devices.update(self._sameness.contribution(seen, wanted=wanted))

    def said(self, seen: Seen, rules: Sequence[Rule]) -> Mapping[str, Told]:
        """What the run before says about a device, by rule; to be asked for each device that has findings."""
        self._newest = seen
        raw, _, proof = next(self._lines, b"").rpartition(BETWEEN)
        if not raw or proof != self._proof(seen, raw):
            return {}
        try:
            return self._taken(codec.from_json(raw, Said, seen.device.name), seen, rules)
        except (IsmsError, OSError, ValueError):
            return {}

    def _proof(self, seen: Seen, raw: bytes) -> bytes:
        """The proof of what is kept of a device."""
        return self._sameness.together(self._devices.digest(), seen.device.name, raw).encode("ascii")

    def _taken(self, said: Said, seen: Seen, rules: Sequence[Rule]) -> Mapping[str, Told]:
        """What lies in the run before, if it is what was sealed."""
        raw = os.pread(self._findings, said.length, said.at)
        lines = raw.split(b"\n")[:-1]
        if hashlib.sha256(raw).hexdigest() != said.sha256 or len(lines) != len(rules):
            return {}
        old, new = (ending(seen.sha256, moment, seen.file) for moment in (said.collected_at, seen.collected_at))
        return {
            rule.id: Told(line.removesuffix(old) + new, by_letter(rule)[letter])
            for rule, line, letter in zip(rules, lines, said.letters, strict=True)
            if RULES[rule.fleet or ""].lasting and line.endswith(old)
        }

    def begin(self, at: int) -> None:
        """The findings about all devices begin at this byte, or later."""
        self._at = at

    def keep(self, compared: Compared, writer: Writer) -> None:
        """Keep what is said of a device about which somebody has just asked."""
        lines, told = spelled(compared.findings), letters(compared.findings)
        at, self._at = self._at, self._at + len(lines)
        seen = self._newest
        if not self._keeps or seen is None:
            return
        if ERROR in told:
            writer.together(b"")
            return
        said = Said(at, len(lines), hashlib.sha256(lines).hexdigest(), told, seen.collected_at)
        raw = codec.to_canonical_json(said)
        writer.together(raw + BETWEEN + self._proof(seen, raw))
