"""Whether the pace of late is another one than before.

The test shuffles the weeks: if the last eight were like any other eight, drawing eight weeks at random would often give
a difference as large. It asks nothing of the shape of the counts, so that many completions in one week cause no alarm.
"""

from collections.abc import Sequence
from random import Random

from isms.core.model.forecast import Trend, per_quarter
from isms.core.model.text import Text

RECENT = 8  # weeks
LEAST = 2 * RECENT  # weeks that are needed to compare at all
SHUFFLES = 2000
RARE = 0.05  # a difference that chance makes less often than this is told


def trend(weeks: Sequence[int], seed: int) -> Trend | None:
    """The break between the last eight weeks and those before; None if chance explains the difference."""
    if len(weeks) < LEAST:
        return None
    chance = _chance(weeks, seed)
    earlier, recent = per_quarter(weeks[:-RECENT]), per_quarter(weeks[-RECENT:])
    if chance >= RARE:
        return None
    return Trend(earlier=earlier, recent=recent, chance=chance, words=_words(earlier, recent, chance))


def _chance(weeks: Sequence[int], seed: int) -> float:
    """How often eight weeks chosen at random differ from the mean as much as the last eight do."""
    random = Random(seed)
    expected = sum(weeks) * RECENT / len(weeks)
    seen = abs(sum(weeks[-RECENT:]) - expected)
    as_far = sum(abs(sum(random.sample(weeks, RECENT)) - expected) >= seen for _ in range(SHUFFLES))
    return (as_far + 1) / (SHUFFLES + 1)


def _words(earlier: float, recent: float, chance: float) -> Text:
    """The warning, with the test it rests on."""
    change_de, change_en = ("schneller", "faster") if recent > earlier else ("langsamer", "slower")
    before, now, percent = (f"{number:.1f}" for number in (earlier, recent, max(chance * 100, 0.1)))
    return Text(
        de=f"Bruch im Tempo: in den letzten {RECENT} Wochen {change_de} ({_comma(now)} je Quartal statt "
        f"{_comma(before)}). Die Prognose mischt beides. Mischt man die Wochen zufällig, ist der Unterschied nur in "
        f"{_comma(percent)} % der Fälle so groß (Permutationstest).",
        en=f"A break in the pace: {change_en} in the last {RECENT} weeks ({now} per quarter instead of {before}). The "
        f"forecast mixes both. Shuffling the weeks makes such a difference in only {percent} % of the cases "
        "(permutation test).",
    )


def _comma(number: str) -> str:
    """A number as German writes it."""
    return number.replace(".", ",")
