"""The rollout's report as sheets of a workbook: the same tables, whole."""

from collections.abc import Iterator

from reports import wording_rollout as words
from reports.build_rollout_buildings import areas_table, buildings_table, flaws_table, slow_table, uncabled_table
from reports.build_rollout_lists import marked_table, slips_table, stuck_table
from reports.build_rollout_money import deadlines_table, grants_table, years_table
from reports.build_rollout_places import groups_table
from reports.build_rollout_targets import course_columns, course_table, targets_table
from reports.case_rollout import RolloutCase
from reports.model import Row, Sheet, Table


def sheets(case: RolloutCase) -> tuple[Sheet, ...]:
    """The sheets in the order of the report; without those that would be empty."""
    views = case.views
    tables = (
        (words.TARGETS, targets_table(case)),
        (words.COURSE, _courses(case)),
        (words.SHEET_DISTRICTS, groups_table(case, views.districts, "district")),
        (words.DEPARTMENTS, groups_table(case, views.departments, "department")),
        (words.STUCK, stuck_table(case)),
        (words.SHEET_SLIPS, slips_table(case)),
        (words.SHEET_MARKED, marked_table(case)),
        (words.SHEET_DEADLINES, deadlines_table(case)),
        (words.SHEET_YEARS, years_table(case)),
        (words.GRANTS, grants_table(case)),
        (words.SHEET_AREAS, areas_table(case)),
        (words.SHEET_SLOW, slow_table(case)),
        (words.SHEET_UNCABLED, uncabled_table(case)),
        (words.SHEET_FLAWS, flaws_table(case)),
        (words.BUILDINGS, buildings_table(case)),
    )
    return tuple(Sheet(case.say(name), table) for name, table in tables if table.rows)


def _courses(case: RolloutCase) -> Table:
    """The burn-up of every target below each other."""
    columns = (case.column("target", 40), *course_columns(case))
    return Table(columns=columns, rows=tuple(_course_rows(case)))


def _course_rows(case: RolloutCase) -> Iterator[Row]:
    """Target and quarter."""
    for aim in case.aims:
        title = aim.progress.target.title.to(case.language)
        yield from (Row((title, *row.cells)) for row in course_table(case, aim).rows)
