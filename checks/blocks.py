"""Whether the lines that decide a finding all stand in one block of the configuration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.outcome import Spot
from checks.platform import Syntax
from checks.syntax.node import split_words
from checks.tree import ConfigTree

STEP = " > "


@dataclass(frozen=True, slots=True)
class Place:
    """A statement and those it stands below, outermost first: their words, and their lines as people see them."""

    words: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]


def all_within(block: str, spots: Iterable[Spot], tree: ConfigTree, lines: Sequence[str]) -> bool:
    """Whether there are deciding lines, and each is the first line of the block or stands below it.

    A block is named by its first line, or by the first lines from an outer block to it with ` > ` between them; on
    trees of single words by the words from the top. `lines` are those of the redacted configuration.
    """
    wanted = {spot.number for spot in spots}
    places = _places(tree, wanted, lines)
    flat = tree.platform.syntax is Syntax.BRACES
    return bool(wanted) and all(
        number in places and all(_below(place, block, flat=flat) for place in places[number]) for number in wanted
    )


def _places(tree: ConfigTree, wanted: set[int], lines: Sequence[str]) -> dict[int, list[Place]]:
    """The innermost statements on each of the wanted lines."""
    found: dict[int, list[Place]] = {}
    todo = [(child, Place((), ())) for child in tree.root.children]
    while todo:
        node, above = todo.pop()
        number = tree.line(node.number)
        text = lines[number - 1] if 0 < number <= len(lines) else ""
        place = Place((*above.words, node.words), (*above.texts, _collapsed(text)))
        if number in wanted and all(child.number != node.number for child in node.children):
            found.setdefault(number, []).append(place)
        todo.extend((child, place) for child in node.children)
    return found


def _below(place: Place, block: str, *, flat: bool) -> bool:
    """Whether a statement is the block's first line or stands below it."""
    parts = [part.strip() for part in block.split(STEP)]
    if flat:
        words = tuple(word for part in parts for word in split_words(part))
        path = tuple(word for given in place.words for word in given)
        if words and path[: len(words)] == words:
            return True
    texts, words_of = [_collapsed(part) for part in parts], [split_words(part) for part in parts]
    size = len(parts)
    return any(
        list(place.texts[start : start + size]) == texts or list(place.words[start : start + size]) == words_of
        for start in range(len(place.words) - size + 1)
    )


def _collapsed(line: str) -> str:
    """A line without the blanks around and between its words, and without the brace that opens a block."""
    return " ".join(line.split()).removesuffix("{").rstrip()
