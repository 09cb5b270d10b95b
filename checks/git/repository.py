"""The git program: the revisions and files of a repository, bare or not. Nothing is ever checked out."""

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from checks.git import process as git_process
from isms.core.errors import InputError

HEAD = "HEAD"
GONE = "000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a revision: its path below the folder that was opened, its mode (in octal), the id of its content."""

    path: str
    mode: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit with its first parent; `date` is when it was committed, None where that cannot be read."""

    id: str
    parent: str | None
    date: datetime | None
    author: str


Changes = Generator[tuple[Revision, tuple[Entry, ...]], None, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository; `below` is the path of the opened folder in it, empty for its top, else with a slash at the end."""

    folder: Path
    git_dir: Path
    below: str
    bare: bool

    def commit(self, revision: str = HEAD) -> str:
        """The id of a revision's commit; raises InputError if there is none."""
        if revision and not revision.startswith("-") and "\0" not in revision:
            words = self._command("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
            if found := git_process.answer(words):
                return found
        if revision == HEAD:
            raise InputError(
                de=f"{self.folder} hat noch keinen Commit; es gibt nichts zu prüfen.",
                en=f"{self.folder} has no commit yet; there is nothing to judge.",
            )
        raise InputError(
            de=f"{self.folder} kennt die Revision ‚{revision}‘ nicht. `git log` zeigt, welche es gibt.",
            en=f"{self.folder} knows no revision '{revision}'. `git log` shows which there are.",
        )

    def entries(self, commit: str) -> Iterator[Entry]:
        """Every file, link and submodule of a commit, in the order of their paths."""
        for record in self._records("ls-tree", "-r", "-z", "--full-tree", commit, *self._limit()):
            about, _, path = record.partition(b"\t")
            mode, _, blob = about.decode("ascii").split(" ")
            yield Entry(path=self._path(path), mode=mode, blob=blob)

    def revisions(self, head: str, since: str | None = None) -> list[Revision]:
        """The commits from `head` back along first parents, newest first; without what is reachable from `since`."""
        form = "--format=%H%x00%P%x00%ct%x00%an"
        excluded = () if since is None else (f"^{since}",)
        arguments = ("rev-list", "--first-parent", "--encoding=UTF-8", form, head, *excluded, "--")
        lines = (line for line in self._records(*arguments, mark=b"\n") if b"\0" in line)
        return [_revision(line) for line in lines]

    def changes(self, revisions: Iterable[Revision]) -> Changes:
        """What each commit changed against its first parent, in the order given.

        A file that is gone has the mode GONE and the content it had.
        """
        with tempfile.TemporaryFile() as wanted:
            named = {}
            for one in revisions:
                named[one.id] = one
                wanted.write(f"{one.id} {one.parent or ''}".rstrip().encode("ascii") + b"\n")
            wanted.seek(0)
            flags = ("--stdin", "-r", "-z", "--raw", "--no-renames", "--root", "--no-abbrev", "--always")
            records = self._records("diff-tree", *flags, "--", *self._limit(), stdin=wanted)
            yield from _by_revision(records, named, self._path)

    def _limit(self) -> tuple[str, ...]:
        """The folder that counts, where it is not all."""
        return (self.below,) if self.below else ()

    def _path(self, raw: bytes) -> str:
        """A path below the opened folder."""
        return raw.decode("utf-8", "surrogateescape").removeprefix(self.below)

    def _command(self, *arguments: str) -> list[str]:
        """The words of a command."""
        return git_process.command(self.git_dir, *arguments)

    def _records(self, *arguments: str, mark: bytes = b"\0", stdin: IO[bytes] | None = None) -> Iterator[bytes]:
        """What git writes, up to each mark."""
        return git_process.records(self._command(*arguments), self.folder, mark=mark, stdin=stdin)


def opened(path: Path) -> Repository:
    """The repository at a path: bare, or the one whose working folder it is or lies in; raises InputError otherwise."""
    folder = path.resolve()
    if _is_git_dir(folder):
        return _verified(Repository(folder=path, git_dir=folder, below="", bare=True))
    for above in (folder, *folder.parents) if folder.is_dir() else ():
        if (above / ".git").exists():
            below = "" if above == folder else f"{folder.relative_to(above).as_posix()}/"
            return _verified(Repository(folder=path, git_dir=above / ".git", below=below, bare=False))
    raise no_repository(path)


def is_bare(path: Path) -> bool:
    """Whether a path is a repository without a working folder."""
    return _is_git_dir(path)


def no_repository(path: Path) -> InputError:
    """The sentence for a path that is no repository."""
    return InputError(
        de=f"{path} ist kein Git-Repository. Den Ordner nennen, in dem Oxidized oder RANCID sichert.",
        en=f"{path} is no git repository. Name the folder that Oxidized or RANCID keep their backups in.",
    )


def _is_git_dir(folder: Path) -> bool:
    """Whether a folder holds a repository itself."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _verified(repository: Repository) -> Repository:
    """The repository, if git takes it for one."""
    if git_process.answer(git_process.command(repository.git_dir, "rev-parse", "--git-dir")) is None:
        raise no_repository(repository.folder)
    return repository


def _revision(line: bytes) -> Revision:
    """A commit from its line."""
    commit, parents, seconds, author = line.decode("utf-8", "replace").split("\0", 3)
    return Revision(id=commit, parent=next(iter(parents.split()), None), date=_moment(seconds), author=author)


def _moment(seconds: str) -> datetime | None:
    """A time from the seconds since 1970; a commit may hold anything."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _by_revision(records: Iterator[bytes], named: dict[str, Revision], path: Callable[[bytes], str]) -> Changes:
    """The records of diff-tree, commit by commit: its id, then two records for each file."""
    revision: Revision | None = None
    found: list[Entry] = []
    for record in records:
        if not record.startswith(b":"):
            if revision is not None:
                yield revision, tuple(found)
            revision, found = named[record.decode("ascii")], []
            continue
        _, mode, before, after, _ = record.decode("ascii").split(" ")
        found.append(Entry(path=path(next(records)), mode=mode, blob=before if mode == GONE else after))
    if revision is not None:
        yield revision, tuple(found)
