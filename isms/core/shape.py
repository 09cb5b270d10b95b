"""What a type is made of: which keys a document may have at a place, and which modules define it."""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def keys_at(kind: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The fields of the dataclass that stands there; nothing where there is none."""
    for part in path:
        kind = _below(_plain(kind), part)
    found = _plain(kind)
    return tuple(field.name for field in fields(found)) if is_dataclass(found) else ()


def modules_of(kind: Any) -> tuple[str, ...]:
    """The names of the modules that define a type and all types in it, sorted."""
    found: set[Any] = set()
    todo = [kind]
    while todo:
        one = todo.pop()
        if one in found:
            continue
        found.add(one)
        todo += [*get_args(one), *(get_type_hints(one).values() if is_dataclass(one) else ())]
    return tuple(sorted({one.__module__ for one in found if isinstance(one, type) and get_origin(one) is None}))


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
