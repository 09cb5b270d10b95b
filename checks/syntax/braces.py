"""Junos and VyOS: curly braces and `set` lines, read into one trie of single words.

`system { services { telnet; } }` and `set system services telnet` both give system > services > telnet. Statements that
are inactive or deactivated are gone; Junos groups are expanded where `apply-groups` brings them in, and interface
ranges are written out for each of their interfaces.
"""

import re
from collections.abc import Iterator, Sequence

from checks.platform import Platform
from checks.syntax.groups import expand
from checks.syntax.node import Reading
from checks.syntax.ranges import spread
from checks.syntax.trie import Branch, cut, grow, to_node

TOKEN = re.compile(
    r"""(?P<comment>/\*|\#.*)|(?P<mark>[{};\[\]])|"(?P<double>[^"\\]*+(?:\\.[^"\\]*+)*+)"|"""
    r"""'(?P<single>[^']*+)'(?=[\s;]|$)|(?P<open>".*)|(?P<word>[^\s{};\[\]"]++)""",
    re.DOTALL,
)
SPECIAL = re.compile(r"""["'\[\]#{};]|/\*|\*/|:""")
MASTER = re.compile(r"\{(?:master|backup|primary|secondary|linecard)[\w:\-]*\}(?:\[edit.*\])?$")
PROMPT = re.compile(r"[\w.\-]+@[\w.\-:/~]+(?:\([\w\-]+\))?\s?[>#%$](?:\s|$)")
VERBS = frozenset(
    {"set", "deactivate", "activate", "delete", "annotate", "protect", "unprotect", "rename", "insert", "copy", "edit"}
    | {"top", "wildcard", "comment"}
)
TAGS = frozenset({"inactive:", "protect:", "replace:", "active:", "delete:"})
GONE = frozenset({"inactive:", "delete:"})
# A quoted value or a comment longer than this has lost its end.
LONGEST_TEXT = 2000
# No statement has more words, and no configuration more levels; what is beyond is cut, as it is no configuration.
MOST_WORDS = 1000
MOST_LEVELS = 20_000


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """The trie of words in effect."""
    reader = _Reader(lines, platform)
    reader.read()
    for path in reader.deactivated:
        cut(reader.root, path)
    single_values = frozenset(platform.single_values)
    spread(reader.root, single_values)  # so that wildcards of groups find the interfaces
    expand(reader.root, single_values)
    spread(reader.root, single_values)  # for ranges that groups brought in
    return Reading(root=to_node(reader.root), depths=reader.depths)


