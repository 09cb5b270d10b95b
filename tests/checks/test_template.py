"""A rule to fill in: it says what is missing, and holds once that is filled in."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks import rulebook
from checks.platform import platforms
from checks.template import BLANK, template
from isms.core.codec import MistakesError
from isms.core.model.text import Language

FILLED = {
    "title": '{de: "CDP ist aus", en: "CDP is off"}',
    "why": '{de: "CDP verrät zu viel.", en: "CDP tells too much."}',
}


def filled(text: str) -> str:
    """A template with a person's words in it."""
    for key, words in FILLED.items():
        text = text.replace(f'{key}: {{de: "{BLANK}", en: "{BLANK}"}}', f"{key}: {words}")
    text = text.replace(f"pass:\n      - |2\n        {BLANK}\n", "pass:\n      - |2\n        no cdp run\n")
    text = text.replace(f"fail:\n      - |2\n        {BLANK}\n", "fail:\n      - |2\n        cdp run\n")
    return text.replace(f'- "{BLANK}"', "- no cdp run")


def unfinished(text: str) -> MistakesError:
    """What loading it says."""
    with pytest.raises(MistakesError) as caught:
        rulebook.load([("own.yaml", text)])
    return caught.value


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("names", [("cisco_ios",), ("cisco_ios", "cisco_nxos", "arista_eos")])
def test_a_template_loads_once_it_is_filled_in(language: Language, names: tuple[str, ...]) -> None:
    [rule] = rulebook.load([("own.yaml", filled(template("stadt.no-cdp", names, language)))]).rules
    assert (rule.id, rule.topic, rule.platforms, rule.title.en) == ("stadt.no-cdp", "stadt", names, "CDP is off")
    for name in names:
        assert [len(texts) for texts in rule.examples[name].values()] == [1, 1]
        assert rule.remedy[name] == ("no cdp run",)


@pytest.mark.parametrize("language", Language)
def test_all_that_is_missing_is_told_with_its_line(language: Language) -> None:
    text = template("stadt.no-cdp", ("cisco_ios",), language)
    error = unfinished(text)
    lines = text.splitlines()
    assert [one.key for one in error.mistakes] == [
        *("title.de", "title.en", "why.de", "why.en", "checks.0.must.0", "remedy.cisco_ios.0"),
        *("examples.cisco_ios.pass.0", "examples.cisco_ios.fail.0"),
    ]
    assert all(BLANK in "".join(lines[(one.line or 0) - 1 : (one.line or 0) + 1]) for one in error.mistakes)
    assert error.message.de.startswith("Noch nicht fertig; 8 Angaben fehlen (???):\nown.yaml:6: title.de: noch ausz")
    assert error.message.en.startswith("Not finished yet; 8 things are missing (???):\nown.yaml:6: title.de: to be f")


def test_one_blank_less_is_one_thing_less() -> None:
    text = filled(template("stadt.no-cdp", ("cisco_ios",), Language.DE)).replace("CDP is off", BLANK)
    assert unfinished(text).message.de.startswith("Noch nicht fertig; eine Angabe fehlt (???):\nown.yaml:6: title.en")


def test_mistakes_are_told_beside_what_is_missing() -> None:
    text = template("stadt.no-cdp", ("cisco_ios",), Language.DE).replace("severity: medium", "severity: viel")
    error = unfinished(text)
    assert "severity" in {one.key for one in error.mistakes}
    assert "9 Fehler" in error.message.de
    blank = unfinished(text.replace("severity: viel", f'severity: "{BLANK}"'))
    assert [one.key for one in blank.mistakes].count("severity") == 1


@pytest.mark.parametrize("language", Language)
def test_lines_are_no_longer_than_people_read(language: Language) -> None:
    text = template("stadt.no-cdp", tuple(platforms()), language)
    assert max(map(len, text.splitlines())) <= 120


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1)


@given(text=TEXTS)
def test_a_configuration_is_taken_as_it_is(text: str) -> None:
    made = yaml.safe_load(template("a.b", ("frr",), Language.DE, ("frr", "r1.cfg", text)))
    assert made["examples"]["frr"]["fail"][0].rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("text", ["  a\n b\n", "\n\na\n", "a\n\n  \nb  \n", "\ta\n", "- a: [\n", "a #b\n", "\x07\n"])
def test_odd_lines_stay_as_they_are(text: str) -> None:
    made = yaml.safe_load(template("a.b", ("frr",), Language.EN, ("frr", "r1.cfg", text)))
    assert made["examples"]["frr"]["fail"] == [text]


def test_the_example_says_where_it_comes_from() -> None:
    text = template("a.b", ("frr", "cisco_ios"), Language.EN, ("frr", "r1.cfg", "hostname r1\n"))
    assert re.search(r"# From r1\.cfg, redacted: .*\n    fail:\n      - \|2\n        hostname r1\n", text)
    assert text.count(BLANK) == template("a.b", ("frr", "cisco_ios"), Language.EN).count(BLANK) - 1
