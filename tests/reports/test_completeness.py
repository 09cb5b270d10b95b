"""A report groups devices, and yet says of each of them what was found: read back, nothing is missing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isms.core.model.control import Coverage, Edition, Link, Requirement
from isms.core.model.finding import Finding, Line, Verdict
from isms.core.model.run import Changes, Run
from isms.core.model.text import Language, Text
from isms.core.wording import STATUSES, VERDICTS
from isms.grundschutz.assess import assess
from reports.build_check import check
from reports.build_devices import make_fleet
from reports.case import Case, make_case
from reports.edition import EditionResult
from reports.fonts import register
from reports.model import Paragraph, Report, Table
from reports.pdf_layout import frame_width
from reports.pdf_table import table_box
from reports.pdf_type import Type
from tests.reports import reader
from tests.reports.municipality import NOW, RULES, SETTINGS, a_finding, a_rule, a_run

PLATFORMS = ("cisco_ios", "cisco_ios", "cisco_ios", "arista_eos", "openwrt")
WORST = {Verdict.FAIL: 2, Verdict.UNKNOWN: 1, Verdict.PASS: 12, Verdict.NA: 3}


def a_mixed_run(seed: int, count: int = 60) -> Run:
    """A run on several platforms with every verdict at random, some places exempted, some reasons alike."""
    chance = random.Random(seed)
    found: list[Finding] = []
    for place in range(count):
        for rule in (a_rule(*rule) for rule in RULES):
            [verdict] = chance.choices(list(WORST), list(WORST.values()))
            reason = chance.choice((f"‚{rule.id}‘ (an 1 Stelle), Grund; mehr", f"Grund auf {place}"))
            made = replace(
                a_finding(f"sw-{place:02d}", rule, verdict),
                platform=PLATFORMS[place % len(PLATFORMS)],
                reason=Text(de=reason, en=reason),
                exempted=chance.choice((0, 0, 0, 1)) if verdict is Verdict.PASS else 0,
                lines=(Line(number=place + 1, text="x"),) if verdict is Verdict.FAIL else (),
            )
            found.append(made)
    chance.shuffle(found)
    return replace(a_run(count), findings=tuple(found))


def rolled_up(run: Run) -> list[EditionResult]:
    """What the rules say of a requirement they refute and one they hint at, in both editions."""
    results = []
    for edition in Edition:
        requirements = {
            name: Requirement(edition=edition, id=name, title=name, level="Basis", group="NET", group_title="Netz")
            for name in ("NET.1.A1", "NET.1.A2", "NET.1.A10")
        }
        links = [
            Link(
                rule=rule,
                edition=edition,
                requirement=requirement,
                coverage=Coverage.FULL if requirement == "NET.1.A10" else Coverage.PARTIAL,
                refutes=requirement == "NET.1.A1",
                note=Text(de=f"nur {rule} (nicht mehr); sonst, nichts", en=f"only {rule} (no more); else, nothing"),
            )
            for requirement, rules in (("NET.1.A1", RULES), ("NET.1.A2", RULES[:2]), ("NET.1.A10", RULES[1:2]))
            for rule, *_ in rules
        ]
        told = assess(edition, requirements, links, run.findings, NOW.date(), 90)
        results.append(
            EditionResult(
                edition=edition, requirements=requirements, statuses=told.statuses, na=told.na, not_automated=1
            )
        )
    return results


def a_mixed_report(run: Run, language: Language) -> Report:
    """The report on a mixed run."""
    return check(run, rolled_up(run), SETTINGS, language, None)


def a_mixed_case(run: Run, language: Language) -> Case:
    """The case of a mixed run."""
    return make_case(run, [], SETTINGS, language, None)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(Language))
def test_devices_in_a_cell_can_be_read_back(data: st.DataObject, language: Language) -> None:
    fleet = make_fleet(a_mixed_case(a_mixed_run(1), language))
    wanted = data.draw(st.sets(st.sampled_from(fleet.devices)))
    if data.draw(st.booleans()):
        wanted = set(fleet.devices) - wanted
    members = {name: frozenset(devices) for name, devices in fleet.platforms.items()}
    read = [reader.read(cell, members) for cell in fleet.cells(wanted, most=data.draw(st.sampled_from((40, 600))))]
    assert set().union(*(one.devices for one in read)) == wanted
    assert sum(len(one.devices) for one in read) == len(wanted)
    assert read[0].count in ({len(wanted)} if len(wanted) > 1 else {None})


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("seed", range(4))
def test_every_finding_that_does_not_pass_is_told_with_device_verdict_and_reason(seed: int, language: Language) -> None:
    run = a_mixed_run(seed, 60 + 90 * seed)
    told = list(reader.evidence_of(a_mixed_report(run, language)))
    bad = {
        (found.rule, found.device, VERDICTS[found.verdict].to(language)): found.reason.to(language)
        for found in run.findings
        if found.verdict in {Verdict.FAIL, Verdict.UNKNOWN}
    }
    assert {one[:3] for one in told} == bad.keys()
    assert all(reason.startswith(bad[rule, device, verdict]) for rule, device, verdict, reason in told)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("seed", range(4))
def test_every_pass_is_told_with_its_device(seed: int, language: Language) -> None:
    """A rule that something breaks tells its passes above its evidence, the others in a table of their own."""
    run = a_mixed_run(seed, 60 + 90 * seed)
    passing = tuple(
        replace(found, verdict=Verdict.PASS)
        if found.rule == "log.remote" and found.verdict is not Verdict.NA
        else found
        for found in run.findings
    )
    report = a_mixed_report(replace(run, findings=passing), language)
    fleet = reader.fleet_of(report)
    told = dict(kept_beside_evidence(report, fleet))
    [table] = [block for block in reader.section(report, "kept").blocks if isinstance(block, Table)]
    for row, devices in reader.answers(list(table.rows), 3, 4, fleet):
        told[reader.word(row, 0)] = devices
    assert told == {
        rule: {found.device for found in passing if found.rule == rule and found.verdict is Verdict.PASS}
        for rule, *_ in RULES
    }


def kept_beside_evidence(report: Report, fleet: reader.Fleet) -> list[tuple[str, set[str]]]:
    """The devices that keep a rule which others break, by rule."""
    broken: dict[str, set[str]] = {}
    for rule, device, *_ in reader.evidence_of(report):
        broken.setdefault(rule, set()).add(device)
    texts = [
        "".join(words.text for words in block.words)
        for block in reader.section(report, "evidence").blocks
        if isinstance(block, Paragraph)
    ]
    told = []
    for rule, text in zip(broken, texts[1:], strict=True):
        cell = text.partition("erfüllt: " if "erfüllt: " in text else "pass: ")[2]
        read = reader.read(cell.rpartition("; ")[0] or cell.removesuffix("."), fleet)
        told.append((rule, read.devices or read.others_of - broken[rule]))
    return told


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("seed", range(4))
def test_every_assessment_is_told_with_status_and_the_rules_to_blame(seed: int, language: Language) -> None:
    run = a_mixed_run(seed, 60 + 90 * seed)
    report = a_mixed_report(run, language)
    fleet = reader.fleet_of(report)
    tables = [block for block in reader.section(report, "results").blocks if isinstance(block, Table)]
    for table, result in zip(tables, rolled_up(run), strict=True):
        told = {}
        for name in result.requirements:
            rows = [row for row in table.rows if reader.word(row, 0) == name]
            for row, devices in reader.answers(rows, 3, 4, fleet):
                reason = reader.word(row, 4)
                blamed = {rule for rule, *_ in RULES if rule in reason.partition("belegt: ")[0].partition("shown: ")[0]}
                for device in devices:
                    assert (name, device) not in told
                    told[name, device] = (reader.word(row, 2), blamed)
        assert told == {
            (one.requirement, one.device): (
                STATUSES[result.edition][one.status],
                {*one.failed, *one.undecided},
            )
            for one in result.statuses
        }


@pytest.mark.parametrize("seed", range(4))
def test_what_shows_a_requirement_is_told_with_its_reach(seed: int) -> None:
    """The rules behind 'belegt' are those of the row's devices together; where places are left out, that is said."""
    run = a_mixed_run(seed, 60 + 90 * seed)
    report = a_mixed_report(run, Language.DE)
    fleet = reader.fleet_of(report)
    exempted = {(found.device, found.rule) for found in run.findings if found.exempted}
    tables = [block for block in reader.section(report, "results").blocks if isinstance(block, Table)]
    for table, result in zip(tables, rolled_up(run), strict=True):
        passed = {(one.requirement, one.device): one.passed for one in result.statuses}
        for name in result.requirements:
            rows = [row for row in table.rows if reader.word(row, 0) == name]
            for row, devices in reader.answers(rows, 3, 4, fleet):
                shown = reader.word(row, 4).partition("belegt: ")[2]
                rules = {rule for device in devices for rule in passed[name, device]}
                if shown.startswith("übrige"):
                    assert rules
                    continue
                assert {rule for rule, *_ in RULES if rule in shown} == rules
                marked = {rule for rule in rules if any((device, rule) in exempted for device in devices)}
                assert shown.count("[Stellen ausgenommen]") == len(marked)


