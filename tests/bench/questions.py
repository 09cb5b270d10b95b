"""The questions that every tool answers for every configuration, and the loop that is timed.

Standard library only: this module also runs in the environments of the other tools.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

QUESTIONS = {
    "telnet": "no `line vty` block admits telnet or all; at least one block, else n",
    "ssh": "`ip ssh version 2` stands at the top",
    "http": "`ip http server` does not stand at the top",
    "ntp": "at least two `ntp server` lines",
    "snmp": "no `snmp-server community public` or `private`",
    "logging": "a `logging host` line",
    "timestamps": "a `service timestamps log` line",
    "timeout": "no `line` block has `exec-timeout 0 0`; at least one block, else n",
    "aaa": "`aaa new-model` stands at the top",
    "access-class": "every `line vty` block has an `access-class`; at least one block, else n",
    "bootp": "`ip bootp server` does not stand at the top",
    "described": "every `interface` block has a `description` or `shutdown`; at least one block, else n",
    "enable-password": "no `enable password` line",
    "enable-secret": "an `enable secret` line",
    "encryption": "`service password-encryption` stands at the top",
    "portfast": "every `interface` block with `switchport mode access` has `spanning-tree portfast`; else n",
    "proxy-arp": "every `interface` block with one address and mask has `no ip proxy-arp`; else n",
    "snooping": "`ip dhcp snooping` stands at the top",
    "source-route": "`no ip source-route` stands at the top",
    "users": "no `username` line has the word `password` behind the name",
}
"""Name of each question, in the order of the answer's letters: p (holds), f (does not hold), n (does not apply);
u is a tool that says it cannot tell."""

Judge = Callable[[str], str]
"""From the text of a configuration to one letter per question."""


def letters(answers: Sequence[bool | None]) -> str:
    """The answers as one word, one letter per question."""
    return "".join("n" if answer is None else "p" if answer else "f" for answer in answers)


def every(answers: Iterable[bool]) -> bool | None:
    """Whether all hold; None if there are none."""
    found = list(answers)
    return all(found) if found else None


def timed(judge: Judge, folder: Path) -> None:
    """Read, parse and judge every file of a folder; print CPU seconds and the answers as JSON."""
    files = sorted(folder.iterdir())
    answers: dict[str, str | None] = {}
    start = time.process_time()
    for file in files:
        text = file.read_bytes().decode("utf-8", "replace")
        try:
            answers[file.name] = judge(text)
        except Exception:
            # A tool that cannot read a file is a result here.
            answers[file.name] = None
    seconds = time.process_time() - start
    sys.stdout.write(json.dumps({"seconds": seconds, "answers": answers}))
