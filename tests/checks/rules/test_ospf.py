"""OSPF on ports that name their area, have an address in a network, or borrow one: with and without memory."""

import pytest

from checks.engine import Subject, answer_all, judge
from checks.memory import Memory
from checks.outcome import Outcome
from checks.platform import platforms
from checks.policy import default
from checks.record import located
from checks.tree import parse
from tests.checks.judging import compiled

IOS = platforms()["cisco_ios"]
RULES = (compiled("rt.ospf-auth", "cisco_ios"),)
PORT = "interface {}\n ip address {} 255.255.255.0\n!\n"
LENDER = PORT.format("Loopback0", "192.0.2.1")
BORROWER = "interface Serial0/0\n ip unnumbered Loopback0\n!\n"
ALONE = PORT.format("GigabitEthernet0/1", "198.51.100.1")
PROCESS = "router ospf 1\n network 192.0.2.0 0.0.0.255 area 0\n"
DIGEST = " ip ospf authentication message-digest\n"
STRONG = " area {} authentication message-digest\n"
NAMING = "interface Gi0/1\n ip ospf 1 area 0\n!\n"


# configuration, verdict, lines that decide, how many ports were judged
CASES = {
    "no port is in the network": (ALONE + PROCESS, "na", [], 0),
    "a loopback has no neighbour": (LENDER + PROCESS, "na", [], 0),
    "a port with a borrowed address": (LENDER + BORROWER + ALONE + PROCESS, "fail", [4], 1),
    "the order of the ports": (BORROWER + PORT.format("Gi0/2", "192.0.2.2") + LENDER + PROCESS, "fail", [1, 4], 2),
    "a port that says itself": (LENDER + BORROWER.replace("!\n", DIGEST) + PROCESS, "pass", [6], 1),
    "a port and one that says so": (
        PORT.format("Gi0/1", "192.0.2.2") + PORT.format("Gi0/2", "192.0.2.3").replace("!\n", DIGEST) + PROCESS,
        "fail",
        [1],
        2,
    ),
    "an area that says so": (PORT.format("Gi0/1", "192.0.2.2") + PROCESS + STRONG.format("0"), "pass", [6], 1),
    "another area says so": (
        PORT.format("Gi0/1", "192.0.2.2") + PROCESS + STRONG.format("1"),
        "fail",
        [1],
        1,
    ),
    "a port in a VRF": (
        ALONE + PORT.format("Gi0/2", "192.0.2.2").replace("!", " vrf forwarding A") + PROCESS,
        "na",
        [],
        0,
    ),
    "a process in a VRF": (
        PORT.format("Gi0/2", "192.0.2.2").replace("!", " vrf forwarding A") + PROCESS.replace("1\n", "1 vrf A\n", 1),
        "fail",
        [1],
        1,
    ),
    "a passive port": (
        PORT.format("Gi0/1", "192.0.2.2") + PROCESS + " passive-interface Gi0/1\n",
        "na",
        [],
        0,
    ),
    "all are passive but one": (
        PORT.format("Gi0/1", "192.0.2.2")
        + PORT.format("Gi0/2", "192.0.2.3")
        + PROCESS
        + " passive-interface default\n no passive-interface Gi0/2\n",
        "fail",
        [4],
        1,
    ),
    "a masked address": (
        PORT.format("Gi0/1", "<removed>") + PORT.format("Gi0/2", "198.51.100.2") + PROCESS,
        "unknown",
        [2],
        1,
    ),
    "an area of its own, without a network": (
        NAMING + PORT.format("Gi0/2", "192.0.2.1") + "router ospf 1\n router-id 192.0.2.1\n",
        "fail",
        [1],
        1,
    ),
}


def answers(text: str) -> list[Outcome]:
    """The answer without memory, and three times with it."""
    memory, found = Memory(IOS), [judge(RULES[0], Subject(parse(text, IOS), default()))]
    for _ in range(3):
        tree = memory.parse(text)
        assert tree.is_known
        [answer] = answer_all(RULES, Subject(tree, default()), memory)
        found.append(located(answer, tree))
    return found


@pytest.mark.parametrize(("text", "verdict", "lines", "judged"), CASES.values(), ids=CASES)
def test_ports_that_speak_are_judged(text: str, verdict: str, lines: list[int], judged: int) -> None:
    plain, *remembered = answers(text)
    assert (str(plain.verdict), [spot.number for spot in plain.spots], plain.judged) == (verdict, lines, judged)
    assert remembered == [plain] * 3
