"""The buildings of the register as a file: for offices to edit, for maps, for the Open Fibre Data Standard."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from isms import files
from isms.core.errors import InputError
from isms.core.model.text import Language
from isms.store.workspace import Workspace
from isms.workflow.building_list import Sentence, listed

ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".geojson": "geojson", ".ofds.json": "ofds"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which buildings are wanted, in which format and language; `kritis`: also publish critical infrastructure."""

    format: str
    sentence: Sentence
    language: Language
    kritis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The bytes of a file, how many buildings it holds, and how many were left out of what is to be published."""

    format: str
    data: bytes
    buildings: int
    left_out: int = 0


def format_of(path: Path, wanted: str | None) -> str:
    """The format that is asked for, else the one that the ending names; raises InputError if there is none."""
    named = next((kind for ending, kind in ENDINGS.items() if path.name.lower().endswith(ending)), None)
    found = named if wanted is None else wanted
    if found is not None and found in ENDINGS.values():
        return found
    endings, names = ", ".join(ENDINGS), ", ".join(ENDINGS.values())
    raise InputError(
        de=f"In welchem Format? {path} endet auf keines von {endings}; --format kennt {names}.",
        en=f"In which format? {path} ends in none of {endings}; --format knows {names}.",
    )


def export(workspace: Workspace, order: Order, moment: datetime) -> Exported:
    """The buildings that are asked for, by id, closed ones too; raises InputError for a word that is none."""
    from inventory import export_csv, export_geojson

    if order.format == "ofds":
        return _published(workspace, order, moment)
    found = [site.building for site in listed(workspace, order.sentence, moment.date()).sites]
    if order.format == "xlsx":
        from inventory import workbook_writer

        owner = workspace.settings.workspace.name
        origin = workbook_writer.Origin(owner=owner, when=moment, language=order.language)
        data = workbook_writer.render(found, origin)
    elif order.format == "csv":
        data = export_csv.render(found, order.language)
    else:
        data = export_geojson.render(found)
    return Exported(format=order.format, data=data, buildings=len(found))


def _published(workspace: Workspace, order: Order, moment: datetime) -> Exported:
    """The fibre network for the public: without critical infrastructure unless that is asked for."""
    from inventory import export_ofds

    sites = [one for one in listed(workspace, order.sentence, moment.date()).sites if export_ofds.belongs(one)]
    shown = [one for one in sites if order.kritis or not one.building.kritis]
    data = export_ofds.render(shown, workspace.settings.workspace.name, moment.date(), order.language)
    return Exported(format=order.format, data=data, buildings=len(shown), left_out=len(sites) - len(shown))


def spare(path: Path, *, overwrite: bool) -> None:
    """Raise InputError if a file is there that is to be kept, before any work is done."""
    if not overwrite:
        files.spare(path)


def save(path: Path, exported: Exported, *, overwrite: bool) -> None:
    """Write the file in one step; raises InputError if one is there that is to be kept, OutsideError if the disk
    refuses."""
    files.deliver(path, exported.data, overwrite=overwrite)
