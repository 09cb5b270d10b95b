"""Which column of a file holds which field: by field name, by synonym, or as a mapping file says."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from isms.core import codec
from isms.core.errors import InputError

SYNONYMS = Path(__file__).with_name("synonyms.yaml")
MOST_LISTED = 20
LONGEST = 40
SECOND = "/2"  # a second column of the same field: the house number beside the street
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
Synonyms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A mapping file: header → field, headers to ignore, the header that identifies a row."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    columns: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    key: str | None = None

    def all_columns(self, key_field: str) -> dict[str, str]:
        """Header → field, the key included."""
        return self.columns if self.key is None else {**self.columns, self.key: key_field}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The places of every field, in the order in which their cells are joined; headers that nothing fits."""

    places: dict[str, tuple[int, ...]]
    unmapped: tuple[str, ...] = ()

    def named(self, header: tuple[str, ...]) -> dict[str, str]:
        """Header → field, in the order of the file."""
        pairs = sorted((place, name) for name, places in self.places.items() for place in places)
        return {header[place]: name for place, name in pairs}


def synonyms(kind: str) -> dict[str, tuple[str, ...]]:
    """The words that offices use for the fields of a kind (`device`, `building`)."""
    text = SYNONYMS.read_text(encoding="utf-8")
    content = codec.read(dict[str, dict[str, tuple[str, ...]]], codec.parse_yaml(text, SYNONYMS.name))
    return content[kind]


def read_wish(path: Path | None) -> Wish:
    """The mapping file, or an empty wish; raises InputError naming every mistake."""
    if path is None:
        return Wish()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(de=f"{path} ist nicht lesbar: {error}", en=f"{path} cannot be read: {error}") from error
    return codec.read(Wish, codec.parse_yaml(text, str(path)))


def folded(header: str) -> str:
    """The header as it is compared: small letters and digits, umlauts spelled out, nothing else."""
    spelled = unicodedata.normalize("NFC", header).casefold().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", spelled)
    return re.sub(r"[^a-z0-9]", "", plain)


def listed(titles: Iterable[str]) -> str:
    """The headers for a message, shortened where there are many or long ones."""
    known = [title for title in titles if title]
    shown = ", ".join(title[:LONGEST] for title in known[:MOST_LISTED])
    return f"{shown}, …" if len(known) > MOST_LISTED else shown


def match(header: tuple[str, ...], known: Synonyms, wish: Wish, key_field: str) -> Columns:
    """The column of every field; raises InputError if the mapping file names what does not exist."""
    wished = wish.all_columns(key_field)
    _check(header, known, wish, wished)
    places: dict[str, tuple[int, ...]] = {}
    for place, title in enumerate(header):
        if title in wished:
            places[wished[title]] = (*places.get(wished[title], ()), place)
    taken = {place for found in places.values() for place in found}
    ignored = {place for place, title in enumerate(header) if title in wish.ignore}
    free = {place: folded(title) for place, title in enumerate(header) if place not in taken | ignored}
    for name in known:
        target = name.removesuffix(SECOND)
        if name != target and target not in places:
            continue
        best = _best(free, known[name] if name != target else (name, *known[name]))
        if best is not None and target not in wished.values():
            places[target] = (*places.get(target, ()), best)
            del free[best]
    return Columns(places=places, unmapped=tuple(header[place] for place in sorted(free) if header[place]))


def _best(free: Mapping[int, str], words: Iterable[str]) -> int | None:
    """The free column with the first of the words that occurs."""
    for word in map(folded, words):
        for place, title in free.items():
            if title == word:
                return place
    return None


def _check(header: tuple[str, ...], known: Synonyms, wish: Wish, wished: Mapping[str, str]) -> None:
    """Refuse a mapping file that names columns or fields that do not exist."""
    strangers = [title for title in (*wished, *wish.ignore) if title not in header]
    if strangers:
        raise InputError(
            de=f"Die Zuordnung nennt Spalten, die es nicht gibt: {listed(strangers)}. Es gibt: {listed(header)}.",
            en=f"The mapping names columns that do not exist: {listed(strangers)}. There are: {listed(header)}.",
        )
    fields = [name for name in known if SECOND not in name]
    unknown = [name for name in wished.values() if name not in fields]
    if unknown:
        raise InputError(
            de=f"Die Zuordnung nennt unbekannte Felder: {', '.join(unknown)}. Es gibt: {', '.join(fields)}.",
            en=f"The mapping names unknown fields: {', '.join(unknown)}. There are: {', '.join(fields)}.",
        )
