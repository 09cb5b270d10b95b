"""The promises of pyproject.toml, the Makefile and pre-commit about the code."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

from tests.project.files import TOP

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
IMPORTED_AS = {
    "pyyaml": "yaml",
    "python-calamine": "python_calamine",
    "font-source-sans-pro": "font_source_sans_pro",
    "fontpkg-ibm-plex-mono": "fontpkg_ibm_plex_mono",
}
HOOKS = yaml.safe_load((TOP / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]


@pytest.mark.parametrize("library", [Requirement(line).name for line in PROJECT["project"]["dependencies"]])
def test_every_library_has_one_home(library: str) -> None:
    homes = [one for one in CONTRACTS if IMPORTED_AS.get(library, library) in one.get("protected_modules", [])]
    assert len(homes) == 1


def test_the_parts_do_not_know_each_other() -> None:
    [layers] = [contract["layers"] for contract in CONTRACTS if contract["type"] == "layers"]
    parts = next(layer for layer in layers if "checks" in layer)
    assert set(parts.split(" | ")) >= {"inventory", "checks", "isms.grundschutz", "isms.demo", "reports"}


def test_pre_commit_runs_the_commands_of_make_check() -> None:
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", (TOP / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    commands = [line.removeprefix("\t@$(BIN)/").removesuffix(" .") for line in recipe[1].splitlines()]
    entries = [hook["entry"].removeprefix(".venv/bin/") for hook in HOOKS]
    assert [command for command in commands if command not in entries] == []
