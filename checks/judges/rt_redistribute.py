"""Whether routes pass from one routing protocol to another through a filter."""

from collections.abc import Callable

from checks.judges.walk import below
from checks.outcome import Outcome, Part, failed, joined_parts, not_applicable, part, passed
from checks.policy import Policy
from checks.remember import of_block
from checks.tree import ConfigTree, Node

NOTHING = not_applicable("kein Weg wandert zwischen Routingprotokollen", "no route passes between routing protocols")
PROTOCOLS = frozenset({"ospf", "ospfv3", "ospf6", "bgp", "eigrp", "rip", "ripng", "isis"})


def _judged(tree: ConfigTree, tops: tuple[str, ...], verb: str, filters: frozenset[str]) -> Outcome:
    """Every line that takes routes from another protocol names a filter."""
    answers = (_router(router, verb, filters) for top in tops for router in tree.root.by_word.get(top, ()))
    return joined_parts([*answers], nothing=NOTHING)


@of_block
def _router(router: Node, verb: str, filters: frozenset[str]) -> Part:
    """The lines of one router."""
    blocks = (router, *(node for node in below(router) if node.children))
    lines = [
        (line, block) for block in blocks for line in block.by_word.get(verb, ()) if PROTOCOLS & set(line.words[1:2])
    ]
    return part([_line(line, filters, _outgoing(block, line.words[1])) for line, block in lines])


def _outgoing(block: Node, protocol: str) -> Node | None:
    """`distribute-list … out [PROTOCOL …]`, which filters what is taken from a protocol, or all."""
    for line in block.by_word.get("distribute-list", ()):
        if "out" in line.words and (line.words[-1] == "out" or protocol in line.words[line.words.index("out") :]):
            return line
    return None


def _line(line: Node, filters: frozenset[str], outgoing: Node | None) -> Outcome:
    """One line."""
    if filters & set(line.words):
        return passed("$1", "$1", line)
    if outgoing is not None:
        return passed("$1", "$1", outgoing, line)
    return failed("$1 übernimmt Wege ohne Filter", "$1 takes routes without a filter", line)


def cisco(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS and its like: `redistribute … route-map …`."""
    return _judged(tree, ("router",), "redistribute", frozenset({"route-map", "rcf"}))


def huawei(tree: ConfigTree, _: Policy) -> Outcome:
    """VRP, Comware: `import-route … route-policy …`."""
    return _judged(tree, ("ospf", "ospfv3", "bgp", "rip", "isis"), "import-route", frozenset({"route-policy"}))


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "cisco_redistribution": cisco,
    "huawei_redistribution": huawei,
}
