"""Judging all devices of a run together, after each was judged by itself."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from isms.core.model.device import Device, Unreachable
from isms.core.model.fact import Seen
from isms.core.model.finding import Compared, Judged
from isms.store.workspace import Workspace
from isms.workflow.subjects import registered, registered_name

if TYPE_CHECKING:
    from checks.workers import Recipe
    from isms.workflow.standing import Standing

Answered = Judged | Seen | Unreachable


def prepared(recipe: "Recipe") -> "Recipe":
    """The recipe for judging single configurations: with the kinds of facts that rules about all devices need."""
    from checks.fleet.rules import kinds

    names = tuple(rule.fleet for rule in recipe.rules if rule.fleet is not None)
    return replace(recipe, gathered=kinds(names)) if names else recipe


class Gathering:
    """What the devices contribute to the rules about all of them; nothing where no such rule is chosen."""

    def __init__(
        self, recipe: "Recipe", workspace: Workspace | None, path: Path | None, standing: "Standing | None" = None
    ) -> None:
        """Nobody has contributed yet; `standing` is what the run before said, where it may hold again."""
        from checks.fleet.judging import Bench
        from checks.fleet.spool import Spool

        self._bench: Bench = Bench(
            rules=recipe.rules, policies=recipe.policies, waivers=recipe.waivers, today=recipe.today
        )
        self._place = path if path is not None or workspace is None else workspace.configs
        self._devices: Mapping[str, Device] = {}
        if workspace is not None and self._bench.together:
            self._devices = registered(workspace)
        self._spool = Spool() if self._bench.together else None
        self._open = ExitStack()
        self._standing = standing

    def __enter__(self) -> Self:
        """Begin to keep what comes."""
        if self._spool is not None:
            self._open.enter_context(self._spool)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget everything."""
        self._open.close()

    def take(self, item: Answered) -> None:
        """Keep what a device contributes: one that was judged, a witness, or one without a configuration."""
        if self._spool is None:
            return
        if isinstance(item, Seen):
            self._add(item, wanted=False)
        elif isinstance(item, Unreachable):
            device = self._devices.get(item.device, Device(name=item.device))
            self._add(Seen(device=device, platform=device.platform or ""))
        elif item.seen is not None:
            self._add(item.seen)

    def _add(self, seen: Seen, *, wanted: bool = True) -> None:
        """Keep what a device contributes."""
        if self._spool is not None:
            self._spool.add(seen, wanted=wanted)
        if self._standing is not None:
            self._standing.take(seen, wanted=wanted)

    def findings(self) -> Iterator[Compared]:
        """What the rules about all devices say, one device after another."""
        from checks.fleet.judging import compared, nothing
        from checks.fleet.kept import Kept

        if self._spool is None or self._place is None:
            return
        kept = Kept(self._place, self._bench.most_versions)
        known = self._devices
        yield from compared(
            self._spool,
            self._bench,
            lambda seen: kept.backup(seen.file, registered=registered_name(seen.device.name, known) in known),
            self._standing.said if self._standing is not None else nothing,
        )
