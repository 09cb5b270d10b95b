"""Setting type: cleaning strings for the embedded fonts, measuring words once, breaking lines."""

import re
import unicodedata
from collections.abc import Iterable

from reportlab.pdfbase import pdfmetrics

from reports.fonts import Fonts
from reports.model import Words

Piece = tuple[str, bool, str | None]
# Control, format (direction marks, soft hyphens) and surrogate characters.
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
SAFE_BREAKS = "/-._:,;|@"
SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f\u2028\u2029\u0085"), " ")


class Glyphs(dict[int, str]):
    """A table for `str.translate`: what the font can show stays, control characters go, the rest becomes `?`."""

    def __init__(self, face: dict[int, object]) -> None:
        """Start from the characters of a font."""
        super().__init__(SPACES)
        self.face = face

    def __missing__(self, code: int) -> str:
        """Decide on a character when it is first seen."""
        known = chr(code)
        if unicodedata.category(known) in INVISIBLE:
            known = ""
        elif code not in self.face:
            known = "?"
        self[code] = known
        return known


def _shared(*names: str) -> Glyphs:
    """The characters that all of the fonts can show."""
    faces = [pdfmetrics.getFont(name).face.charToGlyph.keys() for name in names]
    return Glyphs(dict.fromkeys(set.intersection(*map(set, faces))))


class Type:
    """Measures and breaks text; remembers what it measured while one report is rendered."""

    def __init__(self, fonts: Fonts) -> None:
        """Start with empty memories."""
        self.fonts = fonts
        self._glyphs = _shared(fonts.regular, fonts.bold)
        self.code_glyphs = _shared(fonts.mono, fonts.mono_bold)
        self._widths: dict[tuple[str, str], float] = {}
        self._broken: dict[tuple[str, str, float, float], tuple[str, ...]] = {}

    def font(self, bold: bool) -> str:
        """The name of the font."""
        return self.fonts.bold if bold else self.fonts.regular

    def code_font(self, bold: bool) -> str:
        """The name of the font for what devices say."""
        return self.fonts.mono_bold if bold else self.fonts.mono

    def clean(self, text: str) -> str:
        """The text without what the font cannot show."""
        return text if text.isascii() and text.isprintable() else text.translate(self._glyphs)

    def width(self, text: str, font: str, size: float) -> float:
        """The width of a cleaned text in points."""
        key = (text, font)
        if key not in self._widths:
            self._widths[key] = pdfmetrics.stringWidth(text, font, 1000.0)
        return self._widths[key] * size / 1000.0

    def lines(self, text: str, font: str, size: float, room: float) -> tuple[str, ...]:
        """The text in lines no wider than `room`; white space is folded, over-long words are broken."""
        key = (text, font, size, room)
        if key not in self._broken:
            self._broken[key] = tuple(self._break(self.clean(text), font, size, room))
        return self._broken[key]

    def _break(self, text: str, font: str, size: float, room: float) -> Iterable[str]:
        """Fill one line after the other."""
        space = self.width(" ", font, size)
        line: list[str] = []
        used = 0.0
        for word in text.split(" "):
            if not word:
                continue
            for part in self.parts(word, font, size, room):
                wide = self.width(part, font, size)
                if line and used + space + wide > room:
                    yield " ".join(line)
                    line, used = [], 0.0
                used += wide + (space if line else 0.0)
                line.append(part)
        yield " ".join(line)

    def parts(self, word: str, font: str, size: float, room: float) -> list[str]:
        """The word, or an over-long one in parts that fit, broken after a separator where possible."""
        if self.width(word, font, size) <= room:
            return [word]
        parts: list[str] = []
        while word:
            end = self._fitting(word, font, size, room)
            parts.append(word[:end])
            word = word[end:]
        return parts

    def _fitting(self, word: str, font: str, size: float, room: float) -> int:
        """How many characters of the word fit, at least one."""
        used, end = 0.0, 0
        for character in word:
            used += self.width(character, font, size)
            if used > room:
                break
            end += 1
        if end in {0, len(word)}:
            return max(end, 1)
        nice = max(word.rfind(mark, 0, end) for mark in SAFE_BREAKS) + 1
        return nice if nice > end // 2 else end

    def code_lines(self, text: str, font: str, size: float, room: float) -> tuple[str, ...]:
        """A line of code in lines no wider than `room`, its white space kept."""
        cleaned = text.expandtabs(4).translate(self.code_glyphs).rstrip()
        return tuple(self.parts(cleaned, font, size, room)) if cleaned else ("",)

    def rich_lines(self, words: tuple[Words, ...], size: float, room: float) -> tuple[tuple[Piece, ...], ...]:
        """Text with emphasis and links in lines of pieces."""
        lines: list[tuple[Piece, ...]] = []
        line: list[Piece] = []
        used = 0.0
        for word in self._rich_words(words, size, room):
            wide = sum(self.width(text, self.font(bold), size) for text, bold, _ in word)
            space = self.width(" ", self.fonts.regular, size)
            if line and used + space + wide > room:
                lines.append(tuple(line))
                line, used = [], 0.0
            if line:
                line.append((" ", False, None))
                used += space
            line.extend(word)
            used += wide
        return (*lines, tuple(line)) if line else tuple(lines)

    def _rich_words(self, words: tuple[Words, ...], size: float, room: float) -> Iterable[list[Piece]]:
        """Words, each of one or more pieces that must stay together."""
        word: list[Piece] = []
        for stretch in words:
            for token in re.split(r"( +)", self.clean(stretch.text)):
                if not token.strip(" "):
                    if token and word:
                        yield word
                        word = []
                    continue
                parts = self.parts(token, self.font(stretch.bold), size, room)
                for part in parts[:-1]:
                    yield [*word, (part, stretch.bold, stretch.target)]
                    word = []
                word.append((parts[-1], stretch.bold, stretch.target))
        if word:
            yield word
