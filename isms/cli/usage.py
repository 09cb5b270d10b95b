"""What a wrongly written command line is told: one sentence in the terminal's language."""

import re
from collections.abc import Sequence
from typing import Any

from isms.cli.language import LANGUAGE, say
from isms.core.model.text import Language

NO_COMMAND = re.compile(r"No such command '([^']*)'")
TOO_MUCH = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)
ALLOWED = re.compile(r"is not one of (.*?)\.?$", re.DOTALL)
UNREADABLE = re.compile(r"'(.*)' is not readable", re.DOTALL)
FORMATS = {"%Y-%m-%d": say("JJJJ-MM-TT", "YYYY-MM-DD"), "%d.%m.%Y": say("TT.MM.JJJJ", "DD.MM.YYYY")}


def is_usage(error: Exception) -> bool:
    """Whether the command line itself was wrong."""
    return hasattr(error, "format_message") and getattr(error, "exit_code", None) == 2


def sentence(error: Any) -> str:
    """What is wrong with the command line, and where its help stands; empty if the help was just shown."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ""
    return f"{_problem(error)} {say('Hilfe', 'Help')}: {_command(error)} --help"


def _command(error: Any) -> str:
    """The command as far as it was understood."""
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "isms"


def _problem(error: Any) -> str:
    """The sentence for each kind of mistake."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error)
    if kind == "MissingParameter":
        return say(f"{_named(error)} fehlt.", f"{_named(error)} is missing.")
    if kind == "BadOptionUsage":
        return say(f"{error.option_name} braucht einen Wert.", f"{error.option_name} needs a value.")
    if kind == "BadParameter":
        return _bad_value(error)
    return _other(error)


def _no_option(error: Any) -> str:
    """An option that there is not, and those that look like it."""
    near = ", ".join(sorted(error.possibilities or ()))
    meant = say(f" Gemeint vielleicht: {near}.", f" Perhaps: {near}.") if near else ""
    return say(f"Die Option {error.option_name} gibt es nicht.", f"There is no option {error.option_name}.") + meant


def _named(error: Any) -> str:
    """The option or argument as it is written."""
    param = error.param
    if param is None:
        return say("Eine Angabe", "Something")
    return str(param.opts[0]) if param.param_type_name == "option" else str(param.metavar or param.name).upper()


def _bad_value(error: Any) -> str:
    """A value that does not fit, and what would."""
    allowed = ALLOWED.search(error.message)
    formats = [FORMATS.get(one, one) for one in getattr(error.param, "formats", None) or _formats(error.param)]
    if formats:
        wanted = say(" oder ", " or ").join(formats)
        return say(f"{_named(error)}: ein Datum als {wanted} angeben.", f"{_named(error)}: give a date as {wanted}.")
    if allowed:
        return say(f"{_named(error)}: erlaubt ist {allowed[1]}.", f"{_named(error)}: allowed is {allowed[1]}.")
    closed = UNREADABLE.search(error.message)
    if closed:
        return say(f"{closed[1]} ist nicht lesbar; Rechte prüfen.", f"{closed[1]} cannot be read; check permissions.")
    why = "" if LANGUAGE is Language.DE else f" ({error.message})"
    return say(f"Der Wert von {_named(error)} passt nicht.", f"The value of {_named(error)} does not fit{why}.")


def _formats(param: Any) -> tuple[str, ...]:
    """The ways to write a date, if the parameter is one."""
    information = getattr(getattr(param, "type_descriptor", None), "parameter_info", None)
    return tuple(getattr(information, "formats", None) or ())


def _other(error: Any) -> str:
    """A command that there is not, or a word too many."""
    unknown, extra = NO_COMMAND.search(error.message), TOO_MUCH.search(error.message)
    if unknown:
        return _unknown(unknown[1], [*getattr(error.ctx.command, "commands", ())] if error.ctx else [])
    if extra:
        return say(f"Das ist zu viel: {extra[1]}.", f"This is too much: {extra[1]}.")
    return str(error.format_message())


def _unknown(word: str, names: Sequence[str]) -> str:
    """A command that there is not, and the one that is meant if only letters are wrong; else all that there are."""
    from isms.core.nearest import advice

    meant = advice(word, names).to(LANGUAGE)
    return say(f"Den Befehl ‚{word}‘ gibt es nicht. {meant}", f"There is no command '{word}'. {meant}")
