"""Configurations of one command per line: RouterOS with its menu paths, AireOS with its `config` commands."""

import re
from collections.abc import Iterator, Sequence

from checks.platform import Platform
from checks.syntax_node import Node, Reading, root_node

# A word may have quoted parts: name="lan A".
WORD = re.compile(r'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s"]++)++|".*', re.DOTALL)
QUOTED_PART = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"|(".*)', re.DOTALL)


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """The commands below their menu path; a platform without paths has them all below the root."""
    depths: list[int] = []
    menus = _Menus(platform)
    prompt = re.compile(platform.prompt) if platform.prompt else None
    for number, line in _joined(lines, depths, platform.comments):
        if prompt is None or not prompt.match(line):
            menus.take(number, line)
    return Reading(root=menus.root, depths=depths)


class _Menus:
    """Puts commands below the menu they are given in."""

    def __init__(self, platform: Platform) -> None:
        """At the top."""
        self.root = root_node()
        self.here = self.root
        self.known: dict[str, Node] = {}
        self.prefix = platform.prefix
        self.verbs = frozenset(platform.verbs)

    def take(self, number: int, line: str) -> None:
        """Take one command."""
        words = WORD.findall(line)
        if self.prefix and len(words) > 1 and words[0] == self.prefix:
            words = words[1:]
        if words[0].startswith("/") and self.verbs:
            words = self._enter(number, words)
        if words:
            plain = tuple(QUOTED_PART.sub(r"\1\2", word) if '"' in word else word for word in words)
            self.here.children.append(Node(number, " ".join(words), plain))

    def _enter(self, number: int, words: list[str]) -> list[str]:
        """Go to the menu a command names; what is left is the command itself."""
        words = [*words[0].replace("/", " ").split(), *words[1:]]
        end = next((place for place, word in enumerate(words) if place and word in self.verbs), len(words))
        path = words[:end]
        text = "/" + " ".join(path)
        if text not in self.known:
            self.known[text] = Node(number, text, ("/" + path[0], *path[1:]) if path else ("/",))
            self.root.children.append(self.known[text])
        self.here = self.known[text]
        return words[end:]


def _joined(lines: Sequence[str], depths: list[int], comments: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The commands with the number of their first line; a backslash at the end joins the next line."""
    parts: list[str] = []
    first = 0
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        going_on = bool(parts)
        depths.append(-1 if going_on or not line else 0)
        if not going_on and (not line or line.startswith(comments)):
            continue
        if not going_on:
            first = number
        if line.endswith("\\"):
            parts.append(line[:-1])
            continue
        whole = "".join([*parts, line]).strip()
        parts.clear()
        if whole:
            yield first, whole
    if "".join(parts).strip():
        yield first, "".join(parts).strip()
