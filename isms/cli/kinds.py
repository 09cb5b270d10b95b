"""The tables that are offered in the same way, as `isms KIND add|set|remove|list`: what belongs to buildings, and the
records kept beside them. A new kind is one value here and one name in a list at the end."""

from dataclasses import dataclass

from isms.cli.language import say
from isms.core.model.area import Area
from isms.core.model.connection import Connection
from isms.core.model.money import Cost, Grant
from isms.core.model.records import Decision, Document, Enquiry, Partner, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A table as the command line offers it: which field the first word of `add` is, and what `list` shows."""

    table: str
    command: str
    row: type
    first: str
    columns: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    many: str
    new: str
    add: str
    set: str
    remove: str


CONNECTION = Kind(
    table="connections",
    command="connection",
    row=Connection,
    first="building",
    columns=("id", "building", "role", "medium", "provider", "mbit_contracted"),
    numbers=("mbit_contracted",),
    many=say("Anschlüsse der Gebäude", "lines into the buildings"),
    new=say("Einen Anschluss eintragen.", "Add a connection."),
    add='isms connection add WE-0001 role=main medium=ftth provider="Stadtwerke" mbit_contracted=1000',
    set="isms connection set WE-0001-L1 ended_on=31.12.2026",
    remove=say(
        'isms connection remove WE-0001-L2 --reason "doppelt erfasst"',
        'isms connection remove WE-0001-L2 --reason "entered twice"',
    ),
)
AREA = Kind(
    table="areas",
    command="area",
    row=Area,
    first="building",
    columns=("id", "building", "kind", "aps_planned", "aps_installed", "aps_operating"),
    numbers=("aps_planned", "aps_installed", "aps_operating"),
    many=say("Bereiche mit WLAN", "areas with WLAN"),
    new=say("Einen Bereich eintragen.", "Add an area."),
    add="isms area add WE-0001 kind=meeting rooms=4 aps_planned=6",
    set="isms area set WE-0001-meeting aps_operating=6 measured_on=21.11.2026",
    remove=say(
        'isms area remove WE-0001-meeting --reason "falsches Gebäude"',
        'isms area remove WE-0001-meeting --reason "wrong building"',
    ),
)
GRANT = Kind(
    table="grants",
    command="grant",
    row=Grant,
    first="id",
    columns=("id", "programme", "approved", "drawn", "draw_by"),
    numbers=("approved", "drawn"),
    many=say("Förderungen", "grants"),
    new=say("Eine Förderung eintragen.", "Add a grant."),
    add=say(
        'isms grant add AZ-2026-17 rate="80 %" approved=250.000 draw_by=30.06.2027',
        'isms grant add AZ-2026-17 rate="80 %" approved=250000 draw_by=2027-06-30',
    ),
    set="isms grant set AZ-2026-17 drawn=120000",
    remove=say(
        'isms grant remove AZ-2026-17 --reason "falsches Aktenzeichen"',
        'isms grant remove AZ-2026-17 --reason "wrong reference"',
    ),
)
COST = Kind(
    table="costs",
    command="cost",
    row=Cost,
    first="building",
    columns=("id", "building", "text", "planned", "ordered", "paid"),
    numbers=("planned", "ordered", "paid"),
    many=say("Kosten je Haushaltsjahr", "costs per budget year"),
    new=say("Kosten eintragen.", "Add a cost."),
    add="isms cost add WE-0001 year=2026 planned=12.500,00 measure=WE-0001:fibre",
    set="isms cost set 2026-0001 paid=12.480,50",
    remove=say(
        'isms cost remove 2026-0001 --reason "doppelt gebucht"', 'isms cost remove 2026-0001 --reason "booked twice"'
    ),
)
REQUIREMENT = Kind(
    table="requirements",
    command="requirement",
    row=Requirement,
    first="building",
    columns=("id", "building", "kind", "reported_by", "needed_by", "status"),
    many=say("Bedarfsmeldungen der Ämter", "needs that departments reported"),
    new=say("Eine Bedarfsmeldung eintragen.", "Add a reported need."),
    add=say(
        'isms requirement add WE-0001 kind=wlan reported_by="Amt 40" needed_by=01.08.2027',
        'isms requirement add WE-0001 kind=wlan reported_by="Schools" needed_by=2027-08-01',
    ),
    set="isms requirement set WE-0001-R1 status=accepted",
    remove=say(
        'isms requirement remove WE-0001-R1 --reason "doppelt gemeldet"',
        'isms requirement remove WE-0001-R1 --reason "reported twice"',
    ),
)
PARTNER = Kind(
    table="partners",
    command="partner",
    row=Partner,
    first="id",
    columns=("id", "name", "trade", "contract_end"),
    many=say("Firmen, die planen, bauen, betreiben", "firms that plan, build, operate"),
    new=say("Einen Partner eintragen.", "Add a partner."),
    add=say(
        'isms partner add stadtwerke name="Stadtwerke Musterstadt" trade=Tiefbau contract_end=31.12.2027',
        'isms partner add utility name="City utility" trade="civil works" contract_end=2027-12-31',
    ),
    set="isms partner set stadtwerke contract_end=31.12.2028",
    remove=say(
        'isms partner remove stadtwerke --reason "doppelt erfasst"',
        'isms partner remove utility --reason "entered twice"',
    ),
)
DECISION = Kind(
    table="decisions",
    command="decision",
    row=Decision,
    first="id",
    columns=("id", "decided_on", "body", "buildings", "text"),
    many=say("Beschlüsse der Gremien", "what committees decided"),
    new=say("Einen Beschluss eintragen.", "Add a decision."),
    add=say(
        'isms decision add V-118 decided_on=21.11.2026 body=Rat buildings=WE-0001 text="Vorrang"',
        'isms decision add V-118 decided_on=2026-11-21 body=council buildings=WE-0001 text="priority"',
    ),
    set="isms decision set V-118 reference=2026/118",
    remove=say(
        'isms decision remove V-118 --reason "falsche Nummer"', 'isms decision remove V-118 --reason "wrong number"'
    ),
)
ENQUIRY = Kind(
    table="enquiries",
    command="enquiry",
    row=Enquiry,
    first="id",
    columns=("id", "asked_on", "asked_by", "answer_by", "answered_on", "status"),
    many=say("Anfragen und was geantwortet wurde", "enquiries and their answers"),
    new=say("Eine Anfrage eintragen.", "Add an enquiry."),
    add=say(
        'isms enquiry add A-7 asked_on=21.11.2026 answer_by=05.12.2026 text="Wann bekommt die Schule Glasfaser?"',
        'isms enquiry add A-7 asked_on=2026-11-21 answer_by=2026-12-05 text="When does the school get fibre?"',
    ),
    set=say(
        "isms enquiry set A-7 answered_on=01.12.2026 status=erledigt",
        "isms enquiry set A-7 answered_on=2026-12-01 status=done",
    ),
    remove=say(
        'isms enquiry remove A-7 --reason "doppelt erfasst"', 'isms enquiry remove A-7 --reason "entered twice"'
    ),
)
DOCUMENT = Kind(
    table="documents",
    command="document",
    row=Document,
    first="id",
    columns=("id", "title", "dated", "buildings", "file"),
    many=say("Dokumente zu Gebäuden", "documents about buildings"),
    new=say("Ein Dokument eintragen; die Datei bleibt, wo sie ist.", "Add a document; its file stays where it is."),
    add=say(
        'isms document add D-12 title="Abnahmeprotokoll" dated=21.11.2026 buildings=WE-0001 file=abnahme.pdf',
        'isms document add D-12 title="acceptance record" dated=2026-11-21 buildings=WE-0001 file=record.pdf',
    ),
    set="isms document set D-12 buildings=WE-0001,WE-0002",
    remove=say(
        'isms document remove D-12 --reason "falsches Gebäude"', 'isms document remove D-12 --reason "wrong building"'
    ),
)
BELONGINGS = (CONNECTION, AREA, GRANT, COST)
RECORDS = (REQUIREMENT, PARTNER, DECISION, ENQUIRY, DOCUMENT)
