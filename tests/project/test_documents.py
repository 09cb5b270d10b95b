"""Licence, notices, catalogue entry, changelog and the links between the documents."""

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

import isms
from tests.project.files import TOP, read, tracked

ENTRY: dict[str, Any] = yaml.safe_load((TOP / "publiccode.yml").read_text())
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
REQUIRED = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
REQUIRED |= {"legal", "maintenance", "localisation"}


def test_one_version_everywhere() -> None:
    heading = re.compile(
        rf"^## \[?{re.escape(isms.__version__)}\b|^Becomes {re.escape(isms.__version__)}\.$", re.MULTILINE
    )
    assert metadata.version("isms-toolkit") == isms.__version__
    assert ENTRY["softwareVersion"] == isms.__version__
    assert heading.search((TOP / "CHANGELOG.md").read_text())


def test_one_licence_everywhere() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    first = (TOP / "LICENSE").read_text().splitlines()[0]
    assert (project["license"], ENTRY["legal"]["license"], first) == (
        "EUPL-1.2",
        "EUPL-1.2",
        "SPDX-License-Identifier: EUPL-1.2",
    )


def test_the_catalogue_entry_keeps_to_the_standard() -> None:
    assert set(ENTRY) >= REQUIRED
    assert ENTRY["publiccodeYmlVersion"] == "0.5"
    assert ENTRY["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert ENTRY["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in ENTRY["maintenance"]["contacts"])
    assert set(ENTRY["localisation"]["availableLanguages"]) == set(ENTRY["description"]) == {"de", "en"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_catalogue_describes_within_its_limits(language: str) -> None:
    described = ENTRY["description"][language]
    assert 1 <= len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert described["features"]


@pytest.mark.parametrize("document", [str(path) for path in tracked() if path.suffix == ".md"])
def test_links_lead_somewhere(document: str) -> None:
    folder = (TOP / document).parent
    assert [link for link in LINK.findall(read(Path(document))) if not (folder / link).exists()] == []


def test_notice_names_every_folder_of_tables() -> None:
    notice = (TOP / "NOTICE").read_text()
    folders = {str(path.parent) for path in tracked() if path.suffix == ".csv" and path.parts[0] != "tests"}
    assert [folder for folder in sorted(folders) if f"{folder}/" not in notice] == []


def test_notice_attributes_the_facts_of_the_bsi() -> None:
    notice = (TOP / "NOTICE").read_text()
    for words in ("Bundesamt für Sicherheit in der Informationstechnik", "CC-BY-SA-4.0", "2026-07-30", "Changed"):
        assert words in notice


@pytest.mark.parametrize("name", [str(path) for path in tracked() if path.suffix in {".yaml", ".yml"}])
def test_every_yaml_file_of_ours_can_be_read(name: str) -> None:
    if name.startswith("tests/data/"):
        return
    assert list(yaml.safe_load_all((TOP / name).read_text(encoding="utf-8"))) != [None]
