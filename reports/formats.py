"""The formats a report can be had in; the libraries of a format are read only when it is wanted."""

from collections.abc import Callable

from reports.model import Report
from reports.text import to_csv, to_json


def to_pdf(report: Report) -> bytes:
    """The report as PDF."""
    from reports.pdf import render

    return render(report)


def to_html(report: Report) -> bytes:
    """The report as a web page that needs nothing else."""
    from reports.html import to_html

    return to_html(report)


def to_xlsx(report: Report) -> bytes:
    """The tables of the report as a workbook."""
    from reports.xlsx import to_xlsx

    return to_xlsx(report)


def to_markdown(report: Report) -> bytes:
    """The report as Markdown."""
    from reports.markdown import to_markdown

    return to_markdown(report)


RENDERERS: dict[str, Callable[[Report], bytes]] = {
    "pdf": to_pdf,
    "html": to_html,
    "xlsx": to_xlsx,
    "csv": to_csv,
    "json": to_json,
    "md": to_markdown,
}
