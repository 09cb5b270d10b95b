"""How a folder or git archive keeps the configurations: earlier versions, and who may read them."""

import os
import stat
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checks import archive
from checks.fleet.seat import Backup
from checks.git import repository as git
from checks.git.repository import Repository
from isms.core.errors import IsmsError

POSIX = os.name == "posix"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of each file, counted up to what somebody wants to know, and the commits."""

    versions: Mapping[str, int]
    commits: int


class Kept:
    """The place where configurations lie."""

    def __init__(self, place: Path, most: int | None, top: Path = Path("/")) -> None:
        """A folder, a file or a bare repository; `most` versions are counted, None asks for no history.

        Every account gets as far as `top`.
        """
        self._place = place
        self._top = top.resolve()
        self._most = most

    def backup(self, file: str | None, *, registered: bool) -> Backup:
        """How the configuration in a file is kept."""
        history = self.history
        return Backup(
            registered=registered,
            versions=None if history is None or file is None else history.versions.get(file, 0),
            commits=0 if history is None else history.commits,
            open_to_all=None if file is None else self._open_to_all(file),
        )

    @cached_property
    def history(self) -> History | None:
        """What a git archive keeps; None where the configurations are in none."""
        if self._most is None:
            return None
        folder = self._place if self._place.is_dir() else self._place.parent
        try:
            repository = git.opened(folder)
            return _history(repository, repository.commit(), self._most)
        except IsmsError:
            return None

    @cached_property
    def _reached(self) -> bool:
        """Whether every account gets as far as the folder."""
        folder = self._place.resolve() if self._place.is_dir() else self._place.resolve().parent
        return all(_has(above, stat.S_IXOTH) for above in (folder, *folder.parents) if above.is_relative_to(self._top))

    def _open_to_all(self, file: str) -> bool | None:
        """Whether every account of the computer may read a file; None if that cannot be seen."""
        if not POSIX:
            return None
        try:
            if not self._reached:
                return False
            if git.is_bare(self._place):
                return _has(self._place / "objects", stat.S_IXOTH) and _has(self._place / git.HEAD, stat.S_IROTH)
            folder = self._place if self._place.is_dir() else self._place.parent
            path = folder / file
            between = [
                folder.joinpath(*path.relative_to(folder).parts[:end]) for end in range(1, len(Path(file).parts))
            ]
            return all(_has(above, stat.S_IXOTH) for above in between) and _has(path, stat.S_IROTH)
        except (OSError, ValueError):
            return None


def _has(path: Path, right: int) -> bool:
    """Whether others have a right to a file or folder."""
    return bool(path.stat().st_mode & right)


def _history(repository: Repository, commit: str, most: int) -> History | None:
    """The versions of the files of the newest commit, in a walk back that ends as soon as all are known."""
    missing = {entry.path for entry in repository.entries(commit)}
    if not missing:
        return None
    revisions = repository.revisions(commit)
    counts: Counter[str] = Counter()
    with closing(repository.changes(revisions)) as changes:
        for _, entries in changes:
            for entry in entries:
                if entry.path in missing and entry.mode != git.GONE:
                    counts[entry.path] += 1
                    if counts[entry.path] >= most:
                        missing.discard(entry.path)
            if not missing:
                break
    return History(
        versions={archive.shown(Path(path)): count for path, count in counts.items()}, commits=len(revisions)
    )
