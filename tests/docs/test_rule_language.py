"""docs/rules.md says what the rule language does."""

from dataclasses import fields

import pytest
import yaml

from checks import policy, policy_file, rulebook
from checks.engine import Subject, compile_rules, judge
from checks.fleet import rules as together
from checks.fleet.proof import proved
from checks.language.pattern import compile_pattern
from checks.language.words import EXTRAS, WORDS
from checks.platform import Syntax, platforms
from checks.rule import Check, Member, Rule, Source
from checks.rulebook import Rulebook
from checks.tree import parse
from isms.core import codec
from isms.core.model.finding import Severity, Verdict
from tests.docs import documents

PAGE = "docs/rules.md"
YAML = documents.fences(PAGE, "yaml")
FRAME = {
    "id": "own.example",
    "title": {"de": "Beispiel", "en": "Example"},
    "why": {"de": "darum", "en": "because"},
    "topic": "own",
    "severity": "low",
}
RULES = [text for text in YAML if "checks" in yaml.safe_load(text)]
TOGETHER = [text for text in YAML if "fleet" in yaml.safe_load(text)]
POLICIES = [text for text in YAML if text not in RULES and text not in TOGETHER]
KEYS: dict[str, type[Rule | Check]] = {"The file": Rule, "A check": Check}


def loaded(text: str) -> Rulebook:
    """A rule as the page shows it; a fragment gets the head and the remedy that the page leaves out."""
    shown = yaml.safe_load(text)
    remedy = {platform: ["eine Zeile"] for check in shown["checks"] for platform in check["platform"]}
    return rulebook.load([(PAGE, codec.to_yaml({**FRAME, "remedy": remedy, **shown}))])


def named(text: str) -> str:
    """The words of a fragment, to tell it from the others."""
    shown = yaml.safe_load(text)
    return str(shown.get("id") or shown["checks"][0].get("must"))[:60]


@pytest.mark.parametrize("text", RULES, ids=named)
def test_an_example_of_the_page_loads_and_holds(text: str) -> None:
    [rule] = loaded(text).rules
    for platform, examples in rule.examples.items():
        [compiled] = compile_rules([rule], platforms()[platform])
        for verdict, configs in examples.items():
            for config in configs:
                tree = parse(config, platforms()[platform])
                assert judge(compiled, Subject(tree, rule.proved_with())).verdict is verdict, config


@pytest.mark.parametrize("text", TOGETHER, ids=named)
def test_an_example_about_all_devices_loads_and_holds(text: str) -> None:
    [rule] = rulebook.load([(PAGE, text)]).rules
    assert [(verdict, proved(rule, one)) for verdict, given in rule.sets.items() for one in given] == [
        (verdict, verdict) for verdict, given in rule.sets.items() for _ in given
    ]


def test_the_page_names_everything_that_is_compared() -> None:
    section = documents.text(PAGE).partition("## Rules about all devices\n")[2].partition("\n## ")[0]
    assert [name for name in together.RULES if f"| `{name}` |" not in section] == []
    assert [one.name for one in fields(Member) if f"`{one.name}`" not in section] == []
    assert [name for one in together.RULES.values() for name in one.policy if f"`{name}`" not in section] == []


def test_every_word_has_an_example() -> None:
    used = "\n".join(RULES)
    words = {*WORDS, *(extra for extras in EXTRAS.values() for extra in extras)}
    assert sorted(word for word in words if f"{word}:" not in used) == []


@pytest.mark.parametrize("text", POLICIES)
def test_a_policy_of_the_page_is_one(text: str) -> None:
    assert policy_file.read(codec.parse_yaml(text, PAGE)).everywhere.values.keys() == policy.default().values.keys()


@pytest.mark.parametrize(("pattern", "good", "bad"), documents.table(PAGE, "pattern"))
def test_a_pattern_matches_what_the_table_says(pattern: str, good: str, bad: str) -> None:
    assert list(map(bool, (matches(pattern, text, "cisco_ios") for text in (good, bad)))) == [True, False]


@pytest.mark.parametrize(("platform", "config", "pattern"), documents.table(PAGE, "platform"))
def test_a_configuration_looks_as_the_table_says(platform: str, config: str, pattern: str) -> None:
    assert matches(pattern, config.replace("\\n", "\n") + "\n", platform)


def matches(pattern: str, config: str, platform: str) -> list[int]:
    """The lines that a pattern matches."""
    known = platforms()[platform]
    compiled = compile_pattern(pattern, flat=known.syntax is Syntax.BRACES)
    return [match.node.number for match in compiled.find(parse(config, known).root) if match.sure]


@pytest.mark.parametrize("heading", KEYS)
def test_the_tables_name_every_key(heading: str) -> None:
    section = documents.text(PAGE).partition(f"## {heading}\n")[2].partition("\n## ")[0]
    names = [field.name for field in fields(KEYS[heading])]
    assert [name for name in names if f"| `{name}` |" not in section] == []


def test_the_page_names_every_verdict_severity_and_source() -> None:
    page = documents.text(PAGE)
    assert [one.value for kind in (Verdict, Severity, Source) for one in kind if f"`{one.value}`" not in page] == []
