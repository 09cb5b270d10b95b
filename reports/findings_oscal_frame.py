"""What stands around the observations in OSCAL assessment results: document, tool, rules, devices."""

import re
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from reports.findings_view import RunView, visible
from reports.wording import CONTROL_ROWS

VERSION = "1.1.3"
NS = "urn:isms-toolkit:oscal"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, NS)
NO_TOKEN = re.compile(r"[^\w.-]")
DASH = "–"
TITLE = Text(de="Ergebnis der Konfigurationsprüfung", en="Results of the configuration check")
PLAN = Text(de="Regelwerk des Prüflaufs", en="Rule set of the run")
PLAN_IS = Text(
    de="Geprüft wurde gegen die Regeln unter local-definitions; einen Prüfplan in OSCAL gibt es nicht.",
    en="Judged against the rules under local-definitions; there is no assessment plan in OSCAL.",
)
REVIEWED = Text(
    de="Als Anforderungen stehen hier die Regeln, nach denen geprüft wurde; welche Anforderungen eines Katalogs sie "
    "belegen, sagt dessen Zuordnung.",
    en="The controls named here are the rules that were applied; which controls of a catalogue they are evidence for "
    "is said by its mapping.",
)


@lru_cache(maxsize=1024)
def identity(*parts: str) -> str:
    """An identifier that is the same whenever its parts are."""
    return str(uuid.uuid5(NAMESPACE, "\0".join(visible(part) for part in parts)))


def key(run: RunView) -> str:
    """What makes a run this one."""
    return run.run or run.started_at.isoformat()


def said(text: str) -> str:
    """A value as OSCAL takes it: one line, not empty, no blanks around it."""
    return visible(text).strip() or DASH


def token(text: str) -> str:
    """A name as OSCAL takes it."""
    name = NO_TOKEN.sub("_", visible(text))
    return name if name[:1].isalpha() else f"_{name}"


def prop(name: str, value: str) -> dict[str, str]:
    """A property of ours."""
    return {"name": name, "ns": NS, "value": said(value)}


def metadata(run: RunView, language: Language) -> dict[str, Any]:
    """Title, date and version; the date is that of the run."""
    name = f"{TITLE.to(language)} – {visible(run.workspace)}" if run.workspace else TITLE.to(language)
    return {
        "title": name,
        "last-modified": run.started_at,
        "version": said(key(run)),
        "oscal-version": VERSION,
        "props": [prop("run", run.run or DASH), prop("language", language.value)],
    }


def plan() -> dict[str, str]:
    """Where the plan would be: in the back matter stands why there is none."""
    return {"href": f"#{identity('plan')}"}


def back_matter(language: Language) -> dict[str, Any]:
    """What the reference to the plan leads to."""
    resource = {"uuid": identity("plan"), "title": PLAN.to(language), "description": PLAN_IS.to(language)}
    return {"resources": [resource]}


def rules(run: RunView, language: Language) -> dict[str, Any]:
    """The rules as activities; nothing where the run describes none."""
    activities = [_activity(rule, language) for rule in run.rules]
    return {"local-definitions": {"activities": activities}} if activities else {}


def _activity(rule: RuleInfo, language: Language) -> dict[str, Any]:
    """A rule."""
    return {
        "uuid": identity("rule", rule.id),
        "title": said(rule.title.to(language)),
        "description": said(rule.why.to(language)),
        "props": [prop("rule", rule.id), prop("topic", rule.topic), prop("severity", rule.severity.value)],
    }


def actor(run: RunView) -> list[dict[str, Any]]:
    """Who observed: the program."""
    return [{"actors": [{"type": "tool", "actor-uuid": identity("tool", run.tool, run.version)}]}]


def definitions(run: RunView, devices: Mapping[str, str]) -> dict[str, Any]:
    """The program and the devices by their platform."""
    tool = {
        "uuid": identity("tool", run.tool, run.version),
        "type": "software",
        "title": said(run.tool),
        "description": said(f"{run.tool} {run.version}"),
        "props": [{"name": "version", "value": said(run.version)}],
        "status": {"state": "operational"},
    }
    platform = {"uuid": identity("platform", run.tool), "uses-components": [{"component-uuid": tool["uuid"]}]}
    items = [_item(device, name) for device, name in devices.items()]
    listed = {"inventory-items": items} if items else {}
    return listed | {"assessment-assets": {"components": [tool], "assessment-platforms": [platform]}}


def _item(device: str, platform: str) -> dict[str, Any]:
    """A device."""
    props = [{"name": "asset-id", "value": said(device)}, *([prop("platform", platform)] if platform else [])]
    return {"uuid": subject(device), "description": said(device), "props": props}


def subject(device: str) -> str:
    """The identifier of a device, the same in every run."""
    return identity("device", device)


def reviewed(names: Iterable[str], language: Language) -> dict[str, Any]:
    """What was applied: the rules, each with the one objective of its name."""
    tokens = [token(name) for name in names]
    if not tokens:
        return {"control-selections": [{"description": REVIEWED.to(language), "include-all": {}}]}
    chosen = {"description": REVIEWED.to(language), "include-controls": [{"control-id": name} for name in tokens]}
    objectives = {"include-objectives": [{"objective-id": name} for name in tokens]}
    return {"control-selections": [chosen], "control-objective-selections": [objectives]}


def heading(run: RunView, language: Language) -> dict[str, Any]:
    """The beginning of the one result."""
    return {
        "uuid": identity("result", key(run)),
        "title": TITLE.to(language),
        "description": f"{CONTROL_ROWS['run'].to(language)} {visible(key(run))}",
        "start": run.started_at,
    }
