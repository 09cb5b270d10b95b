"""Git repositories made for a test, by git itself."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

WHEN = 1_800_000_000
IDENTITY = {
    "GIT_AUTHOR_NAME": "Erika Mustermann",
    "GIT_AUTHOR_EMAIL": "erika@musterstadt.example",
    "GIT_COMMITTER_NAME": "Sicherung",
    "GIT_COMMITTER_EMAIL": "sicherung@musterstadt.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str | Path, when: int = WHEN, stdin: bytes = b"") -> str:
    """Run git in a folder; gives what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dates = {"GIT_AUTHOR_DATE": f"{when} +0000", "GIT_COMMITTER_DATE": f"{when} +0000"}
    words = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *map(str, arguments)]
    done = subprocess.run(
        words, cwd=folder, env=environment | IDENTITY | dates, input=stdin, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "surrogateescape").strip()


class Made:
    """A repository that grows commit by commit, an hour apart."""

    def __init__(self, folder: Path, *flags: str) -> None:
        """An empty repository."""
        folder.mkdir(parents=True)
        git(folder, "init", "-q", *flags)
        self.folder = folder
        self.commits: list[str] = []

    def commit(self, files: Mapping[str, str | bytes | None]) -> str:
        """Write files (None removes one) and commit; gives the id."""
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        git(self.folder, "add", "-A")
        return self.committed()

    def committed(self) -> str:
        """Commit what was added; gives the id."""
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "Sicherung", when=self.now)
        self.commits.append(git(self.folder, "rev-parse", "HEAD"))
        return self.commits[-1]

    @property
    def now(self) -> int:
        """When the next commit is made."""
        return WHEN + 3600 * len(self.commits)

    def bare(self) -> Path:
        """A bare copy."""
        copy = self.folder.with_name(f"{self.folder.name}.git")
        git(self.folder.parent, "clone", "-q", "--bare", self.folder, copy)
        return copy
