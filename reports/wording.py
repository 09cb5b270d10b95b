"""The words of the report on the Grundschutz check; status words are in isms.core.wording."""

from isms.core.model.control import Status
from isms.core.model.text import Text

TITLE = Text(de="IT-Grundschutz-Check", en="IT-Grundschutz Check")
SUBTITLE = Text(de="Referenzdokument A.4 · Netzkomponenten", en="Reference document A.4 · Network components")
DOCUMENT = Text(
    de="A.4 Ergebnis des IT-Grundschutz-Checks – Netzkomponenten",
    en="A.4 Result of the IT-Grundschutz check – network components",
)

# Frame of every page
CONTROL = Text(de="Dokumentenlenkung", en="Document control")
CONTENTS = Text(de="Inhalt", en="Contents")
STAND = Text(de="Stand", en="As of")
VERSION = Text(de="Version", en="Version")
REPORT_ID = Text(de="Bericht-ID", en="Report ID")
PAGE = Text(de="Seite {n} von {all}", en="Page {n} of {all}")
FALLBACK = Text(
    de="Hinweis: Die vorgesehene Schrift fehlt (Paket font-source-sans-pro); der Bericht nutzt eine Ersatzschrift.",
    en="Note: the intended font is missing (package font-source-sans-pro); this report uses a substitute.",
)
SHEET = Text(de="Einträge", en="Entries")
COVER = Text(de="Deckblatt", en="Cover")
MORE_ROWS = Text(
    de="… und {n} weitere; die Web-Seite und die Arbeitsmappe enthalten alle.",
    en="… and {n} more; the web page and the workbook hold all of them.",
)
EMPTY_TABLE = Text(de="Keine Einträge.", en="No entries.")

# Document control
CONTROL_ROWS: dict[str, Text] = {
    "version": VERSION,
    "stand": STAND,
    "scope": Text(de="Geltungsbereich", en="Scope"),
    "basis": Text(de="Grundlage", en="Basis"),
    "pins": Text(de="Katalogstände (SHA-256)", en="Catalogue pins (SHA-256)"),
    "author": Text(de="Erstellt", en="Prepared by"),
    "reviewer": Text(de="Geprüft", en="Reviewed by"),
    "approver": Text(de="Freigegeben", en="Approved by"),
    "marking": Text(de="Kennzeichnung", en="Marking"),
    "run": Text(de="Prüflauf", en="Run"),
    "merkle": Text(de="Merkle-Wurzel", en="Merkle root"),
    "manifest": Text(de="Prüfsumme des Manifests", en="Hash of the manifest"),
    "previous": Text(de="Vorheriger Prüflauf", en="Previous run"),
    "tool": Text(de="Werkzeug", en="Tool"),
    "ruleset": Text(de="Regelwerk (SHA-256)", en="Rule set (SHA-256)"),
    "policy": Text(de="Vorgaben (SHA-256)", en="Policy (SHA-256)"),
}
SCOPE = Text(de="{scope}; {devices}", en="{scope}; {devices}")
MERKLE = Text(de="{root} über {count}", en="{root} over {count}")
PINNED = Text(de="{name} {pin}…", en="{name} {pin}…")
NONE = Text(de="keiner", en="none")

WAIVED_SHORT = Text(de="verletzt, geduldet", en="fails, waived")
PLATFORMS: dict[str, str] = {
    "cisco_ios": "Cisco IOS",
    "cisco_nxos": "Cisco NX-OS",
    "cisco_wlc": "Cisco AireOS",
    "arista_eos": "Arista EOS",
    "juniper_junos": "Juniper Junos",
    "fortinet_fortios": "Fortinet FortiOS",
    "hostapd": "hostapd",
    "openwrt": "OpenWrt",
}

# Nouns, one and many
DEVICE = (Text(de="Gerät", en="device"), Text(de="Geräte", en="devices"))
ON_DEVICE = (Text(de="Gerät", en="device"), Text(de="Geräten", en="devices"))
COMPONENT = (Text(de="Netzkomponente", en="network component"), Text(de="Netzkomponenten", en="network components"))
COMPONENT_PLAIN = (
    Text(de="Netzkomponente", en="network component"),
    Text(de="Netzkomponenten", en="network components"),
)
RULE = (Text(de="Prüfregel", en="rule"), Text(de="Prüfregeln", en="rules"))
FINDING = (Text(de="Befund", en="finding"), Text(de="Befunde", en="findings"))

