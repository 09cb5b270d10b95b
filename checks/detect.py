"""Which platform a text is a configuration of, by its words alone."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import translate
from functools import cache, lru_cache
from re import Pattern
from re import compile as compiled

from checks.platform import Platform, Syntax, platforms

SURE, STRONG, WEAK, AGAINST = 10, 4, 1, -20
NONE = ""
# Less than this says nothing.
ENOUGH = 4
# So many lines are looked at; a configuration shows what it is long before.
MOST_LINES = 3000
# The part of the lines at the top that must be words of the platform.
KNOWN_SHARE = 0.4
COMMENT_MARKS = "!#;:/"
COMMENT_STARTS = frozenset("!#;:/ \t")
# So many different lines are remembered at once.
MOST_KNOWN = 20_000
# Languages that share words with a known platform but are not one: IOS XR, CatOS, programs. They speak against all.
OTHERS = (
    *("ipv4 address", "ipv4 access-list", "route-policy", "end-policy", "interface MgmtEth*", "interface *E*/*/*/*"),
    *("set system baud", "set vtp", "set -*", "function *", "if *", "fi $", "then $", "while *", "import *"),
    *("from * import", "def *", "class *:", "<!DOCTYPE", "<html>", "package main", "network={"),
)
Word = str | Pattern[str]


class Mark:
    """A statement that speaks for or against a platform, ready for comparison."""

    __slots__ = ("number", "platform", "rest", "weight")

    def __init__(self, number: int, platform: str, rest: Sequence[Word], weight: int) -> None:
        """`rest` are the words after the first."""
        self.number = number
        self.platform = platform
        self.rest = rest
        self.weight = weight

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a statement begins with the words of the mark (`$`: and ends); the first was looked up already."""
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


class Marks:
    """The marks of all platforms by first word, and the first words each platform knows."""

    def __init__(self, known: Mapping[str, Platform]) -> None:
        """Prepare everything for look-up."""
        self.by_word: dict[str, list[Mark]] = {}
        self.comments: dict[str, tuple[str, ...]] = {}
        self.vocabulary = {platform.id: frozenset(_first_words(platform)) for platform in known.values()}
        self.count = 0
        for platform in known.values():
            self.comments[platform.id] = platform.marks.in_comments
            for spelled, weight in _weighted(platform):
                self._add(platform.id, spelled, weight)
        for spelled in OTHERS:
            self._add(NONE, spelled, AGAINST)
        self.all_comments = tuple(start for starts in self.comments.values() for start in starts)

    def _add(self, platform: str, spelled: str, weight: int) -> None:
        """Add one mark."""
        first, *rest = spelled.split()
        mark = Mark(self.count, platform, [_word(word) for word in rest], weight)
        self.by_word.setdefault(first, []).append(mark)
        self.count += 1


def detect(text: str) -> str | None:
    """The id of the platform, or None if the text is no configuration of a known one."""
    marks = _marks()
    lines = _statements(text)
    scores = _scores(lines, marks)
    against = scores.pop(NONE, 0)
    if not scores:
        return None
    best = max(scores, key=lambda platform: scores[platform])
    if scores[best] + against < ENOUGH or _share(lines, best, marks) < KNOWN_SHARE:
        return None
    return best


@cache
def _marks() -> Marks:
    """The marks of the platforms that come with the program."""
    return Marks(platforms())


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


def _scores(lines: Sequence[str], marks: Marks) -> dict[str, int]:
    """How much speaks for each platform; the same mark counts once."""
    scores: dict[str, int] = {}
    seen: set[Mark] = set()
    for line in lines:
        if line[:1] in COMMENT_STARTS and len(line) > 2 and line.strip()[:1] in tuple(COMMENT_MARKS):
            _score_comment(line.strip(), marks, scores)
        for mark in _speaking(line):
            if mark not in seen:
                seen.add(mark)
                scores[mark.platform] = scores.get(mark.platform, 0) + mark.weight
    return scores


@lru_cache(maxsize=MOST_KNOWN)
def _speaking(line: str) -> tuple[Mark, ...]:
    """The marks that fit a line; lines repeat within and between files."""
    words = line.split(None, 7)
    found = _marks().by_word.get(_key(words[0]), ()) if words else ()
    return tuple(mark for mark in found if mark.fits(words))


def _key(first: str) -> str:
    """What a statement is looked up by: its first word, or the key before `=` (before the first dot in `uci show`)."""
    if "=" not in first:
        return first
    key = first[: first.index("=")]
    return key[: key.index(".") + 1] if "." in key else key + "="


def _score_comment(line: str, marks: Marks, scores: dict[str, int]) -> None:
    """Count what the header of a device or of a backup program says."""
    if line.startswith(marks.all_comments):
        for platform, starts in marks.comments.items():
            if starts and line.startswith(starts):
                scores[platform] = scores.get(platform, 0) + SURE


def _share(lines: Sequence[str], platform: str, marks: Marks) -> float:
    """The part of the lines at the top that begin with a word of the platform."""
    known = everything = 0
    vocabulary = marks.vocabulary[platform]
    braces = platforms()[platform].syntax is Syntax.BRACES
    for line in lines:
        if not line or line[0] in " \t!#;:":
            continue
        everything += 1
        first = line.split(None, 1)[0:1]
        if (first and _key(first[0]) in vocabulary) or (braces and line.rstrip()[-1:] in ("{", "}", ";")):
            known += 1
    return known / everything if everything else 1.0
