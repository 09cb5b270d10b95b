"""Which column of a file holds which field: by field name, by synonym and fitting values, or as a mapping file says."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

from inventory.header import COUNTER, folded, foreign, forms, unprefixed, words
from inventory.sheet import Sheet
from isms.core import codec
from isms.core.errors import InputError

SYNONYMS = Path(__file__).with_name("synonyms.yaml")
MOST_LISTED = 20
LONGEST = 40
MOST_SAMPLED = 400
WITHIN = 9  # the distance of a title that only holds the word
SLIGHT = 0.1  # the fit of an empty column
ENOUGH = 5  # with so many values, none of which fits, a column means something else
HOUSE_NUMBER = re.compile(r".*[0-9]\s*[a-zA-Z]?")
LOOSE = frozenset(("street", "postcode", "city", "district", "lat", "lon"))  # a word within suffices: `PLZ der Schule`
Synonyms = Mapping[str, tuple[str, ...]]
Fits = Mapping[str, Callable[[str], bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A mapping file: header → field, headers to ignore, the header that identifies a row, the reference system."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    columns: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    key: str | None = None
    crs: str | None = None

    def all_columns(self, key_field: str) -> dict[str, str]:
        """Header → field, the key included."""
        return self.columns if self.key is None else {**self.columns, self.key: key_field}

    def titles(self) -> tuple[str, ...]:
        """Every header that the file must have."""
        return (*self.columns, *self.ignore, *([self.key] if self.key is not None else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The places of every field, in the order in which their cells are joined; headers that nothing fits."""

    places: dict[str, tuple[int, ...]]
    unmapped: tuple[str, ...] = ()

    def named(self, header: tuple[str, ...]) -> dict[str, str]:
        """Header → field, in the order of the file."""
        pairs = sorted((place, name) for name, places in self.places.items() for place in places)
        return {header[place]: name for place, name in pairs}

    def without(self, name: str, header: tuple[str, ...]) -> "Columns":
        """The same with the columns of one field left out."""
        kept = {other: places for other, places in self.places.items() if other != name}
        left = {*self.unmapped, *(header[at] for at in self.places.get(name, ()))}
        return replace(self, places=kept, unmapped=tuple(title for title in header if title in left))


def synonyms(kind: str) -> dict[str, tuple[str, ...]]:
    """The words that offices use for the fields of a kind (`device`, `building`)."""
    text = SYNONYMS.read_text(encoding="utf-8")
    content = codec.read(dict[str, dict[str, tuple[str, ...]]], codec.parse_yaml(text, SYNONYMS.name))
    return content[kind]


def known_titles(known: Synonyms, wish: Wish) -> frozenset[str]:
    """Every title by which a header row can be told, folded."""
    listed = (word for name, words in known.items() for word in (base(name), *words))
    return frozenset(map(folded, (*listed, *wish.titles())))


def base(name: str) -> str:
    """The field that a further column (`street/2`) is joined to."""
    return name.partition("/")[0]


def read_wish(path: Path | None) -> Wish:
    """The mapping file, or an empty wish; raises InputError naming every mistake."""
    if path is None:
        return Wish()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(de=f"{path} ist nicht lesbar: {error}", en=f"{path} cannot be read: {error}") from error
    return codec.read(Wish, codec.parse_yaml(text, str(path)))


def listed(titles: Iterable[str]) -> str:
    """The headers for a message, shortened where there are many or long ones."""
    known = [" ".join(title.split()) for title in titles if title]
    shown = ", ".join(title[:LONGEST] for title in known[:MOST_LISTED])
    return f"{shown}, …" if len(known) > MOST_LISTED else shown


def match(
    sheet: Sheet, known: Synonyms, wish: Wish, key_field: str, fits: Fits, *, proven: Collection[str] = ()
) -> Columns:
    """The column of every field; raises InputError if the mapping file names what does not exist.

    Where several headers fit a field, the one whose values fit is taken (`fits`), and of those the best-known word.
    The titles of `proven` fields say nothing unless the values do.
    """
    wished = wish.all_columns(key_field)
    _check(sheet.header, known, wish, wished)
    places: dict[str, tuple[int, ...]] = {}
    for place, title in enumerate(sheet.header):
        if title in wished:
            places[wished[title]] = (*places.get(wished[title], ()), place)
    taken = {place for found in places.values() for place in found}
    bare = unprefixed(sheet.header)
    free = {at: bare[at] for at, title in enumerate(sheet.header) if at not in taken and title not in wish.ignore}
    for name in known:
        target = base(name)
        if target in wished.values() or (name != target and not _wants_more(sheet, places.get(target))):
            continue
        best = _best(sheet, free, name, known[name], fits=fits, unique=name == key_field, proven=name in proven)
        if best is not None:
            found = [best, *_continued(free, best)] if name == "name" else [best]
            places[target] = (*places.get(target, ()), *found)
            for place in found:
                del free[place]
    left = tuple(sheet.header[place] for place in sorted(free) if sheet.header[place])
    return Columns(places=places, unmapped=left)


