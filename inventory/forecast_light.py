"""The traffic light rule: pure, and printed beside every light."""

from datetime import date

from isms.core.model.forecast import Outlook, Question, Signal
from isms.core.model.light import Light
from isms.core.model.text import Text


def signal(question: Question, outlook: Outlook | None) -> Signal:
    """The light of a question; grey wherever nobody can know."""
    if question.total <= 0:
        return _signal(Light.GREY, "nichts zu zählen", "nothing to count")
    if not question.remaining:
        return _signal(Light.GREEN, "erreicht", "met")
    if question.deadline is None:
        return _signal(Light.GREY, "keine Frist", "no deadline")
    if question.deadline < question.today:
        return _signal(Light.RED, "verstrichen, nicht erreicht", "passed, not met")
    if outlook is None:
        return _signal(Light.GREY, "zu wenig Daten", "too little data")
    return _ahead(question.deadline, outlook)


def _ahead(deadline: date, outlook: Outlook) -> Signal:
    """The light where the deadline is still ahead."""
    if _by(outlook.p85, deadline):
        return _signal(Light.GREEN, "P85 ≤ Frist", "P85 ≤ deadline")
    if _by(outlook.p50, deadline):
        return _signal(Light.AMBER, "P50 ≤ Frist < P85", "P50 ≤ deadline < P85")
    return _signal(Light.RED, "P50 > Frist", "P50 > deadline")


def _by(day: date | None, deadline: date) -> bool:
    """Whether a day is in sight and not after the deadline."""
    return day is not None and day <= deadline


def _signal(light: Light, de: str, en: str) -> Signal:
    """A light with its reason."""
    return Signal(light=light, reason=Text(de=de, en=en))
