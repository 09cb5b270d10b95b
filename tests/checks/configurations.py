"""Trees as nested dicts, and the real configurations beside the project."""

import csv

from checks.platform import platforms
from checks.tree import Node, parse
from tests.shared import SHARED

Shape = dict[str, "Shape"]
CORPUS = SHARED / "corpus"


def shape(text: str, platform: str) -> Shape:
    """The effective tree as nested dicts."""
    return below(parse(text, platforms()[platform]).root)


def below(node: Node) -> Shape:
    """What is below a node, as nested dicts."""
    return {child.text: below(child) for child in node.children}


def corpus() -> list[tuple[str, str, str]]:
    """Platform, file and text of every real configuration; empty where there are none."""
    manifest = CORPUS / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = [(row["platform"], row["file"]) for row in csv.DictReader(stream)]
    return [(platform, file, (CORPUS / file).read_bytes().decode("utf-8", "replace")) for platform, file in rows]
