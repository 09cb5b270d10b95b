"""What a rule says about itself; how it judges is the business of `checks`."""

from dataclasses import dataclass, field

from isms.core.model.finding import Severity
from isms.core.model.text import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """The face of a rule: what people read about it. `remedy` holds lines in the device's words per platform, with
    notes for German readers; `remedy_en` the same lines for English readers where they differ (runs sealed before
    there was any have none)."""

    id: str
    title: Text
    why: Text
    topic: str
    severity: Severity
    references: tuple[str, ...] = ()
    remedy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remedy_en: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def remedy_in(self, platform: str, language: Language) -> tuple[str, ...]:
        """The lines for a platform as readers of a language get them; none where there is no remedy."""
        english = self.remedy_en.get(platform) if language is Language.EN else None
        return english or self.remedy.get(platform, ())
