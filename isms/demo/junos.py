"""The second way Junos writes a configuration."""

import re
from collections.abc import Iterator

INACTIVE = "inactive: "
TWO_OPTIONS = re.compile(r"(authentication-key \d+) (type \S+) (value \S+)")


def set_form(text: str) -> str:
    """A configuration in braces, one statement a line, as the `set` commands that would enter it."""
    return "".join(f"{line}\n" for line in _commands(text))


def _commands(text: str) -> Iterator[str]:
    path: list[str] = []
    for raw in text.splitlines():
        line = raw.partition(" ## ")[0].strip()
        if line == "}":
            yield from _deactivation(path)
            path.pop()
            continue
        path.append(line.rstrip(" {;"))
        if not line.endswith("{"):
            yield from (" ".join(["set", *map(_plain, path[:-1]), value]) for value in _values(path[-1]))
            yield from _deactivation(path)
            path.pop()


def _values(statement: str) -> list[str]:
    # Only in braces does Junos put several options of one statement on a line.
    if options := TWO_OPTIONS.fullmatch(_plain(statement)):
        return [f"{options[1]} {options[2]}", f"{options[1]} {options[3]}"]
    name, bracket, several = _plain(statement).partition(" [ ")
    return [f"{name} {value}" for value in several.removesuffix(" ]").split()] if bracket else [name]


def _deactivation(path: list[str]) -> list[str]:
    return [" ".join(["deactivate", *map(_plain, path)])] if path[-1].startswith(INACTIVE) else []


def _plain(step: str) -> str:
    return step.removeprefix(INACTIVE)
