"""A rule as its YAML file says it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from checks.platform import platforms
from checks.policy import Policy, as_value, default
from isms.core.model.finding import Severity, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text

ALL = "all"
FORBID: dict[str, str] = {"extra": "forbid"}
Examples = dict[Verdict, tuple[str, ...]]


class Source(StrEnum):
    """What a rule's patterns were proved on: configurations seen, or the maker's documentation only."""

    CONFIGURATIONS = "configurations"
    DOCUMENTATION = "documentation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How a rule is judged on some platforms: by conditions, or by a named Python function; see docs/rules.md."""

    __pydantic_config__: ClassVar = FORBID

    platform: tuple[str, ...]
    versions: str | None = None
    roles: tuple[str, ...] = ()
    na_when: Any = None
    each: str | tuple[str, ...] | None = None
    where: Any = None
    skip: Any = None
    if_none: Verdict = Verdict.NA
    must: tuple[Any, ...] = ()
    default: Text | None = None
    python: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A device of a set of examples: its configuration, and how that is kept; without a platform it has none.

    `age` counts days. `versions` and `commits` are those of a git archive, which there is only if they are given.
    """

    __pydantic_config__: ClassVar = FORBID

    platform: str | None = None
    text: str = ""
    age: int | None = 0
    versions: int | None = None
    commits: int = 0
    registered: bool = True
    open_to_all: bool | None = False


Members = dict[str, Member]  # the devices of a set by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement on a configuration, with the examples that prove it; one with `fleet` is a requirement on all
    devices together, proved by sets of devices."""

    __pydantic_config__: ClassVar = FORBID

    id: str
    title: Text
    why: Text
    topic: str
    severity: Severity
    checks: tuple[Check, ...] = ()
    fleet: str | None = None
    examples: dict[str, Examples] = field(default_factory=dict)
    sets: dict[Verdict, tuple[Members, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    remedy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remedy_en: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fix: dict[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    source: Source = Source.CONFIGURATIONS

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms its checks name, in their order."""
        return tuple(dict.fromkeys(name for check in self.checks for name in check.platform))

    def proved_with(self) -> Policy:
        """The policy under which its examples are proved: the shipped one with the values in `given`."""
        return Policy({**default().values, **{name: as_value(value) for name, value in self.given.items()}})

    def remedies(self, language: Language) -> dict[str, tuple[str, ...]]:
        """The remedy per platform, or for all, as readers of a language get it."""
        return {**self.remedy, **self.remedy_en} if language is Language.EN else dict(self.remedy)

    def _everywhere(self, language: Language) -> dict[str, tuple[str, ...]]:
        """The remedy per platform; what holds for all is said for each that has no own."""
        found = self.remedies(language)
        general = found.pop(ALL, None)
        return found if general is None else {**dict.fromkeys(platforms(), general), **found}

    def info(self) -> RuleInfo:
        """What people read about it."""
        remedy, english = self._everywhere(Language.DE), self._everywhere(Language.EN)
        return RuleInfo(
            id=self.id,
            title=self.title,
            why=self.why,
            topic=self.topic,
            severity=self.severity,
            references=self.references,
            remedy=remedy,
            remedy_en={name: lines for name, lines in english.items() if lines != remedy.get(name)},
        )
