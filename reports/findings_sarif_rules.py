"""The rules of a run as SARIF describes them: in one language, and as a translation in the other."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from isms.core.model.finding import Severity
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from reports.findings_marked import code, escaped, fenced
from reports.findings_view import RunView, visible
from reports.wording import PLATFORMS

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:isms-toolkit:sarif")
LEVELS: dict[Severity, str] = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
# The scale by which code hosts sort security findings: 0 to 10, as CVSS.
SCORES: dict[Severity, str] = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
    Severity.INFO: "1.0",
}
NAMES: dict[Language, str] = {Language.DE: "Deutsch", Language.EN: "English"}
REMEDY = Text(de="Abhilfe", en="Remedy")
REFERENCES = Text(de="Quellen", en="References")
PLACEHOLDER = re.compile(r"\{(\d+)\}")
LINK = re.compile(r"\[(?=[^\]]*\]\()")


def literal(text: str) -> str:
    """A message that holds neither a placeholder nor an embedded link (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return LINK.sub(r"\\[", PLACEHOLDER.sub(r"{{\1}}", text))


def component(run: RunView, language: Language) -> dict[str, Any]:
    """The program with its rules, in the language of the run."""
    return {
        "name": run.tool,
        "guid": identity("tool", run.tool),
        "version": run.version,
        "semanticVersion": run.version,
        "language": language.value,
        "isComprehensive": False,
        "rules": [{**_words(rule, language), **_facts(rule)} for rule in run.rules],
    }


def translation(run: RunView, language: Language) -> dict[str, Any]:
    """The words of the rules in another language, in the order of the rules."""
    return {
        "name": run.tool,
        "guid": identity("tool", run.tool, language.value),
        "version": run.version,
        "language": language.value,
        "contents": ["localizedData"],
        "isComprehensive": True,
        "associatedComponent": {"name": run.tool, "guid": identity("tool", run.tool)},
        "translationMetadata": {"name": NAMES[language]},
        "rules": [_words(rule, language) for rule in run.rules],
    }


def identity(*parts: str) -> str:
    """An identifier that is the same whenever its parts are."""
    return str(uuid.uuid5(NAMESPACE, "\0".join(visible(part) for part in parts)))


def _words(rule: RuleInfo, language: Language) -> dict[str, Any]:
    """What people read about a rule."""
    return {
        "id": rule.id,
        "shortDescription": {"text": literal(visible(rule.title.to(language)))},
        "fullDescription": {"text": literal(visible(rule.why.to(language)))},
        "help": {
            "text": literal("\n".join(_plain(rule, language))),
            "markdown": literal("\n\n".join(_marked(rule, language))),
        },
    }


def _facts(rule: RuleInfo) -> dict[str, Any]:
    """What is the same in every language."""
    return {
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": list(dict.fromkeys(("security", rule.topic, rule.severity.value))),
            "security-severity": SCORES[rule.severity],
            "precision": "very-high",
            "references": [visible(reference) for reference in rule.references],
        },
    }


def _plain(rule: RuleInfo, language: Language) -> Iterator[str]:
    """Why, what to enter per platform, and where it is written."""
    yield visible(rule.why.to(language))
    for platform in rule.remedy:
        yield f"{REMEDY.to(language)} ({PLATFORMS.get(platform, platform)}):"
        yield from map(visible, rule.remedy_in(platform, language))
    if rule.references:
        yield f"{REFERENCES.to(language)}: {visible('; '.join(rule.references))}"


def _marked(rule: RuleInfo, language: Language) -> Iterator[str]:
    """The same as Markdown."""
    yield escaped(rule.why.to(language))
    for platform in rule.remedy:
        yield f"**{REMEDY.to(language)}: {escaped(PLATFORMS.get(platform, platform))}**"
        yield fenced(rule.remedy_in(platform, language))
    if rule.references:
        yield f"{REFERENCES.to(language)}: {', '.join(code(reference) for reference in rule.references)}"
