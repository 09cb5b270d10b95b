"""The words of the report on the rollout; those of phases, lights and stages stand beside their values."""

from isms.core.model.safety import Soundness
from isms.core.model.text import Text
from isms.core.model.views_lists import DeadlineKind
from reports.figure import Look

TITLE = Text(de="Glasfaser und WLAN", en="Fibre and WLAN")
SUBTITLE = Text(de="Stand des Ausbaus städtischer Gebäude", en="Rollout in municipal buildings")
DOCUMENT = Text(de="Ausbaubericht Glasfaser und WLAN", en="Rollout report, fibre and WLAN")
SCOPE = Text(de="{buildings} im Ausbau", en="{buildings} in the rollout")
LEFT_OUT = Text(
    de="; {n} zählen nicht mit (geschlossen, Abgang oder außerhalb)",
    en="; {n} do not count (closed, leaving or out of scope)",
)
HIDDEN = Text(
    de="{n} KRITIS-Standorte sind mitgezählt, aber nicht namentlich und nicht auf der Karte",
    en="{n} KRITIS sites are counted, but neither named nor on the map",
)
HIDDEN_ONE = Text(
    de="1 KRITIS-Standort ist mitgezählt, aber nicht namentlich und nicht auf der Karte",
    en="1 KRITIS site is counted, but neither named nor on the map",
)

CONTROL_ROWS: dict[str, Text] = {
    "version": Text(de="Version", en="Version"),
    "stand": Text(de="Stand", en="As of"),
    "scope": Text(de="Geltungsbereich", en="Scope"),
    "hidden": Text(de="Nicht gezeigt", en="Not shown"),
    "run": Text(de="Prüfung der Geräte", en="Check of the devices"),
    "author": Text(de="Erstellt", en="Prepared by"),
    "reviewer": Text(de="Geprüft", en="Reviewed by"),
    "approver": Text(de="Freigegeben", en="Approved by"),
    "marking": Text(de="Kennzeichnung", en="Marking"),
}

BUILDING = (Text(de="Gebäude", en="building"), Text(de="Gebäude", en="buildings"))
IN_BUILDINGS = (Text(de="Gebäude", en="building"), Text(de="Gebäuden", en="buildings"))
MEASURE = (Text(de="Maßnahme", en="measure"), Text(de="Maßnahmen", en="measures"))
DEADLINE = (Text(de="Frist", en="deadline"), Text(de="Fristen", en="deadlines"))

# 1 Targets
TARGETS = Text(de="Ziele", en="Targets")
FIBRE_STATE = Text(
    de="Glasfaser ist in {done} von {all} Gebäuden fertig ({share}), {work} sind in Arbeit.",
    en="Fibre is done in {done} of {all} buildings ({share}), {work} are in work.",
)
WLAN_STATE = Text(
    de=" WLAN ist in {done} fertig ({share}), {work} sind in Arbeit.",
    en=" WLAN is done in {done} ({share}), {work} are in work.",
)
FAILING_ONE = Text(
    de="In 1 fertigen Gebäude fallen Geräte bei kritischen Prüfungen durch: Es gilt nicht als gut.",
    en="In 1 finished building, devices fail critical checks: it does not count as good.",
)
FAILING = Text(
    de="In {n} fertigen Gebäuden fallen Geräte bei kritischen Prüfungen durch: Sie gelten nicht als gut.",
    en="In {n} finished buildings, devices fail critical checks: they do not count as good.",
)
OVERDUE_ONE = Text(de="1 Frist ist verstrichen.", en="1 deadline has passed.")
OVERDUE = Text(de="{n} Fristen sind verstrichen.", en="{n} deadlines have passed.")
NO_TARGETS = Text(de="Es sind keine Ziele hinterlegt.", en="There are no targets.")
NO_BUILDINGS = Text(de="Im Register steht kein Gebäude, das zählt.", en="No building in the register counts.")
LIGHT_RULE = Text(de="So entsteht die Ampel: {rule}.", en="How the light comes about: {rule}.")
OF_ALL = Text(de="{done} von {needed} · {share}", en="{done} of {needed} · {share}")
QUOTA = Text(de="{done} von {needed} nötigen ({total} im Ziel)", en="{done} of {needed} needed ({total} in scope)")
NO_DEADLINE = Text(de="keine Frist", en="no deadline")
NO_FORECAST = Text(de="keine Prognose", en="no forecast")
REACHED = Text(de="erreicht", en="reached")
SINCE = Text(de="Seit {day}", en="Since {day}")
NO_CHANGE = Text(de="unverändert", en="unchanged")
CARD_ROWS: dict[str, Text] = {
    "deadline": Text(de="Frist", en="Deadline"),
    "forecast": Text(de="Prognose P50 / P85 / P95", en="Forecast P50 / P85 / P95"),
    "share": Text(de="Läufe, die die Frist halten", en="Runs that meet the deadline"),
    "unknown": Text(de="Unbekannt", en="Unknown"),
    "unplaced": Text(de="Nicht zuzuordnen", en="Cannot be assigned"),
    "trend": Text(de="Trendbruch", en="Trend break"),
    "reason": Text(de="Grund der Ampel", en="Reason of the light"),
}
STAGES_NOW = Text(de="Wie weit die Gebäude sind", en="How far the buildings are")

