"""Adding and changing rows of the register's tables, one at a time or many from a file."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isms.core.errors import InputError
from isms.core.model.importing import ImportResult
from isms.core.model.rollout import MeasureKind
from isms.core.model.text import Text
from isms.core.nearest import nearest
from isms.core.wording_fields import FIELDS, TABLES
from isms.store import Transaction, author, open_store, values
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from inventory.bulk import BulkPlan, Row
    from inventory.rollout_fields import Problem

POINTS_TO = {"building": "buildings", "buildings": "buildings", "grant": "grants"}
KINDS = frozenset(kind.value for kind in MeasureKind)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Changes from a file: `new` adds rows, else existing ones change; `dry_run` only looks, `strict`: all or none;
    `repair` mends umlauts that were encoded twice."""

    file: Path
    new: bool = False
    dry_run: bool = False
    strict: bool = False
    repair: bool = False
    reason: str | None = None


def rows(workspace: Workspace, name: str) -> tuple[Any, ...]:
    """Every row of a table as a value, by id."""
    from inventory import rollout_fields

    found = values(open_store(workspace.register).rows(name), rollout_fields.TABLES[name].type, name)
    return tuple(found[key] for key in sorted(found))


def chosen(workspace: Workspace, name: str, words: Sequence[str]) -> tuple[Any, ...]:
    """The rows with the values that `field=value` words name, by id; of a list one must fit. Raises InputError."""
    from inventory import rollout_fields

    wanted = {}
    for field, text in assigned(name, words).items():
        wanted[field] = rollout_fields.TABLES[name].readers[field](text.strip())
        if isinstance(wanted[field], Text):
            raise refusal(TABLES[name], None, ((field, text, wanted[field]),))
    return tuple(row for row in rows(workspace, name) if all(_fits(row, *pair) for pair in wanted.items()))


def _fits(row: Any, field: str, wanted: Any) -> bool:
    """Whether a field of a row has a value, or one of the values."""
    value = getattr(row, field)
    if isinstance(wanted, tuple):
        return bool(set(wanted) & set(value)) if wanted else not value
    return bool(value == wanted)


def fields(name: str) -> tuple[str, ...]:
    """The fields of a table that can be set."""
    from inventory import rollout_fields

    return tuple(field for field in rollout_fields.TABLES[name].readers if field != "id")


def assigned(name: str, words: Sequence[str]) -> dict[str, str]:
    """`field=value` words as fields and texts; raises InputError naming every word that is none."""
    from inventory import rollout_fields

    table = rollout_fields.TABLES[name]
    given: dict[str, str] = {}
    strangers = []
    for word in words:
        title, mark, text = word.partition("=")
        field = rollout_fields.field_of(table, title) if mark else None
        if field is None or field in given:
            strangers.append(word)
        else:
            given[field] = text
    if strangers:
        known = ", ".join(table.readers)
        raise InputError(
            de=f"Das ist kein FELD=WERT, oder es steht zweimal da: {', '.join(strangers)}. Felder: {known}.",
            en=f"This is no FIELD=VALUE, or it stands there twice: {', '.join(strangers)}. Fields: {known}.",
        )
    return given


def add(workspace: Workspace, name: str, given: Mapping[str, str], when: datetime, reason: str | None = None) -> Any:
    """A new row; raises InputError naming everything that is wrong, also if the id is taken."""
    with open_store(workspace.register).transaction(who=author.user(), when=when, reason=reason) as change:
        row = _told(name, given, _judge(change, name, new=True, alone=True)(given))
        change.put(name, row.key, row.new)
    return row.new


def alter(
    workspace: Workspace, name: str, key: str, given: Mapping[str, str], when: datetime, reason: str | None = None
) -> Any:
    """The row with new values in some fields (`-` empties one); raises InputError naming everything that is wrong."""
    if not given or "id" in given:
        raise InputError(
            de="FELD=WERT nennen; die Kennung selbst ändert sich nie." if given else "FELD=WERT fehlt.",
            en="Name FIELD=VALUE; the id itself never changes." if given else "FIELD=VALUE is missing.",
        )
    with open_store(workspace.register).transaction(who=author.user(), when=when, reason=reason) as change:
        whole = {**given, "id": key}
        row = _told(name, whole, _judge(change, name, new=False, alone=True)(whole))
        change.put(name, row.key, row.new)
    return row.new


def from_file(workspace: Workspace, name: str, bulk: Bulk, when: datetime) -> ImportResult:
    """Add or change many rows; those that do not fit are named in the report, the others are kept."""
    from inventory import bulk as planning
    from inventory import rollout_fields
    from inventory.tables import read

    sheet = read(bulk.file, planning.REASONS | rollout_fields.titles(name).keys(), repair=bulk.repair)
    needs = () if bulk.new else ("id",)
    return kept(
        workspace,
        name,
        bulk,
        when,
        lambda change: planning.plan(
            sheet,
            lambda title: rollout_fields.field_of(rollout_fields.TABLES[name], title),
            _judge(change, name, new=bulk.new),
            needs,
        ),
    )


