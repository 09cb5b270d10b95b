"""Which platform a text is a configuration of, by its words alone."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from operator import attrgetter
from re import Pattern
from re import compile as compiled
from typing import NamedTuple

from checks.platform import Platform, Syntax, platforms

SURE, STRONG, WEAK, AGAINST = 10, 4, 1, -20
NONE = ""
# Less than this says nothing.
ENOUGH = 4
# So many lines are looked at; a configuration shows what it is long before.
MOST_LINES = 3000
# The part of the lines at the top that must be words of the platform.
KNOWN_SHARE = 0.4
COMMENT_MARKS = frozenset("!#;:/")
COMMENT_STARTS = COMMENT_MARKS | {" ", "\t"}
NOT_AT_TOP = frozenset(" \t!#;:")
BRACES = ("{", "}", ";")
# So many different lines are remembered at once, and none that is longer than statements are.
MOST_KNOWN = 20_000
LONGEST = 500
# Languages that share words with a known platform but are not one: IOS XR, CatOS, programs. They speak against all.
OTHERS = (
    *("ipv4 address", "ipv4 access-list", "route-policy", "end-policy", "interface MgmtEth*", "interface *E*/*/*/*"),
    *("set system baud", "set vtp", "set -*", "function *", "if *", "fi $", "then $", "while *", "import *"),
    *("from * import", "def *", "class *:", "<!DOCTYPE", "<html>", "package main", "network={"),
)
ANY = ""
NUMBER = attrgetter("number")
Word = str | Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """How much a statement says for or against a platform; marks are numbered in the order of the platforms."""

    number: int
    platform: str
    weight: int


class Shape:
    """The words of a statement, ready for comparison, and the marks that have them."""

    __slots__ = ("marks", "rest")

    def __init__(self, rest: Sequence[Word]) -> None:
        """`rest` are the words after the first."""
        self.rest = rest
        self.marks: list[Mark] = []

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a statement begins with these words (`$`: and ends); the first was looked up already."""
        place = 1
        for word in self.rest:
            if word == "$":
                return place == len(words)
            if place == len(words):
                return False
            if word != words[place] if isinstance(word, str) else not word.match(words[place]):
                return False
            place += 1
        return True


