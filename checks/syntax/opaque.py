"""Texts inside a configuration that are no configuration: banners, certificates, keys, scripts."""

from collections.abc import Callable, Sequence

from checks.platform import Opaque
from checks.syntax.node import Prefixes

# A text longer than this has lost its end; its lines are then read as statements, so that nothing is hidden.
LONGEST_BODY = 400
HEX = frozenset("0123456789abcdefABCDEF")


class OpaqueStarts:
    """The statements of one platform that a text follows, by kind."""

    __slots__ = ("hex", "kinds", "words")

    def __init__(self, opaque: Opaque) -> None:
        """Sort the statements by their first word."""
        kinds: list[tuple[tuple[str, ...], Callable[[Bodies, int, int], int]]] = [
            (opaque.delimited, Bodies.delimited),
            (opaque.until_eof, Bodies.until_eof),
            (opaque.until_at, Bodies.until_at),
            (opaque.quoted, Bodies.quoted),
            (opaque.hex, Bodies.hex),
        ]
        self.kinds = [(Prefixes(starts), end) for starts, end in kinds if starts]
        self.hex = Prefixes(opaque.hex)
        self.words = frozenset(word for starts, _ in self.kinds for word in starts.by_word)

    def begin(self, words: Sequence[str]) -> bool:
        """Whether a text may follow a statement."""
        return any(starts.length(words) for starts, _ in self.kinds)


class Bodies:
    """Finds where the text after a statement ends, in a time that grows with the lines only."""

    __slots__ = ("lines", "lost", "starts")

    def __init__(self, lines: Sequence[str], starts: OpaqueStarts) -> None:
        """Nothing has been searched for yet."""
        self.lines = lines
        self.starts = starts
        self.lost: set[str] = set()

    def end(self, index: int, words: Sequence[str]) -> int:
        """The index of the first line after the statement at `index` and its text."""
        for starts, end in self.starts.kinds:
            length = starts.length(words)
            if length:
                after = end(self, index, length)
                if after > index + 1:
                    return after
        return index + 1

    def delimited(self, index: int, length: int) -> int:
        """Up to the line that repeats the delimiter; `^C` is one character in the device's spelling."""
        parts = self.lines[index].split(None, length)
        if len(parts) <= length:
            return index + 1
        rest = parts[length].rstrip()
        delimiter = "^C" if rest.startswith("^C") else rest[0]
        if delimiter in rest[len(delimiter) :]:
            return index + 1
        if delimiter.isalnum():  # a hand-written one-liner without delimiters, unless the letter stands alone later
            return self._search(index, f"alone {delimiter}", lambda line: line.strip() == delimiter)
        return self._search(index, delimiter, lambda line: delimiter in line)

    def until_eof(self, index: int, length: int) -> int:
        """Up to a line `EOF`, if the statement has no more words."""
        if len(self.lines[index].split(None, length)) > length:
            return index + 1
        return self._search(index, "EOF", lambda line: line.strip() == "EOF")

    def until_at(self, index: int, length: int) -> int:
        """Up to a line `@`."""
        del length
        return self._search(index, "@", lambda line: line.strip() == "@")

    def quoted(self, index: int, length: int) -> int:
        """Up to the closing double quote, if the statement's line leaves one open."""
        del length
        if self.lines[index].count('"') % 2 == 0:
            return index + 1
        return self._search(index, '"', lambda line: '"' in line)

    def hex(self, index: int, length: int) -> int:
        """As long as the lines are hexadecimal digits, and a closing `quit`."""
        del length
        after = index + 1
        while after < len(self.lines) and _is_hex(self.lines[after]):
            after += 1
        if after > index + 1 and after < len(self.lines) and self.lines[after].strip() == "quit":
            after += 1
        return after

    def digits(self, index: int, after: int, words: Sequence[str]) -> str:
        """The hexadecimal digits between the statement at `index` and the line `after` its text; empty if none are."""
        if after == index + 1 or not self.starts.hex.length(words):
            return ""
        end = after - 1 if self.lines[after - 1].strip() == "quit" else after
        return "".join("".join(self.lines[index + 1 : end]).split())

    def _search(self, index: int, key: str, ends: Callable[[str], bool]) -> int:
        """The index after the next line that ends the text; a search that failed is not repeated."""
        if key not in self.lost:
            for after in range(index + 1, min(index + LONGEST_BODY, len(self.lines))):
                if ends(self.lines[after]):
                    return after + 1
            self.lost.add(key)
        return index + 1


def _is_hex(line: str) -> bool:
    """Whether a line is made of hexadecimal digits and blanks, at least one byte."""
    digits = "".join(line.split())
    return len(digits) > 1 and HEX.issuperset(digits)