def kept(
    workspace: Workspace, name: str, bulk: Bulk, when: datetime, plan: Callable[[Transaction], "BulkPlan"]
) -> ImportResult:
    """Keep what a plan changes, in one transaction; nothing in a dry run, or if every row must fit and one does not."""
    reason = bulk.reason or f"Datei: {bulk.file.name}"
    with open_store(workspace.register).transaction(who=author.user(), when=when, reason=reason) as change:
        made = plan(change)
        refused = bulk.strict and bool(made.report.rejected)
        for row in () if refused or bulk.dry_run else made.changed:
            change.put(name, row.key, row.new, row.reason)
    return dataclasses.replace(made.report, refused=refused)


def _judge(
    change: Transaction, name: str, *, new: bool, alone: bool = False
) -> "Callable[[Mapping[str, str]], Row | tuple[Problem, ...]]":
    """What becomes of the fields of one row, given the tables as they are."""
    from inventory import bulk, rollout_fields
    from inventory.rollout_ids import MADE, free_id

    table = rollout_fields.TABLES[name]
    there = values(change.rows(name), table.type, name)
    known = {target: frozenset(change.rows(target)) for target in ("buildings", "grants")}
    taken = set(there)

    def judge(given: Mapping[str, str]) -> "Row | tuple[Problem, ...]":
        """The row, or everything that is wrong with it."""
        reason = given.get("reason")
        texts = {field: text for field, text in given.items() if field != "reason"}
        if new and "id" not in texts and (made := free_id(name, texts, taken)) is not None:
            texts["id"] = made
        key = texts.get("id", "")
        if not new and key not in there:
            return (("id", key, unknown(key, there if alone else (), name)),)
        if new and key in there:
            return (("id", key, Text(de="gibt es schon", en="exists already")),)
        value = rollout_fields.changed(table, there.get(key) if not new else None, texts)
        if isinstance(value, tuple):
            told = tuple(problem for problem in value if problem[0] != "id" or "id" in texts)
            return told if name in MADE and told else value
        problems = tuple(_dangling(value, texts, known))
        if problems:
            return problems
        taken.add(value.id)
        return bulk.Row(key=value.id, old=there.get(value.id), new=value, reason=reason)

    return judge


def _dangling(value: Any, given: Mapping[str, str], known: Mapping[str, frozenset[str]]) -> "Iterator[Problem]":
    """What a row refers to without its being there."""
    for field, target in POINTS_TO.items():
        if field not in given:
            continue
        meant = getattr(value, field, None) or ()
        for key in (meant,) if isinstance(meant, str) else meant:
            if key not in known[target]:
                yield field, key, unknown(key, (), target)
    measure = getattr(value, "measure", None)
    if "measure" in given and measure is not None:
        building, _, kind = measure.rpartition(":")
        if building not in known["buildings"] or kind not in KINDS:
            yield "measure", measure, Text(de="erwartet: GEBÄUDE:fibre oder GEBÄUDE:wlan", en="expected BUILDING:KIND")


def unknown(key: str, known: Iterable[str], name: str) -> Text:
    """That there is no such row, and what of the known ones looks like it."""
    word, similar = TABLES[name], ", ".join(nearest(key, known))
    if not similar:
        return Text(de=f"gibt es nicht als {word.de}", en=f"there is no such {word.en}")
    return Text(
        de=f"gibt es nicht als {word.de}; gemeint ist wohl: {similar}",
        en=f"there is no such {word.en}; probably meant: {similar}",
    )


def _told(name: str, given: Mapping[str, str], judged: "Row | tuple[Problem, ...]") -> "Row":
    """The row; raises InputError with everything that is wrong with it."""
    if not isinstance(judged, tuple):
        return judged
    raise refusal(TABLES[name], given.get("id"), judged)


def refusal(what: Text, key: str | Text | None, problems: "Sequence[Problem]") -> InputError:
    """Everything that is wrong with one row, in a sentence."""
    de = "; ".join(_said(_label(field).de, text, why.de, "‚‘") for field, text, why in problems)
    en = "; ".join(_said(_label(field).en, text, why.en, "''") for field, text, why in problems)
    place = key if isinstance(key, Text) else Text(de=key or "", en=key or "")
    return InputError(de=f"{f'{what.de} {place.de}'.strip()}: {de}.", en=f"{f'{what.en} {place.en}'.strip()}: {en}.")


def _label(field: str) -> Text:
    """What a field is called; the reason of a change is no field."""
    return FIELDS.get(field, Text(de="", en=""))


def _said(field: str, text: str, why: str, quotes: str) -> str:
    """One thing that is wrong; where there is nothing to quote, the reason may speak for itself."""
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    if shown:
        return f"{field} {quotes[0]}{shown}{quotes[1]}: {why}"
    return f"{field} {why}".strip()
