"""The values that the report on the rollout is made from."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.shape import Shape
from isms.core.model.text import Language
from isms.store.workspace import Workspace
from isms.workflow import targets
from isms.workflow.register import rows
from isms.workflow.rollout_views import shapes as own_shapes
from isms.workflow.rollout_views import views

if TYPE_CHECKING:
    from reports.model import Report

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a report on the rollout shows beside the register: districts from a file, KRITIS sites by name."""

    shapes: Path | None = None
    with_kritis: bool = False


def rollout(workspace: Workspace, now: datetime, language: Language, shown: Shown) -> "Report":
    """The report of a day; raises InputError if the file with the districts holds none."""
    from inventory.promises import promised
    from isms.core.model.building import Building
    from reports.build_rollout import rollout as built
    from reports.case_rollout import Aim, RolloutCase

    buildings: tuple[Building, ...] = rows(workspace, "buildings")
    hidden = frozenset() if shown.with_kritis else frozenset(one.id for one in buildings if one.kritis)
    held = targets.register(workspace)
    aims = (
        Aim(progress=one.progress, forecast=one.forecast, change=one.change, promised=promised(one.progress, held))
        for one in targets.stands(workspace, now)
    )
    case = RolloutCase(
        views=views(workspace, now),
        aims=tuple(aims),
        settings=workspace.settings,
        language=language,
        shapes=own_shapes(workspace) if shown.shapes is None else _shapes(shown.shapes),
        hidden=hidden,
    )
    return built(case)


def _shapes(path: Path) -> tuple[Shape, ...]:
    """The districts of a GeoJSON file; raises InputError if it cannot be read or holds none."""
    from inventory.shapes import read

    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                de=f"{path} ist mit mehr als {MOST_BYTES // 1_000_000} MB zu groß; bitte die Flächen vereinfachen.",
                en=f"{path} is larger than {MOST_BYTES // 1_000_000} MB; please simplify the shapes.",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(de=f"{path} ist nicht lesbar: {error}", en=f"{path} cannot be read: {error}") from error
    return read(codec.from_json(raw, dict[str, object], str(path)), str(path))
