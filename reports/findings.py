"""The formats a check run can be had in; the template library is read only when HTML is wanted."""

from collections.abc import Callable, Iterable, Iterator

from isms.core.model.finding import Finding
from isms.core.model.text import Language
from reports import findings_csv, findings_junit, findings_markdown, findings_oscal, findings_sarif
from reports.findings_view import RunView

Renderer = Callable[[Iterable[Finding], RunView, Language], Iterator[bytes]]


def to_html(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """The run as one web page."""
    from reports import findings_html

    return findings_html.to_html(findings, run, language)


FINDING_FORMATS: dict[str, Renderer] = {
    "csv": findings_csv.to_csv,
    "markdown": findings_markdown.to_markdown,
    "junit": findings_junit.to_junit,
    "sarif": findings_sarif.to_sarif,
    "html": to_html,
    "oscal": findings_oscal.to_oscal,
}


def render(kind: str, findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """A run in the format of that name, piece by piece; findings of a device stand together. KeyError for no format."""
    return FINDING_FORMATS[kind](findings, run, language)
