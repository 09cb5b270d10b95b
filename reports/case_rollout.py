"""What the parts of the rollout's report are made from: the views of a day, the targets, and how values are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from isms.core.model.forecast import Forecast
from isms.core.model.light import Light
from isms.core.model.progress import Change, Progress
from isms.core.model.rollout import Phase
from isms.core.model.safety import Soundness
from isms.core.model.shape import Shape
from isms.core.model.stages import Progressed, Stage
from isms.core.model.text import Language, Text
from isms.core.model.views import Views
from isms.core.model.views_lists import Place, Urgency
from isms.core.settings import Settings
from isms.core.wording_rollout import PHASES
from reports import typography
from reports import wording_rollout as words
from reports.mark import Mark
from reports.model import Align, Badge, Column, Datum
from reports.typography import counted

LIGHTS: dict[Light, Mark] = {
    Light.GREEN: Mark.GREEN,
    Light.AMBER: Mark.AMBER,
    Light.RED: Mark.RED,
    Light.GREY: Mark.GREY,
}
STAGES: dict[Stage, Mark] = {
    Stage.DONE: Mark.DONE,
    Stage.IN_WORK: Mark.IN_WORK,
    Stage.SUPPLIED: Mark.SUPPLIED,
    Stage.NOT_BEGUN: Mark.NOT_BEGUN,
    Stage.UNKNOWN: Mark.UNKNOWN,
}
UNDER_WAY: dict[Phase, Mark] = {
    Phase.NEED: Mark.NEED,
    Phase.PLANNING: Mark.PLANNING,
    Phase.APPROVAL: Mark.APPROVAL,
    Phase.TENDER: Mark.TENDER,
    Phase.BUILD: Mark.BUILD,
    Phase.ACCEPTANCE: Mark.ACCEPTANCE,
}
SOUND: dict[Soundness, Mark] = {
    Soundness.FAILS: Mark.NO,
    Soundness.UNKNOWN: Mark.OPEN,
    Soundness.PASSES: Mark.YES,
    Soundness.NO_DEVICES: Mark.NONE,
}
URGENT: dict[Urgency, Mark] = {
    Urgency.OVERDUE: Mark.NO,
    Urgency.NEAR: Mark.PARTLY,
    Urgency.SOON: Mark.STALE,
    Urgency.LATER: Mark.NONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target as it stands; `promised` are the days on which buildings were first promised to be done."""

    progress: Progress
    forecast: Forecast
    change: Change | None = None
    promised: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutCase:
    """The input of the report. `hidden` buildings (KRITIS) are counted but never named or shown on the map."""

    views: Views
    aims: tuple[Aim, ...]
    settings: Settings
    language: Language
    shapes: tuple[Shape, ...] = ()
    hidden: frozenset[str] = frozenset()

    def say(self, text: Text, **values: object) -> str:
        """A sentence in the report's language, its places filled."""
        return text.to(self.language).format(**values) if values else text.to(self.language)

    def count(self, number: int, noun: tuple[Text, Text]) -> str:
        """A number with its noun."""
        return counted(number, *noun, self.language)

    def column(self, name: str, share: float, *, right: bool = False, bold: bool = False, lines: int = 3) -> Column:
        """A column by the key of its title."""
        title = words.COLUMNS[name].to(self.language)
        align = Align.RIGHT if right else Align.LEFT
        return Column(title=title, share=share, align=align, bold=bold, most_lines=lines)

    def day(self, value: date | None) -> Datum:
        """A day."""
        return Datum(value, typography.day(value, self.language))

    def number(self, value: float | None) -> Datum:
        """A number; a dash for what is unknown."""
        if value is None:
            return Datum(None, "–")
        return Datum(value, typography.number(round(value), self.language))

    def money(self, cents: int | None) -> Datum:
        """An amount in euros; a dash for what is unknown."""
        return Datum(None, "–") if cents is None else Datum(cents / 100, typography.euros(cents, self.language))

    def share(self, part: int, whole: int) -> Datum:
        """A share in per cent; a dash of nothing."""
        if not whole:
            return Datum(None, "–")
        return Datum(part / whole, typography.percent(part, whole, self.language))

    def named(self, building: str | None) -> bool:
        """Whether a building may be named."""
        return building not in self.hidden

    def place(self, place: Place | None) -> str:
        """A building by its name and id; a dash for none."""
        if place is None:
            return "–"
        return f"{place.name} ({place.building})" if place.name else place.building

    def light(self, light: Light) -> Badge:
        """The light of a target."""
        return Badge(LIGHTS[light], light.word.to(self.language))

    def stage(self, stage: Stage) -> Badge:
        """How far a building is, roughly."""
        return Badge(STAGES[stage], stage.word.to(self.language))

    def phase(self, one: Progressed) -> Badge:
        """How far a building is: the phase of what is under way, else the stage."""
        if one.stage is Stage.IN_WORK and one.phase in UNDER_WAY:
            return self.under_way(one.phase)
        return self.stage(one.stage)

    def safety(self, state: Soundness) -> Badge:
        """What the devices of a building say, in short."""
        return Badge(SOUND[state], words.SOUND[state].to(self.language))

    def under_way(self, phase: Phase) -> Badge:
        """A phase of work."""
        return Badge(UNDER_WAY.get(phase, Mark.IN_WORK), PHASES[phase].to(self.language))


def shown(items: Iterable[str]) -> str:
    """Texts in a row, parted by semicolons; a dash for none."""
    return "; ".join(item for item in items if item) or "–"
