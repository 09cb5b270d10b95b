"""What was meant by a name that there is not: the nearest one, or all where none is near."""

from collections.abc import Collection, Iterable

from isms.core.errors import InputError
from isms.core.model.text import Text

MOST = 3
NEAR = 0.65  # of the letters agree; below that a proposal would be a guess
AS_NEAR = 0.1  # so little less agree in another proposal
SHORTEST = 3  # letters that a part of a name needs


def nearest(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are meant if letters are wrong or a part is missing, the nearest first; capitals do not matter."""
    from difflib import SequenceMatcher

    wanted, folded = word.casefold(), {name.casefold(): name for name in names}
    matcher = SequenceMatcher(b=wanted)
    rated = []
    for name in folded:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
            rated.append((-matcher.ratio(), name))
    found = [name for rate, name in sorted(rated) if rate <= min(rated)[0] + AS_NEAR]
    if not found and len(wanted) >= SHORTEST:
        found = sorted((name for name in folded if wanted in name), key=len)
    return tuple(folded[name] for name in found[:MOST])


def hint(word: str, names: Collection[str], everywhere: str | None = None) -> Text:
    """How a remark about an unknown name goes on: what is meant, else what there is; `everywhere` shows all."""
    parts = list(_parts(word, names, everywhere))
    return Text(de="; ".join(part.de for part in parts), en="; ".join(part.en for part in parts))


def advice(word: str, names: Collection[str], everywhere: str | None = None) -> Text:
    """The same as sentences."""
    parts = list(_parts(word, names, everywhere))
    return Text(de=" ".join(_sentence(part.de) for part in parts), en=" ".join(_sentence(part.en) for part in parts))


def no_platform(name: str, known: Collection[str]) -> Text:
    """The sentence about a platform that there is not."""
    meant = advice(name, known)
    return Text(de=f"Die Plattform ‚{name}‘ gibt es nicht. {meant.de}", en=f"There is no platform '{name}'. {meant.en}")


def refuse(sentences: Collection[Text]) -> None:
    """Raise InputError if anything is unknown, a line for each."""
    if sentences:
        raise InputError(de="\n".join(one.de for one in sentences), en="\n".join(one.en for one in sentences))


def _parts(word: str, names: Collection[str], everywhere: str | None) -> Iterable[Text]:
    """What is meant, or all names where there is no other place to see them; then that place."""
    near = nearest(word, names)
    if near:
        sure, listed = len(near) == 1, ", ".join(near)
        de, en = ("wohl", "probably") if sure else ("vielleicht", "perhaps")
        yield Text(de=f"gemeint ist {de}: {listed}", en=f"{en} meant: {listed}")
    elif everywhere is None:
        listed = ", ".join(names) or "–"
        yield Text(de=f"es gibt: {listed}", en=f"known: {listed}")
    if everywhere is not None:
        yield Text(de=f"alle zeigt {everywhere}", en=f"{everywhere} shows all")


def _sentence(text: str) -> str:
    """A part that stands alone."""
    return f"{text[0].upper()}{text[1:]}."
