"""Which program judges: what its version does not tell between two releases."""

import hashlib
import os
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import checks
from isms import core, evidence

RULES = "rules"  # those of a run have a digest of their own
MADE = "__pycache__"


def digest() -> str:
    """A hash over all that reads, judges, redacts and spells, and over what it runs on."""
    made = hashlib.sha256(f"{platform.python_version()} {metadata.version('msgspec')}".encode())
    for package in (checks, core, evidence):
        for place in package.__path__:
            for path in _files(Path(place)):
                raw = path.read_bytes()
                made.update(f"\0{path.relative_to(place).as_posix()}\0{len(raw)}\0".encode())
                made.update(raw)
    return made.hexdigest()


def _files(top: Path) -> Iterator[Path]:
    """The files below a folder, but for rules and what is made of others."""
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if name not in {RULES, MADE})
        yield from (Path(folder, name) for name in sorted(names))
