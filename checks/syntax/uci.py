"""OpenWrt's UCI files, and the same as `uci show` prints it."""

import re
from collections.abc import Sequence

from checks.platform import Platform
from checks.syntax.node import Node, Reading, root_node

PIECE = re.compile(r"""(\s+)|'([^']*)'|"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([^\s'"]+)|(["'].*)""", re.DOTALL)
SHOWN = re.compile(r"(?:uci\s+(?:set|add_list)\s+)?([\w-]+)\.(@?[\w-]+(?:\[-?\d+\])?)(?:\.([\w-]+))?=(.*)", re.DOTALL)
LONGEST_VALUE = 400


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """Sections `config TYPE 'NAME'` with `option` and `list` below; other lines are nodes at the top."""
    reader = _Reader()
    depths: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        after = _after_value(lines, index) if "'" in line else index + 1
        depths.append(-1 if not line else 1 if line.startswith(("option", "list")) else 0)
        depths.extend([-1] * (after - index - 1))
        if line and not line.startswith(platform.comments):
            reader.take(index + 1, "\n".join([line, *lines[index + 1 : after]]))
        index = after
    return Reading(root=reader.root, depths=depths)


def _after_value(lines: Sequence[str], index: int) -> int:
    """The index after a statement whose value in single quotes goes on over several lines."""
    if lines[index].count("'") % 2 == 0 or '"' in lines[index] or lines[index].lstrip().startswith("#"):
        return index + 1
    for after in range(index + 1, min(index + LONGEST_VALUE, len(lines))):
        if lines[after].count("'") % 2:
            return after + 1 if lines[after].rstrip().endswith("'") else index + 1
    return index + 1


class _Reader:
    """Keeps the section that is open and those that were named."""

    def __init__(self) -> None:
        """No section yet."""
        self.root = root_node()
        self.package = ""
        self.section = self.root
        self.named: dict[tuple[str, str], Node] = {}

    def take(self, number: int, text: str) -> None:
        """Take one statement."""
        shown = SHOWN.fullmatch(text)
        if shown:
            self._take_shown(number, *shown.groups())
            return
        words = uci_words(text)
        match words:
            case ["package", name]:
                self.package, self.section = name, self.root
            case ["config", kind, *name]:
                self.section = self._open(number, kind, " ".join(name))
            case ["option" | "list", key, *value]:
                self.section.children.append(_node(number, words[0], key, " ".join(value)))
            case _:
                self.root.children.append(Node(number, " ".join(text.split()), tuple(words)))

    def _open(self, number: int, kind: str, name: str) -> Node:
        """The section of a name, or a new one without."""
        known = self.named.get((self.package, name)) if name else None
        if known is None:
            known = _node(number, "config", kind, name)
            self.root.children.append(known)
            if name:
                self.named[self.package, name] = known
        return known

    def _take_shown(self, number: int, package: str, section: str, key: str | None, value: str) -> None:
        """A line of `uci show`: `wireless.radio0=wifi-device` or `wireless.radio0.ssid='x'`."""
        words = uci_words(value)
        known = self.named.get((package, section))
        if known is None:
            kind = section[1 : section.index("[")] if section.startswith("@") and "[" in section else " ".join(words)
            name = "" if section.startswith("@") else section
            known = _node(number, "config", "" if key and name else kind, name)
            self.named[package, section] = known
            self.root.children.append(known)
        if key is not None:
            word = "list" if len(words) > 1 else "option"
            known.children.extend(_node(number, word, key, item) for item in words or [""])


def _node(number: int, word: str, key: str, value: str) -> Node:
    """A statement in the spelling of the files."""
    if word == "config" and not value:
        return Node(number, f"config {key}", (word, key))
    return Node(number, f"{word} {key} '{value}'", (word, key, value))


def uci_words(text: str) -> list[str]:
    """The words of a statement; quoted parts belong to their word, and `#` before a word starts a comment."""
    words: list[str] = []
    current: list[str] | None = None
    for blank, single, double, bare, stray in PIECE.findall(text):
        if blank:
            if current is not None:
                words.append("".join(current))
            current = None
        elif bare.startswith("#") and current is None:
            break
        else:
            current = [] if current is None else current
            current.append(single or double or bare or stray)
    return words if current is None else [*words, "".join(current)]
