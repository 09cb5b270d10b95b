"""The rule book: looking things up, proving the examples, trying a rule on a configuration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isms.core.errors import InputError
from isms.core.model.finding import Finding, Severity, Verdict
from isms.core.model.text import Text
from isms.core.nearest import advice, no_platform, refuse
from isms.store.workspace import current
from isms.workflow.audit import single
from isms.workflow.rulebook import policies_of, rulebook_of

if TYPE_CHECKING:
    from checks.explain import Tried
    from checks.outcome import Outcome
    from checks.rule import Rule


ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An example of a rule and whether the rule answers as it says; if not, the reason it gives."""

    rule: str
    platform: str
    example: int
    expected: Verdict
    given: Verdict
    reason: Text | None = None

    @property
    def holds(self) -> bool:
        """Whether the rule answers as the example says."""
        return self.expected is self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A rule tried on a configuration: its finding, how its patterns fared, and the redacted lines."""

    finding: Finding
    tried: tuple["Tried", ...]
    lines: tuple[str, ...]


def rules(folder: Path | None) -> tuple["Rule", ...]:
    """All rules by id."""
    return rulebook_of(current(folder)).rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which rules are wanted; empty means all."""

    topics: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    platforms: tuple[str, ...] = ()


def chosen(folder: Path | None, wanted: Chosen) -> tuple["Rule", ...]:
    """The wanted rules by id, those about all devices on every platform; raises InputError for a word nobody knows."""
    known = rules(folder)
    _refuse_unknown_topics(known, wanted.topics)
    platforms = {*known_platforms(wanted.platforms)}
    return tuple(
        one
        for one in known
        if (not wanted.topics or one.topic in wanted.topics)
        and (not wanted.severities or one.severity in wanted.severities)
        and (not platforms or one.fleet is not None or platforms & {*one.platforms})
    )


def known_platforms(names: Sequence[str]) -> Sequence[str]:
    """The same platforms; raises InputError for one that there is not."""
    known = platform_ids()
    refuse([no_platform(name, known) for name in names if name not in known])
    return names


def platform_ids() -> tuple[str, ...]:
    """The platforms that configurations are read of."""
    from checks.platform import platforms

    return tuple(platforms())


def _refuse_unknown_topics(known: Sequence["Rule"], wanted: Sequence[str]) -> None:
    """Raise InputError for a topic that no rule has."""
    topics = sorted({one.topic for one in known})
    meant = [(topic, advice(topic, topics)) for topic in wanted if topic not in topics]
    refuse(
        [
            Text(de=f"Kein Thema heißt ‚{topic}‘. {text.de}", en=f"No topic is called '{topic}'. {text.en}")
            for topic, text in meant
        ]
    )


def rule(folder: Path | None, name: str) -> "Rule":
    """One rule; raises InputError if there is none."""
    return rulebook_of(current(folder)).get(name)


def listed(one: "Rule") -> dict[str, Any]:
    """A rule in the shape of `isms rule list --json`."""
    counts = {
        platform: {verdict.value: len(given.get(verdict, ())) for verdict in (Verdict.PASS, Verdict.FAIL)}
        for platform, given in one.examples.items()
    }
    if one.fleet is not None:
        counts[ALL] = {verdict.value: len(one.sets.get(verdict, ())) for verdict in (Verdict.PASS, Verdict.FAIL)}
    return {
        "id": one.id,
        "title": one.title,
        "why": one.why,
        "severity": one.severity,
        "topic": one.topic,
        "platforms": one.platforms,
        "remedy": one.remedy,
        "remedy_en": one.remedy_en,
        "references": one.references,
        "always": one.always,
        "policy": one.policy,
        "source": one.source,
        "examples": counts,
        "fleet": one.fleet,
    }


def prove(folder: Path | None, name: str | None) -> tuple[Proof, ...]:
    """Every example of one rule, or of all, held against the rule, with the shipped policy and what it says beside."""
    wanted = rules(folder) if name is None else (rule(folder, name),)
    return tuple(proof for one in wanted for proof in _proofs(one))


def _proofs(one: "Rule") -> list[Proof]:
    """The examples of one rule."""
    from checks.engine import Subject, compile_rules, judge
    from checks.fleet.proof import proved
    from checks.platform import platforms
    from checks.tree import parse

    proofs = []
    for expected, sets in one.sets.items():
        for number, members in enumerate(sets, start=1):
            given = proved(one, members)
            proofs.append(Proof(rule=one.id, platform=ALL, example=number, expected=expected, given=given))
    for platform, texts_by_verdict in one.examples.items():
        known = platforms()[platform]
        [compiled] = compile_rules((one,), known)
        for expected, texts in texts_by_verdict.items():
            for number, text in enumerate(texts, start=1):
                outcome = judge(compiled, Subject(parse(text, known), one.proved_with()))
                why = None if outcome.verdict is expected else _reason(outcome, text)
                proof = Proof(rule=one.id, platform=platform, example=number, expected=expected, given=outcome.verdict)
                proofs.append(replace(proof, reason=why))
    return proofs


def _reason(outcome: "Outcome", text: str) -> Text:
    """Why a rule answers as it does, without secrets."""
    from checks import record
    from checks.tree import lines_of
    from isms.core.redact import Redactor, process_key

    return record.reason(outcome.reason, lines_of(Redactor(process_key()).redact(text)))


def attempt(folder: Path | None, name: str, path: Path, platform: str | None) -> Trial:
    """A rule tried on one file; raises InputError if the file cannot be read."""
    from checks import record
    from checks.engine import Subject, compile_rules
    from checks.explain import explain
    from checks.platform import platforms
    from checks.tree import lines_of, parse
    from isms.core.redact import Redactor, process_key

    workspace = current(folder)
    one = rulebook_of(workspace).get(name)
    if path.is_dir():
        raise InputError(de=f"{path} ist ein Ordner; eine Datei nennen.", en=f"{path} is a folder; name a file.")
    if one.fleet is not None:
        raise InputError(
            de=f"{one.id} betrifft alle Geräte zusammen; eine Datei allein sagt nichts. `isms check run PFAD --rule "
            f"{one.id}` prüft einen Ordner, `isms rule test {one.id}` die Beispiele.",
            en=f"{one.id} is about all devices together; one file alone tells nothing. `isms check run PATH --rule "
            f"{one.id}` judges a folder, `isms rule test {one.id}` the examples.",
        )
    config = single(workspace, path, platform)
    known = platforms()[config.platform]
    [compiled] = compile_rules((one,), known)
    lines = lines_of(Redactor(process_key()).redact(config.text))
    explained = explain(compiled, Subject(parse(config.text, known), policies_of(workspace).everywhere))
    finding = record.finding(config, compiled, explained.outcome, lines, "", None)
    return Trial(finding=finding, tried=explained.tried, lines=tuple(lines))
