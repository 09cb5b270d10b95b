"""The fibre network as the Open Fibre Data Standard describes it: buildings as nodes, lines of fibre as spans.

Source: Open Fibre Data Standard 0.4.0 (standard.ofds.info), network schema, codelists nodeStatus, spanStatus and
transmissionMedium. The standard parts proposed from planned by whether financing is final, which a tender presupposes;
`inactive` is built but not in service.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from inventory.export_geojson import point
from inventory.targets_metric import Site
from isms.core import codec
from isms.core.model.building import Building
from isms.core.model.connection import FIBRE, Connection
from isms.core.model.rollout import Phase
from isms.core.model.text import Language

SCHEMA = "https://standard.ofds.info/en/0__4__0/network-schema.json"
CRS = {"name": "urn:ogc:def:crs:OGC::CRS84", "uri": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}
STATUSES = {
    Phase.NEED: "proposed",
    Phase.PLANNING: "proposed",
    Phase.APPROVAL: "planned",
    Phase.TENDER: "planned",
    Phase.BUILD: "underConstruction",
    Phase.ACCEPTANCE: "inactive",
    Phase.OPERATION: "operational",
}
GONE, LIVE, ORDERED = "decommissioned", "operational", "planned"
COUNTRY = "DE"


def render(sites: Sequence[Site], owner: str, day: date, language: Language) -> bytes:
    """A package with one network: every building that has fibre or a measure for it; unknown is left out."""
    found = [site for site in sites if belongs(site)]
    spans = [_span(line, site.day) for site in found for line in _fibre(site)]
    network = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SCHEMA}#{owner}")),
        "name": owner,
        "publicationDate": day.isoformat(),
        "crs": CRS,
        "language": language.value,
        "nodes": [_node(site) for site in found],
        "spans": spans,
        "links": [{"href": SCHEMA, "rel": "describedby"}],
    }
    return codec.to_json({"networks": [_known(network)]}, indent=1) + b"\n"


def belongs(site: Site) -> bool:
    """Whether a building is part of the fibre network that there is or is to be."""
    return site.fibre is not None or any(True for _ in _fibre(site))


def status(site: Site) -> str | None:
    """The status of a node; None if nothing is known of it."""
    closed = site.building.closed_on
    if closed is not None and closed <= site.day:
        return GONE
    lines = {span_status(line, site.day) for line in _fibre(site)}
    if LIVE in lines:
        return LIVE
    if site.fibre is not None and site.fibre.phase is not None:
        return STATUSES[site.fibre.phase]
    return GONE if lines == {GONE} else None


def span_status(line: Connection, day: date) -> str | None:
    """The status of a line; None if nobody knows whether it is in service."""
    if line.ended_on is not None and line.ended_on <= day:
        return GONE
    if line.active_since is None:
        return None
    return LIVE if line.active_since <= day else ORDERED


def _fibre(site: Site) -> Iterable[Connection]:
    """The lines of fibre into a building."""
    return (line for line in site.connections if line.medium in FIBRE)


def _node(site: Site) -> dict[str, Any]:
    """A building as a node."""
    return _known(
        {
            "id": site.building.id,
            "name": site.building.name,
            "status": status(site),
            "location": point(site.building),
            "address": _address(site.building),
        }
    )


def _address(building: Building) -> dict[str, Any]:
    """Where a building is, as far as it is known."""
    parts = {"streetAddress": building.street, "locality": building.city, "postalCode": building.postcode}
    found = _known(parts)
    return {**found, "country": COUNTRY} if found else {}


def _span(line: Connection, day: date) -> dict[str, Any]:
    """A line as a span that ends in its building; where it begins and how it runs, the register does not know."""
    return _known(
        {
            "id": line.id,
            "status": span_status(line, day),
            "readyForServiceDate": line.active_since,
            "end": line.building,
            "transmissionMedium": ["fibre"],
            "capacity": line.mbit_contracted / 1000 if line.mbit_contracted else None,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without those of which nothing is known; the standard wants no empty ones."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", {}, [])}