class Candidates(NamedTuple):
    """The marks that every statement with certain first words has, and the shapes that have to be compared."""

    sure: tuple[Mark, ...]
    open: tuple[Shape, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Said:
    """What a line says: the marks it fits, and the platforms that write such comments. Of a line at the top, which
    platforms know its first word, and whether it ends as lines of a language with braces do."""

    marks: tuple[Mark, ...]
    comments: tuple[str, ...]
    top: bool
    known_to: tuple[str, ...]
    braced: bool


class Marks:
    """The marks of all platforms by their first two words, and which platforms know a first word."""

    def __init__(self, known: Mapping[str, Platform]) -> None:
        """Prepare everything for look-up."""
        self._known_to: dict[str, tuple[str, ...]] = {}
        self._comments = tuple((platform.id, platform.marks.in_comments) for platform in known.values())
        self._all_comments = tuple(start for _, starts in self._comments for start in starts)
        weighed = [(platform.id, *mark) for platform in known.values() for mark in _weighted(platform)]
        weighed += [(NONE, spelled, AGAINST) for spelled in OTHERS]
        self._candidates = {first: _by_second(shapes) for first, shapes in _shapes(weighed).items()}
        for platform in known.values():
            for word in {*_first_words(platform)}:
                self._known_to[word] = (*self._known_to.get(word, ()), platform.id)

    def fitting(self, key: str, words: Sequence[str]) -> Sequence[Mark]:
        """The marks that a statement fits, in their order."""
        by_second = self._candidates.get(key)
        if by_second is None:
            return ()
        found = by_second.get(words[1] if len(words) > 1 else ANY) or by_second[ANY]
        more = [mark for shape in found.open if shape.fits(words) for mark in shape.marks]
        return sorted([*found.sure, *more], key=NUMBER) if more else found.sure

    def commenting(self, line: str) -> Sequence[str]:
        """The platforms whose devices or backup programs write such a header."""
        text = line.strip()
        if not text.startswith(self._all_comments):
            return ()
        return [platform for platform, starts in self._comments if starts and text.startswith(starts)]

    def known_to(self, key: str) -> tuple[str, ...]:
        """The platforms that know a first word."""
        return self._known_to.get(key, ())


class Lines(dict[str, Said]):
    """What lines say. They repeat within and between files: each is asked once, and what says the same is one value."""

    def __init__(self, marks: Marks) -> None:
        """No line was asked yet."""
        super().__init__()
        self._marks = marks
        self._same: dict[tuple[object, ...], Said] = {}

    def __missing__(self, line: str) -> Said:
        """Ask a line."""
        words = line.split(None, 7) or [""]
        key = _key(words[0])
        top = bool(line) and line[0] not in NOT_AT_TOP
        comment = words[0][:1] in COMMENT_MARKS and line[0] in COMMENT_STARTS and len(line) > 2
        said = self._once(
            tuple(self._marks.fitting(key, words)),
            tuple(self._marks.commenting(line)) if comment else (),
            top,
            self._marks.known_to(key) if top else (),
            top and line.rstrip()[-1:] in BRACES,
        )
        if len(line) <= LONGEST:
            self[line] = said
        return said

    def _once(
        self, marks: tuple[Mark, ...], comments: tuple[str, ...], top: bool, known_to: tuple[str, ...], braced: bool
    ) -> Said:
        """One value for all lines that say the same."""
        key = (marks, comments, top, known_to, braced)
        if key not in self._same:
            self._same[key] = Said(marks=marks, comments=comments, top=top, known_to=known_to, braced=braced)
        return self._same[key]

    def make_room(self) -> None:
        """Forget all lines if there are many."""
        if len(self) > MOST_KNOWN:
            self.clear()
            self._same.clear()


def detect(text: str) -> str | None:
    """The id of the platform, or None if the text is no configuration of a known one."""
    known = _lines()
    known.make_room()
    said = Counter(map(known.__getitem__, _statements(text)))
    scores = _scores(said)
    against = scores.pop(NONE, 0)
    if not scores:
        return None
    best = max(scores, key=lambda platform: scores[platform])
    if scores[best] + against < ENOUGH or _share(said, best) < KNOWN_SHARE:
        return None
    return best


@cache
def _lines() -> Lines:
    """The lines by the marks of the platforms that come with the program."""
    return Lines(Marks(platforms()))


def _shapes(weighed: Sequence[tuple[str, str, int]]) -> dict[str, dict[tuple[str, ...], Shape]]:
    """The shapes by their first word and by the words after it."""
    shapes: dict[str, dict[tuple[str, ...], Shape]] = {}
    for number, (platform, spelled, weight) in enumerate(weighed):
        first, *rest = spelled.split()
        words = tuple(rest)
        known = shapes.setdefault(first, {})
        if words not in known:
            known[words] = Shape([_word(word) for word in words])
        known[words].marks.append(Mark(number, platform, weight))
    return shapes


def _by_second(shapes: Mapping[tuple[str, ...], Shape]) -> dict[str, Candidates]:
    """What a statement can fit, by its second word; `ANY` for one that no shape names."""
    seconds = {shape.rest[0] for shape in shapes.values() if shape.rest}
    named = {second for second in seconds if isinstance(second, str) and second != "$"}
    return {second: _candidates(second, shapes, named - {second}) for second in (ANY, *named)}


def _candidates(second: str, shapes: Mapping[tuple[str, ...], Shape], others: Collection[Word]) -> Candidates:
    """What a statement with a second word can fit: not what has others."""
    own = {words: shape for words, shape in shapes.items() if not words or shape.rest[0] not in others}
    sure = [mark for words, shape in own.items() if words in ((), (second,)) for mark in shape.marks]
    left = tuple(shape for words, shape in own.items() if words not in ((), (second,)))
    return Candidates(tuple(sorted(sure, key=NUMBER)), left)


def _weighted(platform: Platform) -> Iterator[tuple[str, int]]:
    """Each mark of a platform with its weight."""
    marks = platform.marks
    for spelled, weight in ((marks.sure, SURE), (marks.strong, STRONG), (marks.weak, WEAK), (marks.against, AGAINST)):
        yield from ((mark, weight) for mark in spelled)


def _word(word: str) -> Word:
    """A word to compare, or the pattern in it."""
    return compiled(translate(word)) if "*" in word or "?" in word or "[0" in word else word


def _first_words(platform: Platform) -> Iterator[str]:
    """The words that a statement at the top may begin with."""
    for word in ("no", *platform.noise, *platform.closers, *platform.leaves, *platform.top, *platform.verbs):
        yield word.split()[0]
    for section in platform.sections:
        yield from (opening.split()[0] for opening in (*section.opens, *section.inside))
    marks = platform.marks
    yield from (mark.split()[0] for mark in (*marks.sure, *marks.strong, *marks.weak))


def _statements(text: str) -> list[str]:
    """The lines that are looked at."""
    return text.removeprefix("\ufeff").replace("\r", "\n").split("\n", MOST_LINES)[:MOST_LINES]


def _scores(said: Mapping[Said, int]) -> dict[str, int]:
    """How much speaks for each platform, in the order in which the lines name them; the same mark counts once, a
    comment each time."""
    scores: dict[str, int] = {}
    seen: set[Mark] = set()
    for one, count in said.items():
        for platform in one.comments:
            scores[platform] = scores.get(platform, 0) + SURE * count
        for mark in one.marks:
            if mark not in seen:
                seen.add(mark)
                scores[mark.platform] = scores.get(mark.platform, 0) + mark.weight
    return scores


def _key(first: str) -> str:
    """What a statement is looked up by: its first word, or the key before `=` (before the first dot in `uci show`)."""
    if "=" not in first:
        return first
    key = first[: first.index("=")]
    return key[: key.index(".") + 1] if "." in key else key + "="


def _share(said: Mapping[Said, int], platform: str) -> float:
    """The part of the lines at the top that begin with a word of the platform."""
    known = everything = 0
    braces = platforms()[platform].syntax is Syntax.BRACES
    for one, count in said.items():
        if one.top:
            everything += count
            known += count if platform in one.known_to or (braces and one.braced) else 0
    return known / everything if everything else 1.0
