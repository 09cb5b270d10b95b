"""Every kind of secret, planted into a configuration of every platform: gone, and nothing else is."""

import re

import pytest

from isms.core.redact import Redactor
from tests.core.secret_cases import FOLDER, KEY, Planted, cases, plant

ALL = dict(cases())
# Lines that only their block or their first character makes what they are.
BLOCK = ("  ", "⟦", "! ", " description", "access-list", " key ⟦digits⟧")
LOGGED = "Nov 21 10:00:00 sw1 42: %PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:"


def redact(text: str) -> str:
    """The text without its secrets, under a fixed key."""
    return Redactor(KEY).redact(text)


def pieces_left(planted: Planted, text: str) -> list[str]:
    """The secrets of which six characters in a row can still be read."""
    known = planted.left
    return [secret for secret in planted.secrets if any(piece in text and piece not in known for piece in six(secret))]


def six(secret: str) -> list[str]:
    """All pieces of six characters."""
    return [secret[at : at + 6] for at in range(len(secret) - 5)]


@pytest.mark.parametrize("name", ALL)
def test_a_planted_secret_becomes_its_mark_and_every_other_character_stays(name: str) -> None:
    planted = plant(name, ALL[name])
    assert redact(planted.text).split("\n") == planted.left.split("\n")


@pytest.mark.parametrize("name", ALL)
def test_line_ends_of_windows_make_no_difference(name: str) -> None:
    planted = plant(name, ALL[name])
    assert redact(planted.text.replace("\n", "\r\n")) == planted.left.replace("\n", "\r\n")


@pytest.mark.parametrize("name", ALL)
def test_redacting_twice_changes_nothing_more(name: str) -> None:
    once = redact(plant(name, ALL[name]).text)
    assert redact(once) == once


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith(("cisco", "arista", "hp_"))])
def test_capitals_hide_nothing(name: str) -> None:
    text = re.sub(r"[^⟦⟧]+(?=⟦|\Z)", lambda found: found[0].upper(), "⟧" + ALL[name])[1:]
    planted = plant(name, text)
    assert redact(planted.text).split("\n") == planted.left.split("\n")


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith(("shapes", "others: shadow"))])
def test_tabs_and_deeper_indentation_hide_nothing(name: str) -> None:
    planted = plant(name, "".join("\t\t" + line.replace("  ", "\t") for line in ALL[name].splitlines(keepends=True)))
    assert pieces_left(planted, redact(planted.text)) == []


@pytest.mark.parametrize(
    "name", [name for name in ALL if name.startswith(("cisco", "arista")) and "banner" not in name]
)
def test_commands_quoted_in_a_log_are_as_safe_as_those_in_a_configuration(name: str) -> None:
    lines = [line for line in ALL[name].splitlines() if "⟦" in line and not line.startswith(BLOCK)]
    for line in lines:
        planted = plant(line, LOGGED + line.strip())
        assert pieces_left(planted, redact(planted.text)) == []


def test_every_file_of_cases_is_read() -> None:
    assert {name.split(":")[0] for name in ALL} == {path.stem for path in FOLDER.glob("*.txt")}
    assert sum(text.count("⟦") for text in ALL.values()) > 600
