"""What a run is judged by: rules, policy, waivers and redaction key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.finding import Waiver
from isms.core.model.text import Text
from isms.core.nearest import advice, refuse
from isms.store.workspace import Workspace
from isms.workflow.rulebook import ruling_of
from isms.workflow.subjects import Selection

if TYPE_CHECKING:
    from checks.policies import Policies
    from checks.rule import Rule
    from checks.rulebook import Rulebook
    from checks.workers import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a run is judged by."""

    book: "Rulebook"
    policies: "Policies"
    recipe: "Recipe"
    waivers_ending: tuple[Waiver, ...]

    @property
    def titles(self) -> dict[str, Text]:
        """What each rule demands, by its id."""
        return {rule.id: rule.title for rule in self.book.rules}


def make_setting(workspace: Workspace | None, selection: Selection, now: datetime) -> Setting:
    """The rules, policy, waivers and redaction key of a workspace, or what ships with the program."""
    from checks.rulebook import Rulebook
    from checks.waivers import ending
    from checks.workers import Recipe
    from isms.core.redact import process_key
    from isms.store.keys import redaction_key

    ruling = ruling_of(workspace)
    book = Rulebook(_some(tuple(_selected(ruling.book, selection))))
    key = redaction_key(workspace.root) if workspace is not None else process_key()
    today = now.date()
    recipe = Recipe(rules=book.rules, policies=ruling.policies, key=key, waivers=ruling.waivers, today=today)
    soon = ending(ruling.waivers, today)
    return Setting(book=book, policies=ruling.policies, recipe=recipe, waivers_ending=soon)


def _selected(book: "Rulebook", selection: Selection) -> Iterator["Rule"]:
    """The rules that are wanted; raises InputError for an id or topic that none has."""
    refuse([*_unknown(book, selection)])
    for one in book.rules:
        by_id = not selection.rules or one.id in selection.rules
        by_topic = not selection.topics or one.topic in selection.topics
        if by_id and by_topic and (not selection.severities or one.severity in selection.severities):
            yield one


def _unknown(book: "Rulebook", selection: Selection) -> Iterator[Text]:
    """A sentence about each rule and topic that there is not."""
    ids, topics = {rule.id for rule in book.rules}, sorted({rule.topic for rule in book.rules})
    yield from (book.unknown(rule) for rule in selection.rules if rule not in ids)
    for topic in dict.fromkeys(selection.topics):
        if topic not in topics:
            meant = advice(topic, topics)
            yield Text(de=f"Kein Thema heißt ‚{topic}‘. {meant.de}", en=f"No topic is called '{topic}'. {meant.en}")


def _some(rules: tuple["Rule", ...]) -> tuple["Rule", ...]:
    """The rules; raises InputError if there are none, as nothing would be judged."""
    if not rules:
        raise InputError(
            de="Keine Regel hat alle gewählten Eigenschaften (--rule, --topic, --severity); geprüft würde nichts.",
            en="No rule has all the chosen properties (--rule, --topic, --severity); nothing would be judged.",
        )
    return rules
