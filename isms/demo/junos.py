"""The second way Junos writes a configuration."""

from collections.abc import Iterator

INACTIVE = "inactive: "


def set_form(text: str) -> str:
    """A configuration in braces, one statement a line, as the `set` commands that would enter it."""
    return "".join(f"{line}\n" for line in _commands(text))


def _commands(text: str) -> Iterator[str]:
    path: list[str] = []
    for raw in text.splitlines():
        line = raw.partition(" ## ")[0].strip()
        statement = line.rstrip(" {;").removeprefix(INACTIVE)
        if line == "}":
            path.pop()
            continue
        if line.endswith("{"):
            path.append(statement)
        else:
            yield from (" ".join(["set", *path, value]) for value in _values(statement))
        if line.startswith(INACTIVE):
            yield " ".join(["deactivate", *path])


def _values(statement: str) -> list[str]:
    name, bracket, several = statement.partition(" [ ")
    return [f"{name} {value}" for value in several.removesuffix(" ]").split()] if bracket else [statement]
