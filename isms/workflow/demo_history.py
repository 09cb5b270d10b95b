"""Telling the register three years of work, sitting by sitting, as the offices entered it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from isms import files
from isms.store import Transaction, open_store
from isms.store.workspace import Workspace
from isms.workflow import targets
from isms.workflow.rollout import TEMPLATES, templates_of
from isms.workflow.rollout_views import DISTRICTS

if TYPE_CHECKING:
    from isms.demo.rollout.events import Sitting
    from isms.demo.town import Town

FIRST, RECORDED = timedelta(weeks=6), timedelta(weeks=13)  # until the first snapshot, and between two
NOTE = "Quartalsbericht"
IMPORTED = timedelta(hours=1)  # before the first sitting


def begin(workspace: Workspace, town: "Town", today: date, seed: int) -> "tuple[Sitting, ...]":
    """The register as it began, with the list of that time imported; and what was entered since, to be played."""
    from inventory.targets_file import FILE
    from isms.demo.content import content
    from isms.demo.exports import buildings_csv
    from isms.demo.rollout import goals
    from isms.demo.rollout.history import history, setting
    from isms.demo.rollout.premises import there
    from isms.workflow.buildings import import_buildings
    from isms.workflow.importing import Wanted

    files.write_atomically(workspace.root / DISTRICTS, content(DISTRICTS).encode())
    files.make_folder(workspace.root / TEMPLATES)
    files.write_atomically(workspace.root / TEMPLATES / FILE, goals.text(today).encode())
    scene = setting(town, templates_of(workspace), today, seed)
    story = history(scene)
    files.make_folder(workspace.root / "import")
    path = workspace.root / "import" / "gebaeude.csv"
    files.write_atomically(path, buildings_csv(there(town, scene.plan)).encode("utf-8-sig"))
    import_buildings(workspace, Wanted(file=path), story[0].when - IMPORTED)
    return story


def play(workspace: Workspace, story: "Sequence[Sitting]", until: datetime, after: datetime | None = None) -> None:
    """Enter what was told at every sitting between two moments, and record every quarter how the targets stand."""
    store = open_store(workspace.register)
    snapshots = iter([one for one in _quarters(story) if (after is None or one > after) and one <= until])
    due = next(snapshots, None)
    for one in story:
        if one.when > until or (after is not None and one.when <= after):
            continue
        while due is not None and due <= one.when:
            targets.take_snapshot(workspace, due, NOTE)
            due = next(snapshots, None)
        with store.transaction(who=one.who, when=one.when, reason=one.reason) as change:
            _enter(change, one)


def _quarters(story: "Sequence[Sitting]") -> Iterator[datetime]:
    """When a snapshot is taken."""
    due = story[0].when + FIRST
    while due <= story[-1].when:
        yield due
        due += RECORDED


def _enter(change: Transaction, sitting: "Sitting") -> None:
    """Keep what one office entered."""
    from isms.demo.rollout.events import rows_of

    by_table = sorted(sitting.events, key=attrgetter("table"))
    for table, events in groupby(by_table, key=attrgetter("table")):
        for key, row, reason in rows_of(events, change.rows(table)):
            change.put(table, key, row, reason)
