"""Bytes to text: the encodings German offices use, files that mix two of them, and text that was encoded twice."""

import codecs
import re

from isms.core.errors import InputError

MARKS = (  # the byte order mark, the codec to read with, the name to show
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
SAMPLE = 65_536
MOST_CONTROLS = 0.05
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
SEQUENCE = re.compile(rb"[\xc3\xc2\xe2][\x80-\xbf]{1,2}")
DOS_LETTER = re.compile(rb"[A-Za-z][\x81\x84\x94\xe1](?=[a-z \r\n;,\t\"])|[\x8e\x99\x9a][a-z]")
ANSI_LETTER = re.compile(rb"[A-Za-z][\xe4\xf6\xfc\xdf]|[\xc4\xd6\xdc][a-z]")
TWICE = re.compile(
    "[ÂÃâÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
MOST_TIMES = 3


def decode(raw: bytes, source: str) -> tuple[str, str]:
    """The text and the name of its encoding; raises InputError if it is no text."""
    for mark, codec, name in MARKS:
        if raw.startswith(mark):
            return _decoded(raw, codec, source), name
    wide = _wide(raw[:SAMPLE])
    if wide:
        return _decoded(raw, wide, source), "utf-16"
    if _binary(raw[:SAMPLE]):
        raise _no_text(source)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _single_bytes(raw)


def _wide(raw: bytes) -> str | None:
    """The codec of UTF-16 without a mark: every other byte of Western text is zero."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if max(even, odd) * 4 < len(raw) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _binary(raw: bytes) -> bool:
    """Whether there are too many control characters for a text."""
    controls = len(raw) - len(raw.translate(None, CONTROLS))
    return controls > len(raw) * MOST_CONTROLS


def _single_bytes(raw: bytes) -> tuple[str, str]:
    """UTF-8 with stray bytes of an older program, DOS or ANSI, whichever explains the letters best."""
    stray = raw.decode("utf-8", "surrogateescape")
    broken = sum(1 for char in stray if "\udc80" <= char <= "\udcff")
    if len(SEQUENCE.findall(raw)) > broken:
        return re.sub("[\udc80-\udcff]+", lambda run: _ansi(run.group()), stray), "utf-8"
    if len(DOS_LETTER.findall(raw)) > len(ANSI_LETTER.findall(raw)):
        return raw.decode("cp850"), "cp850"
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:  # the characters that Windows lacks are controls in latin-1: their rows get named
        return raw.decode("latin-1"), "latin-1"


def _ansi(run: str) -> str:
    """Stray bytes as Windows reads them."""
    return run.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _decoded(raw: bytes, codec: str, source: str) -> str:
    """The text in a known encoding; raises InputError if the bytes do not fit."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _no_text(source) from error


def _no_text(source: str) -> InputError:
    """The sentence for a binary file."""
    return InputError(
        de=f"{source} ist keine lesbare Tabelle (kein Text). CSV, XLSX, ODS, GeoJSON oder JSON verwenden.",
        en=f"{source} is no readable table (not a text). Use CSV, XLSX, ODS, GeoJSON or JSON.",
    )


def encoded_twice(text: str) -> int:
    """How many places read like UTF-8 that was taken for something else (`SchÃ¼tzenstraÃŸe`)."""
    return sum(1 for found in TWICE.finditer(text) if _once(found.group()) != found.group())


def repaired(text: str) -> str:
    """The text as it was meant; what is right already stays."""
    for _ in range(MOST_TIMES):
        better = TWICE.sub(lambda found: _once(found.group()), text)
        if better == text:
            break
        text = better
    return text


def _once(run: str) -> str:
    """A run of characters, read as the UTF-8 it once was; as it is where it was none."""
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(char: str) -> bytes:
    """The byte that a Windows program shows as this character."""
    return char.encode("latin-1") if char <= "\xff" else char.encode("cp1252")
