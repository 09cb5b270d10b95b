"""What an exported workbook tells the person who edits it."""

from datetime import date

from inventory.export_fields import COUNTS, DAYS, FLAGS, NAMES, NUMBERS, choices, titles
from isms.core.model.text import Language, Text

Told = tuple[str, str]
SHEETS = (Text(de="Gebäude", en="Buildings"), Text(de="Hinweise", en="Hints"))
NO_CHOICE = Text(
    de="Bitte ein Wort aus der Liste wählen oder die Zelle leeren.", en="Choose a word from the list or empty the cell."
)
NO_DAY = Text(
    de="Bitte ein Datum eingeben, z. B. 31.12.2027, oder die Zelle leeren.", en="Enter a date or empty the cell."
)
NO_NUMBER = Text(
    de="Bitte eine Zahl eingeben (nicht negativ) oder die Zelle leeren.",
    en="Enter a number (not negative) or empty the cell.",
)
NOT_FIVE = Text(de="Eine Postleitzahl hat fünf Ziffern.", en="A postcode has five digits.")
HINTS: tuple[tuple[Text, Text], ...] = (
    (
        Text(de="Ändern", en="Editing"),
        Text(
            de="Zellen ändern, speichern, die Datei zurückgeben. Eine geleerte Zelle leert die Angabe im Register.",
            en="Edit cells, save, hand the file back. An emptied cell empties the field in the register.",
        ),
    ),
    (
        Text(de="Übernehmen", en="Taking it over"),
        Text(
            de="`isms building import DATEI --dry-run` zeigt, was sich ändert; ohne --dry-run wird es übernommen.",
            en="`isms building import FILE --dry-run` shows what changes; without --dry-run it is kept.",
        ),
    ),
    (
        Text(de="Zugleich geändert", en="Changed meanwhile"),
        Text(
            de="Hat inzwischen jemand dieselbe Angabe im Register geändert, wird die Zeile als Konflikt genannt und "
            "nichts überschrieben. Alles andere aus Datei und Register bleibt erhalten.",
            en="If somebody changed the same field in the register meanwhile, the row is named as a conflict and "
            "nothing is overwritten. All else, of the file and of the register, is kept.",
        ),
    ),
    (
        Text(de="Kennung", en="Id"),
        Text(
            de="Die Kennung ist gesperrt: an ihr wird das Gebäude erkannt. Der Blattschutz hat kein Kennwort.",
            en="The id is locked: it tells which building a row is. The protection has no password.",
        ),
    ),
    (
        Text(de="Neue Gebäude", en="New buildings"),
        Text(
            de="Unter der letzten Zeile eintragen, mit einer Kennung, die es noch nicht gibt. Keine Zeile kopieren.",
            en="Enter them below the last row, with an id that does not exist yet. Do not copy a row.",
        ),
    ),
    (
        Text(de="Zeilen löschen", en="Deleting rows"),
        Text(
            de="Eine gelöschte Zeile löscht kein Gebäude, sie wird nur genannt. Für aufgegebene Gebäude gibt es "
            "die Spalte ‚geschlossen am‘.",
            en="A deleted row deletes no building, it is only named. For buildings given up there is 'closed on'.",
        ),
    ),
    (
        Text(de="Sortieren, filtern", en="Sorting, filtering"),
        Text(
            de="Filtern geht immer. Zum Sortieren den Blattschutz aufheben und die ganze Tabelle nehmen.",
            en="Filtering always works. To sort, lift the protection and take the whole table.",
        ),
    ),
    (
        Text(de="Verborgene Spalte", en="Hidden column"),
        Text(
            de="Ganz rechts steht verborgen ein Prüfwert je Zeile: der Stand des Registers beim Export. Nicht ändern.",
            en="On the far right a fingerprint per row is hidden: the state of the register when exported. Keep it.",
        ),
    ),
)
WANTED = {
    **dict.fromkeys(DAYS, Text(de="Datum", en="date")),
    **dict.fromkeys(COUNTS, Text(de="ganze Zahl", en="whole number")),
    **dict.fromkeys(NUMBERS, Text(de="Zahl", en="number")),
    "id": Text(de="gesperrt; höchstens 80 Zeichen", en="locked; at most 80 characters"),
    "postcode": Text(de="fünf Ziffern, als Text", en="five digits, as text"),
    "lat": Text(de="geografische Breite in Grad (WGS84), z. B. 52,3759", en="latitude in degrees (WGS84)"),
    "lon": Text(de="geografische Länge in Grad (WGS84), z. B. 9,7320", en="longitude in degrees (WGS84)"),
    "users": Text(de="Köpfe, ganze Zahl", en="heads, whole number"),
    "floor_area": Text(de="Quadratmeter", en="square metres"),
    "priority": Text(de="ganze Zahl; 1 kommt zuerst", en="whole number; 1 comes first"),
    "in_scope": Text(de="ja oder nein: zählt für die Ziele", en="yes or no: counts for the targets"),
}
TEXT = Text(de="Text", en="text")
COLUMN, CONTENT = Text(de="Spalte", en="column"), Text(de="was hineingehört", en="what belongs there")


def hints(owner: str, day: date, count: int, language: Language) -> tuple[Told, ...]:
    """Title and sentence, one pair a row; the first says what the file is."""
    what = Text(
        de=f"Auszug aus dem Gebäuderegister, {owner}, Stand {day:%d.%m.%Y}, {count} Zeilen",
        en=f"Extract of the register of buildings, {owner}, as of {day.isoformat()}, {count} rows",
    )
    lines = ((Text(de="Diese Datei", en="This file"), what), *HINTS)
    return tuple((title.to(language), text.to(language)) for title, text in lines)


def explained(language: Language) -> tuple[Told, ...]:
    """What each column wants, below a header."""
    return (
        (COLUMN.to(language), CONTENT.to(language)),
        *zip(titles(language), (_wanted(name, language) for name in NAMES), strict=True),
    )


def _wanted(name: str, language: Language) -> str:
    """What belongs in a column."""
    words = choices(name, language)
    told = WANTED.get(name)
    if words and (told is None or name not in FLAGS):
        return ", ".join(words)
    return (told or TEXT).to(language)
