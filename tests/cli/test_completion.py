"""What the shell offers while a command is typed."""

from pathlib import Path

import pytest

from tests.cli.configurations import registered
from tests.cli.running import isms, outcome


def offered(folder: Path, *words: str) -> list[str]:
    """What bash is offered after the words, the last of which is begun."""
    line = " ".join(("isms", *words))
    variables = {"_ISMS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    return outcome(folder=folder, environment=variables).out.split()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two buildings and a device; only for looking at."""
    folder = tmp_path_factory.mktemp("completion") / "stadt"
    isms("init", folder)
    isms("-w", folder, "building", "add", "WE-1", "name=Rathaus", "district=Mitte")
    isms("-w", folder, "building", "add", "WE-2", "name=Bauhof", "district=Linden")
    registered(folder, "sw-rathaus-01;WE-1")
    return folder


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("building", "show", "WE"), ["WE-1", "WE-2"]),
        (("building", "history", "we-2"), ["we-2"]),
        (("building", "set", "WE-1", "prio"), ["priority=", "priority_reason="]),
        (("building", "list", "--district", "L"), ["Linden"]),
        (("rollout", "milestone", "WE-1", "tief"), ["tiefbau"]),
        (("rollout", "milestone", "WE-1", "in-"), ["in-Betrieb"]),
        (("rollout", "milestone", "WE-1", "fibre"), ["fibre:Bedarf", "fibre:Planung", "fibre:Abnahme"]),
        (("rollout", "set", "WE-1", "f"), ["fibre"]),
        (("connection", "add", "WE-2"), ["WE-2"]),
        (("rule", "show", "mgmt.no-tel"), ["mgmt.no-telnet"]),
        (("check", "run", "--rule", "mgmt.no-tel"), ["mgmt.no-telnet"]),
        (("check", "run", "--device", "sw-r"), ["sw-rathaus-01"]),
        (("check", "show", "--site", "WE-2"), ["WE-2"]),
        (("check", "file", "--platform", "juniper"), ["juniper_junos"]),
        (("rule", "list", "--topic", "vp"), ["vpn"]),
        (("waiver", "add", "--device", "sw-"), ["sw-rathaus-01"]),
        (("policy", "show", "sw-"), ["sw-rathaus-01"]),
        (("device", "show", "sw-"), ["sw-rathaus-01"]),
    ],
    ids=" ".join,
)
def test_the_shell_is_offered(place: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(place, *words) == expected


def test_without_a_workspace_nothing_is_offered_and_nothing_is_said(tmp_path: Path) -> None:
    assert offered(tmp_path, "building", "show", "W") == []
