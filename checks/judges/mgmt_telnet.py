"""Telnet on VRP, where the server and each line have a word about it."""

from collections.abc import Callable

from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, joined, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

ON = (("telnet", "server", "enable"), ("telnet", "ipv4", "server", "enable"), ("telnet", "ipv6", "server", "enable"))
OFF = (("undo", "telnet", "server", "enable"), ("telnet", "server", "disable"))
# What makes a line one in which somebody can log in, or was meant to.
IN_USE = frozenset({"authentication-mode", "protocol", "user"})
NOBODY = passed("kein VTY, das eine Anmeldung zulässt", "no VTY that admits a login")._replace(
    default=Text(de="Ohne Angabe lässt ein VTY niemanden herein.", en="Unless set a VTY lets nobody in.")
)


def vrp(tree: ConfigTree, _: Policy) -> Outcome:
    """Telnet is off, or no line takes it."""
    root = tree.root
    for words in ON:
        if (line := exactly(root, *words)) is not None:
            return failed("$1 schaltet Telnet ein", "$1 switches Telnet on", line)
    for words in OFF:
        if (line := exactly(root, *words)) is not None:
            return passed("$1", "$1", line)
    blocks = [block for block in starting(root, "user-interface", "vty") if IN_USE & block.by_word.keys()]
    return joined(map(_line, blocks), nothing=NOBODY)


def _line(block: Node) -> Outcome:
    """One block of lines."""
    line = first(block, "protocol", "inbound")
    if line is not None and line.words[-1] == "ssh":
        return passed("$1", "$1", line, block=block)
    if line is not None and line.words[-1] in {"telnet", "all"}:
        return failed("$1 lässt Telnet zu", "$1 admits Telnet", line, block=block)
    return unknown(
        "ob $1 Telnet annimmt, hängt ohne ‚protocol inbound‘ von der Version ab",
        "whether $1 accepts Telnet depends on the release without 'protocol inbound'",
        block,
    )


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"vrp_no_telnet": vrp}
