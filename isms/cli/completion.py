"""What the shell offers while a command is typed. A completion that fails offers nothing; it never complains."""

from collections.abc import Callable, Iterable
from pathlib import Path

import typer

Offers = list[tuple[str, str]]


def _workspace(context: typer.Context) -> Path | None:
    """What stands before the command as --workspace; the command's own session does not exist yet."""
    found = context.find_root().params.get("workspace")
    return Path(found) if found else None


def _offered(make: Callable[[], Iterable[tuple[str, str]]], incomplete: str) -> Offers:
    """What begins as typed so far, in any case; what was typed stays as it is, or the shell would drop the offer."""
    from isms.core.errors import IsmsError

    def begun(word: str) -> bool:
        """Whether a word begins as typed so far."""
        return word[: len(incomplete)].casefold() == incomplete.casefold()

    try:
        return [(incomplete + word[len(incomplete) :], text) for word, text in make() if begun(word)]
    except (IsmsError, OSError):
        return []


def building_ids(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the buildings, with their names."""
    from isms.workflow import buildings, workspace

    return _offered(
        lambda: ((one.id, one.name or "") for one in buildings.all_buildings(workspace.required(_workspace(context)))),
        incomplete,
    )


def milestones(context: typer.Context, incomplete: str) -> Offers:
    """The names of the milestones; hyphens stand for blanks, which a shell would take for the end of the word."""
    from isms.cli.language import LANGUAGE
    from isms.workflow import rollout, workspace

    return _offered(lambda: rollout.names(workspace.current(_workspace(context)), LANGUAGE), incomplete)


def targets(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the targets, with their titles."""
    from isms.cli.language import LANGUAGE
    from isms.workflow import targets, workspace

    return _offered(
        lambda: ((one.id, one.title.to(LANGUAGE)) for one in targets.targets(workspace.required(_workspace(context)))),
        incomplete,
    )


def report_names(_: typer.Context, incomplete: str) -> Offers:
    """The reports there are."""
    from isms.workflow.reporting import BUILDERS

    return _offered(lambda: ((name, "") for name in BUILDERS), incomplete)


def report_formats(_: typer.Context, incomplete: str) -> Offers:
    """The formats a report can be had in."""
    from isms.workflow.reporting import formats

    return _offered(lambda: ((name, "") for name in formats()), incomplete)


def kinds(_: typer.Context, incomplete: str) -> Offers:
    """Fibre and WLAN."""
    from isms.cli.language import LANGUAGE
    from isms.core.wording_rollout import MEASURES

    return _offered(lambda: ((kind.value, text.to(LANGUAGE)) for kind, text in MEASURES.items()), incomplete)


def phases(_: typer.Context, incomplete: str) -> Offers:
    """The phases of a measure."""
    from isms.cli.language import LANGUAGE
    from isms.core.wording_rollout import PHASES

    return _offered(lambda: ((phase.value, text.to(LANGUAGE)) for phase, text in PHASES.items()), incomplete)


def values_of(field: str) -> Callable[[typer.Context, str], Offers]:
    """The values that a field of the buildings has anywhere."""

    def offer(context: typer.Context, incomplete: str) -> Offers:
        """The values, in order."""
        from isms.workflow import buildings, workspace

        return _offered(
            lambda: sorted(
                {
                    (str(value), "")
                    for one in buildings.all_buildings(workspace.required(_workspace(context)))
                    if (value := getattr(one, field)) is not None
                }
            ),
            incomplete,
        )

    return offer


def ids(table: str) -> Callable[[typer.Context, str], Offers]:
    """The ids of the rows of a table."""

    def offer(context: typer.Context, incomplete: str) -> Offers:
        """The ids, with names where rows have one."""
        from isms.workflow import register, workspace

        def found() -> Iterable[tuple[str, str]]:
            """The rows."""
            rows = register.rows(workspace.required(_workspace(context)), table)
            return ((one.id, getattr(one, "name", None) or "") for one in rows)

        return _offered(found, incomplete)

    return offer


def row_words(table: str, first: str | None) -> Callable[[typer.Context, list[str], str], Offers]:
    """`FIELD=` for the fields of a table; at first the ids of the table `first`."""

    def offer(context: typer.Context, args: list[str], incomplete: str) -> Offers:
        """Ids, or fields."""
        from isms.cli.values import label
        from isms.workflow import register

        fields = _offered(lambda: ((f"{name}=", label(name)) for name in register.fields(table)), incomplete)
        begun = context.params.get("words") or args
        return fields if first is None or begun else [*ids(first)(context, incomplete), *fields]

    return offer


def rule_ids(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the rules, with what they demand."""
    from isms.cli.language import LANGUAGE
    from isms.workflow import rules

    return _offered(lambda: ((one.id, one.title.to(LANGUAGE)) for one in rules.rules(_workspace(context))), incomplete)


def topics(context: typer.Context, incomplete: str) -> Offers:
    """The topics of the rules."""
    from isms.workflow import rules

    return _offered(lambda: sorted({(one.topic, "") for one in rules.rules(_workspace(context))}), incomplete)


def device_names(context: typer.Context, incomplete: str) -> Offers:
    """The names of the devices, with their platforms."""
    from isms.workflow import devices, workspace

    return _offered(
        lambda: (
            (one.name, one.platform or "") for one in devices.all_devices(workspace.required(_workspace(context)))
        ),
        incomplete,
    )


def run_ids(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the sealed runs, the newest first."""
    from isms.workflow import evidence

    return _offered(lambda: ((one.id, "") for one in reversed(evidence.listing(_workspace(context)).runs)), incomplete)


def platform_ids(_: typer.Context, incomplete: str) -> Offers:
    """The platforms that are known."""
    from isms.workflow import rules

    return _offered(lambda: ((name, "") for name in rules.platform_ids()), incomplete)
