from pathlib import Path

import pytest

from checks.platform import Syntax, platforms

NAMED = {
    "cisco_ios", "cisco_nxos", "arista_eos", "cisco_asa", "frr", "aruba_aoscx", "hp_procurve", "hp_comware",
    "huawei_vrp", "juniper_junos", "vyos", "fortinet_fortios", "hostapd", "openwrt", "mikrotik_routeros", "cisco_wlc",
    "paloalto_panos", "lancom_lcos", "aruba_instant",
}  # fmt: skip


def test_all_platforms_are_known_in_order_by_the_name_of_their_file() -> None:
    folder = Path(__file__).parents[2] / "checks" / "platforms"
    assert list(platforms()) == sorted(path.stem for path in folder.glob("*.yaml"))
    assert set(platforms()) == NAMED


def test_platforms_are_read_once() -> None:
    assert platforms() is platforms()
    assert platforms()["vyos"] is platforms()["vyos"]


@pytest.mark.parametrize(("platform", "syntax"), [("cisco_ios", Syntax.INDENT), ("vyos", Syntax.BRACES)])
def test_a_platform_names_its_syntax(platform: str, syntax: Syntax) -> None:
    assert platforms()[platform].syntax is syntax


def test_every_platform_says_how_it_is_recognised() -> None:
    assert all(platform.marks.sure for platform in platforms().values())