class _Reader:
    """Goes through the lines once and keeps the braces that are open."""

    def __init__(self, lines: Sequence[str], platform: Platform) -> None:
        """At the top, outside of any statement."""
        self.lines = lines
        self.comments = platform.comments
        self.root = Branch(0)
        self.open: list[Branch | None] = [self.root]  # None: inside an inactive statement
        self.words: list[str] = []
        self.listed: list[str] | None = None
        self.last: Branch | None = None
        self.depths: list[int] = []
        self.deactivated: dict[tuple[str, ...], None] = {}
        self.lost: set[str] = set()

    def read(self) -> None:
        """Read every line."""
        index = 0
        while index < len(self.lines):
            index = self._line(index)

    def _line(self, index: int) -> int:
        """Read one line and the text that goes on below it; the index of the next one."""
        line = self.lines[index].strip()
        self.depths.append(len(self.open) - 1 if line else -1)
        if not line or line.startswith(self.comments) or self._is_noise(line):
            return index + 1
        if len(self.open) == 1 and not self.words and line.split(None, 1)[0] in VERBS and not line.endswith(("{", ";")):
            return self._command(index, line)
        if self._plain(index + 1, line):
            return index + 1
        return self._tokens(index, line)

    def _is_noise(self, line: str) -> bool:
        """A prompt, `{master:0}` or `[edit]`; after a prompt a new output begins."""
        if line[0] == "{":
            return MASTER.match(line) is not None
        if line.startswith("[edit") and line.endswith("]"):
            return True
        if "@" in line and PROMPT.match(line):
            del self.open[1:]
            self.words, self.listed, self.last = [], None, None
            return True
        return False

    def _command(self, index: int, line: str) -> int:
        """Take a `set` line or one of its like; the index of the line behind it."""
        last = self._end_of_text(index, line)
        if last > index:
            line = "\n".join([line, *self.lines[index + 1 : last + 1]])
        words, lists = _command_words(line)
        if words[0] == "set":
            for path in _paths(words[1:], lists):
                grow(self.root, path[:MOST_WORDS], index + 1)
        elif words[0] == "deactivate":
            self.deactivated[tuple(words[1:])] = None
        elif words[0] == "activate":
            self.deactivated.pop(tuple(words[1:]), None)
        return last + 1

    def _end_of_text(self, index: int, line: str) -> int:
        """The index of the line that closes a quoted text of several lines; the same one if there is none."""
        if line.count('"') % 2:
            for below in range(index + 1, min(index + LONGEST_TEXT, len(self.lines))):
                if self.lines[below].startswith("set "):
                    break
                if '"' in self.lines[below]:
                    self.depths.extend([-1] * (below - index))
                    return below
        return index

    def _plain(self, number: int, line: str) -> bool:
        """The common lines, without looking at every token: `a b {`, `a b;` and `}`."""
        end = line[-1]
        if end not in "{;}" or self.words or self.listed is not None or SPECIAL.search(line, 0, len(line) - 1):
            return False
        self.words = line[:-1].split()
        self._mark(end, number)
        return True

    def _tokens(self, index: int, line: str) -> int:
        """Read a line token by token."""
        number, position = index + 1, 0
        while match := TOKEN.search(line, position):
            position = match.end()
            if match.lastgroup == "comment":
                if match[0] != "/*":
                    break
                closed = line.find("*/", position)
                if closed >= 0:
                    position = closed + 2
                else:
                    index, line, position = self._below("*/", index, line)
            elif match.lastgroup == "open":
                self._word(match[0][1:])
                index, line, position = self._below('"', index, line)
            elif match.lastgroup == "mark":
                self._mark(match[0], number)
            else:
                self._word(match[match.lastgroup or 0])
        if self.words and self.listed is None:
            self._finish(number)
        return index + 1

    def _below(self, end: str, index: int, line: str) -> tuple[int, str, int]:
        """Go behind the end of a comment or quoted text on a later line; to the end of this one if there is none."""
        if end not in self.lost:
            for below in range(index + 1, min(index + LONGEST_TEXT, len(self.lines))):
                found = self.lines[below].find(end)
                if found >= 0:
                    self.depths.extend([-1] * (below - index))
                    return below, self.lines[below], found + len(end)
            self.lost.add(end)
        return index, line, len(line)

    def _word(self, word: str) -> None:
        """Take a word of the statement or of the list in it."""
        self.last = None
        (self.words if self.listed is None else self.listed).append(word)

    def _mark(self, mark: str, number: int) -> None:
        """Take a brace, bracket or semicolon."""
        if mark == "[":
            self.listed = []
        elif mark == "]":
            self._close_list(number)
        elif mark == "{":
            self.listed = None
            below = self._finish(number) if self.words else self.last
            self.open.append(below if len(self.open) < MOST_LEVELS else self.open[-1])
            self.last = None
        else:
            if self.words:
                self._finish(number)
            self.listed, self.last = None, None
            if mark == "}" and len(self.open) > 1:
                self.open.pop()

    def _close_list(self, number: int) -> None:
        """Each item of a list is a statement of its own."""
        items, words = self.listed or [], self.words
        self.listed = None
        for item in items:
            self.words = [*words, item]
            self._finish(number)
        self.words = []

    def _finish(self, number: int) -> Branch | None:
        """Add the statement to the trie; what follows in braces is below the result."""
        words, self.words = self.words, []
        above = self.open[-1]
        gone = above is None
        while words and words[0] in TAGS:
            gone = gone or words[0] in GONE
            words = words[1:]
        self.last = None if gone or above is None else grow(above, words[:MOST_WORDS], number)
        return self.last


def _command_words(line: str) -> tuple[list[str], list[str] | None]:
    """The words of a `set` line, and the items of the list it ends with."""
    if not SPECIAL.search(line):
        return line.split(), None
    words: list[str] = []
    listed: list[str] | None = None
    for match in TOKEN.finditer(line):
        if match[0] == "[" and listed is None:
            listed = []
        elif match[0] == "]" and listed is not None:
            break
        else:
            kind = match.lastgroup or ""
            (words if listed is None else listed).append(match[kind])
    return words, listed


def _paths(words: list[str], listed: list[str] | None) -> Iterator[list[str]]:
    """One path for a plain statement, one per item of a list."""
    if listed is None:
        yield words
    else:
        for item in listed:
            yield [*words, item]