def _wants_more(sheet: Sheet, places: tuple[int, ...] | None) -> bool:
    """Whether a further column can belong to a field: it has one, whose cells do not end with a house number yet."""
    if places is None:
        return False
    cells = sheet.column(places[0])[:MOST_SAMPLED]
    return len(places) > 1 or sum(1 for cell in cells if HOUSE_NUMBER.fullmatch(cell)) * 2 <= len(cells)


def _best(
    sheet: Sheet,
    free: Mapping[int, str],
    name: str,
    listed_words: Sequence[str],
    *,
    fits: Fits,
    unique: bool,
    proven: bool,
) -> int | None:
    """The free column that fits best: by its values, then by the closeness and the rank of the word."""
    ranked = [*([name] if base(name) == name else []), *listed_words]
    order = {folded(word): rank for rank, word in reversed(list(enumerate(ranked)))}
    found: list[tuple[float, int, int, int]] = []
    for place, title in free.items():
        near = _nearness(title, order, loose=base(name) in LOOSE)
        if near is None:
            continue
        cells = sheet.column(place)
        fit = _uniqueness(cells, len(sheet.lines)) if unique else _fitness(cells, fits.get(base(name)))
        exact = near == (0, 0) and base(name) == name
        doubtful = proven or near[0] == WITHIN
        if fit > SLIGHT if doubtful else fit > 0 or exact or len(cells) < ENOUGH:
            found.append((-fit, *near, place))
    return min(found)[3] if found else None


def _nearness(title: str, order: Mapping[str, int], *, loose: bool) -> tuple[int, int] | None:
    """How far a title is from the words of a field, and the rank of the word; None if it is not among them."""
    for distance, form in enumerate(forms(title)):
        if form in order:
            return distance, order[form]
    inner = [order[word] for word in words(title) if word in order] if loose and not foreign(title) else []
    return (WITHIN, min(inner)) if inner else None


def _fitness(cells: Sequence[str], fits: Callable[[str], bool] | None) -> float:
    """The share of the values that fit, in quarters, so that single mistakes do not decide; nothing fits a little."""
    if not cells:
        return SLIGHT
    sample = cells[:: max(1, len(cells) // MOST_SAMPLED)]
    share = sum(map(fits, sample)) / len(sample) if fits else 1
    return max(round(share * 4) / 4, 0.05 if share else 0)


def _uniqueness(cells: Sequence[str], rows: int) -> float:
    """How well a column tells rows apart, in tenths; an empty one a little."""
    return max(round(10 * len(set(cells)) / max(rows, 1)) / 10, 0.05)


def _continued(free: Mapping[int, str], place: int) -> list[int]:
    """The columns that go on where a first one ends: `NAME2` and `NAME3` after `NAME1`."""
    stem = COUNTER.sub("", free[place])
    if not re.search("[0-9]$", free[place]) or not stem:
        return []
    first = free[place].removeprefix(stem)
    by_title = {title: at for at, title in free.items()}
    follow = (first[:-1] + str(count) for count in range(2, 6)) if first.endswith("1") else ()
    return [by_title[stem + end] for end in follow if stem + end in by_title]


def _check(header: tuple[str, ...], known: Synonyms, wish: Wish, wished: Mapping[str, str]) -> None:
    """Refuse a mapping file that names columns or fields that do not exist."""
    strangers = [title for title in (*wished, *wish.ignore) if title not in header]
    if strangers:
        raise InputError(
            de=f"Die Zuordnung nennt Spalten, die es nicht gibt: {listed(strangers)}. Es gibt: {listed(header)}.",
            en=f"The mapping names columns that do not exist: {listed(strangers)}. There are: {listed(header)}.",
        )
    fields = [name for name in known if base(name) == name]
    unknown = [name for name in wished.values() if name not in fields]
    if unknown:
        raise InputError(
            de=f"Die Zuordnung nennt unbekannte Felder: {', '.join(unknown)}. Es gibt: {', '.join(fields)}.",
            en=f"The mapping names unknown fields: {', '.join(unknown)}. There are: {', '.join(fields)}.",
        )
