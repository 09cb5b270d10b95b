"""Judging one configuration after another with one set of rules."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from checks import record, remarks
from checks.blocks import all_within
from checks.dated import Days, Timeless, looks_at_the_day, noting
from checks.engine import CompiledRule, Subject, answer_all, compile_rules, judge
from checks.fleet.gather import facts
from checks.memory import Memory
from checks.outcome import Answer, Outcome, not_applicable, settled
from checks.platform import platforms
from checks.policies import Policies
from checks.policy import Policy
from checks.rule import Rule
from checks.spelling import Read, Speller
from checks.tree import ConfigTree, lines_of
from checks.waivers import by_place, waiver_for
from isms.core.model.device import Config, Device
from isms.core.model.fact import Seen
from isms.core.model.finding import Judged, Verdict, Waiver
from isms.core.redact import Redactor

TOGETHER = not_applicable(
    "die Regel betrifft alle Geräte zusammen; das prüft `isms check run`",
    "the rule is about all devices together; `isms check run` judges that",
)


@dataclass(frozen=True, slots=True)
class Ready:
    """What is ready for a platform: its memory, all rules, those that do not look at the day, where among all of
    them those stand that do, and what spells the findings."""

    memory: Memory
    rules: tuple[CompiledRule, ...]
    timeless: tuple[CompiledRule, ...]
    dated: tuple[int, ...]
    speller: Speller


class Auditor:
    """Rules, policies, waivers and the redactor of a run; keeps what it has learned about each platform it meets."""

    def __init__(
        self,
        rules: Sequence[Rule],
        policies: Policies,
        redactor: Redactor,
        waivers: Sequence[Waiver],
        today: date,
        gathered: Sequence[str] | None = None,
    ) -> None:
        """An auditor; `today` decides which waivers and certificates hold.

        Rules about all devices are `na` here. Where they are judged afterwards, `gathered` says which kinds of facts
        they need; then they are left out.
        """
        self._rules = [rule for rule in rules if gathered is None or rule.fleet is None]
        self._gathered = gathered
        self._policies = policies
        self._redactor = redactor
        self._waivers = by_place(waivers)
        self._today = today
        self._timeless: dict[int, Timeless] = {}
        self._ready: dict[str, Ready] = {}

    def judge(self, config: Config) -> Judged:
        """The redacted configuration and its findings, one per rule; nothing of it holds a secret."""
        redacted = self._redactor.redact(config.text)
        lines = lines_of(redacted)
        sha256 = hashlib.sha256(redacted.encode("utf-8", "surrogateescape")).hexdigest()
        ready = self._ready_for(config.platform)
        tree = ready.memory.parse(config.text)
        answers, days = self._answers(tree, config.device, ready)
        told = zip(ready.rules, answers, strict=True)
        outcomes = [TOGETHER if one.rule.fleet is not None else settled(known) for one, known in told]
        read = Read(config=config, tree=tree, lines=lines, sha256=sha256)
        return Judged(
            device=config.device,
            platform=config.platform,
            redacted=redacted,
            findings=ready.speller.findings(read, outcomes, self._waived(read, ready.rules, outcomes)),
            seen=None if self._gathered is None else self._seen(config, tree, lines, sha256),
            days=days,
        )

    def _answers(self, tree: ConfigTree, device: Device, ready: Ready) -> tuple[list[Answer], Days]:
        """The answers of all rules, and the days on which they are the same.

        Rules that look at the day are asked without the memory, so that they look for every device.
        """
        policy = self._policies.for_device(device)
        subject = Subject(tree, self._without_day(policy), device.role)
        answers = [*answer_all(ready.timeless, subject, ready.memory)]
        dated, today = noting(policy.values, self._today)
        looking = replace(subject, policy=dated)
        for place in ready.dated:
            answers.insert(place, judge(ready.rules[place], looking))
        return answers, today.days

    def look(self, config: Config) -> Seen:
        """What a configuration contributes to the rules about all devices; it is not judged."""
        redacted = self._redactor.redact(config.text)
        memory = self._ready_for(config.platform).memory
        sha256 = hashlib.sha256(redacted.encode("utf-8", "surrogateescape")).hexdigest()
        return self._seen(config, memory.parse(config.text), lines_of(redacted), sha256)

    def _seen(self, config: Config, tree: ConfigTree, lines: Sequence[str], sha256: str) -> Seen:
        """The facts of a configuration."""
        return Seen.of(config, sha256, facts(self._gathered or (), tree, lines))

    def _waived(self, read: Read, rules: Sequence[CompiledRule], outcomes: Sequence[Outcome]) -> dict[int, Waiver]:
        """The waivers that cover outcomes, by the place of the rule; only a fail can have one."""
        found = {}
        for place, outcome in enumerate(outcomes if self._waivers else ()):
            if outcome.verdict is Verdict.FAIL:
                spots = record.located(outcome, read.tree).spots
                within = partial(all_within, spots=spots, tree=read.tree, lines=read.lines)
                rule, device = rules[place].rule.id, read.config.device
                if (waiver := waiver_for(rule, device, self._waivers, self._today, within)) is not None:
                    found[place] = waiver
        return found

    def _without_day(self, policy: Policy) -> Policy:
        """A policy without the day; one and the same value for all devices that come to the same."""
        if id(policy) not in self._timeless:
            self._timeless[id(policy)] = Timeless(policy.values)
        return self._timeless[id(policy)]

    def _ready_for(self, platform: str) -> Ready:
        """The memory and the rules of a platform."""
        if platform not in self._ready:
            known = platforms()[platform]
            memory = Memory(known, with_remarks=remarks.read_by(self._rules, platform))
            rules = compile_rules(self._rules, known)
            dated = tuple(place for place, one in enumerate(rules) if looks_at_the_day(one.rule, platform))
            timeless = tuple(one for place, one in enumerate(rules) if place not in dated)
            self._ready[platform] = Ready(memory, rules, timeless, dated, Speller(platform, rules))
        return self._ready[platform]
