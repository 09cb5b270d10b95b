"""Words for people, in both languages at once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Language(StrEnum):
    """A language the product speaks."""

    DE = "de"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One statement in German and English."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    de: str
    en: str

    def to(self, language: Language) -> str:
        """The wording in one language."""
        return self.de if language is Language.DE else self.en
