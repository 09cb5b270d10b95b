"""Sections that a configuration has twice."""

from collections.abc import Callable

from checks.syntax.node import Node


def merge_repeated(root: Node, kind: Callable[[tuple[str, ...]], object]) -> None:
    """Make sections of one parent that have the same header one section, in the place of the first; at the top also
    those that have a `kind` and nothing below them."""
    todo = [root]
    while todo:
        node = todo.pop()
        heads = {child.text for child in node.children if child.children}
        if node is root:
            heads.update(child.text for child in node.children if kind(child.words))
        if heads:
            _join(node, heads)
            todo.extend(child for child in node.children if child.children)


def _join(node: Node, heads: set[str]) -> None:
    """Join the children whose text is one of `heads`."""
    seen: dict[str, Node] = {}
    kept: list[Node] = []
    for child in node.children:
        if child.text in heads:
            first = seen.setdefault(child.text, child)
            if first is not child:
                first.children.extend(child.children)
                continue
        kept.append(child)
    node.children = kept
