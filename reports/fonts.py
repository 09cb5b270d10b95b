"""The fonts that are embedded in every PDF: Source Sans (OFL) where installed, else the one reportlab brings."""

from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from isms.core.errors import OutsideError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The names of the registered fonts; `fallback` is true where the intended ones are missing."""

    regular: str
    bold: str
    fallback: bool


def register() -> Fonts:
    """The fonts, registered with reportlab; raises OutsideError if not even reportlab's own can be read."""
    intended = _source_sans()
    if intended and _registered("Sans", intended[0]) and _registered("Sans-Bold", intended[1]):
        return Fonts(regular="Sans", bold="Sans-Bold", fallback=False)
    folder = Path(reportlab.__file__).parent / "fonts"
    if _registered("Vera", folder / "Vera.ttf") and _registered("Vera-Bold", folder / "VeraBd.ttf"):
        return Fonts(regular="Vera", bold="Vera-Bold", fallback=True)
    raise OutsideError(
        de=f"Keine Schrift für das PDF gefunden: {folder} lässt sich nicht lesen; bitte reportlab neu installieren.",
        en=f"No font for the PDF found: {folder} cannot be read; please reinstall reportlab.",
    )


def _source_sans() -> tuple[Path, Path] | None:
    """Where Source Sans lies, if its package is installed."""
    try:
        import font_source_sans_pro
    except ImportError:
        return None
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return folder / "SourceSansPro-Regular.ttf", folder / "SourceSansPro-Semibold.ttf"


def _registered(name: str, path: Path) -> bool:
    """Whether reportlab knows the font, after reading it if need be."""
    if name in pdfmetrics.getRegisteredFontNames():
        return True
    try:
        pdfmetrics.registerFont(TTFont(name, str(path)))
    except (TTFError, OSError):
        return False
    return True
