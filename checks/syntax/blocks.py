"""FortiOS: `config` … `edit` … `set` … `next` … `end`."""

import re
from collections.abc import Iterator, Sequence

from checks.platform import Platform
from checks.syntax.node import Node, Reading, root_node, split_words

PROMPT = re.compile(r"[\w.\-]+ (?:\([\w .\-]+\) )?[#$](?: |$)")
ESCAPED = re.compile(r"\\.")
QUOTE = re.compile(r'\\.|(")')
# A value longer than this has lost its closing quote.
LONGEST_VALUE = 5000
EMPTY = re.compile(r"''|\"\"")
Open = tuple[Node, int]


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """The blocks; what stands in `config global` and in each `config vdom` is lifted to the top, domain by domain."""
    reader = _Reader(indented=len({len(line) - len(line.lstrip()) for line in lines if line.strip()}) > 1)
    depths: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        after = _after_value(lines, index) if '"' in line and not line.startswith("#") else index + 1
        depths.append(-1 if not line else len(reader.open) - (line in ("end", "next")))
        depths.extend([-1] * (after - index - 1))
        if line and not line.startswith(platform.comments) and not PROMPT.match(line):
            text, words = (line, split_words(line)) if after == index + 1 else _over_lines(lines[index:after])
            reader.take(index + 1, text, words, len(lines[index]) - len(lines[index].lstrip()))
        index = after
    return Reading(root=_lifted(reader.root), depths=depths)


class _Reader:
    """Keeps the blocks that are open."""

    def __init__(self, *, indented: bool) -> None:
        """At the top."""
        self.root = root_node()
        self.open: list[Open] = []
        self.indented = indented
        self.known: dict[tuple[int, tuple[str, ...]], Node] = {}

    def take(self, number: int, line: str, words: tuple[str, ...], indent: int) -> None:
        """Take one statement."""
        match words[0]:
            case "config":
                self._leave_unclosed(indent)
                self._enter(number, words, indent)
            case "edit":
                self._close("edit", keep_config=True)
                self._enter(number, words, indent)
            case "next":
                self._close("edit", keep_config=True)
            case "end":
                self._close("config", keep_config=False)
            case _:
                text = " ".join(line.split()) if '"' not in line else line
                self._here().children.append(Node(number, text, _without_empty(words) if EMPTY.search(line) else words))

    def _here(self) -> Node:
        """The innermost open block."""
        return self.open[-1][0] if self.open else self.root

    def _enter(self, number: int, words: tuple[str, ...], indent: int) -> None:
        """Open a block, again the same one if the parent has it already."""
        parent = self._here()
        key = (id(parent), words)
        if key not in self.known:
            node = Node(number, " ".join(words), words)
            parent.children.append(node)
            self.known[key] = node
        self.open.append((self.known[key], indent))

    def _close(self, word: str, *, keep_config: bool) -> None:
        """Close up to the innermost block of a kind; an `edit` is only looked for in the innermost `config`."""
        for place in range(len(self.open) - 1, -1, -1):
            found = self.open[place][0].words[0]
            if found == word:
                del self.open[place:]
                return
            if keep_config and found == "config":
                return

    def _leave_unclosed(self, indent: int) -> None:
        """Where lines are indented, a `config` no deeper than the open one shows that its `end` is missing."""
        while self.indented and self.open:
            above = self.open[-1][1]
            wrapped = len(self.open) <= 2 and self.open[0][0].words[:2] in (("config", "vdom"), ("config", "global"))
            if wrapped or indent > above:
                return
            self.open.pop()


def _without_empty(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a setting; `show full-configuration` writes one that is not set as `''`, which is no value."""
    return tuple(word for word in words if word not in {"''", ""})


def _lifted(root: Node) -> Node:
    """The tree without the wrappers of virtual domains; the sections of different domains stay apart."""
    lifted = root_node()
    lifted.children = sorted(_contents(root), key=lambda node: node.number)
    return lifted


def _contents(root: Node) -> Iterator[Node]:
    """What stands at the top once the wrappers are gone."""
    for child in root.children:
        if child.words[:2] == ("config", "global"):
            yield from child.children
        elif child.words[:2] == ("config", "vdom"):
            for domain in child.children:
                yield from domain.children
        else:
            yield child


def _after_value(lines: Sequence[str], index: int) -> int:
    """The index after a statement whose quoted value goes on over several lines."""
    if _quotes(lines[index]) % 2 == 0:
        return index + 1
    for after in range(index + 1, min(index + LONGEST_VALUE, len(lines))):
        if _quotes(lines[after]) % 2:
            return after + 1
    return index + 1


def _over_lines(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text and the words of a statement whose quoted value goes on over several lines: the value is one word."""
    first, last = lines[0].strip(), lines[-1].rstrip()
    *_, start = (quote.start() for quote in QUOTE.finditer(first) if quote[1])
    end = next(quote.start() for quote in QUOTE.finditer(last) if quote[1])
    value = "\n".join([first[start + 1 :], *lines[1:-1], last[:end]])
    return "\n".join([first, *lines[1:-1], last]), (*split_words(first[:start]), value, *split_words(last[end + 1 :]))


def _quotes(line: str) -> int:
    """How many quotes of a line are not escaped."""
    return (ESCAPED.sub("", line) if "\\" in line else line).count('"')
