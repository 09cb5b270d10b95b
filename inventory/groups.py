"""How far districts and departments are: the same counts as for the whole, which they add up to. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median_low

from inventory.stages import status
from isms.core.model.building import Building
from isms.core.model.rollout import MeasureKind
from isms.core.model.safety import Soundness
from isms.core.model.stages import BuildingView, Group

Key = Callable[[Building], str | None]


def districts(found: Iterable[BuildingView], late: Mapping[str, Sequence[int]]) -> tuple[Group, ...]:
    """The districts by name; the buildings of which it is unknown come last."""
    return _grouped(found, late, lambda building: building.district)


def departments(found: Iterable[BuildingView], late: Mapping[str, Sequence[int]]) -> tuple[Group, ...]:
    """The departments by name; the buildings of which it is unknown come last."""
    return _grouped(found, late, lambda building: building.department)


def _grouped(found: Iterable[BuildingView], late: Mapping[str, Sequence[int]], key: Key) -> tuple[Group, ...]:
    """The buildings by what the key says of each."""
    parts: dict[str | None, list[BuildingView]] = {}
    for one in found:
        parts.setdefault(key(one.building), []).append(one)
    return tuple(_group(name, parts[name], late) for name in sorted(parts, key=lambda name: (name is None, name or "")))


def _group(name: str | None, found: Sequence[BuildingView], late: Mapping[str, Sequence[int]]) -> Group:
    """The counts of one group; of its late measures half are behind by at least `late_days`."""
    days = [day for one in found for day in late.get(one.building.id, ())]
    return Group(
        name=name,
        fibre=status(MeasureKind.FIBRE, found),
        wlan=status(MeasureKind.WLAN, found),
        late=len(days),
        late_days=median_low(days) if days else None,
        failing=sum(one.safety.state is Soundness.FAILS for one in found),
    )
