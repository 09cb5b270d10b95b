"""Remedies of the shipped rules speak English to English readers; nothing but notes and placeholders changes."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pytest

from checks import remedies, rulebook
from checks.platform import platforms
from checks.remedies import NOTE, PLACEHOLDER, Remedies
from checks.rule import Rule
from isms.core import codec
from isms.core.codec import MistakesError
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language
from tests.checks.judging import RULE

GERMAN = re.compile(
    r"[^\x20-\x7e]|\b(der|die|das|den|dem|des|ein|eine[nmrs]?|und|oder|nicht|mit|ohne|aus|sonst|erst|zuerst|vorher|danach"
    r"|wenn|wer|wo|noch|muss|auch|bei|vor|nach|vom|von|zum|zur|auf|ist|sind|wird|kein|keine|alle|jede[rsnm]?|bis|dann"
    r"|Adresse|Kennwort|Netz|Nummer|Schnittstelle|Regel|Liste|Konto|Nutzer|Quelle|Ziel|Zweck|Gruppe|Gast)\b",
    re.IGNORECASE,
)


@cache
def english() -> Remedies:
    """The words that ship."""
    text = resources.files("checks").joinpath("remedies.yaml").read_text(encoding="utf-8")
    return remedies.read("checks/remedies.yaml", text)


def shipped() -> Iterator[tuple[Rule, str]]:
    """Every shipped rule with each platform it has a remedy for."""
    for rule in rulebook.shipped().rules:
        for platform in rule.remedy:
            yield rule, platform


def notes() -> dict[str, str]:
    """Every note of the shipped rules, with a rule that has it."""
    found = ((NOTE.fullmatch(line), rule.id) for rule, name in shipped() for line in rule.remedy[name])
    return {note[2]: rule for note, rule in found if note is not None}


def placeholders() -> dict[str, str]:
    """Every placeholder of the shipped rules, with a rule that has it."""
    return {
        word: rule.id for rule, name in shipped() for line in rule.remedy[name] for word in PLACEHOLDER.findall(line)
    }


def test_every_note_has_its_english() -> None:
    known = {*english().notes, *english().commands}
    assert {note: rule for note, rule in notes().items() if note not in known} == {}


def test_every_placeholder_has_its_english() -> None:
    assert {word: rule for word, rule in placeholders().items() if word not in english().placeholders} == {}


def test_nothing_is_translated_that_no_rule_says() -> None:
    words, said = english(), notes()
    assert [note for note in (*words.notes, *words.commands) if note not in said] == []
    assert [word for word in words.placeholders if word not in placeholders()] == []
    assert sorted({*words.notes} & {*words.commands}) == []


def test_english_is_ascii_and_free_of_german() -> None:
    words = english()
    said = [*words.notes.values(), *words.placeholders.values(), *(words.line(f"# {one}") for one in words.commands)]
    assert {text: GERMAN.findall(text) for text in said if GERMAN.search(text)} == {}


def bare(line: str) -> str:
    """A line without what may differ: the words of a note, and what stands in brackets."""
    note = NOTE.fullmatch(line)
    return note[1] if note is not None else PLACEHOLDER.sub("", line)


def test_both_languages_differ_in_nothing_but_notes_and_placeholders() -> None:
    for rule, platform in shipped():
        german, spoken = (rule.remedies(one)[platform] for one in (Language.DE, Language.EN))
        assert [*map(bare, german)] == [*map(bare, spoken)]
        assert (platform in rule.remedy_en) == (german != spoken)


def test_a_note_names_the_same_placeholders_in_both_languages() -> None:
    words = english()
    for german, spoken in words.notes.items():
        wanted = sorted(words.placeholders[one] for one in PLACEHOLDER.findall(german))
        assert sorted(PLACEHOLDER.findall(spoken)) == wanted


def test_what_is_different_in_german_is_different_in_english() -> None:
    words = english().placeholders
    for rule, platform in shipped():
        german = {word for line in rule.remedy[platform] for word in PLACEHOLDER.findall(line)}
        assert (rule.id, platform, len({words[word] for word in german})) == (rule.id, platform, len(german))


def test_a_rule_tells_its_remedy_in_the_language_asked_for() -> None:
    rule = rulebook.shipped().get("mgmt.no-telnet")
    for face in (rule.info(), codec.from_json(codec.to_json(rule.info()), RuleInfo, "rules.json")):
        assert "! erst wenn eine Anmeldung über SSH gelingt:" in face.remedy_in("cisco_ios", Language.DE)
        assert "! only when a login over SSH succeeds:" in face.remedy_in("cisco_ios", Language.EN)
        assert face.remedy_in("hostapd", Language.EN) == ()


def test_a_remedy_for_all_platforms_is_told_for_each_in_both_languages() -> None:
    info = rulebook.shipped().get("bak.collected").info()
    for platform in platforms():
        assert info.remedy_in(platform, Language.DE)[0] == "# isms device collect --device <Gerät>"
        assert info.remedy_in(platform, Language.EN)[0] == "# isms device collect --device <device>"


OWN = RULE.format(checks="  - {platform: [cisco_ios], must: [a]}", platform="cisco_ios")
LINES = 'remedy: {cisco_ios: ["hostname <Name>"]}\n'


def own(more: str) -> RuleInfo:
    """A rule of an office's own, with its remedy in the author's words."""
    [rule] = rulebook.load([("own.yaml", OWN.replace("remedy: {cisco_ios: [eine Zeile]}\n", LINES + more))]).rules
    return rule.info()


def test_rules_of_an_office_are_left_as_their_author_wrote_them() -> None:
    assert own("").remedy_in("cisco_ios", Language.EN) == ("hostname <Name>",)
    translated = own('remedy_en: {cisco_ios: ["hostname <device>"]}\n')
    assert translated.remedy_in("cisco_ios", Language.EN) == ("hostname <device>",)
    assert translated.remedy_in("cisco_ios", Language.DE) == ("hostname <Name>",)


def test_english_without_a_remedy_is_a_mistake() -> None:
    with pytest.raises(MistakesError, match=r"remedy_en\.frr: no remedy for frr"):
        own("remedy_en: {frr: [a]}\n")


def test_a_run_sealed_before_there_was_english_is_still_read() -> None:
    sealed = codec.to_plain(rulebook.shipped().get("mgmt.no-telnet").info())
    del sealed["remedy_en"]
    face = codec.from_plain(sealed, RuleInfo, "rules.json")
    assert face.remedy_in("cisco_ios", Language.EN) == face.remedy_in("cisco_ios", Language.DE)
