"""802.1X at the access ports of platforms that say so in the block of the interface."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from checks.judges.ports import NO_ACCESS_PORT, has_switch_ports, is_access, is_bare, is_down
from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, joined_parts, part, passed
from checks.policy import Policy
from checks.remember import for_each, found_in_each
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
    "cisco_ios": tuple(
        Way((f"{word} port-control auto",), ("dot1x system-auth-control",))
        for word in ("authentication", "access-session", "dot1x")
    ),
    "cisco_nxos": (Way(("dot1x port-control auto",), ("feature dot1x",)),),
    "arista_eos": (Way(("dot1x pae authenticator", "dot1x port-control auto"), ("dot1x system-auth-control",)),),
    "aruba_aoscx": tuple(Way((here,), (there,)) for here in AOSCX for there in AOSCX),
    "hp_comware": (
        Way(("dot1x",), ("dot1x",)),
        Way(("port-security port-mode *userlogin*",), ("port-security enable",)),
    ),
    "huawei_vrp": (
        Way(("authentication-profile ...",), ()),
        Way(("authentication dot1x ...",), ()),
        Way(("authentication * dot1x ...",), ()),
        Way(("dot1x enable",), ("dot1x enable",)),
    ),
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


def _is_edge(port: Node, platform: str, *, bare: bool) -> bool:
    """Whether an interface that is up is an access port; on EOS also one with a telephone in between, and `bare`: on a
    switch with IOS also one that says nothing."""
    if platform in {"cisco_ios", "cisco_nxos", "arista_eos"} and is_access(port):
        return True
    if bare and is_bare(port):
        return True
    if is_down(port):
        return False
    if platform == "arista_eos":
        return exactly(port, "switchport", "mode", "trunk", "phone") is not None
    if platform == "aruba_aoscx":
        return port.words[1:2] != ("lag",) and first(port, "vlan", "access") is not None and first(port, "lag") is None
    mode = first(port, "port", "link-type")
    if platform == "huawei_vrp":
        says_nothing = mode is None and first(port, "port", "default", "vlan") is not None
        return (says_nothing or _says_access(mode) or _is_untagged(port)) and first(port, "eth-trunk") is None
    if platform == "hp_comware":
        bridged = (
            exactly(port, "port", "link-mode", "bridge")
            or first(port, "port", "access", "vlan")
            or first(port, "stp", "edged-port")
        )
        alone = first(port, "port", "link-aggregation", "group") is None
        return alone and (_says_access(mode) or (mode is None and bridged is not None) or _is_untagged(port))
    return False


def _is_untagged(port: Node) -> bool:
    """Whether a hybrid port of Comware or VRP has untagged VLANs only, as 802.1X on VRP asks for."""
    words = {word for line in starting(port, "port", "hybrid") for word in line.words}
    return "untagged" in words and "tagged" not in words


def _says_access(mode: Node | None) -> bool:
    """Whether a link type is that of an access port."""
    return mode is not None and mode.words[-1] == "access"


def asked(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every access port asks for 802.1X, but for those that the policy exempts."""
    exempt, platform = policy.words("NAC_EXEMPT_PORTS"), tree.platform.id
    tops = tuple(_all(tree.root, way.top) for way in WAYS[platform])
    bare = platform == "cisco_ios" and tree.fact(has_switch_ports)
    spared = found_in_each(tree, "interface", _exempted, exempt, platform, bare=bare) if exempt else ()
    parts = for_each(tree, "interface", _one, exempt, platform, tops, bare=bare)
    return joined_parts([*parts, part((), exempted=len(spared))], nothing=NO_ACCESS_PORT)


def _exempted(port: Node, exempt: tuple[str, ...], platform: str, *, bare: bool) -> bool | None:
    """Whether a port is one that the policy exempts."""
    return True if "".join(port.words[1:]) in exempt and _is_edge(port, platform, bare=bare) else None


def _all(node: Node, wanted: tuple[str, ...]) -> tuple[Node, ...] | None:
    """The lines that are wanted, or None if one is missing."""
    found = tuple(line for each in wanted if (line := _matching(node, each)) is not None)
    return found if len(found) == len(wanted) else None


def _one(
    port: Node, exempt: tuple[str, ...], platform: str, tops: tuple[tuple[Node, ...] | None, ...], *, bare: bool
) -> Outcome | None:
    """One interface, if it is an access port that is not exempted; `tops` are the lines at the top for each way."""
    if not _is_edge(port, platform, bare=bare) or "".join(port.words[1:]) in exempt:
        return None
    for way, top in zip(WAYS[platform], tops, strict=True):
        own = _all(port, way.port) if top is not None else None
        if own is not None and top is not None:
            return passed("$1", "$1", *own, *top)
    return failed("$1 verlangt keine Anmeldung nach 802.1X", "$1 asks for no 802.1X login", port)


JUDGES: dict[str, Judge] = {"nac_ports": asked}
