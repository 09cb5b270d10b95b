"""What ships (rules, platforms, parameters) in a form that is read in a moment: YAML for people takes its time, and it
changes with releases.

The form lies in the user's cache folder under the hash of everything it was made of: the texts, and the modules that
define what they become, so that another default or field counts as soon as it is written. (A hash over the whole
program, as in isms/workflow/program.py, would take 10 ms of every command.) It may be deleted at any time; a folder
that cannot be written, or a form that is damaged, costs only the time.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import isms
from isms import files
from isms.core import codec
from isms.core.errors import IsmsError
from isms.core.shape import modules_of

T = TypeVar("T")
Sources = Sequence[tuple[str, str]]


def cached(name: str, kind: type[T], sources: Sources, read: Callable[[Sources], T]) -> T:
    """What these texts, each with its name, say: from the cache, or read and kept there for the next time."""
    place = folder()
    if place is None:
        return read(sources)
    kept = place / f"{name}-{digest(sources, kind)}.json"
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


def digest(sources: Sources, kind: Any) -> str:
    """The hash of the texts with their names, of the version, and of the modules that define and read the type."""
    made = hashlib.sha256(isms.__version__.encode())
    for module in (codec.__name__, *modules_of(kind)):
        made.update(f"\0{module}\0{_hashed(module)}".encode())
    for source, text in sources:
        made.update(f"\0{source}\0{len(text)}\0{text}".encode())
    return made.hexdigest()


def _hashed(module: str) -> str:
    """The hash of what a module is made of; that of nothing for those of Python and where there is no file."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None or module.partition(".")[0] in sys.stdlib_module_names:
        return hashlib.sha256().hexdigest()
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
