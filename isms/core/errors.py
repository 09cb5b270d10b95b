"""What stops a whole command; only `isms.cli.app` turns these into a message and an exit code."""

from typing import ClassVar

from isms.core.model.text import Language, Text


class IsmsError(Exception):
    """A failure with one clear sentence in both languages: what, where, and how to mend it. Never a secret."""

    exit_code: ClassVar[int] = 70

    def __init__(self, *, de: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.message = Text(de=de, en=en)

    def to(self, language: Language) -> str:
        """The sentence in one language."""
        return self.message.to(language)


class InputError(IsmsError):
    """What the user gave cannot be used."""

    exit_code = 2


class OutsideError(IsmsError):
    """Something outside (device, NetBox, database, disk) refused or failed."""

    exit_code = 3
