"""Templates of ports: what `source template NAME` brings in, written out below each interface that says so.

What an interface says itself wins over a statement of the template that differs from it in the last word only, and its
`no …` takes one out; everything else is joined.
"""

from collections.abc import Mapping, Sequence

from checks.platform import Templates
from checks.syntax.node import Node

# More statements than this no device has: the limit keeps reading short.
MOST_ADDED = 100_000
# Statements of fewer words (`authentication open`, `authentication periodic`) say different things by their last word.
VALUED = 3


def expand(root: Node, words: Templates) -> None:
    """Write out the templates in place; one that is not defined brings in nothing."""
    opens, uses = tuple(words.opens.split()), tuple(words.uses.split())
    defined = {node.words[-1]: node.children for node in root.children if _begins(node, opens)}
    if not defined:
        return
    left = MOST_ADDED
    for port in root.children:
        if left > 0 and port.words[:1] == ("interface",):
            left -= _bring_in(port, uses, defined, left)


def _begins(node: Node, words: tuple[str, ...]) -> bool:
    """Whether a statement begins with these words, and goes on."""
    return len(node.words) > len(words) and node.words[: len(words)] == words


def _bring_in(port: Node, uses: tuple[str, ...], defined: Mapping[str, Sequence[Node]], most: int) -> int:
    """Add to an interface what its templates say and it does not; how many statements that were."""
    used = [line.words[len(uses)] for line in port.children if _begins(line, uses)]
    found = [line for name in used for line in defined.get(name, ())]
    if not found:
        return 0
    own = {said for line in port.children for said in _said(line.words)}
    added = [line for line in found if own.isdisjoint(_said(line.words))][:most]
    port.children.extend(added)
    return len(added)


def _said(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What a statement settles: itself, and whatever differs in the last word only; with or without `no`."""
    plain = words[1:] if words[:1] == ("no",) else words
    return (plain, (*plain[:-1], "")) if len(plain) >= VALUED else (plain,)
