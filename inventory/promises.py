"""What was first promised for the buildings of a target. Pure."""

from datetime import date

from inventory.targets import Register
from isms.core.model.progress import Progress
from isms.core.model.rollout import Role, measure_id, milestone_id


def promised(progress: Progress, register: Register) -> tuple[date, ...]:
    """The days on which buildings were first promised to be in operation, earliest first: the baselines of service and
    acceptance, the later one. Buildings without any are left out."""
    kind = progress.target.kind
    names = [register.templates[kind].in_role(role).key for role in Role]
    baselines = {one.id: one.baseline for one in register.milestones if one.baseline is not None}
    ends = []
    for one in progress.judged:
        known = [baselines.get(milestone_id(measure_id(one.building, kind), name)) for name in names]
        ends.append(max((day for day in known if day is not None), default=None))
    return tuple(sorted(day for day in ends if day is not None))
