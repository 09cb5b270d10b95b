"""A register that was told three years of Musterstadt, as of a day that never changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from isms.core.model.views import Views
from isms.demo.rollout.history import Setting, setting, works
from isms.demo.rollout.works import Work
from isms.demo.town import town
from isms.store import open_store
from isms.store.journal import Entry
from isms.store.workspace import Workspace, create
from isms.workflow import demo_history, rollout_views
from isms.workflow.rollout import templates_of

TODAY = date(2026, 11, 20)
NOW = datetime.combine(TODAY, time(12), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Musterstadt:
    """The workspace, what it was made from, and what the views show of it."""

    workspace: Workspace
    scene: Setting
    works: tuple[Work, ...]
    views: Views
    entries: tuple[Entry, ...]

    def id(self, key: str) -> str:
        """The id of a building by the name that the demo's tables use."""
        return self.scene.town.keys[key]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Musterstadt:
    """The whole story, told; only for looking at."""
    workspace = create(tmp_path_factory.mktemp("told") / "musterstadt", "Stadt Musterstadt")
    story = demo_history.begin(workspace, town(), TODAY, 2026)
    demo_history.play(workspace, story, NOW)
    scene = setting(town(), templates_of(None), TODAY, 2026)
    told = open_store(workspace.register).read_journal()
    return Musterstadt(
        workspace=workspace,
        scene=scene,
        works=works(scene),
        views=rollout_views.views(workspace, NOW),
        entries=tuple(entry for _, entry in told.entries),
    )
