"""A run as one web page that needs nothing else: no network, no script, no server."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from isms.core.model.finding import Finding, Severity
from isms.core.model.text import Language
from isms.core.wording import SEVERITIES
from reports import findings_page as page
from reports.findings_view import STATES, RunView, State, visible
from reports.findings_wording import WORDS
from reports.typography import moment, number
from reports.wording import CONTROL_ROWS

TEMPLATES = Path(__file__).parent / "templates"
SHAPES: dict[Severity, str] = {
    Severity.CRITICAL: "▲▲",
    Severity.HIGH: "▲",
    Severity.MEDIUM: "●",
    Severity.LOW: "▽",
    Severity.INFO: "○",
}


def to_html(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """The page; findings beyond what a page holds are counted and named as left out."""
    tally = page.Tally()
    shown = page.most_urgent(tally.counting(findings))
    rules = page.rule_rows(tally, run, language)
    named = {rule.id: rule for rule in rules}
    values = {
        **_frame(run, language),
        **_counts(tally, run, len(shown), language),
        "rules": rules,
        "quiet_rules": number(sum(not rule.loud for rule in rules), language),
        "rows": (page.finding_row(finding, named, language) for finding in shown),
        "by_severity": page.by_severity(tally, language),
        "by_device": page.by_device(tally, language),
        "left_out": page.left_out(run, language),
    }
    for piece in _gathered(_template().generate(values)):
        yield piece.encode()


@cache
def _template() -> Template:
    """The page, read once; every value in it is text unless it says otherwise, and a missing one is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("findings.html.j2")


def _gathered(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """The same text in fewer pieces."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(kept)
            kept, length = [], 0
    yield "".join(kept)


def _frame(run: RunView, language: Language) -> dict[str, Any]:
    """Language, words, style and script, and what is said about the run as a whole."""
    style, script = (_own(name) for name in ("findings.css", "findings.js"))
    facts = {
        WORDS["organisation"]: visible(run.workspace or ""),
        CONTROL_ROWS["run"]: visible(run.run) if run.run else WORDS["not_sealed"].to(language),
        CONTROL_ROWS["stand"]: moment(run.started_at, language),
        CONTROL_ROWS["tool"]: visible(f"{run.tool} {run.version}"),
    }
    return {
        "lang": language.value,
        "say": {name: text.to(language) for name, text in WORDS.items()},
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "facts": [(name.to(language), value) for name, value in facts.items() if value],
        "loud": page.BROKEN,
        "states": [(one, STATES[one].to(language)) for one in State],
        "severities": [(one, SEVERITIES[one].to(language)) for one in Severity],
        "shapes": SHAPES,
    }


def _own(name: str) -> str:
    """A file of ours that goes into the page as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """What the page may do: nothing but apply this style and run this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """A text as a content security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _counts(tally: page.Tally, run: RunView, shown: int, language: Language) -> Mapping[str, Any]:
    """The numbers, and the sentences that depend on them."""
    whole = tally.whole()
    total = whole.total()
    devices = run.summary.get("devices", len(tally.devices))
    undecided = whole[State.UNKNOWN] or whole[State.ERROR] or run.unreachable
    numbers = {"n": number(shown, language), "all": number(total, language)}
    return {
        "total": total,
        "devices": number(devices, language),
        "tiles": [(one, STATES[one].to(language), number(whole[one], language)) for one in State],
        "notice": WORDS["open"].to(language) if undecided else "",
        "fine": bool(total) and not undecided and not any(whole[one] for one in page.BROKEN),
        "cut": WORDS["cut"].to(language).format(**numbers) if shown < total else "",
        "count": numbers,
    }
