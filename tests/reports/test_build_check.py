"""What the report on the Grundschutz check says, before any format shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from isms.core.model.control import Edition, Status
from isms.core.model.finding import Line, Verdict, Waiver
from isms.core.model.run import Changes
from isms.core.model.text import Language, Text
from reports.build_check import check
from reports.mark import Mark
from reports.model import Badge, Proof, Report, Section, Steps, Table, Words
from tests.reports.municipality import SETTINGS, WAIVER, a_report, a_run, editions
from tests.reports.reader import evidence_of

B = TypeVar("B")


def section(report: Report, anchor: str) -> Section:
    """A section by its anchor."""
    return next(part for part in report.sections if part.anchor == anchor)


def blocks(report: Report, anchor: str, kind: type[B]) -> list[B]:
    """The blocks of one kind in a section."""
    return [block for block in section(report, anchor).blocks if isinstance(block, kind)]


def said(report: Report) -> str:
    """Everything a report says, in one string."""
    return repr(report.sections)


def test_every_finding_that_does_not_pass_stands_in_the_evidence() -> None:
    told = {(rule, device) for rule, device, *_ in evidence_of(a_report())}
    assert told == {(one.rule, one.device) for one in a_run().findings if one.verdict is not Verdict.PASS}


def test_every_rule_that_is_broken_or_undecided_is_listed_with_its_counts_the_most_severe_first() -> None:
    [rules] = blocks(a_report(), "findings", Table)
    assert [(row.cells[0], *row.cells[3:]) for row in rules.rows] == [
        ("mgmt.no-telnet", "15", "–", "–", "45", "–"),
        ("log.remote", "–", "–", "3", "57", "–"),
        ("mgmt.banner", "2", "1", "–", "58", "–"),
    ]


def test_a_rule_that_nothing_breaks_is_listed_once_with_its_devices() -> None:
    run = a_run()
    calm = tuple(replace(one, verdict=Verdict.PASS) if one.rule == "log.remote" else one for one in run.findings)
    report = check(replace(run, findings=calm), editions(), SETTINGS, Language.DE, None)
    [rules], [kept] = blocks(report, "findings", Table), blocks(report, "kept", Table)
    assert "log.remote" not in {row.cells[0] for row in rules.rows}
    assert [(row.cells[0], row.cells[3]) for row in kept.rows] == [("log.remote", "alle 60 Geräte")]


def test_a_waived_finding_is_shown_as_a_failure_with_its_waiver() -> None:
    report = a_report()
    rows = [row for table in blocks(report, "evidence", Table) for row in table.rows]
    [row] = [row for row in rows if row.cells[0] == "sw-03"]
    assert row.cells[1:] == (Badge(Mark.NO, "verletzt, geduldet"), "geduldet bis 31.03.2027; Grund von mgmt.banner")
    [waivers] = blocks(report, "waivers", Table)
    assert [row.cells[1] for row in waivers.rows] == ["sw-03"]


def test_measures_come_by_severity_times_devices_without_the_waived() -> None:
    [steps] = blocks(a_report(), "summary", Steps)
    titles = [step.words[0].text for step in steps.items]
    assert titles == ["Telnet ist abgeschaltet", "Hinweistext bei der Anmeldung"]
    assert "15 Geräten (sw-00, sw-04, sw-08, sw-12 und 11 weitere)" in steps.items[0].words[1].text
    assert "auf 1 Gerät (sw-05)" in steps.items[1].words[1].text
    assert steps.items[0].code == ("line vty 0 15", " transport input ssh")


def test_a_long_remedy_says_that_it_goes_on_and_where() -> None:
    run = a_run()
    long = tuple(f"line {number}" for number in range(20))
    rules = tuple(replace(rule, remedy={"cisco_ios": long}) for rule in run.head.rules)
    report = check(replace(run, head=replace(run.head, rules=rules)), editions(1), SETTINGS, Language.DE, None)
    [steps] = blocks(report, "summary", Steps)
    for step in steps.items:
        assert step.code[:7] == long[:7]
        assert step.code[7].startswith("… und 13 weitere Zeilen: isms rule show ")


def test_the_remedy_of_a_measure_is_told_in_the_language_of_the_report() -> None:
    run = a_run()
    english: tuple[str, ...] = ("! first:", "shutdown")
    rules = tuple(replace(rule, remedy_en={"cisco_ios": english}) for rule in run.head.rules)
    told = replace(run, head=replace(run.head, rules=rules))
    for language, lines in ((Language.DE, ("line vty 0 15", " transport input ssh")), (Language.EN, english)):
        [steps] = blocks(check(told, editions(1), SETTINGS, language, None), "summary", Steps)
        assert {step.code for step in steps.items} == {lines}


def test_what_is_unknown_is_counted_and_named_in_the_summary() -> None:
    report = a_report()
    summary = repr(section(report, "summary"))
    assert "1 nicht erreichtes Gerät" in summary
    assert "fw-99 (Zeitüberschreitung)" in summary
    assert "notizen.txt (keine Konfiguration)" in summary
    assert "3 nicht entscheidbare Befunde" in summary
    assert "12 Geräte mit veraltetem Nachweis" in summary


def test_evidence_sets_out_one_device_per_rule_and_names_all_with_their_reason() -> None:
    report = a_report()
    proofs = blocks(report, "evidence", Proof)
    telnet = [proof for proof in proofs if ("Prüfregel", "mgmt.no-telnet") in proof.facts]
    assert [proof.title for proof in telnet] == ["sw-00 · Cisco IOS"]
    [row] = blocks(report, "evidence", Table)[0].rows
    assert str(row.cells[0]).startswith("15 Geräte: sw-00, sw-04, sw-08, ")
    assert row.cells[2] == "Grund von mgmt.no-telnet – etwa sw-00, Zeile 5: transport input telnet ssh"


def test_devices_with_different_reasons_stand_apart_with_their_lines() -> None:
    run = a_run(9)
    other = replace(run.findings[0], reason=Text(de="anderes", en="else"), lines=(Line(number=7, text="x"),))
    report = check(replace(run, findings=(other, *run.findings[1:])), editions(9), SETTINGS, Language.DE, None)
    rows = [row.cells[0::2] for row in blocks(report, "evidence", Table)[0].rows]
    assert rows == [
        ("sw-04 (Zeile 5), sw-08 (Zeile 5)", "Grund von mgmt.no-telnet – Zeile 5: transport input telnet ssh"),
        ("sw-00 (Zeile 7)", "anderes – Zeile 7: x"),
    ]


def test_a_finding_that_is_the_only_one_of_its_rule_is_told_once() -> None:
    report = check(a_run(1), editions(1), SETTINGS, Language.DE, None)
    assert len(blocks(report, "evidence", Proof)) == 1
    assert blocks(report, "evidence", Table) == []


def test_waived_findings_do_not_push_open_ones_out_of_the_evidence() -> None:
    run = a_run()
    first = {"sw-00", "sw-04", "sw-08"}
    waived = tuple(replace(one, waiver=WAIVER) if one.device in first else one for one in run.findings)
    report = check(replace(run, findings=waived), editions(), SETTINGS, Language.DE, None)
    telnet = [one for one in blocks(report, "evidence", Proof) if ("Prüfregel", "mgmt.no-telnet") in one.facts]
    assert [one.title for one in telnet] == ["sw-12 · Cisco IOS"]


def test_evidence_shows_the_deciding_line_among_its_neighbours() -> None:
    proof = blocks(a_report(), "evidence", Proof)[0]
    assert [(line.number, line.decides) for line in proof.lines] == [
        (3, False),
        (4, False),
        (5, True),
        (6, False),
        (7, False),
    ]
    assert proof.lines[2].text == " transport input telnet ssh"


def test_lines_around_are_not_shown_where_the_configuration_does_not_say_what_the_finding_says() -> None:
    run = a_run(1)
    other = replace(run, configs={"sw-00": "hostname other\n" * 9})
    proof = blocks(check(other, editions(1), SETTINGS, Language.DE, None), "evidence", Proof)[0]
    assert [(line.number, line.decides) for line in proof.lines] == [(5, True)]


def test_a_thousand_deciding_lines_become_a_few_and_a_count() -> None:
    run = a_run(1)
    lines = tuple(Line(number=number, text="x") for number in range(1, 1001))
    many = replace(run, findings=(replace(run.findings[0], lines=lines), *run.findings[1:]))
    proof = blocks(check(many, editions(1), SETTINGS, Language.DE, None), "evidence", Proof)[0]
    assert proof.lines[-1].text == "… 997 weitere Fundstellen"
    assert len(proof.lines) < 20


def test_a_fail_without_a_line_shows_its_reason_alone() -> None:
    proofs = blocks(a_report(), "evidence", Proof)
    banner = next(proof for proof in proofs if ("Prüfregel", "mgmt.banner") in proof.facts)
    assert (banner.lines, banner.reason) == ((), "Grund von mgmt.banner")


def test_in_grundschutz_plus_plus_partly_is_no() -> None:
    tables = blocks(a_report(), "results", Table)
    words = {row.cells[2].word for row in tables[1].rows if isinstance(row.cells[2], Badge)}
    assert words == {"umgesetzt", "nein", "nein, offen"}


def test_devices_of_which_different_things_are_said_have_a_row_each_the_worst_first() -> None:
    kompendium, _ = blocks(a_report(), "results", Table)
    assert len(kompendium.rows) == 2 * 60
    shown = [row.cells[2].mark for row in kompendium.rows[:60] if isinstance(row.cells[2], Badge)]
    order = [Mark.NO, Mark.PARTLY, Mark.STALE, Mark.OPEN, Mark.YES]
    assert shown == [mark for mark in order for _ in range(12)]


def test_devices_of_which_the_same_is_said_share_a_row() -> None:
    note = Text(de="belegt: mgmt.banner", en="shown: mgmt.banner")
    alike = tuple(
        replace(one, statuses=tuple(replace(status, note=note, failed=()) for status in one.statuses))
        for one in editions()
    )
    kompendium, _ = blocks(check(a_run(), alike, SETTINGS, Language.DE, None), "results", Table)
    assert len(kompendium.rows) == 2 * 5
    assert str(kompendium.rows[0].cells[3]).startswith("12 Geräte: sw-02, sw-07, sw-12, ")


def test_the_reason_of_a_finding_is_not_said_again_for_each_requirement() -> None:
    note = Text(de="widerlegt: mgmt.no-telnet (Grund von mgmt.no-telnet); belegt: mgmt.banner", en="")
    told = tuple(
        replace(one, statuses=tuple(replace(status, note=note) for status in one.statuses)) for one in editions(1)
    )
    kompendium, _ = blocks(check(a_run(1), told, SETTINGS, Language.DE, None), "results", Table)
    assert {row.cells[4] for row in kompendium.rows} == {"widerlegt: mgmt.no-telnet; belegt: übrige"}


def test_a_waiver_stands_before_a_reason_that_may_be_cut_off() -> None:
    results = tuple(
        replace(one, statuses=tuple(replace(status, waivers=(WAIVER, WAIVER)) for status in one.statuses))
        for one in editions(1)
    )
    tables = blocks(check(a_run(1), results, SETTINGS, Language.DE, None), "results", Table)
    reasons = {row.cells[4] for table in tables for row in table.rows}
    assert reasons == {"geduldet bis 31.03.2027; Notiz zu sw-00"}


def test_the_overview_counts_every_status_once() -> None:
    tables = blocks(a_report(), "overview", Table)
    for row in tables[0].rows:
        assert list(row.cells[3:]) == ["12", "12", "12", "12", "12", "2"]


def test_links_to_a_requirement_lead_to_its_first_result() -> None:
    report = a_report()
    anchors = {row.anchor for table in blocks(report, "results", Table) for row in table.rows if row.anchor}
    rows = [row.cells[0] for table in blocks(report, "overview", Table) for row in table.rows]
    assert {cell.target for cell in rows if isinstance(cell, Words)} == anchors


def test_changes_since_the_run_before_are_counted_and_named() -> None:
    changes = Changes(newly_failing=(("sw-00", "mgmt.no-telnet"),), mended=(("sw-01", "log.remote"),))
    table = blocks(a_report(changes=changes), "summary", Table)[0]
    assert [row.cells for row in table.rows] == [
        ("neu verletzt", "1", "Telnet ist abgeschaltet (sw-00)"),
        ("behoben", "1", "Protokolle gehen an einen zentralen Server (sw-01)"),
        ("weiterhin verletzt", "0", "–"),
    ]


def test_a_first_run_says_that_there_is_nothing_to_compare_with() -> None:
    assert "Es gibt keinen früheren Prüflauf zum Vergleich." in said(a_report())


def test_an_english_report_keeps_german_titles_and_status_words() -> None:
    told = said(a_report(language=Language.EN))
    assert "Summary for the management" in told
    assert "Titel NET.3.1.A4" in told
    assert "unbearbeitet" in told
    assert "Geräte" not in told


def test_a_run_without_devices_makes_a_report() -> None:
    run = replace(a_run(0), unreachable=(), skipped=())
    report = check(run, [], SETTINGS, Language.DE, None)
    assert "Keine Prüfregel ist ohne Duldung verletzt." in said(report)


def test_title_page_names_run_root_and_manifest() -> None:
    control = dict(a_report().control)
    assert control["Prüflauf"] == "2026-11-21T20-15-03Z-4f1c"
    assert control["Merkle-Wurzel"] == f"{'e' * 64} über 180 Befunde"
    assert control["Prüfsumme des Manifests"] == "d" * 64
    assert control["Stand"] == "21.11.2026, 20:15 Uhr (UTC)"


def test_an_open_requirement_never_counts_as_met() -> None:
    results = tuple(
        replace(one, statuses=tuple(replace(status, status=Status.OPEN) for status in one.statuses))
        for one in editions()
    )
    report = check(a_run(), results, SETTINGS, Language.DE, None)
    summary = repr(section(report, "summary"))
    assert {one.edition for one in results} == set(Edition)
    assert "bei 0 von 120 Bewertungen (Anforderung und Gerät) „ja“" in summary
    assert "bei 0 von 120 Bewertungen (Anforderung und Gerät) „umgesetzt“" in summary


def sections_of(report: Report) -> Iterator[str]:
    """The titles of the sections."""
    return (part.title for part in report.sections)


def test_sections_come_in_the_order_people_read_them() -> None:
    assert list(sections_of(a_report())) == [
        "Zusammenfassung für die Leitung",
        "Wie die Ergebnisse zu lesen sind",
        "Verletzte und unklare Prüfregeln",
        "Anforderungen im Überblick",
        "Nachweise je Prüfregel",
        "Duldungen",
        "Einzelergebnisse je Anforderung und Gerät",
        "Erfüllte und nicht betroffene Prüfregeln",
        "Geräte dieses Prüflaufs",
        "Nachprüfen, Werkzeuge, Begriffe",
    ]


def test_waivers_that_cover_nothing_are_listed_with_the_reason() -> None:
    """None is hidden: neither one that has ended, nor one to come, nor one without a fail."""
    day = a_run().head.started_at.date()
    waivers = (
        Waiver(rule="a.b", until=day - timedelta(days=1), by="IT-Leitung", reason="alt", device="sw-1"),
        Waiver(
            rule="a.b", until=day + timedelta(days=9), by="x", reason="y", site="WE-1", start=day + timedelta(days=2)
        ),
        Waiver(rule="a.b", until=day, by="x", reason="z", device="sw-2", block="line vty 0 4", ticket="T-1"),
    )
    run = replace(a_run(), head=replace(a_run().head, waivers=waivers))
    report = check(run, editions(), SETTINGS, Language.DE, None)
    [*_, table] = blocks(report, "waivers", Table)
    assert [(row.cells[1], row.cells[-2], row.cells[-1]) for row in table.rows] == [
        ("sw-1", "alt", "beendet"),
        ("sw-2 · line vty 0 4", "z (T-1)", "deckt keinen Befund"),
        ("WE-1", "y", "noch nicht begonnen"),
    ]
