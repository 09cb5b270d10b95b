"""The help in the terminal's language: typer's own words, which are English, in ours."""

from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from isms.cli.language import say

TITLES = {
    "ARGUMENTS_PANEL_TITLE": say("Angaben", "Arguments"),
    "OPTIONS_PANEL_TITLE": say("Optionen", "Options"),
    "COMMANDS_PANEL_TITLE": say("Befehle", "Commands"),
    "DEFAULT_STRING": say("[sonst: {}]", "[default: {}]"),
    "REQUIRED_LONG_STRING": say("[nötig]", "[required]"),
    "RANGE_STRING": "",  # the help says it in words
}
KINDS = {
    "Path": say("DATEI", "FILE"),
    "str": "TEXT",
    "int": "N",
    "float": "N",
}  # of values, where a word is all it takes
OPTIONS = {
    "--help": say("diese Hilfe", "this help"),
    "--install-completion": say("Vervollständigung in der Shell einrichten", "set up completion in the shell"),
    "--show-completion": say("Vervollständigung zeigen, zum Kopieren", "show the completion, to copy it"),
}
OPTIONS_METAVAR = say("[OPTIONEN]", "[OPTIONS]")
COMMAND_METAVAR = say("BEFEHL …", "COMMAND …")
USAGE = say("Aufruf: ", "Usage: ")


def _explained(params: Iterable[Any]) -> list[Any]:
    """The parameters, those of typer with our words."""
    found = list(params)
    for param in found:
        words = [OPTIONS[name] for name in param.opts if name in OPTIONS]
        if words:
            param.help = words[0]
        if param.param_type_name == "argument":
            param.display_type = _untold
        elif getattr(param, "is_flag", False):
            param.metavar = " "  # a switch takes no value
        elif param.metavar is None:
            param.metavar = KINDS.get(param.bare_type().removeprefix("list[").removesuffix("]"))
    return found


def _untold(ctx: Any) -> None:
    """No type beside the name of an argument: the name and its words say what it is."""
    del ctx


def _speak() -> None:
    """Give typer's help our titles."""
    from typer import rich_utils

    for name, words in TITLES.items():
        setattr(rich_utils, name, words)


class Command(TyperCommand):
    """A command whose help speaks the terminal's language."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters with our words."""
        return _explained(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=USAGE)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, titles included."""
        _speak()
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help speaks the terminal's language."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters with our words."""
        return _explained(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=USAGE)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, titles included."""
        _speak()
        super().format_help(ctx, formatter)


def in_our_words(group: typer.Typer) -> typer.Typer:
    """The group with help in the terminal's language for each of its commands."""
    for command in group.registered_commands:
        command.cls = Command
        command.options_metavar = OPTIONS_METAVAR
    return group
