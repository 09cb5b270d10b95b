"""Finding one's way in a tree by words."""

from collections.abc import Callable, Iterator, Sequence

from checks.tree import Node, TopNode


def starting(node: Node, *words: str) -> list[Node]:
    """The children that begin with these words, in order."""
    length = len(words)
    if length > 1 and isinstance(node, TopNode):
        return node.found(words[0], words, lambda child: (child,) if child.words[:length] == words else ())
    return [child for child in node.by_word.get(words[0], ()) if child.words[:length] == words]


def fitting(node: Node, word: str, fits: Callable[[Node], bool]) -> list[Node]:
    """The children that begin with a word and fit, in order; the function looks at one of them alone."""
    if isinstance(node, TopNode):
        return node.found(word, fits, lambda child: (child,) if fits(child) else ())
    return [child for child in node.by_word.get(word, ()) if fits(child)]


def exactly(node: Node, *words: str) -> Node | None:
    """The first child that is exactly these words."""
    if len(words) > 1 and isinstance(node, TopNode):
        return next((child for child in starting(node, *words) if len(child.words) == len(words)), None)
    return next((child for child in node.by_word.get(words[0], ()) if child.words == words), None)


def first(node: Node, *words: str) -> Node | None:
    """The first child that begins with these words."""
    return next(iter(starting(node, *words)), None)


def below(node: Node) -> Iterator[Node]:
    """Every node below, in order."""
    stack = list(reversed(node.children))
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(one.children))


def path(node: Node | None, *words: str) -> Node | None:
    """The node at the end of a path of single words (Junos), or None; nothing stands below nothing."""
    for word in words:
        found = node.by_word.get(word) if node is not None else None
        if not found:
            return None
        node = found[0]
    return node


def named(node: Node | None) -> list[tuple[str, Node]]:
    """The children of a list statement of single words (Junos), as (name, node)."""
    return [(child.text, child) for child in node.children] if node is not None else []


def instances(root: Node) -> Iterator[tuple[str, Node]]:
    """The places where Junos configures routing: the top, logical systems, routing instances; as (name, node)."""
    systems = [("", root), *named(path(root, "logical-systems"))]
    for name, system in systems:
        yield name, system
        for instance, node in named(path(system, "routing-instances")):
            yield f"{name}/{instance}", node


def after(words: Sequence[str], word: str) -> str | None:
    """The word that follows another one, or None."""
    place = words.index(word) + 1 if word in words else len(words)
    return words[place] if place < len(words) else None


def value(node: Node, *words: str) -> str | None:
    """The word that follows these words in a child, or None."""
    found = first(node, *words)
    if found is None or len(found.words) <= len(words):
        return None
    return found.words[len(words)]
