"""No secret of a configuration reaches the screen, a file of the workspace or a message of ours."""

import io
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.cli.app import told
from tests.cli.configurations import HEAD, a_file
from tests.cli.running import isms, outcome
from tests.core.secret_cases import Planted, cases, plant

PIECE, LONG = 6, 8  # so many characters in a row betray a secret; of digits more, as they meet by chance
HEX = re.compile(r"(?:0x)?[0-9A-Fa-f:]+")  # with colons between them, as in fingerprints and in times
SIZES = (PIECE, LONG)
PART = re.compile(rf"[^,\n]*[,\n]?(?=(.{{0,{LONG - 1}}}))", re.DOTALL)
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
EVERY = 8  # so many files are asked about in every way
PLATFORMS = {
    "cisco_ios": "cisco_ios",
    "cisco_nxos": "cisco_nxos",
    "cisco_asa": "cisco_asa",
    "arista": "arista_eos",
    "junos": "juniper_junos",
    "fortios": "fortinet_fortios",
}
HEADS = {"cisco_ios": HEAD, "cisco_nxos": "version 9.3(5) Bios:version 05.39\nhostname sw\n", "juniper_junos": ""}


def platform_of(name: str) -> str:
    """A platform that judges the case; it is redacted in the same way on all of them."""
    file = name.partition(":")[0]
    return next((platform for start, platform in PLATFORMS.items() if file.startswith(start)), "cisco_ios")


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    """Every kind of secret, invented now."""
    return [plant(name, text) for name, text in cases()]


@pytest.fixture(scope="module")
def workspace(planted: list[Planted], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one device for each kind of secret."""
    office = tmp_path_factory.mktemp("secrets") / "stadt"
    isms("init", office)
    rows = ["name;address;platform"]
    for number, one in enumerate(planted):
        platform = platform_of(one.name)
        a_file(office / "configs" / f"sw-{number}.cfg", HEADS.get(platform, "") + one.text)
        rows.append(f"sw-{number};192.0.2.1;{platform}")
    isms("-w", office, "device", "import", a_file(office / "import" / "devices.csv", "\n".join(rows)))
    return office


def left(planted: list[Planted], shown: bytes) -> list[str]:
    """The secrets of which a piece that stands nowhere else in their configuration can be read."""
    found = parts(DIGEST.sub("", shown.decode("utf-8", "replace")))
    read = {size: {part[at : at + size] for part in found for at in range(len(part) - size + 1)} for size in SIZES}
    return [
        f"{one.name}: {secret}"
        for one in planted
        for secret in one.secrets
        for size in (LONG if HEX.fullmatch(secret) else PIECE,)
        if pieces(secret, one.left, size) & read[size]
    ]


def parts(text: str) -> set[str]:
    """A text cut at its commas and line ends, each part once and with the beginning of what follows it, so that every
    piece of the text lies in one of them; findings repeat themselves a lot."""
    return {found[0] + found[1] for found in PART.finditer(text)}


@cache
def pieces(secret: str, harmless: str, size: int) -> frozenset[str]:
    """The pieces of a secret that no other text of its configuration has."""
    found = {secret[at : at + size] for at in range(len(secret) - size + 1)}
    return frozenset(piece for piece in found if piece not in harmless)


@given(text=st.text("ab,\n", max_size=60), size=st.sampled_from(SIZES))
def test_the_parts_of_a_text_have_the_pieces_that_it_has(text: str, size: int) -> None:
    whole, cut = (
        {one[at : at + size] for one in given for at in range(len(one) - size + 1)} for given in ([text], parts(text))
    )
    assert cut == whole


def test_secrets_were_planted_and_the_search_finds_them(planted: list[Planted], workspace: Path) -> None:
    raw = b"".join(path.read_bytes() for path in (workspace / "configs").iterdir())
    found = left(planted, raw)
    assert len(found) > 600


@pytest.fixture(scope="module")
def shown(workspace: Path) -> bytes:
    """What a run, its reports and the commands that tell of it print."""
    printed = io.StringIO()
    for words in (
        ("check", "run"),
        ("check", "run", "--json"),
        ("status",),
        ("status", "--json"),
        ("evidence", "verify", "--json"),
        *(("report", "check", "--format", kind) for kind in ("pdf", "csv", "json")),
    ):
        answer = isms("--verbose", "-w", workspace, *words)
        assert answer.code in {0, 1}
        printed.write(answer.out + answer.err)
    return printed.getvalue().encode()


def test_nothing_that_a_run_shows_or_keeps_holds_a_secret(
    planted: list[Planted], workspace: Path, shown: bytes
) -> None:
    assert left(planted, shown) == []
    for folder in ("runs", "register", "reports"):
        for path in sorted((workspace / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pdf":
                assert (path.name, left(planted, path.read_bytes())) == (path.name, [])


@pytest.mark.usefixtures("shown")
def test_the_printed_report_holds_no_secret(planted: list[Planted], workspace: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext of poppler")
    report = workspace / "reports" / "check.pdf"
    done = subprocess.run(["pdftotext", "-layout", report, "-"], capture_output=True, check=True)
    assert b"redacted" in done.stdout
    assert left(planted, done.stdout) == []


def test_one_file_and_one_rule_show_no_secret(planted: list[Planted], workspace: Path) -> None:
    shown = io.StringIO()
    for number, one in enumerate(planted):
        file = workspace / "configs" / f"sw-{number}.cfg"
        platform = ("--platform", platform_of(one.name))
        asked: list[tuple[str | Path, ...]] = [("check", "file", file, *platform, "--json")]
        if number % EVERY == 0:
            asked += [("check", "file", file, *platform), ("rule", "try", "auth.strong-hash", file, *platform)]
            asked += [("rule", "try", "snmp.no-default-community", file, *platform, "--json")]
        for words in asked:
            answer = isms("--verbose", *words)
            assert answer.code in {0, 1}
            shown.write(answer.out + answer.err)
    assert left(planted, shown.getvalue().encode()) == []


def test_a_refusal_shows_no_secret(planted: list[Planted], workspace: Path, tmp_path: Path) -> None:
    [one] = [one for one in planted if one.secrets][:1]
    file = a_file(tmp_path / "note.txt", f"Das Kennwort ist {one.secrets[0]}\n")
    answer = outcome("--verbose", "check", "file", file)
    assert answer.code == 2
    assert left([one], (answer.out + answer.err).encode()) == []


def test_a_bug_of_ours_shows_where_it_is_but_no_secret(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, shown in ((["isms"], False), (["isms", "--verbose"], True)):
        monkeypatch.setattr(sys, "argv", arguments)
        assert told(ValueError("username admin password 7 0822455D0A16544541")) == 70
        said = capsys.readouterr().err
        assert ("ValueError: username admin" in said) == shown
        assert "0822455D" not in said
        assert "Fehler im Programm (ValueError)" in said
