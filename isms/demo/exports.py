"""The town's lists as an office would hand them over."""

import csv
import io
from collections.abc import Iterable

from isms.demo.town import Town


def devices_csv(town: Town) -> str:
    """The devices as CSV with `;`, as the device import reads it."""
    header = ("name", "address", "port", "platform", "site", "role", "tags", "credentials")
    return _csv(
        header,
        (
            (d.name, d.address, d.port, d.platform, d.site, d.role, ",".join(d.tags), d.credentials)
            for d in town.devices
        ),
    )


def buildings_csv(town: Town) -> str:
    """The buildings as CSV with `;` and decimal points, as the building import reads it."""
    header = ("id", "name", "street", "postcode", "city", "district", "type", "department", "owner", "lat", "lon")
    return _csv(header, ([getattr(building, column) for column in header] for building in town.buildings))


def _csv(header: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()
