"""The words of the web page on a check run."""

from isms.core.model.text import Text

WORDS: dict[str, Text] = {
    "title": Text(de="Prüfergebnis der Konfigurationen", en="Result of the configuration check"),
    "skip": Text(de="Zu den Befunden springen", en="Skip to the findings"),
    "contents": Text(de="Inhalt", en="Contents"),
    "not_sealed": Text(de="nicht versiegelt", en="not sealed"),
    "organisation": Text(de="Organisation", en="Organisation"),
    "devices": Text(de="Geräte", en="Devices"),
    "overview": Text(de="Überblick", en="Overview"),
    "by_severity": Text(de="Befunde nach Schwere", en="Findings by severity"),
    "by_device": Text(de="Geräte mit den meisten Verletzungen", en="Devices with the most failing rules"),
    "figures": Text(de="Zahlen zur Grafik", en="Figures of the chart"),
    "all": Text(de="alle", en="all"),
    "total": Text(de="zusammen", en="total"),
    "rules": Text(de="Regeln", en="Rules"),
    "quiet_rules": Text(de="{n} Regeln ohne Mangel", en="{n} rules without a fault"),
    "rule": Text(de="Regel", en="Rule"),
    "severity": Text(de="Schwere", en="Severity"),
    "state": Text(de="Ergebnis", en="Result"),
    "device": Text(de="Gerät", en="Device"),
    "platform": Text(de="Plattform", en="Platform"),
    "findings": Text(de="Befunde", en="Findings"),
    "why": Text(de="Begründung und Zeilen", en="Reason and lines"),
    "block": Text(de="in", en="in"),
    "todo": Text(de="Warum es zählt und was zu tun ist", en="Why it matters and what to do"),
    "remedy": Text(de="Abhilfe", en="Remedy"),
    "references": Text(de="Quellen", en="References"),
    "left_out": Text(de="Nicht geprüft", en="Not judged"),
    "what": Text(de="Was", en="What"),
    "reason": Text(de="Grund", en="Reason"),
    "search": Text(de="Suchen", en="Search"),
    "search_hint": Text(de="Gerät, Regel, Text …", en="device, rule, text …"),
    "reset": Text(de="Alle zeigen", en="Show all"),
    "shown": Text(de="{n} von {all} Befunden", en="{n} of {all} findings"),
    "sort": Text(de="sortieren", en="sort"),
    "none_shown": Text(de="Kein Befund passt zu dieser Auswahl.", en="No finding fits this selection."),
    "nothing": Text(de="Es wurde nichts geprüft.", en="Nothing was judged."),
    "fine": Text(
        de="Keine Regel ist verletzt, und keine blieb offen.", en="No rule fails, and none was left undecided."
    ),
    "open": Text(
        de="Etwas blieb offen: Regeln, die sich nicht entscheiden ließen, oder Geräte, die nicht zu lesen waren. "
        "Offenes zählt nirgends als erfüllt.",
        en="Something was left open: rules that could not be decided, or devices that could not be read. What is open "
        "counts nowhere as a pass.",
    ),
    "cut": Text(
        de="Die Tabelle zeigt die {n} dringendsten von {all} Befunden; CSV und JSON enthalten alle.",
        en="The table shows the {n} most urgent of {all} findings; CSV and JSON hold all of them.",
    ),
    "more_lines": Text(de="… und {n} weitere Zeilen", en="… and {n} more lines"),
    "foot": Text(
        de="Geheimnisse in Zeilen sind geschwärzt. Diese Seite lädt nichts nach und funktioniert ohne Netz.",
        en="Secrets in lines are masked. This page loads nothing and works offline.",
    ),
}
