"""`isms rule new`."""

from pathlib import Path

import pytest

from checks.template import BLANK
from tests.cli.configurations import BARE, HEAD, a_file
from tests.cli.running import Answer, isms

OWN = "stadt.no-cdp"


def new(office: Path, *arguments: str | Path) -> Answer:
    """Begin a rule."""
    return isms("-w", office, "rule", "new", OWN, *arguments)


def file(office: Path) -> Path:
    """Where it lies."""
    return office / "rules" / f"{OWN}.yaml"


def test_a_rule_is_begun_filled_in_and_proved(office: Path) -> None:
    answer = new(office)
    assert answer.out.splitlines() == [
        f"Angelegt: {file(office)}",
        "Ausfüllen, wo ??? steht; dann: isms rule test stadt.no-cdp",
    ]
    missing = isms("-w", office, "rule", "test", OWN)
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith("Noch nicht fertig; 8 Angaben fehlen (???):")
    assert f"{OWN}.yaml:6: title.de: noch auszufüllen: was gilt, wenn sie erfüllt ist" in missing.err
    text = file(office).read_text(encoding="utf-8")
    examples = text.index("examples:")
    for place, words in (("pass", "no cdp run"), ("fail", "cdp run")):
        at = text.index(BLANK, text.index(f"    {place}:", examples))
        text = f"{text[:at]}{words}{text[at + len(BLANK) :]}"
    a_file(file(office), text.replace(BLANK, "no cdp run"))
    assert "2 von 2 Beispielen stimmen" in isms("-w", office, "rule", "test", OWN).out


def test_a_configuration_becomes_the_failing_example_without_its_secrets(office: Path, tmp_path: Path) -> None:
    config = a_file(tmp_path / "sw-1.cfg", f"{HEAD}enable secret 0 Sommer2026\n")
    made = new(office, "--from", config, "--json").json
    assert made == {"rule": OWN, "file": str(file(office)), "platforms": ["cisco_ios"]}
    text = file(office).read_text(encoding="utf-8")
    assert "        ip ssh version 2\n" in text
    assert "enable secret 0" in text
    assert "Sommer2026" not in text


def test_each_platform_that_is_named_has_its_parts(office: Path) -> None:
    names = ["cisco_nxos", "arista_eos"]
    made = new(office, *(word for name in (*names, names[0]) for word in ("--platform", name)), "--json").json
    assert made["platforms"] == names
    assert file(office).read_text(encoding="utf-8").count("  - platform: [") == 2


def test_nothing_is_written_over(office: Path) -> None:
    a_file(file(office), "mine")
    answer = new(office)
    assert (answer.code, file(office).read_text()) == (2, "mine")


def test_another_rule_that_is_not_finished_is_no_obstacle(office: Path) -> None:
    new(office)
    assert isms("-w", office, "rule", "new", "stadt.no-lldp").code == 0
    assert "16 Angaben fehlen" in isms("-w", office, "rule", "test").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mgmt.no-telnet",), "gibt es schon"),
        (("../x",), "Kennung"),
        (("Stadt",), "Kennung"),
        ((OWN, "--platform", "cisco_iso"), "cisco_iso"),
        ((OWN, "--from", "bare.cfg"), "Keine Plattform"),
        ((OWN, "--from", "fehlt.cfg"), "fehlt.cfg"),
        ((OWN, "--from", "."), "Ordner"),
        ((OWN, "--from", "sw-1.cfg", "--platform", "frr", "--platform", "vyos"), "cisco_ios"),
    ],
)
def test_what_cannot_be_is_refused(
    office: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    a_file(office / "sw-1.cfg", HEAD)
    a_file(office / "bare.cfg", "hallo welt\n")
    monkeypatch.chdir(office)
    answer = isms("rule", "new", *arguments)
    assert (answer.code, words in answer.err) == (2, True)
    assert not (office / "rules").exists()


def test_a_platform_that_is_named_need_not_be_told(office: Path, tmp_path: Path) -> None:
    config = a_file(tmp_path / "a.cfg", BARE)
    assert new(office, "--from", config, "--platform", "cisco_ios").code == 0
    assert f"        {BARE}" in file(office).read_text(encoding="utf-8")