# 2 Course
COURSE = Text(de="Verlauf und Prognose", en="Course and forecast")
COURSE_TEXT = Text(
    de="Die Prognose würfelt aus den Fertigstellungen der letzten 26 Wochen viele mögliche Verläufe. P50 heißt: Die "
    "Hälfte der Läufe ist bis dahin fertig, P85 und P95 entsprechend. Ohne genug Daten steht hier keine Prognose.",
    en="The forecast draws many possible courses from the completions of the last 26 weeks. P50 means: half of the "
    "runs are done by then, P85 and P95 likewise. Without enough data there is no forecast.",
)
TODAY = Text(de="heute", en="today")
DUE = Text(de="Frist {day}", en="due {day}")
LOOKS: dict[Look, Text] = {
    Look.DONE: Text(de="fertig", en="done"),
    Look.BASELINE: Text(de="erste Zusagen", en="first promises"),
    Look.LIKELY: Text(de="P50", en="P50"),
    Look.CAUTIOUS: Text(de="P85", en="P85"),
    Look.FAN: Text(de="80 % der Läufe", en="80 % of the runs"),
    Look.GOAL: Text(de="nötig", en="needed"),
    Look.TODAY: TODAY,
    Look.DEADLINE: Text(de="Frist", en="deadline"),
}
BURNUP = Text(
    de="Linie der fertigen Gebäude: {done} von {needed} am {day}.",
    en="Line of the buildings done: {done} of {needed} on {day}.",
)
BURNUP_FAN = Text(
    de=" Der Fächer der Prognose erreicht das Ziel mit P50 in {p50}, P85 in {p85}, P95 in {p95}.",
    en=" The fan of the forecast reaches the target with P50 in {p50}, P85 in {p85}, P95 in {p95}.",
)
BURNUP_PROMISED = Text(
    de=" Für {n} Gebäude gibt es eine erste Zusage.", en=" There is a first promise for {n} buildings."
)

# 3 Places
PLACES = Text(de="Karte und Stadtteile", en="Map and districts")
MAP = Text(de="Glasfaser auf der Karte", en="Fibre on the map")
MAP_WORDS = Text(
    de="Karte mit {n}; Form und Farbe der Punkte zeigen, wie weit die Glasfaser ist.",
    en="Map with {n}; shape and colour of the points show how far fibre is.",
)
NOWHERE = Text(de=" {n} ohne Koordinaten.", en=" {n} without coordinates.")
FAR = Text(de=" {n} mit Koordinaten weit außerhalb.", en=" {n} with coordinates far outside.")
NO_MAP = Text(de="Keine Koordinaten, keine Karte.", en="No coordinates, no map.")
FIBRE_DISTRICTS = Text(de="Glasfaser je Stadtteil", en="Fibre per district")
WLAN_DISTRICTS = Text(de="WLAN je Stadtteil", en="WLAN per district")
DEPARTMENTS = Text(de="Ämter", en="Departments")
NOBODY = Text(de="ohne Angabe", en="not stated")

