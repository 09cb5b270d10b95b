"""Reading trees of single words (Junos, VyOS, PAN-OS)."""

from checks.syntax.node import Node


def at(node: Node | None, *words: str) -> Node | None:
    """The node at the end of a path, or None."""
    for word in words:
        found = node.by_word.get(word) if node is not None else None
        if not found:
            return None
        node = found[0]
    return node


def values(node: Node | None, *words: str) -> tuple[str, ...]:
    """The words that stand below the end of a path."""
    found = at(node, *words)
    return tuple(child.text.strip('"') for child in found.children) if found is not None else ()


def value(node: Node | None, *words: str) -> str:
    """The first word below the end of a path; nothing if there is none."""
    return next(iter(values(node, *words)), "")


def entries(node: Node | None, *words: str) -> list[tuple[str, Node]]:
    """What stands below the end of a path, as (name, node)."""
    found = at(node, *words)
    return [(child.text.strip('"'), child) for child in found.children] if found is not None else []
