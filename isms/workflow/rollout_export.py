"""The rollout as a list for offices: one row per building, the days of every step."""

from datetime import datetime

from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind, Milestone, measure_id
from isms.core.wording_rollout import MEASURES
from isms.store.workspace import Workspace
from isms.workflow import rollout
from isms.workflow.building_export import Exported, Order
from isms.workflow.building_list import listed, standing

FORMATS = ("csv", "xlsx")


def export(workspace: Workspace, kind: MeasureKind, order: Order, moment: datetime) -> Exported:
    """The buildings that are asked for with the steps of their fibre or WLAN; raises InputError for another format."""
    from inventory import export_csv, export_rollout

    if order.format not in FORMATS:
        raise InputError(
            de=f"Diese Liste gibt es als {', '.join(FORMATS)}, nicht als {order.format}.",
            en=f"This list exists as {', '.join(FORMATS)}, not as {order.format}.",
        )
    steps: dict[str, dict[str, Milestone]] = {}
    for one in rollout.milestones(workspace):
        steps.setdefault(one.measure, {})[one.name] = one
    measures = {one.id: one for one in rollout.measures(workspace)}
    dated = []
    for site in listed(workspace, order.sentence, moment.date()).sites:
        key = measure_id(site.building.id, kind)
        dated.append(
            export_rollout.Dated(
                building=site.building,
                measure=measures.get(key),
                standing=standing(site, kind),
                steps=steps.get(key, {}),
            )
        )
    found = export_rollout.table(rollout.templates_of(workspace)[kind], dated, order.language)
    if order.format == "csv":
        data = export_csv.render_table(found.titles, found.rows, order.language)
    else:
        from inventory import workbook_writer

        origin = workbook_writer.Origin(owner=workspace.settings.workspace.name, when=moment, language=order.language)
        title = MEASURES[kind].to(order.language)
        data = workbook_writer.render_table(title, found.titles, found.rows, origin)
    return Exported(format=order.format, data=data, buildings=len(dated))
