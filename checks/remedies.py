"""The remedies of the shipped rules in English: their notes, and what the reader fills in; the rest is the device's."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from checks.rule import Rule
from isms.core import codec

NOTE = re.compile(r"(\s*(?:[!#;]|//)\s+)(\S.*)")
PLACEHOLDER = re.compile(r"(?<=<)[^<>]+(?=>)|(?<=‹)[^‹›]+(?=›)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """The English of notes by line and of placeholders by word; of notes that are `commands` only the latter change."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    notes: dict[str, str]
    commands: tuple[str, ...]
    placeholders: dict[str, str]

    def line(self, german: str) -> str:
        """A line in English; what nobody has translated stays as it is."""
        note = NOTE.fullmatch(german)
        if note is not None and note[2] in self.notes:
            return note[1] + self.notes[note[2]]
        return PLACEHOLDER.sub(lambda word: self.placeholders.get(word[0], word[0]), german)


def read(source: str, text: str) -> Remedies:
    """The English in a YAML text; raises InputError naming every mistake."""
    return codec.read(Remedies, codec.parse_yaml(text, source))


def in_english(rule: Rule, words: Remedies) -> Rule:
    """The rule with the English of each remedy that differs from the German one."""
    english = {platform: tuple(map(words.line, lines)) for platform, lines in rule.remedy.items()}
    return replace(rule, remedy_en={name: lines for name, lines in english.items() if lines != rule.remedy[name]})
