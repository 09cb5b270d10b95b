"""A rule as its YAML file says it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from checks.policy import Policy, as_value, default
from isms.core.model.finding import Severity, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Text

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
class Rule:
    """One requirement on a configuration, with the examples that prove it."""

    __pydantic_config__: ClassVar = FORBID

    id: str
    title: Text
    why: Text
    topic: str
    severity: Severity
    checks: tuple[Check, ...]
    examples: dict[str, Examples]
    references: tuple[str, ...] = ()
    remedy: dict[str, tuple[str, ...]] = field(default_factory=dict)
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

    def info(self) -> RuleInfo:
        """What people read about it."""
        return RuleInfo(
            id=self.id,
            title=self.title,
            why=self.why,
            topic=self.topic,
            severity=self.severity,
            references=self.references,
            remedy=dict(self.remedy),
        )
