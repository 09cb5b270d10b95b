"""Menus of RouterOS: `/ip firewall filter`, the commands below it, and what these set (`name=value`)."""

from collections.abc import Iterator, Mapping

from checks.syntax.node import Node

Settings = dict[str, str]
Row = tuple[Settings, Node]
OFF = ("yes", "true")


def settings(line: Node) -> Settings:
    """What a command sets."""
    return {name: value for name, sign, value in (word.partition("=") for word in line.words) if sign}


def in_use(given: Mapping[str, str]) -> bool:
    """Whether an entry with these settings is not switched off."""
    return given.get("disabled") not in OFF


def commands(root: Node, *menu: str, verbs: tuple[str, ...] = ("add",)) -> Iterator[Node]:
    """The commands of a menu that begin with one of the verbs, verb after verb."""
    for block in root.by_word.get(menu[0], ()):
        if block.words == menu:
            for verb in verbs:
                yield from block.by_word.get(verb, ())


def rows(root: Node, *menu: str) -> Iterator[Row]:
    """The entries of a menu that are not switched off, as (settings, command)."""
    for line in commands(root, *menu, verbs=("add", "set")):
        given = settings(line)
        if in_use(given):
            yield given, line
