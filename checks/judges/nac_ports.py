"""802.1X at the access ports of platforms that say so in the block of the interface."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from checks.judges.l2_access import NO_EDGE
from checks.judges.ports import access_ports, is_down
from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, joined, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to switch 802.1X on: lines in the block of the port, and lines at the top."""

    port: tuple[str, ...]
    top: tuple[str, ...]


AOSCX = (
    "aaa authentication port-access dot1x authenticator > enable",
    "aaa authentication port-access dot1x authenticator enable",
)
WAYS: dict[str, tuple[Way, ...]] = {
    "cisco_ios": (
        *(
            Way((f"{word} port-control auto",), ("dot1x system-auth-control",))
            for word in ("authentication", "access-session", "dot1x")
        ),
        Way(("source template ...",), ("dot1x system-auth-control", "template ... > access-session port-control auto")),
    ),
    "cisco_nxos": (Way(("dot1x port-control auto",), ("feature dot1x",)),),
    "arista_eos": (Way(("dot1x pae authenticator", "dot1x port-control auto"), ("dot1x system-auth-control",)),),
    "aruba_aoscx": tuple(Way((here,), (there,)) for here in AOSCX for there in AOSCX),
    "hp_comware": (
        Way(("dot1x",), ("dot1x",)),
        Way(("port-security port-mode *userlogin*",), ("port-security enable",)),
    ),
    "huawei_vrp": (Way(("authentication-profile ...",), ()), Way(("dot1x enable",), ("dot1x enable",))),
}


def _matching(node: Node, wanted: str) -> Node | None:
    """The line at the end of `block > line`; `*` stands for characters, `...` for further words."""
    part, _, rest = wanted.partition(" > ")
    words = tuple(part.split())
    is_open = words[-1] == "..."
    words = words[:-1] if is_open else words
    for line in node.by_word.get(words[0], ()):
        if (is_open or len(line.words) == len(words)) and all(map(fnmatchcase, line.words, words)):
            found = _matching(line, rest) if rest else line
            if found is not None:
                return found
    return None


def _edges(tree: ConfigTree) -> Iterator[Node]:
    """The access ports of a platform."""
    root, platform = tree.root, tree.platform.id
    if platform in {"cisco_ios", "cisco_nxos", "arista_eos"}:
        yield from access_ports(root)
    for port in starting(root, "interface"):
        if not is_down(port) and _is_edge(port, platform):
            yield port


def _is_edge(port: Node, platform: str) -> bool:
    """Whether an interface that is up is an access port; on EOS also one with a telephone in between."""
    if platform == "arista_eos":
        return exactly(port, "switchport", "mode", "trunk", "phone") is not None
    if platform == "aruba_aoscx":
        return first(port, "vlan", "access") is not None and first(port, "lag") is None
    mode = first(port, "port", "link-type")
    if platform == "huawei_vrp":
        is_access = mode is None and first(port, "port", "default", "vlan") is not None
        return (is_access or _says_access(mode)) and first(port, "eth-trunk") is None
    if platform == "hp_comware":
        bridged = exactly(port, "port", "link-mode", "bridge") or first(port, "port", "access", "vlan")
        return (_says_access(mode) or (mode is None and bridged is not None)) and (
            first(port, "port", "link-aggregation", "group") is None
        )
    return False


def _says_access(mode: Node | None) -> bool:
    """Whether a link type is that of an access port."""
    return mode is not None and mode.words[-1] == "access"


def asked(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every access port asks for 802.1X, but for those that the policy exempts."""
    exempt = frozenset(policy.words("NAC_EXEMPT_PORTS"))
    edges = list(_edges(tree))
    judged = [port for port in edges if "".join(port.words[1:]) not in exempt]
    ways = [(way, top) for way in WAYS[tree.platform.id] if (top := _all(tree.root, way.top)) is not None]
    return joined((_one(port, ways) for port in judged), nothing=NO_EDGE, exempted=len(edges) - len(judged))


def _all(node: Node, wanted: tuple[str, ...]) -> list[Node] | None:
    """The lines that are wanted, or None if one is missing."""
    found = [line for each in wanted if (line := _matching(node, each)) is not None]
    return found if len(found) == len(wanted) else None


def _one(port: Node, ways: list[tuple[Way, list[Node]]]) -> Outcome:
    """One port."""
    for way, top in ways:
        own = _all(port, way.port)
        if own is not None:
            return passed("$1", "$1", *own, *top)
    return failed("$1 verlangt keine Anmeldung nach 802.1X", "$1 asks for no 802.1X login", port)


JUDGES: dict[str, Judge] = {"nac_ports": asked}
