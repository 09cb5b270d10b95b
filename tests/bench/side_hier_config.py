"""The questions, asked with hier_config."""

import sys
from pathlib import Path

from hier_config import HConfigChild, Platform, get_hconfig

from tests.bench.questions import every, letters, timed


def has(block: HConfigChild, start: str | tuple[str, ...]) -> bool:
    """Whether something in the block begins so."""
    return block.get_child(startswith=start) is not None


def has_line(block: HConfigChild, line: str) -> bool:
    """Whether exactly this line stands in the block."""
    return block.get_child(equals=line) is not None


def addressed(block: HConfigChild) -> bool:
    """Whether the block has an address with a mask, and nothing behind it."""
    return any(len(line.text.split()) == 4 for line in block.get_children(startswith="ip address "))


def telnet(block: HConfigChild) -> bool:
    """Whether the block admits Telnet."""
    inputs = [line.text.split() for line in block.get_children(startswith="transport input ")]
    return any("telnet" in words or "all" in words for words in inputs)


def judge(text: str) -> str:
    """The answers in the order of QUESTIONS."""
    config = get_hconfig(Platform.CISCO_IOS, text)
    lines = tuple(config.get_children(startswith="line "))
    vty = [block for block in lines if block.text.startswith("line vty ")]
    ports = tuple(config.get_children(startswith="interface "))
    communities = [line.text.split()[2] for line in config.get_children(startswith="snmp-server community ")]
    users = [line.text.split()[2:] for line in config.get_children(startswith="username ")]
    answers = [
        every(not telnet(block) for block in vty),
        config.get_child(equals="ip ssh version 2") is not None,
        config.get_child(equals="ip http server") is None,
        len(tuple(config.get_children(startswith="ntp server "))) >= 2,
        not {"public", "private"} & set(communities),
        config.get_child(startswith="logging host ") is not None,
        config.get_child(startswith="service timestamps log") is not None,
        every(not has_line(block, "exec-timeout 0 0") for block in lines),
        config.get_child(equals="aaa new-model") is not None,
        every(has(block, "access-class ") for block in vty),
        config.get_child(equals="ip bootp server") is None,
        every(has_line(block, "shutdown") or has(block, "description ") for block in ports),
        config.get_child(startswith="enable password ") is None,
        config.get_child(startswith="enable secret ") is not None,
        config.get_child(equals="service password-encryption") is not None,
        every(has(block, "spanning-tree portfast") for block in ports if has_line(block, "switchport mode access")),
        every(has_line(block, "no ip proxy-arp") for block in ports if addressed(block)),
        config.get_child(equals="ip dhcp snooping") is not None,
        config.get_child(equals="no ip source-route") is not None,
        not any("password" in words for words in users),
    ]
    return letters(answers)


if __name__ == "__main__":
    timed(judge, Path(sys.argv[1]))
