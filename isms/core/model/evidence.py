"""What can be wrong with sealed evidence, and what verifying it gives."""

from dataclasses import dataclass
from enum import StrEnum

from isms.core.model.text import Text


class Fault(StrEnum):
    """What can be wrong with a file of a run, or with the run itself."""

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"
    NO_FILE = "not a regular file"
    UNREADABLE = "unreadable"
    RUN_MISSING = "run missing"
    RUN_RENAMED = "run renamed"
    UNCHAINED = "not in the chain"
    WRONG_ROOT = "Merkle root does not match"


WORDS: dict[Fault, Text] = {
    Fault.CHANGED: Text(de="verändert", en="changed"),
    Fault.ADDED: Text(de="hinzugefügt", en="added"),
    Fault.MISSING: Text(de="fehlt", en="missing"),
    Fault.NO_FILE: Text(de="keine gewöhnliche Datei", en="not a regular file"),
    Fault.UNREADABLE: Text(de="nicht lesbar", en="unreadable"),
    Fault.RUN_MISSING: Text(de="der ganze Lauf fehlt", en="the whole run is missing"),
    Fault.RUN_RENAMED: Text(de="der Lauf wurde umbenannt", en="the run was renamed"),
    Fault.UNCHAINED: Text(de="der Lauf gehört nicht in die Kette", en="the run is not in the chain"),
    Fault.WRONG_ROOT: Text(de="Merkle-Wurzel stimmt nicht", en="Merkle root does not match"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong; `file` is relative to the run's folder."""

    run: str
    file: str
    problem: Fault

    @property
    def words(self) -> Text:
        """What is wrong, for people."""
        return WORDS[self.problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The answer for the verified runs, oldest first; problems of the chain first, then those of each run by file."""

    valid: bool
    runs: tuple[str, ...]
    problems: tuple[Problem, ...]
