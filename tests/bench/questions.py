"""The eight questions that every tool answers for every configuration, and the loop that is timed.

Standard library only: this module also runs in the environments of the other tools.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
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
}
"""Name of each question, in the order of the answer's letters: p (holds), f (does not hold), n (does not apply);
u is a tool that says it cannot tell."""

Judge = Callable[[str], str]
"""From the text of a configuration to one letter per question."""


def letters(answers: Sequence[bool | None]) -> str:
    """The answers as one word, one letter per question."""
    return "".join("n" if answer is None else "p" if answer else "f" for answer in answers)


def timed(judge: Judge) -> None:
    """Read, parse and judge every file of the folder in argv[1]; print CPU seconds and the answers as JSON."""
    files = sorted(Path(sys.argv[1]).iterdir())
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
