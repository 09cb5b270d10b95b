"""The questions, asked with ciscoconfparse2."""

import re
import sys
from pathlib import Path

from ciscoconfparse2 import BaseCfgLine, CiscoConfParse
from loguru import logger

from tests.bench.questions import every, letters, timed

TELNET = re.compile(r"^\s+transport input .*\b(telnet|all)\b")
ADDRESS = re.compile(r"^\s+ip address \d\S* \S+\s*$")


def has(block: BaseCfgLine, start: str | tuple[str, ...]) -> bool:
    """Whether something in the block begins so."""
    return any(line.text.lstrip().startswith(start) for line in block.children)


def has_line(block: BaseCfgLine, line: str) -> bool:
    """Whether exactly this line stands in the block."""
    return any(one.text.strip() == line for one in block.children)


def matches(block: BaseCfgLine, pattern: re.Pattern[str]) -> bool:
    """Whether something in the block matches."""
    return any(pattern.search(line.text) for line in block.children)


def judge(text: str) -> str:
    """The answers in the order of QUESTIONS."""
    config = CiscoConfParse(text.splitlines(), syntax="ios")
    lines = config.find_objects(r"^line ")
    vty = [block for block in lines if block.text.startswith("line vty ")]
    ports = config.find_objects(r"^interface ")
    answers = [
        every(not matches(block, TELNET) for block in vty),
        bool(config.find_objects(r"^ip ssh version 2\s*$")),
        not config.find_objects(r"^ip http server\s*$"),
        len(config.find_objects(r"^ntp server ")) >= 2,
        not config.find_objects(r"^snmp-server community (public|private)(\s|$)"),
        bool(config.find_objects(r"^logging host ")),
        bool(config.find_objects(r"^service timestamps log")),
        every(not has_line(block, "exec-timeout 0 0") for block in lines),
        bool(config.find_objects(r"^aaa new-model\s*$")),
        every(has(block, "access-class ") for block in vty),
        not config.find_objects(r"^ip bootp server\s*$"),
        every(has(block, "description ") or has_line(block, "shutdown") for block in ports),
        not config.find_objects(r"^enable password "),
        bool(config.find_objects(r"^enable secret ")),
        bool(config.find_objects(r"^service password-encryption\s*$")),
        every(has(block, "spanning-tree portfast") for block in ports if has_line(block, "switchport mode access")),
        every(has_line(block, "no ip proxy-arp") for block in ports if matches(block, ADDRESS)),
        bool(config.find_objects(r"^ip dhcp snooping\s*$")),
        bool(config.find_objects(r"^no ip source-route\s*$")),
        not config.find_objects(r"^username \S+ (.* )?password(\s|$)"),
    ]
    return letters(answers)


if __name__ == "__main__":
    logger.disable("ciscoconfparse2")
    timed(judge, Path(sys.argv[1]))
