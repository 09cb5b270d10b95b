"""What the fields of the register are called; one word per field, whatever table it stands in."""

from collections.abc import Mapping
from typing import Any

from isms.core.model.text import Text
from isms.core.wording_rollout import (
    AREAS,
    CONNECTION_ROLES,
    MEASURES,
    MEDIA,
    ORIGINS,
    RECORD_STATUSES,
    TENURES,
)

CENTS = ("cost_per_month", "approved", "drawn", "own_share", "planned", "ordered", "paid")
SHARES = ("rate",)


def _by_value(*words: Mapping[Any, Text]) -> dict[str, Text]:
    """The words by the value that is stored."""
    return {member.value: text for one in words for member, text in one.items()}


# The words of the fields that hold fixed ones, by what is stored.
WORDS: dict[str, dict[str, Text]] = {
    "tenure": _by_value(TENURES),
    "origin": _by_value(ORIGINS),
    "kind": _by_value(MEASURES, AREAS),
    "role": _by_value(CONNECTION_ROLES),
    "medium": _by_value(MEDIA),
    "status": _by_value(RECORD_STATUSES),
}
FIELDS: dict[str, Text] = {
    name: Text(de=de, en=en)
    for name, de, en in (
        ("id", "Kennung", "id"),
        ("name", "Name", "name"),
        ("street", "Straße", "street"),
        ("postcode", "PLZ", "postcode"),
        ("city", "Ort", "city"),
        ("district", "Ortsteil", "district"),
        ("lat", "Breite", "latitude"),
        ("lon", "Länge", "longitude"),
        ("type", "Art", "type"),
        ("owner", "Eigentümer", "owner"),
        ("department", "Amt", "department"),
        ("tenure", "Besitz", "tenure"),
        ("lease_until", "Mietende", "lease until"),
        ("users", "Personen", "users"),
        ("floor_area", "Fläche (m²)", "floor area (m²)"),
        ("origin", "Herkunft", "origin"),
        ("kritis", "KRITIS", "critical infrastructure"),
        ("listed", "Denkmalschutz", "listed"),
        ("peripheral", "Randlage", "peripheral"),
        ("priority", "Rang", "priority"),
        ("priority_reason", "Grund des Rangs", "reason of the priority"),
        ("in_scope", "im Umfang", "in scope"),
        ("closed_on", "geschlossen am", "closed on"),
        ("building", "Gebäude", "building"),
        ("buildings", "Gebäude", "buildings"),
        ("kind", "Gegenstand", "kind"),
        ("blocker", "Hindernis", "blocker"),
        ("next_step", "nächster Schritt", "next step"),
        ("responsible", "zuständig", "responsible"),
        ("partner", "Partner", "partner"),
        ("measure", "Maßnahme", "measure"),
        ("baseline", "Basisplan", "baseline"),
        ("plan", "Plan", "plan"),
        ("actual", "Ist", "actual"),
        ("applied", "Antrag vollständig am", "complete application on"),
        ("extended_until", "Frist verlängert bis", "period extended until"),
        ("dropped_reason", "entfällt, weil", "dropped because"),
        ("role", "Rolle", "role"),
        ("medium", "Medium", "medium"),
        ("provider", "Anbieter", "provider"),
        ("path", "Zuführung", "path"),
        ("mbit_contracted", "Mbit/s laut Vertrag", "Mbit/s contracted"),
        ("mbit_measured", "Mbit/s gemessen", "Mbit/s measured"),
        ("redundant", "redundant", "redundant"),
        ("contract_end", "Vertragsende", "contract end"),
        ("notice_by", "Kündigung bis", "notice by"),
        ("cost_per_month", "Kosten im Monat", "cost per month"),
        ("interim", "Zwischenlösung", "interim"),
        ("active_since", "aktiv seit", "active since"),
        ("ended_on", "beendet am", "ended on"),
        ("rooms", "Räume", "rooms"),
        ("aps_planned", "APs geplant", "APs planned"),
        ("aps_installed", "APs montiert", "APs installed"),
        ("aps_operating", "APs in Betrieb", "APs operating"),
        ("watts_per_ap", "Watt je AP", "watts per AP"),
        ("coverage", "Abdeckungsnachweis", "evidence of coverage"),
        ("measured_on", "gemessen am", "measured on"),
        ("cabled_on", "verkabelt am", "cabled on"),
        ("programme", "Förderprogramm", "programme"),
        ("rate", "Fördersatz", "rate"),
        ("approved", "bewilligt", "approved"),
        ("drawn", "abgerufen", "drawn"),
        ("own_share", "Eigenanteil", "own share"),
        ("draw_by", "Mittelabruf bis", "draw by"),
        ("drawn_on", "Mittel abgerufen am", "drawn on"),
        ("interim_report_by", "Zwischennachweis bis", "interim report by"),
        ("interim_report_on", "Zwischennachweis am", "interim report on"),
        ("final_report_by", "Verwendungsnachweis bis", "final report by"),
        ("final_report_on", "Verwendungsnachweis am", "final report on"),
        ("bound_until", "Zweckbindung bis", "bound until"),
        ("year", "Haushaltsjahr", "budget year"),
        ("planned", "geplant", "planned"),
        ("ordered", "beauftragt", "ordered"),
        ("paid", "bezahlt", "paid"),
        ("grant", "Förderung", "grant"),
        ("text", "Text", "text"),
        ("reported_on", "gemeldet am", "reported on"),
        ("reported_by", "gemeldet von", "reported by"),
        ("needed_by", "gebraucht bis", "needed by"),
        ("status", "Stand", "status"),
        ("trade", "Gewerk", "trade"),
        ("decided_on", "beschlossen am", "decided on"),
        ("body", "Gremium", "body"),
        ("reference", "Vorlage", "reference"),
        ("asked_on", "gefragt am", "asked on"),
        ("asked_by", "gefragt von", "asked by"),
        ("answer_by", "zu beantworten bis", "answer by"),
        ("answered_on", "beantwortet am", "answered on"),
        ("answer", "Antwort", "answer"),
        ("title", "Titel", "title"),
        ("dated", "Datum", "date"),
        ("file", "Datei", "file"),
    )
}

# What one row of a table is called.
TABLES: dict[str, Text] = {
    "buildings": Text(de="Gebäude", en="building"),
    "measures": Text(de="Maßnahme", en="measure"),
    "milestones": Text(de="Meilenstein", en="milestone"),
    "connections": Text(de="Anschluss", en="connection"),
    "areas": Text(de="Bereich", en="area"),
    "grants": Text(de="Förderung", en="grant"),
    "costs": Text(de="Kosten", en="cost"),
    "requirements": Text(de="Bedarfsmeldung", en="requirement"),
    "partners": Text(de="Partner", en="partner"),
    "decisions": Text(de="Beschluss", en="decision"),
    "enquiries": Text(de="Anfrage", en="enquiry"),
    "documents": Text(de="Dokument", en="document"),
    "devices": Text(de="Gerät", en="device"),
}
