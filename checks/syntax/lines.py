"""Configurations of one command per line: RouterOS and LCOS with their menus, AireOS with its `config` commands."""

import re
from collections.abc import Iterator, Sequence

from checks.platform import Platform
from checks.syntax.node import Node, Reading, root_node
from checks.syntax.rows import Table

Words = tuple[str, ...]
# A word may have quoted parts: name="lan A".
WORD = re.compile(r'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s"]++)++|".*', re.DOTALL)
# Commands that change entries, and what they set without a word.
SWITCHES: dict[str, tuple[str, ...]] = {"set": (), "disable": ("disabled=yes",), "enable": ("disabled=no",)}
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
        self.entering = platform.enter
        self.table = Table(platform.columns) if platform.columns else None

    def take(self, number: int, line: str) -> None:
        """Take one command."""
        words = WORD.findall(line)
        if self.prefix and len(words) > 1 and words[0] == self.prefix:
            words = words[1:]
        if self.entering:
            self._walk(number, words)
            return
        if words[0].startswith("/") and self.verbs:
            words = self._enter(number, words)
        if not words:
            return
        plain = _plain(words)
        named = list(_apart(plain)) if plain[0] in SWITCHES and self.verbs else []
        if named in ([], [plain]):
            self.here.children.append(Node(number, " ".join(words), plain))
        else:
            self.here.children.extend(Node(number, " ".join(one), one) for one in named)

    def _enter(self, number: int, words: list[str]) -> list[str]:
        """Go to the menu a command names; what is left is the command itself."""
        words = [*words[0].replace("/", " ").split(), *words[1:]]
        end = next((place for place, word in enumerate(words) if place and word in self.verbs), len(words))
        self.here = self._menu(number, words[:end])
        return words[end:]

    def _menu(self, number: int, path: list[str]) -> Node:
        """The menu at a path, made where nobody was there before."""
        text = "/" + " ".join(path)
        if text not in self.known:
            self.known[text] = Node(number, text, ("/" + path[0], *path[1:]) if path else ("/",))
            self.root.children.append(self.known[text])
        return self.known[text]

    def _walk(self, number: int, words: list[str]) -> None:
        """Take a command where a word of its own enters a menu, and a path may stand in the command itself."""
        plain = _plain(words)
        if plain[0] == self.entering:
            path = self._path(plain[1] if len(plain) > 1 else "")
            self.here = self._menu(number, path) if path else self.root
            if self.table:
                self.table.close()
            return
        menu = self.here
        if len(plain) > 1 and plain[1].startswith("/") and plain[0] in self.verbs:
            *path, last = plain[1].split("/")[1:]
            menu, plain = self._menu(number, path) if path else self.root, (plain[0], last, *plain[2:])
        if self.table is None or not self.table.take(number, plain, menu, here=menu is self.here):
            menu.children.append(Node(number, " ".join((*plain[:2], *words[2:])), plain))

    def _path(self, target: str) -> list[str]:
        """The path of a menu, seen from here."""
        path = [] if target.startswith("/") else [word.lstrip("/") for word in self.here.words]
        for part in target.split("/"):
            if part == "..":
                path = path[:-1]
            elif part not in ("", "."):
                path.append(part)
        return path


def _apart(words: Words) -> Iterator[Words]:
    """One command per entry that a command changes: `disable a,b` and `set [find name=a] …` say what `set a …` says."""
    names, rest = _chosen(words[1:])
    if not names:
        yield words
    for name in names:
        yield ("set", name, *rest, *SWITCHES[words[0]])


def _chosen(words: Words) -> tuple[list[str], Words]:
    """The names of the entries that a command begins with, none if it chooses by anything but names; and the rest."""
    if not words or not words[0].startswith("["):
        return ([], words) if not words or "=" in words[0] else (words[0].split(","), words[1:])
    end = next((place for place, word in enumerate(words) if word.endswith("]")), len(words))
    chosen = [word.removeprefix("[").removesuffix("]") for word in words[: end + 1]]
    asked = [word for word in chosen if word not in {"", "find", "where"}]
    found = [word.removeprefix("name=") for word in asked if word.startswith("name=")]
    return (found if len(asked) == 1 else []), words[end + 1 :]


def _plain(words: list[str]) -> Words:
    """The words without their quotes."""
    return tuple(QUOTED_PART.sub(r"\1\2", word) if '"' in word else word for word in words)


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
