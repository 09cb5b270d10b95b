"""Words for the values of the rollout, as the command line, the importers and the reports show and read them."""

from isms.core.model.area import AreaKind
from isms.core.model.building import Origin, Tenure
from isms.core.model.connection import ConnectionRole, Medium
from isms.core.model.records import RecordStatus
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.text import Text

TENURES: dict[Tenure, Text] = {
    Tenure.OWNED: Text(de="Eigentum", en="owned"),
    Tenure.RENTED: Text(de="gemietet", en="rented"),
}

ORIGINS: dict[Origin, Text] = {
    Origin.EXISTING: Text(de="Bestand", en="existing"),
    Origin.NEW_BUILDING: Text(de="Neubau", en="new building"),
    Origin.NEW_RENTAL: Text(de="Neuanmietung", en="new rental"),
    Origin.LEAVING: Text(de="Abgang", en="leaving"),
}

MEASURES: dict[MeasureKind, Text] = {
    MeasureKind.FIBRE: Text(de="Glasfaser", en="fibre"),
    MeasureKind.WLAN: Text(de="WLAN", en="WLAN"),
}

PHASES: dict[Phase, Text] = {
    Phase.NEED: Text(de="Bedarf", en="need"),
    Phase.PLANNING: Text(de="Planung", en="planning"),
    Phase.APPROVAL: Text(de="Genehmigung", en="approval"),
    Phase.TENDER: Text(de="Vergabe", en="tender"),
    Phase.BUILD: Text(de="Bau", en="construction"),
    Phase.ACCEPTANCE: Text(de="Abnahme", en="acceptance"),
    Phase.OPERATION: Text(de="in Betrieb", en="in service"),
}

CONNECTION_ROLES: dict[ConnectionRole, Text] = {
    ConnectionRole.MAIN: Text(de="Hauptanschluss", en="main"),
    ConnectionRole.BACKUP: Text(de="Ersatzweg", en="backup"),
}

MEDIA: dict[Medium, Text] = {
    Medium.OWN_FIBRE: Text(de="eigene Glasfaser", en="own fibre"),
    Medium.DARK_FIBRE: Text(de="gemietete Faser", en="dark fibre"),
    Medium.FTTH: Text(de="FTTB/H", en="FTTB/H"),
    Medium.LEASED_LINE: Text(de="Standleitung", en="leased line"),
    Medium.COAX: Text(de="Kabel", en="coax"),
    Medium.DSL: Text(de="DSL", en="DSL"),
    Medium.RADIO: Text(de="Richtfunk", en="radio link"),
    Medium.MOBILE: Text(de="Mobilfunk", en="mobile"),
    Medium.VPN: Text(de="VPN über das Internet", en="VPN over the internet"),
}

AREAS: dict[AreaKind, Text] = {
    AreaKind.MEETING: Text(de="Besprechung", en="meeting"),
    AreaKind.PUBLIC: Text(de="Publikum", en="public"),
    AreaKind.CLASSROOM: Text(de="Unterricht", en="classroom"),
    AreaKind.OFFICE: Text(de="Büro", en="office"),
    AreaKind.FULL: Text(de="ganzes Gebäude", en="whole building"),
}

RECORD_STATUSES: dict[RecordStatus, Text] = {
    RecordStatus.OPEN: Text(de="offen", en="open"),
    RecordStatus.ACCEPTED: Text(de="angenommen", en="accepted"),
    RecordStatus.REFUSED: Text(de="abgelehnt", en="refused"),
    RecordStatus.DONE: Text(de="erledigt", en="done"),
}