# 4 What is stuck
STUCK = Text(de="Was hakt", en="What is stuck")
STUCK_LIST = Text(de="Am längsten in einer Phase", en="Longest in a phase")
SLIPS = Text(de="Verschoben gegenüber der ersten Zusage", en="Slipped against the first promise")
NO_STUCK = Text(de="Keine Maßnahme ist unterwegs.", en="No measure is under way.")
NO_SLIPS = Text(de="Nichts ist später als zugesagt.", en="Nothing is later than promised.")
MARKED = Text(de="Fertig, aber die Geräte fallen durch", en="Done, but the devices fail")
WEEKS = Text(de="{n} Wo.", en="{n} wk")
AT_LEAST = Text(de="≥ {n} Wo.", en="≥ {n} wk")
DAYS = Text(de="{n} Tage", en="{n} days")
DAY_ONE = Text(de="1 Tag", en="1 day")
HAPPENED = Text(de="Ist {day}", en="actual {day}")
EXPECTED = Text(de="jetzt {day}", en="now {day}")
NO_REASON = Text(de="kein Grund genannt", en="no reason given")

# 5 Deadlines and money
DEADLINES = Text(de="Fristen und Geld", en="Deadlines and money")
DEADLINE_LIST = Text(de="Was wann fällig ist", en="What is due when")
NO_DEADLINES = Text(de="Keine Frist ist bekannt.", en="No deadline is known.")
DEADLINE_KINDS: dict[DeadlineKind, Text] = {
    DeadlineKind.CONSENT: Text(de="Zustimmung § 127 TKG", en="consent, § 127 TKG"),
    DeadlineKind.NOTICE: Text(de="Kündigung", en="notice"),
    DeadlineKind.DRAW: Text(de="Mittelabruf", en="drawdown"),
    DeadlineKind.INTERIM_REPORT: Text(de="Zwischennachweis", en="interim report"),
    DeadlineKind.FINAL_REPORT: Text(de="Verwendungsnachweis", en="final report"),
    DeadlineKind.BOUND: Text(de="Zweckbindung", en="earmarking ends"),
    DeadlineKind.LEASE: Text(de="Mietende", en="end of lease"),
    DeadlineKind.TARGET: Text(de="Ziel", en="target"),
    DeadlineKind.NEED: Text(de="Bedarf", en="need"),
    DeadlineKind.ANSWER: Text(de="Antwort", en="answer"),
}
YEARS = Text(de="Kosten je Haushaltsjahr", en="Costs per budget year")
GRANTS = Text(de="Förderung", en="Grants")
NO_MONEY = Text(de="Es sind keine Kosten hinterlegt.", en="There are no costs.")
NO_GRANTS = Text(de="Es ist keine Förderung hinterlegt.", en="There are no grants.")
WHOLE = Text(de="zusammen", en="together")
UNKNOWN_AMOUNT = Text(de="{amount} (+ {n} unbekannt)", en="{amount} (+ {n} unknown)")
OVERDRAWN = Text(de="{amount} zu viel abgerufen", en="{amount} drawn too much")

# 6 More
MORE = Text(de="WLAN, Leitungen, Datenlage", en="WLAN, lines, state of the data")
AREAS = Text(de="WLAN-Bereiche und Access Points", en="WLAN areas and access points")
POWER = Text(de="Strom der Access Points", en="Power of the access points")
POWER_TEXT = Text(
    de="In Betrieb: {now} W, {now_kwh} kWh im Jahr; mit allen geplanten: {then} W, {then_kwh} kWh. {assumptions}",
    en="In operation: {now} W, {now_kwh} kWh per year; with all planned ones: {then} W, {then_kwh} kWh. {assumptions}",
)
SLOW = Text(de="Leitungen, die ein Ziel verfehlen", en="Lines that miss a target")
UNCABLED = Text(de="Neubauten und Neuanmietungen ohne Verkabelung", en="New buildings and rentals without cabling")
FLAWS = Text(de="Was im Register fehlt oder nicht stimmt", en="What is missing or wrong in the register")
ALL_AREAS = Text(de="alle", en="all")

# 7 Buildings
BUILDINGS = Text(de="Alle Gebäude", en="All buildings")
BUILDINGS_TEXT = Text(
    de="Gebäude, die zählen: offen, im Ausbau, ohne Abgang. Das Datum sagt, seit wann fertig oder wann erwartet.",
    en="Buildings that count: open, in scope, not leaving. The date says since when done, or when expected.",
)

# Sheets of the workbook
SHEET_DISTRICTS = Text(de="Stadtteile", en="Districts")
SHEET_SLIPS = Text(de="Verschoben", en="Slipped")
SHEET_MARKED = Text(de="Geräte fallen durch", en="Devices fail")
SHEET_DEADLINES = Text(de="Fristen", en="Deadlines")
SHEET_YEARS = Text(de="Kosten", en="Costs")
SHEET_AREAS = Text(de="WLAN-Bereiche", en="WLAN areas")
SHEET_SLOW = Text(de="Leitungen", en="Lines")
SHEET_UNCABLED = Text(de="Verkabelung", en="Cabling")
SHEET_FLAWS = Text(de="Datenlage", en="State of the data")

