"""Patterns and expressions as people read them in a reason: in the words of the device, without signs of the language.

In what comes back `$` is doubled, as a reason asks for it.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from checks.expression import Value
from checks.language.pattern import Pattern
from checks.language.pattern_words import REST, Word
from isms.core.model.text import Language, Text

OPEN = "…"  # whatever stands there
SHOWN = 3  # patterns that a reason shows,
ROOM = 150  # as long as they are no longer together
CHOICES = 5  # words that a choice shows
LITERAL = re.compile(r"/(?:\(\?i\))?((?:[\w=.:-](?![*+?{]))*)")  # how a regular expression begins
QUOTES = {Language.DE: ("‚", "‘"), Language.EN: ("'", "'")}
OR, ETC = Text(de="oder", en="or"), Text(de="usw.", en="etc.")
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
DEMANDS: dict[type[ast.cmpop], Text] = {
    ast.Lt: Text(de="weniger als", en="less than"),
    ast.LtE: Text(de="höchstens", en="at most"),
    ast.Gt: Text(de="mehr als", en="more than"),
    ast.GtE: Text(de="mindestens", en="at least"),
    ast.Eq: Text(de="", en=""),
    ast.NotEq: Text(de="etwas anderes als", en="anything but"),
    ast.In: Text(de="ein Wert aus", en="a value of"),
    ast.NotIn: Text(de="kein Wert aus", en="no value of"),
}


def missing(patterns: Sequence[Pattern]) -> Text:
    """`‚a‘ oder ‚b‘ fehlt`: that no line matches one of the patterns, each of which would do."""
    one = any_of(patterns)
    return Text(de=f"{one.de} fehlt", en=f"{one.en} is missing")


def nothing_like(patterns: Sequence[Pattern]) -> Text:
    """`weder ‚a‘ noch ‚b‘ kommt vor`: that no line matches any of the patterns."""
    (de, more), (en, _) = _shown(patterns, Language.DE), _shown(patterns, Language.EN)
    if len(de) == 1 and not more:
        return Text(de=f"{de[0]} kommt nicht vor", en=f"{en[0]} does not occur")
    de += [] if not more else ["ein weiterer solcher Eintrag" if more == 1 else f"einer von {more} weiteren Einträgen"]
    en += [] if not more else ["one more such entry" if more == 1 else f"any of {more} more entries"]
    return Text(de=f"weder {' noch '.join(de)} kommt vor", en=f"neither {' nor '.join(en)} occurs")


def any_of(patterns: Sequence[Pattern]) -> Text:
    """`‚a‘ oder ‚b‘`: the patterns, each of which would do."""
    (de, more), (en, _) = _shown(patterns, Language.DE), _shown(patterns, Language.EN)
    if more:
        de.append("ein weiterer möglicher Eintrag" if more == 1 else f"einer von {more} weiteren möglichen Einträgen")
        en.append("one more entry that would do" if more == 1 else f"one of {more} more entries that would do")
    return Text(de=_listed(de, Language.DE), en=_listed(en, Language.EN))


def _shown(patterns: Sequence[Pattern], language: Language) -> tuple[list[str], int]:
    """The first of the patterns, in quotation marks, and how many more there are."""
    before, after = QUOTES[language]
    told = list(dict.fromkeys(f"{before}{_pattern(pattern, language)}{after}" for pattern in patterns))
    count = next((count for count in range(SHOWN, 1, -1) if len("".join(told[:count])) <= ROOM), 1)
    return told[:count], len(told[count:])


def _listed(words: Sequence[str], language: Language) -> str:
    """`a, b oder c`."""
    before = ", ".join(words[:-1])
    return f"{before} {OR.to(language)} {words[-1]}" if before else "".join(words)


def _pattern(pattern: Pattern, language: Language) -> str:
    """A pattern in the words of the device."""
    steps = [" ".join(_step(step, language)) for step in pattern.steps]
    return (" " if pattern.flat else " > ").join(steps).replace("$", "$$")


def _step(step: Sequence[Word], language: Language) -> Iterator[str]:
    """The words of one line; where these are assignments, in any order, what may stand between them is left out."""
    assigns = any("=" in word.text for word in step)
    last = ""
    for word in step:
        told = "" if assigns and word.text == REST else _word(word.text, language)
        if told and not told == last == OPEN:
            yield (last := told)


def _word(text: str, language: Language) -> str:
    """One word."""
    if text == REST or text.startswith("{") or set(text) == {"*"}:
        return OPEN
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return f"{''.join(LITERAL.findall(text)[:1])}{OPEN}"
    if text.startswith("<") and text.endswith(">"):
        return _choice(text[1:-1].split("|"), language)
    return re.sub(r"=\*$", f"={OPEN}", text)


def _choice(words: Sequence[str], language: Language) -> str:
    """One of several words; those that differ in capitals only are one."""
    apart = [*{word.casefold(): word for word in reversed(words)}.values()][::-1]
    return _listed(apart, language) if len(apart) <= CHOICES else f"{', '.join(apart[:CHOICES])} {ETC.to(language)}"


def demanded(value: ast.expr, values: Mapping[str, Value]) -> Text | None:
    """`mehr als 0 und höchstens IDLE_MINUTES (15)`: what a comparison asks of one captured word, None for an expression
    that is more than that; `values` are those of the policy."""
    if not isinstance(value, ast.Compare):
        return None
    sides = [value.left, *value.comparators]
    asked = [side for side in sides if isinstance(side, ast.Name) and side.id not in values]
    if len(asked) != 1 or not all(isinstance(side, ast.Name | ast.Constant) for side in sides):
        return None
    found = [
        _demand(pair, operator, values, asked=asked[0])
        for pair, operator in zip(pairwise(sides), value.ops, strict=True)
    ]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return Text(de=" und ".join(one.de for one in known), en=" and ".join(one.en for one in known))


def _demand(
    pair: tuple[ast.expr, ast.expr], operator: ast.cmpop, values: Mapping[str, Value], *, asked: ast.expr
) -> Text | None:
    """What one comparison asks of a captured word."""
    left, right = pair
    if right is asked:
        kind, other = FLIPPED.get(type(operator)), left
    else:
        kind, other = type(operator) if left is asked else None, right
    if kind is None:
        return None
    demand, side = DEMANDS[kind], _side(other, values)
    return Text(de=f"{demand.de} {side}".strip(), en=f"{demand.en} {side}".strip())


def _side(side: ast.expr, values: Mapping[str, Value]) -> str:
    """A number, a word or a parameter of the policy, with its value where that is a number."""
    if not isinstance(side, ast.Name):
        return str(getattr(side, "value", "")).replace("$", "$$")
    value = values[side.id]
    return f"{side.id} ({value})" if type(value) is int else side.id
