"""What holds for every text: lines stay, twice is once, and no input makes it slow."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isms.core import redact_patterns as patterns
from isms.core.redact import Redactor
from tests.core.secret_cases import KEY, cases, mark
from tests.shared import SHARED, needs_shared

CORPUS = SHARED / "corpus" / "configs"
WORDS = sorted({word for _, text in cases() for word in re.findall(r"[^\s⟦⟧]+", text)})
LONG = 50_000
# Gates with a blank, and that of one path, say more than their patterns.
EXACT = sorted({(gate, text) for gate, text in patterns.KEYWORDS if " " not in gate and gate != "/setup"})


def redact(text: str) -> str:
    """The text without its secrets, under a fixed key."""
    return Redactor(KEY).redact(text)


def lines_of(text: str) -> tuple[int, int, int]:
    """How many lines a text has, by every way of counting them."""
    return len(text.splitlines()), text.count("\n"), text.count("\r")


@given(st.text())
def test_any_text_keeps_its_lines(text: str) -> None:
    assert lines_of(redact(text)) == lines_of(text)


@given(st.lists(st.sampled_from([*WORDS, "\n", "\r\n", "\n ", '"', "\t", "mango-17"])).map(" ".join))
def test_shuffled_configurations_keep_their_lines_and_are_redacted_at_once(text: str) -> None:
    once = redact(text)
    assert lines_of(once) == lines_of(text)
    assert redact(once) == once


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=6).filter(
        lambda text: '"' not in text
    )
)
def test_any_secret_of_an_account_is_gone(secret: str) -> None:
    text = redact(f"username admin privilege 15 password 0 {secret}\nend\n")
    assert secret not in text or re.fullmatch(r"[*{}\[\]()=:|\\<>;, -]+", secret)
    assert text.startswith("username admin privilege 15 password 0 ")


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=4))
def test_a_redactor_that_has_seen_a_lot_gives_the_same_marks(secret: str) -> None:
    used = Redactor(KEY)
    used.redact(f"snmp-server community {secret} RO\ncommunity {secret} RO\n")
    assert used.redact(f"snmp-server community {secret}") == redact(f"snmp-server community {secret}")


def test_a_last_line_without_an_end_hides_nothing_of_the_next_text() -> None:
    used = Redactor(KEY)
    assert used.redact("x\nenable secret mango-17") == f"x\nenable secret {mark('mango-17')}"
    assert used.redact("enable secret mango-17\nx") == f"enable secret {mark('mango-17')}\nx"


@pytest.mark.parametrize(
    "piece",
    [
        "password ",
        "key 7 ",
        "snmp-server user a auth ",
        "tacacs ",
        "://a:b@",
        "$1$aaaa",
        "%^%#",
        "<password>",
        "-",
        "a",
        "1",
        '"',
        "AAAAB",
        "deadbeef ",
        "<redacted:",
        " ",
        "\t",
        "{",
        "description ",
        'secret "',
        "pw is ",
        ";",
        "\\n",
    ],
    ids=repr,
)
def test_a_very_long_line_takes_a_moment(piece: str) -> None:
    before = time.process_time()
    redact("key password " + piece * (LONG // len(piece)) + " secret x\n")
    assert time.process_time() - before < 5


@needs_shared
def test_real_configurations_keep_their_lines_and_are_redacted_at_once() -> None:
    first, second = Redactor(KEY), Redactor(KEY)
    for path in sorted(CORPUS.glob("*/*")):
        text = read(path)
        once = first.redact(text)
        assert lines_of(once) == lines_of(text), path
        assert second.redact(once) == once, path


@needs_shared
def test_no_hash_and_no_key_of_a_real_configuration_can_be_read() -> None:
    shapes = re.compile(
        r"\$(?:1|5|6|8|9|14)\$[./0-9A-Za-z]{8}|0x[0-9a-fA-F]{32}|%\$%\$[^<\s]|AAAAB3NzaC1yc2E|\bENC [^<]"
    )
    redactor = Redactor(KEY)
    left = [path for path in sorted(CORPUS.glob("*/*")) if shapes.search(redactor.redact(read(path)))]
    assert left == []


@needs_shared
def test_words_that_rules_look_for_survive_in_real_configurations() -> None:
    kept = re.compile(
        r"(?m)^ *(?:no )?(?:service|aaa|key chain|ntp (?:server|trusted|auth\w+$)|ip ssh|line|route-map|ip community).*"
    )
    redactor = Redactor(KEY)
    for path in sorted(CORPUS.glob("cisco_ios/*")):
        text = read(path)
        assert kept.findall(redactor.redact(text)) == kept.findall(text), path


def read(path: Path) -> str:
    """A file as it is."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(("gate", "text"), EXACT, ids=[f"{place}-{gate}" for place, (gate, _) in enumerate(EXACT)])
@settings(max_examples=5)
@given(st.data())
def test_whatever_a_pattern_finds_has_what_must_occur(gate: str, text: str, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(re.compile(text, re.IGNORECASE)))
    assert gate in found.lower()
