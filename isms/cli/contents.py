"""What the command offers: each command and each group with its line in the help. One is loaded when it is called, so
that nobody waits for the others."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand
from typer.main import get_group

from isms.cli.help import COMMAND_METAVAR, OPTIONS_METAVAR, Command, Group, in_our_words
from isms.cli.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCommand:
    """A command, with an example of its use."""

    help: str
    panel: str
    example: str
    load: Callable[[], Callable[..., None]]

    def put(self, place: typer.Typer, name: str) -> None:
        """Load it and put it there."""
        epilog = say("Beispiel: ", "Example: ") + self.example
        place.command(
            name,
            cls=Command,
            help=self.help,
            epilog=epilog,
            options_metavar=OPTIONS_METAVAR,
            rich_help_panel=self.panel,
        )(self.load())


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """A group of commands."""

    help: str
    panel: str
    load: Callable[[], typer.Typer]

    def put(self, place: typer.Typer, name: str) -> None:
        """Load it and put it there."""
        place.add_typer(
            in_our_words(self.load()),
            name=name,
            cls=Group,
            help=self.help,
            options_metavar=OPTIONS_METAVAR,
            subcommand_metavar=COMMAND_METAVAR,
            rich_help_panel=self.panel,
        )


Entry = OneCommand | Several


class _Loaded(Mapping[str, Any]):
    """The commands by their names, each loaded when it is asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Nothing is loaded yet."""
        self._entries = entries
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """A command."""
        if name not in self._loaded:
            place = typer.Typer()
            self._entries[name].put(place, name)
            self._loaded[name] = get_group(place).commands[name]
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the help."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._entries)


class Contents(Group):
    """The command itself; a subclass names its `entries`. Where they are only listed, their lines stand for them."""

    entries: ClassVar[Mapping[str, Entry]] = {}

    def __init__(self, **attributes: Any) -> None:
        """Load nothing."""
        super().__init__(**{**attributes, "commands": _Loaded(self.entries)})
        self._listed = False

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        del ctx
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, or its line in the help."""
        if not self._listed or cmd_name not in self.entries:
            return super().get_command(ctx, cmd_name)
        entry = self.entries[cmd_name]
        return TyperCommand(cmd_name, help=entry.help, rich_help_panel=entry.panel)

    @contextmanager
    def _listing(self) -> Iterator[None]:
        """While they are only listed."""
        self._listed = True
        try:
            yield
        finally:
            self._listed = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help."""
        with self._listing():
            super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """What the shell offers for a word that is begun."""
        with self._listing():
            return super().shell_complete(ctx, incomplete)
