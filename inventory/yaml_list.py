"""Lists of entries in YAML, as an office keeps its devices in a repository."""

from typing import Any

from inventory.sheet import Line, Sheet, trimmed
from isms.core import codec
from isms.core.errors import InputError

NOTHING = ("null", "~")


def read(text: str, source: str) -> Sheet:
    """The table in a YAML list of mappings, which may stand under one key; raises InputError otherwise."""
    document = codec.parse_yaml_texts(text, source)
    value, path = document.value, tuple[str, ...]()
    if isinstance(value, dict) and len(value) == 1:
        path = tuple(value)
        value = value[path[0]]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError(
            de=f"{source} ist keine YAML-Liste von Einträgen (`- name: …`).",
            en=f"{source} is no YAML list of entries (`- name: …`).",
        )
    header = tuple(dict.fromkeys(key for item in value for key in item))
    lines = (
        Line(number=document.lines[(*path, index)], cells=tuple(_cell(item.get(key, "")) for key in header))
        for index, item in enumerate(value)
    )
    return Sheet(source=source, header=header, lines=tuple(lines), encoding="utf-8")


def _cell(value: Any) -> str:
    """A scalar as it stands there, a list of scalars separated by commas."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value in NOTHING else trimmed(str(value))
