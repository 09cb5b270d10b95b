"""`isms requirement|partner|decision|enquiry|document …`, and taking out what was entered by mistake."""

from pathlib import Path

import pytest

from isms.store import open_store
from tests.cli.running import isms


@pytest.fixture
def school(office: Path) -> Path:
    """A workspace with one building."""
    isms("-w", office, "building", "add", "WE-1", "name=Grundschule Nord", "type=Grundschule")
    return office


def test_a_reported_need_gets_an_id_of_its_building(school: Path) -> None:
    words = ("kind=WLAN", "reported_by=Amt 40", "needed_by=01.08.2027", "Text=Ganztag")
    added = isms("-w", school, "requirement", "add", "WE-1", *words, "--json").json
    assert (added["id"], added["kind"], added["needed_by"]) == ("WE-1-R1", "wlan", "2027-08-01")
    assert isms("-w", school, "requirement", "add", "WE-1", "--json").json["id"] == "WE-1-R2"
    changed = isms("-w", school, "requirement", "set", "WE-1-R1", "Stand=angenommen", "--json").json
    assert (changed["status"], changed["reported_by"]) == ("accepted", "Amt 40")
    out = isms("-w", school, "requirement", "list", "status=accepted").out
    assert ("angenommen" in out, "WE-1-R1" in out, "WE-1-R2" in out) == (True, True, False)


def test_a_partner_is_kept_by_a_name_of_the_office(school: Path) -> None:
    added = isms("-w", school, "partner", "add", "Stadtwerke", "trade=Tiefbau", "contract_end=31.12.2027", "--json")
    assert added.json["id"] == "Stadtwerke"
    assert "31.12.2027" in isms("-w", school, "partner", "list").out


@pytest.mark.parametrize(
    ("kind", "words", "field", "value"),
    [
        ("decision", ("V-1", "decided_on=21.11.2026", "body=Rat", "buildings=WE-1"), "decided_on", "2026-11-21"),
        ("enquiry", ("A-1", "asked_on=21.11.2026", "answer_by=5.12.2026", "buildings=WE-1"), "answer_by", "2026-12-05"),
        ("document", ("D-1", "title=Abnahme", "buildings=WE-1", "file=abnahme.pdf"), "file", "abnahme.pdf"),
    ],
)
def test_a_record_belongs_to_buildings(school: Path, kind: str, words: tuple[str, ...], field: str, value: str) -> None:
    added = isms("-w", school, kind, "add", *words, "--json").json
    assert (added["buildings"], added[field]) == (["WE-1"], value)
    lists = isms("-w", school, kind, "list", "buildings=WE-1", "--json").json
    assert [[one["id"] for one in rows] for rows in lists.values()] == [[words[0]]]
    told = isms("-w", school, "building", "history", "WE-1", "--json").json["entries"]
    assert value in [one["new"] for one in told]