def test_every_exempted_place_is_listed() -> None:
    run = a_mixed_run(7)
    report = a_mixed_report(run, Language.DE)
    fleet = reader.fleet_of(report)
    [table] = [block for block in reader.section(report, "waivers").blocks if isinstance(block, Table)]
    told = {
        (reader.word(row, 0), name) for row in table.rows for name in reader.read(reader.word(row, 4), fleet).devices
    }
    titles = {name: title for name, title, *_ in RULES}
    assert told == {(titles[found.rule], found.device) for found in run.findings if found.exempted}


def test_rules_that_concern_no_device_are_listed_with_the_reasons() -> None:
    run = a_run()
    reasons = (Text(de="kein Banner", en="no banner"), Text(de="andere Plattform", en="other platform"))
    idle = tuple(
        replace(found, verdict=Verdict.NA, reason=reasons[found.device == "sw-07"], waiver=None)
        if found.rule == "mgmt.banner"
        else found
        for found in run.findings
    )
    report = a_mixed_report(replace(run, findings=idle), Language.DE)
    [table] = [block for block in reader.section(report, "kept").blocks if isinstance(block, Table)]
    assert [(row.cells[0], row.cells[3]) for row in table.rows] == [
        ("mgmt.banner", "kein Banner (59); andere Plattform (1)")
    ]


@pytest.mark.parametrize("length", [5, 40, 63])
def test_no_name_is_cut_off_on_a_page_however_many_there_are(length: int) -> None:
    run = a_mixed_run(3, 400)
    named = tuple(replace(found, device=found.device.ljust(length, "x")) for found in run.findings)
    changes = Changes(newly_failing=tuple((found.device, found.rule) for found in named))
    case = replace(run, findings=named)
    report = check(case, rolled_up(case), SETTINGS, Language.DE, changes)
    kind = Type(register())
    titles = {"Geräte", "Erfüllt auf", "neu verletzt auf", "Begründung und auslösende Zeile"}
    seen = set()
    for part in (part for part in report.sections if part.anchor != "summary"):
        for table in (block for block in part.blocks if isinstance(block, Table)):
            box = table_box(table, kind, frame_width(wide=part.wide))
            places = [place for place, column in enumerate(table.columns) if column.title in titles]
            seen |= {table.columns[place].title for place in places}
            assert not [row[place] for row in box.table.cells for place in places if row[place][-1].endswith("…")]
    assert seen == titles - {"Erfüllt auf"}
