"""The eight questions, asked with ciscoconfparse2."""

from ciscoconfparse2 import CiscoConfParse
from loguru import logger

from tests.bench.questions import letters, timed


def judge(text: str) -> str:
    """The answers in the order of QUESTIONS."""
    config = CiscoConfParse(text.splitlines(), syntax="ios")
    vty = config.find_objects(r"^line vty ")
    lines = config.find_objects(r"^line ")
    answers = [
        not any(block.find_child_objects(r"^\s+transport input .*\b(telnet|all)\b") for block in vty) if vty else None,
        bool(config.find_objects(r"^ip ssh version 2\s*$")),
        not config.find_objects(r"^ip http server\s*$"),
        len(config.find_objects(r"^ntp server ")) >= 2,
        not config.find_objects(r"^snmp-server community (public|private)(\s|$)"),
        bool(config.find_objects(r"^logging host ")),
        bool(config.find_objects(r"^service timestamps log")),
        not any(block.find_child_objects(r"^\s+exec-timeout 0 0\s*$") for block in lines) if lines else None,
    ]
    return letters(answers)


if __name__ == "__main__":
    logger.disable("ciscoconfparse2")
    timed(judge)
