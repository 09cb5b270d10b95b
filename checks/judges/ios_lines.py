"""The lines of IOS by which people get in, and the login lists that these use."""

from checks.judges.walk import exactly, starting, value
from checks.tree import Node


def remote_lines(root: Node) -> list[Node]:
    """The blocks `line vty`."""
    return starting(root, "line", "vty")


def open_lines(root: Node) -> list[Node]:
    """Those that admit a login."""
    return [block for block in remote_lines(root) if admits_nobody(block) is None]


def admits_nobody(block: Node) -> Node | None:
    """The statement by which a line admits no login from outside, if it has one."""
    return exactly(block, "transport", "input", "none")


def login_lists(root: Node) -> dict[str, Node]:
    """The login lists with methods, by name."""
    return {line.words[3]: line for line in starting(root, "aaa", "authentication", "login") if len(line.words) > 4}


def login_list(block: Node) -> str:
    """The name of the login list that a line uses."""
    return value(block, "login", "authentication") or "default"
