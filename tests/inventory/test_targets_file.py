"""The file of the targets: the four that ship, and every mistake with its place."""

from datetime import date

import pytest

from inventory import targets_file
from isms.core.codec import MistakesError
from isms.core.errors import InputError
from isms.core.model.area import AreaKind
from isms.core.model.building import Origin
from isms.core.model.rollout import MeasureKind
from isms.core.model.target import Metric, Operator

GOOD = """\
- id: schools
  title: {de: Schulen, en: Schools}
  kind: fibre
  metric: mbit
  operator: at_least
  value: 1000
  quota: 0.9
  deadline: 2027-12-31
  source: {de: Ratsbeschluss 12/2026, en: council 12/2026}
  scope: {types: [schule]}
"""


def mistakes(text: str) -> list[tuple[int | None, str]]:
    """Line and key of every mistake in a file."""
    with pytest.raises(MistakesError) as caught:
        targets_file.read("targets.yaml", text)
    assert all(one.source == "targets.yaml" for one in caught.value.mistakes)
    return [(one.line, one.key) for one in caught.value.mistakes]


def test_the_four_targets_that_ship() -> None:
    fibre, gigabit, wlan, cabled = targets_file.read(*targets_file.shipped())
    assert (fibre.metric, fibre.quota, fibre.deadline) == (Metric.FIBRE, 1.0, None)
    assert (gigabit.metric, gigabit.operator, gigabit.value) == (Metric.MBIT, Operator.MORE_THAN, 1000)
    assert gigabit.deadline == date(2025, 12, 31)
    assert (wlan.kind, wlan.scope.areas) == (MeasureKind.WLAN, (AreaKind.MEETING, AreaKind.PUBLIC))
    assert wlan.deadline == date(2020, 12, 31)
    assert cabled.scope.origins == (Origin.NEW_BUILDING, Origin.NEW_RENTAL)
    assert (cabled.metric, cabled.scope.areas) == (Metric.CABLED, (AreaKind.FULL,))


def test_a_target_of_ones_own() -> None:
    [target] = targets_file.read("targets.yaml", GOOD)
    assert (target.id, target.quota, target.scope.types) == ("schools", 0.9, ("schule",))
    assert targets_file.read("targets.yaml", "[]") == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("id: schools", "id: Schulen und mehr", (1, "0.id")),
        ("de: Schulen", "de: ' '", (2, "0.title.de")),
        ("kind: fibre", "kind: wlan", (3, "0.kind")),
        ("kind: fibre", "kind: copper", (3, "0.kind")),
        ("metric: mbit", "metric: speed", (4, "0.metric")),
        ("operator: at_least", "operator: is", (5, "0.operator")),
        ("value: 1000", "value: 0", (6, "0.value")),
        ("value: 1000", "value: .nan", (6, "0.value")),
        ("  value: 1000\n", "", (1, "0.value")),
        ("quota: 0.9", "quota: 90", (7, "0.quota")),
        ("quota: 0.9", "quota: 0", (7, "0.quota")),
        ("deadline: 2027-12-31", "deadline: 2027-02-30", (8, "0.deadline")),
        ("deadline: 2027-12-31", "deadline: 0027-12-31", (8, "0.deadline")),
        ("  source: {de: Ratsbeschluss 12/2026, en: council 12/2026}\n", "", (1, "0.source")),
        ("types: [schule]", "types: ['-']", (10, "0.scope.types.0")),
        ("types: [schule]", "areas: [full]", (10, "0.scope.areas")),
        ("types: [schule]", "type: schule", (10, "0.scope.type")),
        ("types: [schule]", "origins: [neu]", (10, "0.scope.origins.0")),
    ],
)
def test_a_mistake_is_named_with_line_and_key(old: str, new: str, place: tuple[int, str]) -> None:
    assert old in GOOD
    assert mistakes(GOOD.replace(old, new)) == [place]


def test_all_mistakes_are_named_at_once() -> None:
    text = GOOD.replace("quota: 0.9", "quota: 2").replace("value: 1000", "value: -1") + GOOD
    assert mistakes(text) == [(6, "0.value"), (7, "0.quota"), (11, "1.id")]


def test_a_value_where_none_belongs_and_a_file_that_is_no_list() -> None:
    fibre = GOOD.replace("metric: mbit", "metric: fibre").replace("  operator: at_least\n", "")
    assert mistakes(fibre) == [(5, "0.value")]
    assert mistakes("") != []
    assert mistakes("id: schools") != []


def test_a_target_is_found_by_its_id_or_the_known_ones_are_named() -> None:
    found = targets_file.read(*targets_file.shipped())
    assert targets_file.find(found, "cabled-new").metric is Metric.CABLED
    with pytest.raises(InputError, match="gigabit-social"):
        targets_file.find(found, "nope")
