"""Which keys a document may have at a place, by the type it becomes."""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def keys_at(kind: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The fields of the dataclass that stands there; nothing where there is none."""
    for part in path:
        kind = _below(_plain(kind), part)
    found = _plain(kind)
    return tuple(field.name for field in fields(found)) if is_dataclass(found) else ()


def _plain(kind: Any) -> Any:
    """A type without `| None`."""
    if get_origin(kind) in (Union, UnionType):
        return next((one for one in get_args(kind) if one is not type(None)), None)
    return kind


def _below(kind: Any, part: str | int) -> Any:
    """The type of a field, or of what a list or mapping holds."""
    if is_dataclass(kind) and isinstance(kind, type):
        return get_type_hints(kind).get(str(part))
    held = [one for one in get_args(kind) if one is not Ellipsis]
    return held[-1] if held else None
