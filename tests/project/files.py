"""The files of the project, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[2]
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".in", ".csv", ".cfg", ".conf", ".json", ".html", ".js", ".sh"}
CODE = ("isms", "inventory", "checks", "reports")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is tracked or about to be, relative to the top."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted({Path(name) for name in names if name and (TOP / name).is_file()}))


def texts() -> tuple[Path, ...]:
    """The tracked files people read."""
    return tuple(path for path in tracked() if path.suffix in TEXT or not path.suffix)


def read(path: Path) -> str:
    """The text of a tracked file."""
    return (TOP / path).read_text(encoding="utf-8", errors="replace")


def modules(*folders: str) -> tuple[Path, ...]:
    """The Python modules below the folders."""
    return tuple(path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders)
