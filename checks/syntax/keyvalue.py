"""`key=value` files (hostapd): flat, in the order of the file."""

from collections.abc import Sequence

from checks.platform import Platform
from checks.syntax.node import Node, Reading, root_node


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """One node per line with the words key and value; the value is the rest of the line and may be empty."""
    root = root_node()
    depths: list[int] = []
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        depths.append(0 if line else -1)
        if line and not line.startswith(platform.comments):
            key, equals, value = line.partition("=")
            words = (key.rstrip(), value.strip()) if equals else tuple(line.split())
            root.children.append(Node(number, line, words))
    return Reading(root=root, depths=depths)
