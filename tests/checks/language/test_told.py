"""How patterns and expressions read in a reason: no sign of the rule language reaches a person."""

import pytest

from checks.expression import Value, compile_expression
from checks.language.pattern import compile_pattern
from checks.language.told import any_of, demanded, missing, nothing_like
from checks.platform import Syntax, platforms
from isms.core.model.text import Text
from tests.checks.judging import book


def told(*patterns: str, flat: bool = False) -> str:
    """The German words for patterns, each of which would do."""
    return any_of([compile_pattern(pattern, flat=flat) for pattern in patterns]).de


PATTERNS = [
    # pattern, how it reads
    ("ip ssh version 2", "ip ssh version 2"),
    ("banner motd ...", "banner motd …"),
    ("interface {port}", "interface …"),
    ("logging {host:addr} ... tls ...", "logging … tls …"),
    ("aaa authentication dot1x * group ...", "aaa authentication dot1x … group …"),
    ("hash <sha256|sha384|sha512>", "hash sha256, sha384 oder sha512"),
    ("HTTP <no|No>", "HTTP no"),
    ("access <manager|operator|Manager|Operator>", "access manager oder operator"),
    ("copp <a|b|c|d|e|f>", "copp a, b, c, d, e usw."),
    ("encryption-algorithm <aes*|sm4*>", "encryption-algorithm aes* oder sm4*"),
    ("line ... > password /(?!6$)[^<*].*/ ...", "line … > password …"),
    ("/ip settings > set ... /rp-filter=(strict|loose)/ ...", "/ip settings > set rp-filter=…"),
    ("limit /[1-9][0-9]*/", "limit …"),
    ("set Authentication /(?i)(radius|tacacs)/", "set Authentication …"),
    ("logging host /log-?[0-9]/", "logging host log…"),
    ("/ip service > set www ... disabled=yes ...", "/ip service > set www disabled=yes"),
    ("/system note > set ... note=* ...", "/system note > set note=…"),
    ("/radius > add ... service=*dot1x* ...", "/radius > add service=*dot1x*"),
    ("secret $1$x", "secret $$1$$x"),
]


@pytest.mark.parametrize(("pattern", "words"), PATTERNS, ids=[one[0] for one in PATTERNS])
def test_a_pattern_reads_in_the_words_of_the_device(pattern: str, words: str) -> None:
    assert told(pattern) == f"‚{words}‘"


def test_where_every_word_is_a_level_the_levels_are_words() -> None:
    assert told("system > services > ssh > {option}", flat=True) == "‚system services ssh …‘"


LISTS = [
    # patterns, missing, nothing like them
    ("a", "‚a‘ fehlt", "‚a‘ kommt nicht vor"),
    ("a b", "‚a‘ oder ‚b‘ fehlt", "weder ‚a‘ noch ‚b‘ kommt vor"),
    ("a b c", "‚a‘, ‚b‘ oder ‚c‘ fehlt", "weder ‚a‘ noch ‚b‘ noch ‚c‘ kommt vor"),
    (
        "a b c d",
        "‚a‘, ‚b‘, ‚c‘ oder ein weiterer möglicher Eintrag fehlt",
        "weder ‚a‘ noch ‚b‘ noch ‚c‘ noch ein weiterer solcher Eintrag kommt vor",
    ),
    (
        "a b c d e",
        "‚a‘, ‚b‘, ‚c‘ oder einer von 2 weiteren möglichen Einträgen fehlt",
        "weder ‚a‘ noch ‚b‘ noch ‚c‘ noch einer von 2 weiteren Einträgen kommt vor",
    ),
    ("{a} {b}", "‚…‘ fehlt", "‚…‘ kommt nicht vor"),
]


@pytest.mark.parametrize(("patterns", "lacking", "none"), LISTS, ids=[one[0] for one in LISTS])
def test_a_list_of_patterns_reads_as_a_sentence(patterns: str, lacking: str, none: str) -> None:
    given = [compile_pattern(pattern, flat=False) for pattern in patterns.split()]
    assert (missing(given).de, nothing_like(given).de) == (lacking, none)


def test_a_list_reads_in_english_too() -> None:
    given = [compile_pattern(pattern, flat=False) for pattern in ("a", "b <x|y>", "c", "d", "e")]
    assert missing(given).en == "'a', 'b x or y', 'c' or one of 2 more entries that would do is missing"
    assert nothing_like(given).en == "neither 'a' nor 'b x or y' nor 'c' nor any of 2 more entries occurs"


def test_long_patterns_leave_no_room_for_others() -> None:
    assert told("a" * 140, "b" * 140, "c") == f"‚{'a' * 140}‘ oder einer von 2 weiteren möglichen Einträgen"


@pytest.mark.parametrize("platform", platforms())
def test_no_sign_of_the_language_reaches_a_person(platform: str) -> None:
    flat = platforms()[platform].syntax is Syntax.BRACES
    checks = [check for rule in book().rules for check in rule.checks if platform in check.platform]
    patterns = [one for check in checks for one in ([check.each] if isinstance(check.each, str) else check.each or [])]
    for pattern in patterns:
        words = told(pattern, flat=flat)
        assert not {*"{}|"} & {*words}, pattern
        assert "..." not in words, pattern


VALUES: dict[str, Value] = {"LIMIT": 5, "STRICT": True, "ZONES": ("UTC",)}
DEMANDS = [
    # expression, what it asks
    ("n > 0", "mehr als 0"),
    ("0 < n <= LIMIT", "mehr als 0 und höchstens LIMIT (5)"),
    ("LIMIT <= n", "mindestens LIMIT (5)"),
    ("n < 3", "weniger als 3"),
    ("n != 1", "etwas anderes als 1"),
    ("n == STRICT", "STRICT"),
    ("n == 'x$y'", "x$$y"),
    ("n in ZONES", "ein Wert aus ZONES"),
    ("n not in ZONES", "kein Wert aus ZONES"),
    ("'x' in n", None),
    ("n < m", None),
    ("2 * n < 3", None),
    ("n < 2 or n > 5", None),
    ("LIMIT > 3", None),
    ("n > 0 < LIMIT", None),
    ("0 < LIMIT < n", None),
]


@pytest.mark.parametrize(("expression", "words"), DEMANDS, ids=[one[0] for one in DEMANDS])
def test_a_comparison_reads_as_a_demand(expression: str, words: str | None) -> None:
    given = demanded(compile_expression(expression), VALUES)
    assert (given and given.de) == words


def test_a_demand_reads_in_english_too() -> None:
    given = demanded(compile_expression("0 < n <= LIMIT"), VALUES)
    assert given == Text(de="mehr als 0 und höchstens LIMIT (5)", en="more than 0 and at most LIMIT (5)")
