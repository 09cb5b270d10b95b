"""The words around a report on a web page."""

from isms.core.model.text import Text

WORDS: dict[str, Text] = {
    "skip": Text(de="Zum Inhalt", en="Skip to the content"),
    "contents": Text(de="Inhalt", en="Contents"),
    "figures": Text(de="Zahlen als Tabelle", en="Figures as a table"),
    "total": Text(de="gesamt", en="total"),
    "more": Text(de="{n} weitere", en="{n} more"),
    "search": Text(de="Suchen", en="Search"),
    "search_hint": Text(de="Name, Kennung, Stadtteil …", en="name, id, district …"),
    "all": Text(de="alle", en="all"),
    "reset": Text(de="Zurücksetzen", en="Reset"),
    "sort": Text(de="sortieren", en="sort"),
    "shown": Text(de="{n} von {all}", en="{n} of {all}"),
    "none_shown": Text(de="Nichts passt zu dieser Auswahl.", en="Nothing fits this choice."),
    "empty": Text(de="Keine Einträge.", en="No entries."),
    "foot": Text(
        de="Diese Datei enthält alles, was sie zeigt, und lädt nichts nach.",
        en="This file holds everything it shows and loads nothing.",
    ),
    "quota": Text(de="nötig", en="needed"),
}
