"""Words for targets, as the command line and the reports show them."""

from collections.abc import Iterator

from isms.core.model.progress import Answer
from isms.core.model.target import Metric, Operator, Scope, Target
from isms.core.model.text import Text
from isms.core.wording_rollout import AREAS, ORIGINS, TENURES

ANSWERS: dict[Answer, Text] = {
    Answer.MET: Text(de="erreicht", en="met"),
    Answer.UNMET: Text(de="offen", en="open"),
    Answer.UNKNOWN: Text(de="unbekannt", en="unknown"),
}
METRICS: dict[Metric, Text] = {
    Metric.FIBRE: Text(de="Glasfaser", en="fibre"),
    Metric.SUPPLIED: Text(de="versorgt", en="supplied"),
    Metric.MBIT: Text(de="Mbit/s", en="Mbit/s"),
    Metric.WLAN: Text(de="WLAN", en="WLAN"),
    Metric.CABLED: Text(de="verkabelt", en="cabled"),
}
OPERATORS: dict[Operator, Text] = {
    Operator.IS: Text(de="", en=""),
    Operator.AT_LEAST: Text(de="mindestens", en="at least"),
    Operator.MORE_THAN: Text(de="mehr als", en="more than"),
}


def condition(target: Target) -> Text:
    """What a target asks of a building, such as `mehr als 1000 Mbit/s`."""
    operator, metric = OPERATORS[target.operator], METRICS[target.metric]
    value = "" if target.value is None else f"{target.value:g}"
    return Text(
        de=" ".join(part for part in (operator.de, value, metric.de) if part),
        en=" ".join(part for part in (operator.en, value, metric.en) if part),
    )


def scope(wanted: Scope) -> Text:
    """Which buildings a target is about, in words."""
    parts = list(_parts(wanted))
    if not parts:
        return Text(de="alle Gebäude", en="all buildings")
    return Text(de="; ".join(part.de for part in parts), en="; ".join(part.en for part in parts))


def _parts(wanted: Scope) -> Iterator[Text]:
    """Each filter that is set."""
    named = (
        ("Art", "type", wanted.types),
        ("Stadtteil", "district", wanted.districts),
        ("Amt", "department", wanted.departments),
    )
    for de, en, words in named:
        if words:
            yield Text(de=f"{de}: {', '.join(words)}", en=f"{en}: {', '.join(words)}")
    kinds = (
        ("Herkunft", "origin", tuple(ORIGINS[one] for one in wanted.origins)),
        ("Besitz", "tenure", tuple(TENURES[one] for one in wanted.tenures)),
        ("Bereiche", "areas", tuple(AREAS[one] for one in wanted.areas)),
    )
    for de, en, texts in kinds:
        if texts:
            yield Text(
                de=f"{de}: {', '.join(one.de for one in texts)}", en=f"{en}: {', '.join(one.en for one in texts)}"
            )
    for de, en, flag in (("Randlage", "peripheral", wanted.peripheral), ("KRITIS", "KRITIS", wanted.kritis)):
        if flag is not None:
            yield Text(de=f"{de}: {'ja' if flag else 'nein'}", en=f"{en}: {'yes' if flag else 'no'}")
