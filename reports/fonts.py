"""The fonts that are embedded in every PDF: Source Sans, and IBM Plex Mono for lines of devices (both OFL) where
installed, else the one reportlab brings."""

from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from isms.core.errors import OutsideError

REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Semibold.ttf"
MONO = "IBMPlexMono-Regular.ttf"
MONO_BOLD = "IBMPlexMono-SemiBold.ttf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The names of the registered fonts; `fallback` is true where the intended ones are missing. Without a monospaced
    one, `mono` is the font of the text."""

    regular: str
    bold: str
    mono: str
    mono_bold: str
    fallback: bool


def register(folder: Path | None = None) -> Fonts:
    """The fonts, registered with reportlab, all from `folder` or each from its package.

    Raises OutsideError if not even reportlab's own can be read.
    """
    regular, bold, fallback = _text(folder or source_sans())
    mono, mono_bold = _mono(folder or plex_mono()) or (regular, bold)
    return Fonts(regular=regular, bold=bold, mono=mono, mono_bold=mono_bold, fallback=fallback)


def _text(intended: Path | None) -> tuple[str, str, bool]:
    """The fonts of the text, and whether others than the intended ones had to be taken."""
    if intended and _registered("Sans", intended / REGULAR) and _registered("Sans-Bold", intended / BOLD):
        return "Sans", "Sans-Bold", False
    own = Path(reportlab.__file__).parent / "fonts"
    if _registered("Vera", own / "Vera.ttf") and _registered("Vera-Bold", own / "VeraBd.ttf"):
        return "Vera", "Vera-Bold", True
    raise OutsideError(
        de=f"Keine Schrift für das PDF gefunden: {own} lässt sich nicht lesen; bitte reportlab neu installieren.",
        en=f"No font for the PDF found: {own} cannot be read; please reinstall reportlab.",
    )


def _mono(intended: Path | None) -> tuple[str, str] | None:
    """The fonts of what devices say, where they are there."""
    if intended and _registered("Mono", intended / MONO) and _registered("Mono-Bold", intended / MONO_BOLD):
        return "Mono", "Mono-Bold"
    return None


def source_sans() -> Path | None:
    """The folder of Source Sans, if its package is installed."""
    try:
        import font_source_sans_pro
    except ImportError:
        return None
    return Path(font_source_sans_pro.__file__).parent / "files"


def plex_mono() -> Path | None:
    """The folder of IBM Plex Mono, if its package is installed."""
    try:
        import fontpkg_ibm_plex_mono
    except ImportError:
        return None
    return Path(fontpkg_ibm_plex_mono.__file__).parent / "files"


def _registered(name: str, path: Path) -> bool:
    """Whether reportlab knows the font, after reading it if need be."""
    if not path.is_file():
        return False
    if name in pdfmetrics.getRegisteredFontNames():
        return True
    try:
        pdfmetrics.registerFont(TTFont(name, str(path)))
    except (TTFError, OSError):
        return False
    return True