SOUND: dict[Soundness, Text] = {
    Soundness.FAILS: Text(de="fallen durch", en="fail"),
    Soundness.UNKNOWN: Text(de="ungeprüft", en="unchecked"),
    Soundness.PASSES: Text(de="bestehen", en="pass"),
    Soundness.NO_DEVICES: Text(de="keine", en="none"),
}

COLUMNS: dict[str, Text] = {
    "target": Text(de="Ziel", en="Target"),
    "light": Text(de="Ampel", en="Light"),
    "done": Text(de="fertig", en="done"),
    "needed": Text(de="nötig", en="needed"),
    "total": Text(de="gesamt", en="total"),
    "share": Text(de="Anteil", en="Share"),
    "unknown": Text(de="unbekannt", en="unknown"),
    "deadline": Text(de="Frist", en="Deadline"),
    "p50": Text(de="P50", en="P50"),
    "p85": Text(de="P85", en="P85"),
    "p95": Text(de="P95", en="P95"),
    "change": Text(de="Veränderung", en="Change"),
    "quarter": Text(de="Ende", en="End of"),
    "promised": Text(de="erste Zusage", en="first promise"),
    "place": Text(de="Gebäude", en="Building"),
    "id": Text(de="Kennung", en="Id"),
    "name": Text(de="Gebäude", en="Building"),
    "district": Text(de="Stadtteil", en="District"),
    "department": Text(de="Amt", en="Department"),
    "type": Text(de="Art", en="Type"),
    "kind": Text(de="Was", en="What"),
    "phase": Text(de="Phase", en="Phase"),
    "count": Text(de="Anzahl", en="Count"),
    "weeks": Text(de="Dauer", en="For"),
    "usual": Text(de="üblich", en="usual"),
    "blocker": Text(de="Hindernis", en="Blocker"),
    "next": Text(de="nächster Schritt", en="next step"),
    "responsible": Text(de="verantwortlich", en="responsible"),
    "milestone": Text(de="Meilenstein", en="Milestone"),
    "expected": Text(de="erwartet", en="expected"),
    "slip": Text(de="später um", en="later by"),
    "reason": Text(de="Grund", en="Reason"),
    "urgency": Text(de="Dringlichkeit", en="Urgency"),
    "on": Text(de="Tag", en="Day"),
    "what": Text(de="Worum es geht", en="What it is about"),
    "year": Text(de="Jahr", en="Year"),
    "planned": Text(de="geplant", en="planned"),
    "ordered": Text(de="beauftragt", en="ordered"),
    "paid": Text(de="bezahlt", en="paid"),
    "grant": Text(de="Aktenzeichen", en="Reference"),
    "programme": Text(de="Programm", en="Programme"),
    "approved": Text(de="bewilligt", en="approved"),
    "drawn": Text(de="abgerufen", en="drawn"),
    "left": Text(de="noch abrufbar", en="still to draw"),
    "own": Text(de="Eigenanteil", en="own share"),
    "area": Text(de="Bereich", en="Area"),
    "areas": Text(de="Bereiche", en="Areas"),
    "rooms": Text(de="Räume", en="Rooms"),
    "installed": Text(de="montiert", en="installed"),
    "operating": Text(de="in Betrieb", en="in operation"),
    "fibre": Text(de="Glasfaser", en="Fibre"),
    "fibre_on": Text(de="Datum", en="Date"),
    "wlan": Text(de="WLAN", en="WLAN"),
    "safety": Text(de="Geräte", en="Devices"),
    "late": Text(de="verschoben", en="slipped"),
    "failing": Text(de="Geräte fallen durch", en="devices fail"),
    "line": Text(de="beste Leitung", en="best line"),
    "wanted": Text(de="verlangt", en="wanted"),
    "mbit": Text(de="Mbit/s", en="Mbit/s"),
    "answer": Text(de="Stand", en="State"),
    "stage": Text(de="Stand", en="State"),
    "provider": Text(de="Anbieter", en="Provider"),
    "flaw": Text(de="Mangel", en="Flaw"),
}
