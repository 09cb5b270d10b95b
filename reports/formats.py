"""The formats a report can be had in; the PDF library is read only when a PDF is wanted."""

from collections.abc import Callable

from reports.model import Report
from reports.text import to_csv, to_json


def to_pdf(report: Report) -> bytes:
    """The report as PDF."""
    from reports.pdf import render

    return render(report)


RENDERERS: dict[str, Callable[[Report], bytes]] = {"pdf": to_pdf, "json": to_json, "csv": to_csv}
