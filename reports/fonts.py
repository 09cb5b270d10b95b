"""The fonts that are embedded in every PDF: Source Sans (OFL) where installed, else the one reportlab brings."""

from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from isms.core.errors import OutsideError

REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Semibold.ttf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The names of the registered fonts; `fallback` is true where the intended ones are missing."""

    regular: str
    bold: str
    fallback: bool


def register(folder: Path | None = None) -> Fonts:
    """The fonts, registered with reportlab, Source Sans from `folder` or its package.

    Raises OutsideError if not even reportlab's own can be read.
    """
    intended = folder or source_sans()
    if intended and _registered("Sans", intended / REGULAR) and _registered("Sans-Bold", intended / BOLD):
        return Fonts(regular="Sans", bold="Sans-Bold", fallback=False)
    own = Path(reportlab.__file__).parent / "fonts"
    if _registered("Vera", own / "Vera.ttf") and _registered("Vera-Bold", own / "VeraBd.ttf"):
        return Fonts(regular="Vera", bold="Vera-Bold", fallback=True)
    raise OutsideError(
        de=f"Keine Schrift für das PDF gefunden: {own} lässt sich nicht lesen; bitte reportlab neu installieren.",
        en=f"No font for the PDF found: {own} cannot be read; please reinstall reportlab.",
    )


def source_sans() -> Path | None:
    """The folder of Source Sans, if its package is installed."""
    try:
        import font_source_sans_pro
    except ImportError:
        return None
    return Path(font_source_sans_pro.__file__).parent / "files"


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
