"""What the rule book answers of an edition, and what is left open."""

from dataclasses import dataclass

from isms.core.errors import InputError
from isms.core.model.control import Answerable, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage:
    """The controls that a configuration can answer, each with its rules or the reason why there is none."""

    controls: tuple[Answerable, ...]

    @property
    def open(self) -> tuple[Answerable, ...]:
        """The controls that no rule answers."""
        return tuple(control for control in self.controls if not control.rules)

    @property
    def answered(self) -> tuple[Answerable, ...]:
        """The controls that a rule answers."""
        return tuple(control for control in self.controls if control.rules)


def coverage(edition: str) -> RuleCoverage:
    """What the shipped rules answer of an edition; raises InputError for one that nobody has gone through."""
    from isms.grundschutz import answerable, mapping

    if edition.upper() != Edition.GSPP:
        raise InputError(
            de=f"Was Konfigurationen beantworten, ist nur für {Edition.GSPP.value} erfasst, nicht für ‚{edition}‘.",
            en=f"What configurations can answer is recorded for {Edition.GSPP.value} only, not for '{edition}'.",
        )
    return RuleCoverage(controls=tuple(answerable.answerable(mapping.links(Edition.GSPP), answerable.unanswered())))
