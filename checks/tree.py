"""A configuration as a tree: what stands in the file, and what is in effect."""

import re
from collections.abc import Callable, Sequence

from checks import syntax_blocks, syntax_braces, syntax_indent, syntax_keyvalue, syntax_lines, syntax_uci
from checks.platform import Platform, Syntax
from checks.syntax_node import Node, Reading

__all__ = ["ConfigTree", "Node", "parse", "render"]

READERS: dict[Syntax, Callable[[Sequence[str], Platform], Reading]] = {
    Syntax.INDENT: syntax_indent.read,
    Syntax.BRACES: syntax_braces.read,
    Syntax.BLOCKS: syntax_blocks.read,
    Syntax.KEYVALUE: syntax_keyvalue.read,
    Syntax.UCI: syntax_uci.read,
    Syntax.LINES: syntax_lines.read,
}

# A blanked-out value of several words, such as `<secret hidden>`, stands where one word stood.
BLANKED = re.compile(r"<[^<>\s]{1,40}(?:[ \t]+[^<>\s]{1,40}){1,5}>")
BLANKED_WORDS = re.compile(r"removed|redacted|hidden|masked|omitted|sanitized", re.IGNORECASE)


class ConfigTree:
    """A configuration: its platform, its lines without their ends, and `root`, what rules judge."""

    __slots__ = ("_depths", "_source", "_text", "lines", "platform", "root")

    def __init__(self, platform: Platform, text: str, lines: tuple[str, ...], reading: Reading) -> None:
        """Keep the text and what the syntax made of it."""
        self.platform = platform
        self.lines = lines
        self.root = reading.root
        self._text = text
        self._depths = reading.depths
        self._source: list[Node] | None = None

    @property
    def source(self) -> list[Node]:
        """Every line as it stands, comments and repeated sections included; a node's text keeps its line ends."""
        if self._source is None:
            self._source = _source(self._text, self._depths)
        return self._source


def parse(text: str, platform: Platform) -> ConfigTree:
    """The tree of a configuration; every text has one, in a time that grows with its length."""
    lines = lines_of(text)
    shown = tuple(lines)
    if "\ufeff" in text or "\b" in text or "--More--" in text:
        lines = [_without_pager(line) for line in lines]
    if BLANKED.search(text):
        lines = [BLANKED.sub(_one_word, line) if "<" in line else line for line in lines]
    return ConfigTree(platform, text, shown, READERS[platform.syntax](lines, platform))


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends, as the tree numbers them."""
    lines = text.split(_line_end(text))
    if not lines[-1]:
        lines.pop()
    return [line.rstrip("\r") for line in lines] if "\r" in text else lines


def render(tree: ConfigTree) -> str:
    """The text a tree was made of, character by character."""
    parts: list[str] = []
    todo = tree.source[::-1]
    while todo:
        node = todo.pop()
        parts.append(node.text)
        todo.extend(reversed(node.children))
    return "".join(parts)


def _line_end(text: str) -> str:
    """What ends a line; a carriage return only where there is nothing else."""
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _without_pager(line: str) -> str:
    """A line of a recorded session without the traces of the pager."""
    return line.replace("--More--", "").replace("\b", "").replace("\ufeff", "")


def _one_word(blanked: re.Match[str]) -> str:
    """A blanked-out value without the blanks in it; anything else in angle brackets as it is."""
    return "-".join(blanked[0].split()) if BLANKED_WORDS.search(blanked[0]) else blanked[0]


def _source(text: str, depths: list[int]) -> list[Node]:
    """The lines as nodes, by the depths the syntax found."""
    end = _line_end(text)
    raw = text.split(end)
    last = raw.pop()
    pieces = [piece + end for piece in raw] + ([last] if last else [])
    starts = [index for index, depth in enumerate(depths) if depth >= 0 or index == 0]
    top: list[Node] = []
    levels: list[list[Node]] = [top]
    for start, after in zip(starts, [*starts[1:], len(pieces)], strict=False):
        node = Node(start + 1, "".join(pieces[start:after]), ())
        del levels[max(depths[start], 0) + 1 :]
        levels[-1].append(node)
        levels.append(node.children)
    return top
