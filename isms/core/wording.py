"""Words that the command line and the reports share: verdicts, severities, statuses."""

from isms.core.model.control import Edition, Status
from isms.core.model.device import UnreachableReason
from isms.core.model.finding import Severity, Verdict
from isms.core.model.text import Text

VERDICTS: dict[Verdict, Text] = {
    Verdict.PASS: Text(de="erfüllt", en="pass"),
    Verdict.FAIL: Text(de="verletzt", en="fail"),
    Verdict.NA: Text(de="nicht anwendbar", en="not applicable"),
    Verdict.UNKNOWN: Text(de="unklar", en="unknown"),
    Verdict.ERROR: Text(de="Prüffehler", en="error"),
}

SEVERITIES: dict[Severity, Text] = {
    Severity.CRITICAL: Text(de="kritisch", en="critical"),
    Severity.HIGH: Text(de="hoch", en="high"),
    Severity.MEDIUM: Text(de="mittel", en="medium"),
    Severity.LOW: Text(de="niedrig", en="low"),
    Severity.INFO: Text(de="Hinweis", en="info"),
}

UNREACHABLE: dict[UnreachableReason, Text] = {
    UnreachableReason.TIMEOUT: Text(de="Zeitüberschreitung", en="timeout"),
    UnreachableReason.AUTH: Text(de="Anmeldung abgelehnt", en="login refused"),
    UnreachableReason.HOST_KEY: Text(de="Hostschlüssel unbekannt oder geändert", en="host key unknown or changed"),
    UnreachableReason.REFUSED: Text(de="Verbindung abgelehnt", en="connection refused"),
    UnreachableReason.DROPPED: Text(de="Verbindung abgebrochen", en="connection dropped"),
    UnreachableReason.PROMPT: Text(de="keine Eingabeaufforderung erkannt", en="no prompt recognised"),
    UnreachableReason.UNSUPPORTED: Text(de="nicht unterstützt", en="not supported"),
    UnreachableReason.NEVER: Text(de="keine Datei im Ordner", en="no file in the folder"),
}

# The Kompendium's five words and the two of Grundschutz++; a status keeps its German word in English reports too,
# because auditors look for it.
STATUSES: dict[Edition, dict[Status, str]] = {
    Edition.KOMPENDIUM: {
        Status.MET: "ja",
        Status.PARTLY: "teilweise",
        Status.NOT_MET: "nein",
        Status.OPEN: "unbearbeitet",
        Status.STALE: "ungeprüft",
        Status.DISPENSABLE: "entbehrlich",
    },
    Edition.GSPP: {
        Status.MET: "umgesetzt",
        Status.PARTLY: "nein",
        Status.NOT_MET: "nein",
        Status.OPEN: "nein, offen",
        Status.STALE: "nein, offen",
        Status.DISPENSABLE: "nicht im Paket",
    },
}

EDITIONS: dict[Edition, Text] = {
    Edition.KOMPENDIUM: Text(de="IT-Grundschutz-Kompendium 2023", en="IT-Grundschutz Compendium 2023"),
    Edition.GSPP: Text(de="Grundschutz++", en="Grundschutz++"),
}
