"""The report on the rollout of fibre and WLAN as plain values."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from isms.core.model.safety import Soundness
from reports import wording_rollout as words
from reports.build_rollout_buildings import buildings, buildings_table, more
from reports.build_rollout_document import document
from reports.build_rollout_lists import stuck
from reports.build_rollout_money import deadlines
from reports.build_rollout_places import places
from reports.build_rollout_sheets import sheets
from reports.build_rollout_targets import course, targets
from reports.case_rollout import RolloutCase
from reports.model import Report
from reports.typography import day, moment, number


def rollout(case: RolloutCase) -> Report:
    """The whole report; every date in it comes from the day of the views."""
    workspace, settings = case.settings.workspace, case.settings.report
    return Report(
        name="rollout",
        id=f"rollout-{case.views.day:%Y-%m-%d}",
        language=case.language,
        title=case.say(words.TITLE),
        subtitle=case.say(words.SUBTITLE),
        document_name=case.say(words.DOCUMENT),
        organisation=workspace.name,
        unit=workspace.rollout_unit,
        marking=settings.marking,
        version=settings.version,
        author=settings.author,
        created_at=datetime.combine(case.views.day, time.min, UTC),
        control=tuple(_control(case)),
        sections=tuple(part(case) for part in (targets, course, places, stuck, deadlines, more, buildings)),
        document=document(case),
        sheet=buildings_table(case),
        sheets=sheets(case),
        contents=False,
    )


def _control(case: RolloutCase) -> Iterator[tuple[str, str]]:
    """The rows of the document control."""
    settings, views = case.settings.report, case.views
    scope = case.say(words.SCOPE, buildings=case.count(len(views.buildings), words.BUILDING))
    if views.left_out:
        scope += case.say(words.LEFT_OUT, n=number(len(views.left_out), case.language))
    values = {
        "version": settings.version,
        "stand": day(views.day, case.language),
        "scope": scope,
        "hidden": _hidden(case),
        "run": _run(case),
        "author": settings.author,
        "reviewer": settings.reviewer,
        "approver": settings.approver,
        "marking": settings.marking,
    }
    return ((words.CONTROL_ROWS[name].to(case.language), value) for name, value in values.items() if value)


def _hidden(case: RolloutCase) -> str:
    """How many buildings are not named."""
    count = sum(not case.named(one.building.id) for one in case.views.buildings)
    if not count:
        return ""
    return case.say(words.HIDDEN_ONE) if count == 1 else case.say(words.HIDDEN, n=number(count, case.language))


def _run(case: RolloutCase) -> str:
    """Which run says how the devices are."""
    safeties = (one.safety for one in case.views.buildings if one.safety.state is not Soundness.NO_DEVICES)
    run = next(((safety.run, safety.run_at) for safety in safeties if safety.run is not None), None)
    return f"{run[0]}, {moment(run[1], case.language)}" if run else ""
