"""A waiver for one block covers a fail only if all that decides it stands in that block."""

from dataclasses import replace
from datetime import date

import pytest

from checks.audit import Auditor
from checks.blocks import all_within
from checks.outcome import Spot
from checks.platform import platforms
from checks.policies import Policies
from checks.tree import parse
from isms.core.model.device import Config
from isms.core.model.finding import Waiver
from isms.core.redact import Redactor
from tests.checks.judging import KEY, book
from tests.fakes import a_device

TODAY = date(2026, 6, 15)
IOS = """\
hostname sw1
line con 0
 exec-timeout 0 0
line vty 0 4
 transport input telnet
 login
line vty 5 15
 transport input telnet
"""
FORTI = """\
config system interface
    edit "port1"
        set allowaccess ping telnet
    next
    edit "port2"
        set allowaccess telnet
    next
end
"""
BRACES = """\
system {
    services {
        telnet;
        ssh {
            protocol-version v1;
        }
    }
}
"""
SET = "set system services telnet\nset system services ssh protocol-version v1\n"
CASES = [
    # platform, configuration, block, deciding lines, whether all stand in it
    ("cisco_ios", IOS, "line vty 0 4", (5,), True),
    ("cisco_ios", IOS, "line  vty 0 4 ", (5,), True),
    ("cisco_ios", IOS, "line vty 0 4", (4,), True),
    ("cisco_ios", IOS, "line vty 0 4", (5, 6), True),
    ("cisco_ios", IOS, "line vty 0 4", (5, 8), False),
    ("cisco_ios", IOS, "line vty 0 4", (8,), False),
    ("cisco_ios", IOS, "line vty", (5,), False),
    ("cisco_ios", IOS, "LINE vty 0 4", (5,), False),
    ("cisco_ios", IOS, "line vty 0 4", (), False),
    ("cisco_ios", IOS, "line vty 0 4", (99,), False),
    ("cisco_ios", IOS, "line vty 0 4", (1,), False),
    ("cisco_ios", f"{IOS}line vty 0 4\n exec-timeout 0 0\n", "line vty 0 4", (5, 10), True),
    ("fortinet_fortios", FORTI, 'edit "port1"', (3,), True),
    ("fortinet_fortios", FORTI, "edit port1", (3,), True),
    ("fortinet_fortios", FORTI, 'config system interface > edit "port1"', (3,), True),
    ("fortinet_fortios", FORTI, "config system interface", (3, 6), True),
    ("fortinet_fortios", FORTI, 'config system admin > edit "port1"', (3,), False),
    ("fortinet_fortios", FORTI, 'edit "port1"', (3, 6), False),
    ("juniper_junos", BRACES, "system services", (3, 5), True),
    ("juniper_junos", BRACES, "system > services", (3, 5), True),
    ("juniper_junos", BRACES, "system services ssh", (5,), True),
    ("juniper_junos", BRACES, "ssh {", (5,), True),
    ("juniper_junos", BRACES, "system services ssh", (3,), False),
    ("juniper_junos", BRACES, "system services ssh", (2,), False),
    ("juniper_junos", BRACES, "services telnet", (3,), False),
    ("juniper_junos", SET, "system services telnet", (1,), True),
    ("juniper_junos", SET, "system services telnet", (1, 2), False),
    ("juniper_junos", SET, "system services", (1, 2), True),
    ("juniper_junos", "system { services { telnet; ssh; } }\n", "system services ssh", (1,), False),
]


@pytest.mark.parametrize(("platform", "text", "block", "numbers", "wanted"), CASES)
def test_all_lines_stand_in_the_block(
    platform: str, text: str, block: str, numbers: tuple[int, ...], wanted: bool
) -> None:
    tree = parse(text, platforms()[platform])
    assert all_within(block, [Spot(number) for number in numbers], tree, text.splitlines()) is wanted


WAIVER = Waiver(
    rule="mgmt.no-telnet", until=TODAY, by="ISB", reason="Altgerät", device="sw1", block="line vty 0 4"
)  # fmt: skip


def waived(text: str, *waivers: Waiver) -> Waiver | None:
    """The waiver of the fail for Telnet on sw1."""
    auditor = Auditor([book().get("mgmt.no-telnet")], Policies(), Redactor(KEY), waivers, TODAY)
    [finding] = auditor.judge(Config(device=a_device(), platform="cisco_ios", text=text)).findings
    assert finding.verdict == "fail"
    return finding.waiver


def test_a_waiver_for_a_block_does_not_cover_another_that_fails_too() -> None:
    assert waived("line vty 0 4\n transport input telnet\n", WAIVER) == WAIVER
    assert waived("line vty 0 4\n login\n", WAIVER) == WAIVER
    assert waived(IOS, WAIVER) is None
    assert waived(IOS.replace("5 15\n transport input telnet", "5 15\n transport input ssh"), WAIVER) == WAIVER


def test_two_waivers_for_two_blocks_do_not_add_up() -> None:
    assert waived(IOS, WAIVER, replace(WAIVER, block="line vty 5 15")) is None


def test_the_waiver_for_the_block_is_named_before_the_one_for_all() -> None:
    assert waived("line vty 0 4\n login\n", replace(WAIVER, block=None), WAIVER) == WAIVER
    assert waived(IOS, replace(WAIVER, block=None), WAIVER) == replace(WAIVER, block=None)
