"""The words of a header: how they are compared, and which row of a table the header is. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from inventory.sheet import Cells, Line, distinct

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
PREFIX = re.compile(r"[^_.:\s/-]+[_.:]+(?=.)")
MOST_AHEAD = 30  # rows that may stand above the header: titles, dates, notes
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
UNIT = re.compile(r"\bin (?:m²|m2|qm|%|prozent|euro|eur|€|mbit/s|m)(?=\s|$)", re.IGNORECASE)
FIRST = re.compile(r"(?<=[A-Za-z])[_ ]*1$")
COUNTER = re.compile(r"[_ ]*[0-9]{1,2}$")
UNIT_CELL = re.compile(
    r"[\[(]?(?:m²|m2|qm|€|eur|euro|%|mbit/s|stk\.?|anzahl|kwh(?:/.*)?|text|string|zahl|integer|double|datum|date)[\])]?",
    re.IGNORECASE,
)
FOREIGN = (  # words that say: this is about a person, a way to reach somebody, or somebody else's address
    "kontakt", "ansprech", "hausmeister", "leiter", "leitung", "telefon", "phone", "fax", "mail", "url", "internet",
    "homepage", "contact", "traeger", "eigentuemer", "verwalter", "betreiber", "vermieter", "mieter", "rechnung",
    "postfach", "postanschrift", "provider", "owner",
)  # fmt: skip


def folded(title: str) -> str:
    """The title as it is compared: small letters and digits, umlauts spelled out, nothing else."""
    spelled = unicodedata.normalize("NFC", title).casefold().translate(GERMAN)
    plain = unicodedata.normalize("NFKD", spelled)
    return re.sub(r"[^a-z0-9]", "", plain)


def forms(title: str) -> tuple[str, ...]:
    """The spellings under which a title may be known, the closest first: as it is, without remarks, year and unit,
    without its counter. A first column (`NAME1`) is as good as the only one."""
    bare = UNIT.sub(" ", YEAR.sub(" ", BRACKETS.sub(" ", title)))
    first = FIRST.sub("", title) if FIRST.search(title) else title
    found = [folded(first), folded(title), folded(bare), folded(COUNTER.sub("", bare.strip()))]
    if foreign(title):
        return (folded(title),)
    return tuple(dict.fromkeys(form for form in found if form))


def words(title: str) -> set[str]:
    """The single words of a title, folded."""
    return {folded(word) for word in re.split(r"[^\w]+|_|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", title) if word}


def foreign(title: str) -> bool:
    """Whether the title speaks of a person or of somebody else's address; then only the very word counts."""
    plain = folded(title)
    return any(word in plain for word in FOREIGN)


def unprefixed(titles: Sequence[str]) -> Cells:
    """The titles without a prefix that most of them share (`C_S_`, `app:`, `properties.`)."""
    found = tuple(titles)
    while prefix := _prefix(found):
        found = tuple(title.removeprefix(prefix) if title != prefix else title for title in found)
    return found


def _prefix(titles: Sequence[str]) -> str | None:
    """The first part, up to a separator, of at least two of three titles."""
    named = [title for title in titles if title]
    first = [match.group() for title in named if (match := PREFIX.match(title))]
    for prefix in dict.fromkeys(first):
        if len(named) > 2 and first.count(prefix) * 3 >= len(named) * 2:
            return prefix
    return None


def part(lines: Sequence[Line], known: Collection[str]) -> tuple[Cells, int]:
    """The titles of the columns, and how many of the lines stand above the first row of the table.

    The header is the row that holds most known titles; rows above it must be narrow (a title, a date) or know none.
    Two rows make a header where both together know more: group titles above, the columns of each group below.
    """
    ahead = lines[:MOST_AHEAD]
    scores = [score(line.cells, known) for line in ahead]
    best = max(_eligible(ahead, scores), key=lambda place: (scores[place], -place), default=0)
    if not scores[best]:
        best = _first_wide(ahead)
    titles, depth = ahead[best].cells, 1
    pairs = (
        (joined(ahead[at].cells, ahead[at + 1].cells), at)
        for at in range(max(0, best - 1), min(best + 1, len(ahead) - 1))
    )
    for both, at in pairs:
        if score(both, known) > scores[best] and score(both, known) > score(titles, known):
            titles, best, depth = both, at, 2
    start = best + depth
    while start < len(lines) and _below_header(lines[start].cells):
        start += 1
    return distinct(titles), start


def score(titles: Sequence[str], known: Collection[str]) -> int:
    """How many different titles of a row are known."""
    return len({form for title in unprefixed(titles) for form in forms(title)[:2] if form in known})


def _eligible(ahead: Sequence[Line], scores: Sequence[int]) -> Iterator[int]:
    """The rows that may be a header, because what stands above is none."""
    for place, line in enumerate(ahead):
        wide = filled(line.cells)
        above = zip(ahead[:place], scores, strict=False)
        if all(filled(other.cells) * 2 <= wide or (not points and scores[place] > 1) for other, points in above):
            yield place


def _first_wide(ahead: Sequence[Line]) -> int:
    """The first row that has at least half as many cells as the widest."""
    widest = max(filled(line.cells) for line in ahead)
    return next(place for place, line in enumerate(ahead) if filled(line.cells) * 2 >= widest)


def filled(cells: Cells) -> int:
    """How many cells hold something."""
    return sum(map(bool, cells))


def joined(upper: Cells, lower: Cells) -> Cells:
    """One title per column from two rows; the group is kept where it tells columns apart or says whose they are."""
    groups = _groups(upper, lower)
    lows = [lower[place] if place < len(lower) else "" for place in range(max(len(upper), len(lower)))]
    return tuple(
        f"{group} / {low}"
        if low and group and low != group and (lows.count(low) > 1 or foreign(group))
        else low or group
        for group, low in zip(groups, lows, strict=True)
    )


def _groups(upper: Cells, lower: Cells) -> list[str]:
    """The title above each column; an empty cell belongs to the group on its left."""
    groups: list[str] = []
    for place in range(max(len(upper), len(lower))):
        own = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        groups.append(own or (groups[-1] if groups and below else ""))
    return groups


def _below_header(cells: Cells) -> bool:
    """Whether the row belongs to the header: nothing but units, or the numbers of the columns."""
    some = [cell for cell in cells if cell]
    return all(map(UNIT_CELL.fullmatch, some)) or (len(some) > 2 and some == [str(n + 1) for n in range(len(some))])
