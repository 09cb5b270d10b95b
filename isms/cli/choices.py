"""The options that say what is judged or shown: which devices, which rules, from which severity on."""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import completion
from isms.cli.language import say
from isms.core.model.finding import Severity

SEVERITY = say("SCHWERE", "SEVERITY")

Config = Annotated[Path, typer.Argument(metavar="CONFIG", help=say("die Konfiguration", "the configuration"))]
RuleId = Annotated[
    str,
    typer.Argument(metavar="ID", help=say("Kennung der Regel", "id of the rule"), autocompletion=completion.rule_ids),
]
Platform = Annotated[
    str | None,
    typer.Option(
        "--platform",
        "-p",
        metavar="NAME",
        help=say("Plattform; sonst erkannt", "platform; else detected"),
        autocompletion=completion.platform_ids,
    ),
]
Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "--platform",
        metavar="NAME",
        help=say("nur diese Plattform (mehrfach)", "this platform only (repeatable)"),
        autocompletion=completion.platform_ids,
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help=say("nur diese Regel (mehrfach)", "this rule only (repeatable)"),
        autocompletion=completion.rule_ids,
    ),
]
Devices = Annotated[
    list[str] | None,
    typer.Option(
        "--device",
        metavar="NAME",
        help=say("nur dieses Gerät (mehrfach)", "this device (repeatable)"),
        autocompletion=completion.device_names,
    ),
]
Sites = Annotated[
    list[str] | None,
    typer.Option(
        "--site",
        metavar="ID",
        help=say("nur dieses Gebäude (mehrfach)", "this building (repeatable)"),
        autocompletion=completion.building_ids,
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="NAME",
        help=say("nur dieses Thema (mehrfach)", "this topic (repeatable)"),
        autocompletion=completion.topics,
    ),
]
Severities = Annotated[
    list[Severity] | None,
    typer.Option(
        "--severity",
        metavar=SEVERITY,
        help=say("nur Regeln dieser Schwere (mehrfach)", "rules of this severity (repeatable)"),
    ),
]
FailOn = Annotated[
    Severity,
    typer.Option(
        "--fail-on",
        metavar=SEVERITY,
        help=say("ab dieser Schwere Rückgabewert 1: ", "exit code 1 from this severity on: ") + ", ".join(Severity),
    ),
]
Remedy = Annotated[
    bool,
    typer.Option("--remedy", help=say("mit der Abhilfe für das Gerät", "with the remedy for the device")),
]
