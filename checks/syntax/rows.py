"""Rows of tables whose columns are named: `tab Name Address` before `add lan 192.0.2.1`, or `set lan {Address} …`.

Both become a block `add lan` or `set lan` with a statement per column: `Name lan`, `Address 192.0.2.1`.
"""

from collections.abc import Sequence

from checks.syntax.node import Node

ROW_WORDS = frozenset({"add", "set"})
# The value of a column that stays as it is.
UNCHANGED = "*"


class Table:
    """The columns that were named last, and the rows that were read."""

    def __init__(self, word: str) -> None:
        """`word` is the command that names the columns."""
        self.word = word
        self.columns: tuple[str, ...] = ()
        self.rows: dict[tuple[int, str, str], Node] = {}

    def close(self) -> None:
        """Another menu is entered: its columns are not named yet."""
        self.columns = ()

    def take(self, number: int, words: Sequence[str], menu: Node, *, here: bool) -> bool:
        """Take a command, if it names columns or writes a row of which they are known; `here`: of this menu."""
        if words[0] == self.word:
            self.columns = tuple(words[1:])
            return True
        if words[0] not in ROW_WORDS or len(words) < 3:
            return False
        columns = self.columns if here else ()
        fields = _named(words[2:]) if _is_name(words[2]) else tuple(zip(columns, words[1:], strict=False))
        if not fields:
            return False
        row = self._row(number, words[0], words[1], menu)
        row.children.extend(Node(number, f"{name} {value}", (name, value)) for name, value in fields)
        return True

    def _row(self, number: int, verb: str, key: str, menu: Node) -> Node:
        """The block of a row, made where it is not there."""
        place = (id(menu), verb, key)
        if place not in self.rows:
            self.rows[place] = Node(number, f"{verb} {key}", (verb, key))
            menu.children.append(self.rows[place])
        return self.rows[place]


def _is_name(word: str) -> bool:
    """Whether a word names a column: `{Address}`."""
    return len(word) > 2 and word[0] == "{" and word[-1] == "}"


def _named(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Columns and values that are written in pairs; a column that stays as it is says nothing."""
    pairs = zip(words[::2], words[1::2], strict=False)
    return tuple((name[1:-1], value) for name, value in pairs if _is_name(name) and value != UNCHANGED)
