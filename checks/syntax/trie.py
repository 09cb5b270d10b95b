"""A trie of words: the form in which Junos and VyOS configurations are joined, cut and extended."""

from collections.abc import Iterable

from checks.syntax.node import Node, root_node


class Branch:
    """The words that follow a word, in the order of the file."""

    __slots__ = ("kids", "number")

    def __init__(self, number: int) -> None:
        """Made by the statement in line `number`."""
        self.number = number
        self.kids: dict[str, Branch] = {}


def grow(branch: Branch, words: Iterable[str], number: int) -> Branch:
    """The branch at the end of the words, made where it is not there."""
    for word in words:
        below = branch.kids.get(word)
        if below is None:
            below = branch.kids[word] = Branch(number)
        branch = below
    return branch


def at(branch: Branch, words: Iterable[str]) -> Branch | None:
    """The branch at the end of the words, if there is one."""
    found: Branch | None = branch
    for word in words:
        found = found.kids.get(word) if found is not None else None
    return found


def cut(root: Branch, path: tuple[str, ...]) -> None:
    """Take away what is at a path; a path that is not there is fine."""
    above = at(root, path[:-1]) if path else None
    if above is not None:
        above.kids.pop(path[-1], None)


def to_node(root: Branch) -> Node:
    """The trie as a tree of nodes of one word each."""
    result = root_node()
    todo = [(root, result)]
    while todo:
        branch, node = todo.pop()
        for word, below in branch.kids.items():
            child = Node(below.number, word, (word,))
            node.children.append(child)
            if below.kids:
                todo.append((below, child))
    return result
