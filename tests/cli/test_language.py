"""Which language the terminal speaks."""

import subprocess
from collections.abc import Mapping

import pytest

from isms.cli.language import chosen
from isms.core.model.text import Language
from tests.cli.running import process


@pytest.mark.parametrize(
    ("arguments", "environ", "expected"),
    [
        ([], {}, "de"),
        (["status"], {"LANG": "C.UTF-8"}, "de"),
        (["status"], {"LANG": "en_GB.UTF-8"}, "en"),
        (["status"], {"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        (["status"], {"ISMS_LANG": "en", "LC_ALL": "de_DE.UTF-8"}, "en"),
        (["--lang", "en", "status"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["--lang=en", "status"], {}, "en"),
        (["--lang"], {"LANG": "en_US"}, "en"),
        (["--lang", "fr"], {}, "de"),
    ],
    ids=str,
)
def test_the_option_wins_then_the_environment(arguments: list[str], environ: Mapping[str, str], expected: str) -> None:
    assert chosen(arguments, environ) is Language(expected)


def test_the_bare_command_shows_its_help() -> None:
    answer = subprocess.run(process(), capture_output=True, text=True, check=False)
    assert "demo" in answer.stdout
    assert answer.stderr == ""
