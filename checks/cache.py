"""What ships (rules, platforms, parameters) in a form that is read in a moment: YAML for people takes its time, and it
changes with releases.

The form lies in the user's cache folder under the hash of everything it was made of. It may be deleted at any time; a
folder that cannot be written, or a form that is damaged, costs only the time.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import isms
from isms import files
from isms.core import codec
from isms.core.errors import IsmsError

T = TypeVar("T")
Sources = Sequence[tuple[str, str]]


def cached(name: str, kind: type[T], sources: Sources, read: Callable[[Sources], T]) -> T:
    """What these texts, each with its name, say: from the cache, or read and kept there for the next time."""
    place = folder()
    if place is None:
        return read(sources)
    kept = place / f"{name}-{digest(sources)}.json"
    with suppress(OSError, IsmsError):
        return codec.from_json(kept.read_bytes(), kind, kept.name)
    found = read(sources)
    with suppress(OSError, IsmsError):
        files.make_folder(place, mode=0o700)
        for old in place.glob(f"{name}-*.json"):
            old.unlink()
        files.write_atomically(kept, codec.to_json(found), mode=files.PRIVATE)
    return found


def folder() -> Path | None:
    """Where the user keeps what can be made again, if there is such a place."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "isms"
    try:
        return Path.home() / ".cache" / "isms"
    except RuntimeError:
        return None


def digest(sources: Sources) -> str:
    """The hash of the texts with their names, and of the program that reads them."""
    made = hashlib.sha256(isms.__version__.encode())
    for source, text in sources:
        made.update(f"\0{source}\0{len(text)}\0{text}".encode())
    return made.hexdigest()
