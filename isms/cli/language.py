"""Which language the terminal speaks."""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from isms.core.model.text import Language


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """`--lang`, else $ISMS_LANG, else the locale; German unless one of them says English."""
    words = {"de": Language.DE, "en": Language.EN}
    for argument, following in pairwise([*arguments, ""]):
        wanted = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and wanted in words:
            return words[wanted]
    for name in ("ISMS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return Language.EN if environ[name].startswith("en") else Language.DE
    return Language.DE


LANGUAGE = chosen(sys.argv[1:], os.environ)


def say(de: str, en: str) -> str:
    """The wording in the terminal's language."""
    return de if LANGUAGE is Language.DE else en
