"""docs/ausbau.md says what the register of the rollout does."""

from dataclasses import fields

from inventory.rollout_fields import TABLES
from isms.cli import rollout_lists, rollout_status, rollout_sums
from isms.core.model.rollout import Phase, Role, Step
from tests.docs import documents

PAGE = "docs/ausbau.md"


def test_the_page_names_every_field() -> None:
    named = {name.strip("`"): words.strip("`").split() for name, words in documents.table(PAGE, "table")}
    assert named == {name: list(TABLES[name].readers) for name in named}
    assert set(named) == set(TABLES)


def test_the_page_names_every_key_of_a_step() -> None:
    rows = {key.strip("`"): meaning for key, meaning in documents.table(PAGE, "key of a step")}
    assert sorted(rows) == sorted(field.name for field in fields(Step))
    assert all(phase.value in rows["phase"] for phase in Phase if phase is not Phase.OPERATION)
    assert all(role.value in rows["role"] for role in Role)


def test_the_page_names_every_view() -> None:
    rows = {name.strip("`") for name, _ in documents.table(PAGE, "view")}
    views = (rollout_status, rollout_lists, rollout_sums)
    commands = [one for view in views for one in view.app.registered_commands]
    assert rows == {one.name or (one.callback.__name__ if one.callback else "") for one in commands}
