"""The reason for a status in words: what refutes, what is old, what hints, what is unclear, what is shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from isms.core.model.control import Status
from isms.core.model.finding import Waiver
from isms.core.model.text import Text
from isms.grundschutz.weigh import Evidence, Pair

REST = Text(
    de="offen: der übrige Teil der Anforderung, von Hand zu beantworten",
    en="open: the rest of the requirement, for a person to answer",
)


def note(status: Status, evidence: Evidence) -> Text:
    """All that has to be said of a status, the deciding part first."""
    return joined("; ", list(parts(status, evidence)))


def requires_note(missing: Sequence[str], told: Text) -> Text:
    """The reason why a control that is met by itself stays open: what it depends on is not met."""
    listed = ", ".join(missing)
    return Text(de=f"offen: setzt {listed} voraus; {told.de}", en=f"open: requires {listed}; {told.en}")


def parts(status: Status, evidence: Evidence) -> Iterator[Text]:
    """The parts of a note in their order."""
    if evidence.refuted:
        yield titled("widerlegt", "refuted", [reasoned(pair) for pair in evidence.failed if pair[0].refutes])
    if evidence.stale:
        yield since(evidence.oldest)
    if hints := [reasoned(pair) for pair in evidence.failed if not pair[0].refutes]:
        yield titled("Hinweis", "hint", hints)
    if evidence.unclear:
        yield titled("unklar", "unclear", [reasoned(pair) for pair in evidence.unclear])
    if evidence.not_run:
        yield titled("nicht geprüft", "not checked", [alike(link.rule) for link in evidence.not_run])
    if status is Status.OPEN and evidence.settled:
        yield titled("belegt", "shown", [reached(pair) for pair in evidence.passed])
        yield REST
    elif evidence.passed:
        yield titled("belegt", "shown", [alike(link.rule) for link, _ in evidence.passed])
    if waived := [waiver for _, finding in evidence.failed if (waiver := finding.waiver)]:
        yield titled("Duldung", "waiver", [waived_until(waiver) for waiver in waived])


def since(collected: datetime | None) -> Text:
    """Since when nobody looked."""
    if collected is None:
        return Text(de="ungeprüft: ohne Datum der Erhebung", en="unverified: no date of collection")
    day = collected.date().isoformat()
    return Text(de=f"ungeprüft seit {day}", en=f"unverified since {day}")


def titled(de: str, en: str, listed: Sequence[Text]) -> Text:
    """A list under a word."""
    items = joined(", ", listed)
    return Text(de=f"{de}: {items.de}", en=f"{en}: {items.en}")


def reasoned(pair: Pair) -> Text:
    """A rule with the reason of its verdict."""
    rule, reason = pair[0].rule, pair[1].reason
    return Text(de=f"{rule} ({reason.de})", en=f"{rule} ({reason.en})")


def reached(pair: Pair) -> Text:
    """A rule that passes with what its evidence reaches, and what was exempted from it."""
    link, finding = pair
    if not finding.exempted:
        return Text(de=f"{link.rule} ({link.note.de})", en=f"{link.rule} ({link.note.en})")
    return Text(de=f"{link.rule} ({finding.exempted} ausgenommen)", en=f"{link.rule} ({finding.exempted} exempted)")


def waived_until(waiver: Waiver) -> Text:
    """A waiver with its end."""
    end = waiver.until.isoformat()
    return Text(de=f"{waiver.rule} bis {end}", en=f"{waiver.rule} until {end}")


def alike(word: str) -> Text:
    """A word that is the same in both languages."""
    return Text(de=word, en=word)


def joined(separator: str, texts: Sequence[Text]) -> Text:
    """Several texts as one."""
    return Text(de=separator.join(text.de for text in texts), en=separator.join(text.en for text in texts))
