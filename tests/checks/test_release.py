"""The release that a configuration names, and rules that hold for some releases only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import release
from checks.platform import platforms
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.checks.judging import a_rule, outcome

NAMED = [
    ("cisco_ios", "!\nversion 15.2\nhostname a\n", (15, 2)),
    ("cisco_ios", "version 12.2(55)SE\n", (12, 2, 55)),
    ("cisco_nxos", "version 9.3(8) Bios:version 07.69\n", (9, 3, 8)),
    ("cisco_nxos", "version 9.2(3) Bios:version\n", (9, 2, 3)),
    ("cisco_nxos", "version 9.3(8) something else\n", None),
    ("cisco_nxos", "version 9.3(8)\n", (9, 3, 8)),
    ("arista_eos", "! device: sw1 (DCS-7050, EOS-4.26.4M)\n", (4, 26, 4)),
    ("juniper_junos", "version 20.4R3.8;\nsystem {\n}\n", (20, 4, 3, 8)),
    ("juniper_junos", "set version 21.2R1.10\nset system host-name r1\n", (21, 2, 1, 10)),
    ("fortinet_fortios", "#config-version=FGT60F-7.2.5-FW-build1517-230606:opmode=0\n", (7, 2, 5)),
    ("cisco_asa", "ASA Version 9.8(2)\n", (9, 8, 2)),
    ("mikrotik_routeros", "# jan/02/2026 10:00:00 by RouterOS 6.48.6\n", (6, 48, 6)),
    ("cisco_ios", "hostname a\n", None),
    ("cisco_ios", "snmp-server host 192.0.2.1 version 2c x\n", None),
    ("cisco_ios", "\n" * 200 + "version 15.2\n", None),
    ("vyos", "system {\n}\n" * 200 + "// Release version: 1.4.2\n", (1, 4, 2)),
    ("vyos", "/* Release version: VyOS 1.1.8 */\n", (1, 1, 8)),
]


@pytest.mark.parametrize(("platform", "text", "wanted"), NAMED, ids=[text[:40] for _, text, _ in NAMED])
def test_a_release_is_read_from_the_first_lines(platform: str, text: str, wanted: tuple[int, ...] | None) -> None:
    assert release.release(parse(text, platforms()[platform])) == wanted


RANGES = [
    (">= 15.0", "15.2(4)M3", True),
    (">= 15.0", "15.0", True),
    (">= 15.0", "12.4(24)T", False),
    (">=15", "15.9", True),
    ("< 15.0", "12.4", True),
    ("< 15.0", "15.0", False),
    ("<= 15.2", "15.2(7)E", True),
    ("<= 15.2", "15.3", False),
    ("> 15", "15.2", False),
    ("> 15", "16.1", True),
    ("== 15.2(4)M3", "15.2(4)M3", True),
    ("== 15.2", "15.2(4)M3", True),
    ("== 15.2", "15.3", False),
    (">= 15.10", "15.9", False),
]


@pytest.mark.parametrize(("wanted", "version", "holds"), RANGES)
def test_a_range_holds_for_a_release(wanted: str, version: str, holds: bool) -> None:
    rule = a_rule(f'  - {{platform: [cisco_ios], versions: "{wanted}", must: [a]}}')
    assert outcome(rule, f"version {version}\na\n").verdict is (Verdict.PASS if holds else Verdict.NA)


def test_a_configuration_without_a_release_is_unknown() -> None:
    given = outcome(a_rule('  - {platform: [cisco_ios], versions: ">= 15", must: [a]}'), "a\n")
    assert (given.verdict, given.reason.en) == (Verdict.UNKNOWN, "the configuration does not name its release")


def test_two_checks_can_share_the_releases_among_them() -> None:
    rule = a_rule(
        '  - {platform: [cisco_ios], versions: "< 15", must: [old]}\n'
        '  - {platform: [cisco_ios], versions: ">= 15", must: [new]}'
    )
    texts = ["version 12.4\nold\n", "version 12.4\nnew\n", "version 15.1\nold\n", "version 15.1\nnew\n", "new\n"]
    assert [str(outcome(rule, text).verdict) for text in texts] == ["pass", "fail", "fail", "pass", "unknown"]


@given(
    one=st.lists(st.integers(0, 99), min_size=1, max_size=4), other=st.lists(st.integers(0, 99), min_size=1, max_size=4)
)
def test_exactly_one_of_less_equal_and_greater_holds(one: list[int], other: list[int]) -> None:
    text = f"version {'.'.join(map(str, one))}\n"
    limit = ".".join(map(str, other))
    tree = parse(text, platforms()["cisco_ios"])
    found = release.release(tree) or ()
    wanted = [release.compile_range(f"{sign} {limit}", print) for sign in ("<", "==", ">")]
    held = [
        release.COMPARE[one_range[0]](found[: len(one_range[1])], one_range[1]) for one_range in wanted if one_range
    ]
    assert sum(held) == 1