# Column titles
COLUMNS: dict[str, Text] = {
    "item": Text(de="Merkmal", en="Item"),
    "value": Text(de="Angabe", en="Value"),
    "requirement": Text(de="Anforderung", en="Requirement"),
    "title": Text(de="Titel", en="Title"),
    "level": Text(de="Stufe", en="Level"),
    "device": Text(de="Gerät", en="Device"),
    "status": Text(de="Status", en="Status"),
    "reason": Text(de="Begründung", en="Reason"),
    "until": Text(de="gültig bis", en="valid until"),
    "devices": Text(de="Geräte", en="Devices"),
    "rule": Text(de="Prüfregel", en="Rule"),
    "id": Text(de="Kennung", en="Id"),
    "kept": Text(de="erfüllt", en="pass"),
    "broken": Text(de="verletzt", en="fail"),
    "waived": Text(de="davon geduldet", en="of them waived"),
    "unclear": Text(de="unklar", en="unknown"),
    "severity": Text(de="Schwere", en="Severity"),
    "verdict": Text(de="Befund", en="Finding"),
    "lines": Text(de="Zeilen", en="Lines"),
    "waiver": Text(de="Duldung", en="Waiver"),
    "na": Text(de="n. a.", en="n/a"),
    "findings": Text(de="Befunde der zugeordneten Prüfregeln", en="Findings of the mapped rules"),
    "kind": Text(de="Was", en="What"),
    "count": Text(de="Anzahl", en="Count"),
    "which": Text(de="Welche", en="Which"),
    "meaning": Text(de="Bedeutung", en="Meaning"),
    "term": Text(de="Begriff", en="Term"),
    "by": Text(de="Genehmigt von", en="Approved by"),
    "place": Text(de="Gerät oder Gebäude", en="Device or building"),
    "from": Text(de="ab", en="from"),
    "state": Text(de="Stand", en="State"),
    "ticket": Text(de="Vorgang", en="Ticket"),
    "edition": Text(de="Ausgabe", en="Edition"),
    "automated": Text(de="mit Prüfregel", en="with a rule"),
    "manual": Text(de="nur durch Personen", en="people only"),
    "judged": Text(de="bewertet", en="assessed"),
    "met": Text(de="auf allen Geräten erfüllt", en="met on every device"),
    "passed": Text(de="erfüllte Regeln", en="rules passed"),
    "failed": Text(de="verletzte Regeln", en="rules failed"),
    "undecided": Text(de="unklare Regeln", en="rules undecided"),
    "collected": Text(de="erhoben", en="collected"),
}

# The Kompendium's full name fits no narrow place.
SHORT_EDITIONS: dict[str, str] = {"ITGS2023": "Kompendium 2023", "GSPP": "Grundschutz++"}

# How findings become a status, in short: findings, Kompendium 2023, Grundschutz++.
ROLL_UP: tuple[tuple[Text, Status, Status], ...] = (
    (
        Text(
            de="Alle zugeordneten Prüfregeln sind erfüllt, decken die Anforderung ganz ab, der Nachweis ist frisch.",
            en="All mapped rules pass, they cover the whole requirement, the evidence is fresh.",
        ),
        Status.MET,
        Status.MET,
    ),
    (
        Text(
            de="Ein Befund widerlegt die Anforderung, eine andere zugeordnete Prüfregel ist erfüllt.",
            en="A finding refutes the requirement, another mapped rule passes.",
        ),
        Status.PARTLY,
        Status.PARTLY,
    ),
    (
        Text(
            de="Ein Befund widerlegt die Anforderung, nichts ist erfüllt. Eine Duldung ändert daran nichts.",
            en="A finding refutes the requirement, nothing passes. A waiver does not change that.",
        ),
        Status.NOT_MET,
        Status.NOT_MET,
    ),
    (
        Text(
            de="Eine Prüfregel ist verletzt, widerlegt die Anforderung aber nicht: ein Hinweis für Prüfende.",
            en="A rule fails but does not refute the requirement: a hint for the person who assesses.",
        ),
        Status.OPEN,
        Status.OPEN,
    ),
    (
        Text(
            de="Alles erfüllt, aber die Prüfregeln decken nur einen Teil ab: der Rest ist zu erfragen.",
            en="All pass, but the rules cover a part only: the rest is to be asked.",
        ),
        Status.OPEN,
        Status.OPEN,
    ),
    (
        Text(
            de="Nichts verletzt, aber etwas unklar (nicht entscheidbar oder Prüffehler).",
            en="Nothing fails, but something is unknown (undecidable or an error).",
        ),
        Status.OPEN,
        Status.OPEN,
    ),
    (
        Text(
            de="Der Nachweis ist älter als {days} Tage.",
            en="The evidence is older than {days} days.",
        ),
        Status.STALE,
        Status.STALE,
    ),
)

GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (
        Text(de="Befund", en="Finding"),
        Text(de="Antwort einer Prüfregel für ein Gerät.", en="The answer of one rule for one device."),
    ),
    (
        Text(de="Nachweis", en="Evidence"),
        Text(
            de="Die geschwärzte Konfiguration mit Erhebungszeit und Prüfsumme, auf die sich Befunde stützen.",
            en="The redacted configuration with its time of collection and hash that findings rest on.",
        ),
    ),
    (
        Text(de="Prüflauf", en="Run"),
        Text(
            de="Alle Befunde und Konfigurationen einer Prüfung, versiegelt und mit dem Prüflauf davor verkettet.",
            en="All findings and configurations of one check, sealed and chained to the run before.",
        ),
    ),
    (
        Text(de="Merkle-Wurzel", en="Merkle root"),
        Text(
            de="Ein Hashwert über alle Befunde eines Prüflaufs; ändert sich ein Befund, ändert sich die Wurzel.",
            en="One hash over all findings of a run; if a finding changes, so does the root.",
        ),
    ),
    (
        Text(de="Duldung", en="Waiver"),
        Text(
            de="Eine befristet angenommene Abweichung mit Grund und verantwortlicher Person; sie bleibt sichtbar.",
            en="A deviation accepted for a limited time, with reason and person; it stays visible.",
        ),
    ),
    (
        Text(de="Schwere", en="Severity"),
        Text(
            de="Wie viel eine verletzte Prüfregel bedeutet: kritisch, hoch, mittel, niedrig, Hinweis.",
            en="How much a failing rule matters: critical, high, medium, low, info.",
        ),
    ),
)