def test_many_records_come_from_a_file(school: Path, tmp_path: Path) -> None:
    file = tmp_path / "anfragen.csv"
    file.write_text("Kennung;gefragt am;Gebäude;Text\nA-1;21.11.2026;WE-1;Wann?\nA-2;31.02.2026;WE-1;Warum?\n")
    report = isms("-w", school, "enquiry", "add", "--from", file, "--json").json
    assert (report["created"], len(report["rejected"])) == (1, 1)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("decision", "add", "V-1", "buildings=WE-9"), "gibt es nicht als Gebäude"),
        (("enquiry", "add", "A-1", "asked_on=2.2.2026", "answered_on=1.2.2026"), "liegt vor"),
        (("requirement", "add", "WE-1", "status=vielleicht"), "angenommen"),
        (("requirement", "add", "kind=wlan"), "Kennung fehlt"),
        (("document", "add", "../D"), "keine Kennung"),
        (("partner", "add", "P", "phone=0123"), "kein FELD=WERT"),
        (("partner", "remove", "P", "--reason", "x"), "gibt es nicht als Partner"),
        (("partner", "remove", "P"), "--reason"),
        (("building", "remove", "WE-2", "--reason", "x"), "gemeint ist wohl: WE-1"),
        (("building", "remove", "WE-1", "--reason", " "), "--reason"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused(school: Path, words: tuple[str, ...], problem: str) -> None:
    answer = isms("-w", school, *words)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err


def test_an_empty_list_shows_how_to_begin(school: Path) -> None:
    for name in ("requirement", "partner", "decision", "enquiry", "document"):
        assert f"isms {name} add" in isms("-w", school, name, "list").err


def test_what_was_entered_by_mistake_is_taken_out_and_the_journal_keeps_it(school: Path) -> None:
    isms("-w", school, "connection", "add", "WE-1", "medium=DSL", "provider=Telekom")
    gone = isms("-w", school, "connection", "remove", "WE-1-L1", "--reason", "doppelt erfasst", "--json").json
    assert (gone["id"], gone["provider"]) == ("WE-1-L1", "Telekom")
    assert isms("-w", school, "connection", "list", "--json").json == {"connections": []}
    [told] = [
        entry
        for _, entry in open_store(school / "register").read_journal().entries
        if entry.field == "provider" and entry.new is None
    ]
    assert (told.id, told.old, told.reason) == ("WE-1-L1", "Telekom", "doppelt erfasst")
    assert "doppelt erfasst" in isms("-w", school, "building", "history", "WE-1").out
    assert isms("-w", school, "doctor").code == 0
    assert isms("-w", school, "connection", "remove", "WE-1-L1", "--reason", "noch einmal").code == 2


POINTING = {
    "connection": (("connection", "add", "WE-1"), "Anschluss WE-1-L1"),
    "area": (("area", "add", "WE-1", "kind=office"), "Bereich WE-1-office"),
    "cost": (("cost", "add", "WE-1", "year=2026"), "Kosten 2026-0001"),
    "grant": (("grant", "add", "AZ-1", "buildings=WE-1"), "Förderung AZ-1"),
    "requirement": (("requirement", "add", "WE-1"), "Bedarfsmeldung WE-1-R1"),
    "decision": (("decision", "add", "V-1", "buildings=WE-1"), "Beschluss V-1"),
    "enquiry": (("enquiry", "add", "A-1", "buildings=WE-1"), "Anfrage A-1"),
    "document": (("document", "add", "D-1", "buildings=WE-1"), "Dokument D-1"),
    "measure": (("rollout", "milestone", "WE-1", "Tiefbau", "--plan", "1.6.2099"), "Maßnahme WE-1:fibre"),
}


@pytest.mark.parametrize(("words", "named"), POINTING.values(), ids=list(POINTING))
def test_a_building_stays_while_others_name_it(school: Path, words: tuple[str, ...], named: str) -> None:
    assert isms("-w", school, *words).code == 0
    answer = isms("-w", school, "building", "remove", "WE-1", "--reason", "doppelt")
    assert answer.code == 2
    assert named in answer.err
    assert "closed_on" in answer.err
    assert isms("-w", school, "building", "show", "WE-1").code == 0


def test_a_building_with_devices_stays(school: Path, tmp_path: Path) -> None:
    file = tmp_path / "geraete.csv"
    file.write_text("name;address;platform;site\nsw-1;192.0.2.1;cisco_ios;WE-1\n")
    isms("-w", school, "device", "import", file)
    assert "Gerät sw-1" in isms("-w", school, "building", "remove", "WE-1", "--reason", "doppelt").err


def test_of_many_that_name_a_building_some_are_named_and_the_others_counted(school: Path) -> None:
    for _ in range(11):
        isms("-w", school, "connection", "add", "WE-1")
    answer = isms("-w", school, "building", "remove", "WE-1", "--reason", "doppelt")
    assert "und 3 weitere." in answer.err


def test_a_building_that_nothing_names_is_taken_out(school: Path) -> None:
    isms("-w", school, "connection", "add", "WE-1")
    isms("-w", school, "connection", "remove", "WE-1-L1", "--reason", "falsch")
    assert isms("-w", school, "building", "remove", "WE-1", "--reason", "doppelt").code == 0
    assert isms("-w", school, "building", "list", "--json").json == {"buildings": []}
    assert "doppelt" in isms("-w", school, "building", "history", "WE-1").out


def test_a_grant_and_a_partner_stay_while_others_name_them(school: Path) -> None:
    isms("-w", school, "grant", "add", "AZ-1")
    isms("-w", school, "cost", "add", "WE-1", "year=2026", "grant=AZ-1")
    assert "Kosten 2026-0001" in isms("-w", school, "grant", "remove", "AZ-1", "--reason", "x").err
    isms("-w", school, "partner", "add", "stadtwerke")
    isms("-w", school, "rollout", "set", "WE-1", "fibre", "partner=stadtwerke")
    assert "Maßnahme WE-1:fibre" in isms("-w", school, "partner", "remove", "stadtwerke", "--reason", "x").err


def test_an_id_is_free_again_after_its_row_was_taken_out(school: Path) -> None:
    isms("-w", school, "partner", "add", "P-1", "trade=Tiefbau")
    isms("-w", school, "partner", "remove", "P-1", "--reason", "Tippfehler")
    assert isms("-w", school, "partner", "add", "P-1", "trade=Hochbau", "--json").json["trade"] == "Hochbau"
    assert isms("-w", school, "doctor").code == 0


def test_a_milestone_that_was_entered_by_mistake_is_taken_out_and_then_its_measure(school: Path) -> None:
    isms("-w", school, "rollout", "milestone", "WE-1", "Tiefbau", "--plan", "1.6.2099")
    early = isms("-w", school, "rollout", "remove", "WE-1", "fibre", "--reason", "falsches Gebäude")
    assert (early.code, "Meilenstein WE-1:fibre/" in early.err) == (2, True)
    gone = isms("-w", school, "rollout", "remove", "WE-1", "Tiefbau", "--reason", "falsches Gebäude", "--json").json
    assert gone["plan"] == "2099-06-01"
    assert isms("-w", school, "rollout", "remove", "WE-1", "Tiefbau", "--reason", "noch einmal").code == 2
    assert isms("-w", school, "rollout", "remove", "WE-1", "Glasfaser", "--reason", "falsches Gebäude").code == 0
    assert isms("-w", school, "rollout", "show", "WE-1", "--json").json["measures"] == []
    told = isms("-w", school, "building", "history", "WE-1", "--promises").out
    assert "01.06.2099 → –" in told
    assert "falsches Gebäude" in told
    assert isms("-w", school, "building", "remove", "WE-1", "--reason", "doppelt").code == 0
    assert isms("-w", school, "doctor").code == 0


def test_a_building_is_shown_with_what_was_reported_spent_decided_and_asked(school: Path) -> None:
    isms("-w", school, "building", "add", "WE-2")
    isms("-w", school, "requirement", "add", "WE-1", "kind=wlan", "reported_by=Amt 40", "needed_by=1.8.2027")
    isms("-w", school, "requirement", "add", "WE-2")
    isms("-w", school, "cost", "add", "WE-1", "year=2026", "planned=100,00")
    isms("-w", school, "cost", "add", "WE-1", "year=2027", "planned=50,50", "paid=20")
    isms("-w", school, "decision", "add", "V-1", "body=Rat", "buildings=WE-2,WE-1")
    isms("-w", school, "enquiry", "add", "A-1", "asked_on=21.11.2026", "status=offen", "buildings=WE-1")
    out = isms("-w", school, "building", "show", "WE-1").out
    assert "WE-1-R1, WLAN, Amt 40, gebraucht bis 01.08.2027" in out
    assert "2 Posten, geplant 150,50\xa0€, bezahlt 20,00\xa0€" in out
    assert "V-1, Rat" in out
    assert "A-1, gefragt am 21.11.2026, offen" in out
    found = isms("-w", school, "building", "show", "WE-1", "--json").json
    names = ("requirements", "costs", "grants", "decisions", "enquiries", "documents")
    assert {name: [one["id"] for one in found[name]] for name in names} == {
        "requirements": ["WE-1-R1"],
        "costs": ["2026-0001", "2027-0001"],
        "grants": [],
        "decisions": ["V-1"],
        "enquiries": ["A-1"],
        "documents": [],
    }
