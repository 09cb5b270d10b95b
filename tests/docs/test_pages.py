"""What the pages say of the program is so."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from checks import detect, policy, rulebook
from checks.platform import Marks, Platform, Syntax, platforms
from checks.rule import Rule
from isms.core import codec
from isms.core.model.evidence import WORDS, Fault
from isms.evidence.manifest import Manifest
from tests.docs import documents

PLATFORMS, EVIDENCE, POLICY = "docs/platforms.md", "docs/evidence.md", "docs/richtlinie.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]*)#([^)\s]+)\)")
WEIGHTS = {"sure": detect.SURE, "strong": detect.STRONG, "weak": detect.WEAK, "against": detect.AGAINST}
LARGEST_IMAGE = 300_000


def anchors(document: str) -> set[str]:
    """The places in a document that a link can name."""
    headings = re.findall(r"^#+ (.+)$", documents.FENCE.sub("", documents.text(document)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", documents.DOCUMENTS)
def test_links_within_pages_lead_somewhere(document: str) -> None:
    targets = [(name, anchor) for name, anchor in LINK.findall(documents.text(document)) if "://" not in name]
    folder = Path(document).parent
    assert [anchor for name, anchor in targets if anchor not in anchors(str(folder / name) if name else document)] == []


def test_every_image_is_shown_and_small() -> None:
    images = sorted((documents.TOP / "docs" / "images").iterdir())
    pages = "".join(map(documents.text, documents.DOCUMENTS))
    assert [image.name for image in images if f"images/{image.name}" not in pages] == []
    assert [image.name for image in images if image.stat().st_size > LARGEST_IMAGE] == []


def test_the_readme_is_short() -> None:
    assert len(documents.text("README.md").splitlines()) < 150


def test_the_readme_counts_rules_and_platforms() -> None:
    page = documents.text("README.md")
    assert f"{len(platforms())} Plattformen" in page
    assert f"{len(rulebook.shipped().rules)} Regeln" in page


def test_the_page_lists_every_platform_with_its_syntax_and_rules() -> None:
    listed = {name: (title, syntax, rules) for name, title, syntax, rules in documents.table(PLATFORMS, "id")}
    rules = rulebook.shipped().rules
    assert listed == {one.id: (one.title, one.syntax.value, coverage(one, rules)) for one in platforms().values()}


def coverage(platform: Platform, rules: tuple[Rule, ...]) -> str:
    """How the page calls what the rules do on a platform."""
    topics = {rule.topic for rule in rules if platform.id in rule.platforms}
    return "yes" if len(topics) > 1 else "WLAN" if topics else ""


def test_the_page_names_every_syntax() -> None:
    assert {name for name, _ in documents.table(PLATFORMS, "`syntax`")} == {one.value for one in Syntax}


def test_the_page_names_every_key_of_a_platform() -> None:
    named = re.findall(r"`(\w+)`", " ".join(row[0] for row in keys(PLATFORMS, "The keys")))
    assert sorted(named) == sorted(field.name for field in fields(Platform))


def test_the_page_names_every_mark_with_its_weight() -> None:
    rows = keys(PLATFORMS, "Recognising a platform")
    weights = {name.strip("`"): int(weight.replace("−", "-")) for name, _, weight in rows}
    assert weights == {**WEIGHTS, "in_comments": detect.SURE}
    assert weights.keys() == {field.name for field in fields(Marks)}


def test_the_platform_of_the_page_can_be_read() -> None:
    indented = re.search(r"^ {3}```yaml\n(.*?)^ {3}```$", documents.text(PLATFORMS), re.MULTILINE | re.DOTALL)
    assert indented
    text = "\n".join(line[3:] for line in indented[1].splitlines())
    assert codec.read(Platform, codec.parse_yaml(text, PLATFORMS)).id == yaml.safe_load(text)["id"]


def test_the_page_names_every_fault() -> None:
    rows = {german: code.strip("`") for german, code, _ in documents.table(EVIDENCE, "problem")}
    assert rows == {WORDS[fault].de: fault.value for fault in Fault}


def test_the_page_names_every_key_of_a_manifest() -> None:
    rows = documents.table(EVIDENCE, "key of `manifest.json`")
    named = [name for keys_of_row, _ in rows for name in re.findall(r"\w+", keys_of_row)]
    assert named == [field.name for field in fields(Manifest)]


def test_the_page_of_the_policy_names_every_parameter_with_its_default() -> None:
    rows = {
        name: (default.replace("`", ""), meaning) for name, default, meaning in documents.table(POLICY, "Parameter")
    }
    assert rows == {name: (spelled(one.default), one.meaning.de) for name, one in policy.parameters().items()}


def spelled(value: object) -> str:
    """A default as the handbook writes it."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return str(value).lower()


def keys(document: str, heading: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the first table below a heading."""
    section = documents.text(document).partition(f"## {heading}\n")[2]
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return tuple(tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in rows[2:])
