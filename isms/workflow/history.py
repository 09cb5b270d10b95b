"""Compliance over the history of a configuration repository."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.history import Timeline
from isms.store.workspace import current
from isms.workflow.setting import make_setting
from isms.workflow.subjects import Selection, registered

if TYPE_CHECKING:
    from checks.git.repository import Entry, Repository, Revision
    from checks.history import Step

DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of a repository; `since` is a revision or a day, and tells what came after it."""

    path: Path
    since: str | None = None
    rules: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    authors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A repository that was found, and its commits to judge, oldest first."""

    wanted: Wanted
    repository: "Repository"
    revisions: "tuple[Revision, ...]"

    def before(self) -> "Iterable[Entry]":
        """The files that were there before the first of the commits."""
        parent = self.revisions[0].parent if self.revisions else None
        return self.repository.entries(parent) if parent is not None else ()


def prepared(wanted: Wanted) -> Prepared:
    """The commits to judge, along first parents; raises InputError if repository, revision or day are none."""
    from checks.git import repository as git

    repository = git.opened(wanted.path)
    head = repository.commit()
    day = _day(wanted.since)
    start = repository.commit(wanted.since) if wanted.since is not None and day is None else None
    found = repository.revisions(head, start)[::-1]
    return Prepared(wanted=wanted, repository=repository, revisions=tuple(found if day is None else _from(found, day)))


def history(
    folder: Path | None, prepared: Prepared, now: datetime, on_commit: Callable[[], None] = lambda: None
) -> Timeline:
    """Compliance over the commits; waivers do not count, as they belong to a day, not to a configuration.

    Rules, policy and register are those of today. Raises InputError if no commit holds a wanted configuration.
    """
    from checks import archive, git_history
    from checks.git.contents import contents
    from checks.history import timeline

    workspace = current(folder)
    wanted = prepared.wanted
    setting = make_setting(workspace, Selection(rules=wanted.rules), now)
    register = git_history.registered_in({} if workspace is None else registered(workspace))
    globs = archive.patterns({} if workspace is None else workspace.settings.platforms)
    with contents(prepared.repository.git_dir) as found:
        judge = git_history.Judge(setting.recipe.auditor(), setting.policies, found, globs, register)
        walk = git_history.Walk(judge, git_history.chosen(wanted.devices), authors=wanted.authors)
        before = walk.before(prepared.before())
        steps = _counted(walk.steps(prepared.repository, prepared.revisions), on_commit)
        whole = timeline([rule.id for rule in setting.book.rules], steps, before, git_history.sites(register))
    _refuse_nothing(whole, wanted, before)
    return replace(whole, episodes=tuple(replace(one, device=walk.name(one.device)) for one in whole.episodes))


def _counted(steps: "Iterator[Step]", on_commit: Callable[[], None]) -> "Iterator[Step]":
    """The commits, each told when it is judged."""
    for step in steps:
        yield step
        on_commit()


def _refuse_nothing(whole: Timeline, wanted: Wanted, before: Sized) -> None:
    """Raise InputError if no commit holds a configuration that is wanted."""
    if not whole.standings or before or any(one.devices for one in whole.standings):
        return
    if wanted.devices:
        names = ", ".join(wanted.devices)
        raise InputError(
            de=f"Kein Commit von {wanted.path} enthält eine Konfiguration von {names} (--device).",
            en=f"No commit of {wanted.path} holds a configuration of {names} (--device).",
        )
    raise InputError(
        de=f"Kein Commit von {wanted.path} enthält eine Konfiguration. Pfad prüfen, oder in isms.toml unter "
        '[platforms] nennen, z. B. "*.conf" = "cisco_ios".',
        en=f"No commit of {wanted.path} holds a configuration. Check the path, or name them in isms.toml under "
        '[platforms], e.g. "*.conf" = "cisco_ios".',
    )


def _day(since: str | None) -> date | None:
    """The day that is meant; None if it is a revision. Raises InputError for a day that no calendar has."""
    found = DATE.fullmatch(since or "")
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise InputError(
            de=f"Den Tag {since} gibt es nicht (--since).", en=f"There is no day {since} (--since)."
        ) from error


def _from(revisions: "Sequence[Revision]", day: date) -> "Sequence[Revision]":
    """The commits from the first one that was made on a day or later."""
    for place, revision in enumerate(revisions):
        if revision.date is not None and revision.date.date() >= day:
            return revisions[place:]
    return ()
