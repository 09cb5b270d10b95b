"""What a rule says about itself; how it judges is the business of `checks`."""

from dataclasses import dataclass, field

from isms.core.model.finding import Severity
from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """The face of a rule: what people read about it. `remedy` holds lines in the device's words per platform."""

    id: str
    title: Text
    why: Text
    topic: str
    severity: Severity
    references: tuple[str, ...] = ()
    remedy: dict[str, tuple[str, ...]] = field(default_factory=dict)
