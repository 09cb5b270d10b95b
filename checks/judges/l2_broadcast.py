"""Who may wake up computers of IOS networks by a broadcast from outside."""

from collections.abc import Callable

from checks.judges.access import limited_by
from checks.judges.ports import is_down
from checks.judges.walk import first
from checks.outcome import Outcome, joined, not_applicable
from checks.policy import Policy
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node

NONE = not_applicable("keine Liste lässt gerichtete Rundrufe zu", "no list admits directed broadcasts")


def listed(tree: ConfigTree, _: Policy) -> Outcome:
    """Every list that lets directed broadcasts into a network exists and admits some senders only."""
    lines = found_in_each(tree, "interface", _admitting)
    return joined((limited_by(line, line.words[2], tree) for line in lines), nothing=NONE)


def _admitting(port: Node) -> Node | None:
    """The line with which an interface that is up names such a list."""
    line = first(port, "ip", "directed-broadcast")
    return None if line is None or len(line.words) < 3 or is_down(port) else line


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"ios_broadcasts_listed": listed}
