"""How BGP guards itself against its neighbours."""

from collections.abc import Callable, Iterator
from functools import partial

from checks.judges.rt_peer import Peer
from checks.judges.rt_peers import peers
from checks.judges.walk import below, first, named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.release import numbers
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_NEIGHBOUR = not_applicable("kein BGP-Nachbar", "no BGP neighbour")
NO_FOREIGN = not_applicable("kein BGP-Nachbar in einem fremden AS", "no BGP neighbour in a foreign AS")
NO_PROVIDER = not_applicable("kein BGP-Nachbar mit öffentlicher AS-Nummer", "no BGP neighbour with a public AS number")
# What the makers call a password or key.
KEYS = ("password", "ao", "shared-secret", "keychain", "key-chain", "authentication-key", "authentication-key-chain")
FILTERS = frozenset(
    {
        "route-map",
        "prefix-list",
        "distribute-list",
        "filter-list",
        "route-policy",
        "ip-prefix",
        "filter-policy",
        "as-path-filter",
    }
)
LIMITS = frozenset({"maximum-prefix", "maximum-routes", "maximum-accepted-routes"})
# A limit that only writes a message limits nothing.
ADVISORY = frozenset({"warning-only", "alert-only"})
OWN_AS = "OWN_AS"
FRR_REFUSES = (7, 4)
REFUSED = Text(
    de="Ohne Filter tauscht der Router mit fremden Nachbarn keine Wege aus (RFC 8212).",
    en="Without a filter the router exchanges no routes with foreign neighbours (RFC 8212).",
)
INWARD = frozenset({"in", "import"})
OUTWARD = frozenset({"out", "export"})


def _has(peer: Peer, setting: Node | None, de: str, en: str) -> Outcome:
    """One neighbour, by the setting it needs."""
    if setting is not None:
        return passed("$1", "$1", setting)
    return failed(f"$1 ist ein Nachbar ohne {de}", f"$1 is a neighbour without {en}", peer.line)


def authenticated(tree: ConfigTree, _: Policy) -> Outcome:
    """Every neighbour has a password or key."""
    found = (_has(peer, peer.find(*KEYS), "Kennwort oder Schlüssel", "password or key") for peer in peers(tree))
    return joined(found, nothing=NO_NEIGHBOUR)


def limited(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every neighbour in a foreign AS may announce only so many routes."""
    return joined(_foreign(tree, policy, _limited), nothing=NO_FOREIGN)


def _limited(peer: Peer) -> Outcome:
    """One neighbour."""
    limits = (line for words, line in peer.settings if words[0] in LIMITS and ADVISORY.isdisjoint(words))
    setting = next(limits, None)
    return _has(peer, setting, "Obergrenze für Wege", "limit of routes")


def _foreign(tree: ConfigTree, policy: Policy, answer: Callable[[Peer], Outcome]) -> Iterator[Outcome]:
    """An answer for each neighbour in a foreign AS, and for each whose AS nobody can read."""
    for peer in peers(tree):
        if is_masked(peer.remote_as or "") or is_masked(peer.own_as):
            yield unknown("das AS von $1 ist unkenntlich gemacht", "the AS of $1 is masked", peer.line)
        elif _is_foreign(peer, policy):
            yield answer(peer)


def _is_foreign(peer: Peer, policy: Policy) -> bool:
    """Whether a neighbour belongs to another AS, and that is none of the office's own."""
    if not peer.is_external:
        return False
    number = _as_number(peer.remote_as or "")
    return number is None or not any(low <= number <= high for low, high in policy.spans(OWN_AS))


def _as_number(written: str) -> int | None:
    """An AS number, also one written as two halves (`1.10` is 65546); None for `external` and the like."""
    halves = written.split(".")
    if len(halves) > 2 or not all(half.isdecimal() for half in halves):
        return None
    return int(halves[0]) if len(halves) == 1 else int(halves[0]) * 65536 + int(halves[1])


def filtered(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every neighbour in a foreign AS has a filter in both directions, or exchanges nothing without one."""
    refused = _refuses(tree)
    return joined(_foreign(tree, policy, partial(_filtered, refused=refused)), nothing=NO_FOREIGN)


def _filtered(peer: Peer, *, refused: bool) -> Outcome:
    """One neighbour."""
    inward, outward = peer.directed(FILTERS, INWARD), peer.directed(FILTERS, OUTWARD)
    if refused and (inward is None or outward is None):
        return passed("$1", "$1", peer.line)._replace(default=REFUSED)
    if inward is None:
        return _has(peer, None, "Filter für das, was er verkündet", "filter for what it announces")
    if outward is None:
        return _has(peer, None, "Filter für das, was er erfährt", "filter for what it is told")
    return passed("$1", "$1", *dict.fromkeys((inward, outward)))


def _refuses(tree: ConfigTree) -> bool:
    """Whether a router exchanges no routes with foreign neighbours where no filter is set (RFC 8212)."""
    judge = REFUSING.get(tree.platform.id)
    return judge is not None and judge(tree.root)


def _frr_refuses(root: Node) -> bool:
    """FRR does from 7.4 on, but with the defaults for data centres or where told otherwise."""
    version = first(root, "frr", "version")
    running = numbers(version.words[2])[:2] if version is not None and len(version.words) > 2 else ()
    usual = first(root, "frr", "defaults", "datacenter") is None and running >= FRR_REFUSES
    return all(
        first(router, "no", "bgp", "ebgp-requires-policy") is None
        and (usual or first(router, "bgp", "ebgp-requires-policy") is not None)
        for router in starting(root, "router", "bgp")
    )


def _vyos_refuses(root: Node) -> bool:
    """VyOS does so where told."""
    return path(root, "protocols", "bgp", "parameters", "ebgp-requires-policy") is not None


def _junos_refuses(root: Node) -> bool:
    """Junos does so where told for both directions."""
    told = path(root, "protocols", "bgp", "defaults", "ebgp", "no-policy")
    return told is not None and all(
        any(word.startswith("reject") for word, _ in named(path(told, way))) for way in ("receive", "advertise")
    )


REFUSING: dict[str, Callable[[Node], bool]] = {
    "frr": _frr_refuses,
    "juniper_junos": _junos_refuses,
    "vyos": _vyos_refuses,
}


def blackholes(tree: ConfigTree, policy: Policy) -> Outcome:
    """A router with a provider on BGP can have attacked addresses dropped upstream (RTBH or FlowSpec)."""
    if not any(_is_provider(peer, policy) for peer in peers(tree)):
        return NO_PROVIDER
    places = (found_in_each(tree, word, _blackhole) for word in POLICIES)
    line = next((found[0] for found in places if found), None)
    if line is not None:
        return passed("$1", "$1", line)
    return failed(
        "weder eine Blackhole-Community noch FlowSpec (ganze Konfiguration durchsucht)",
        "neither a blackhole community nor FlowSpec (the whole configuration was searched)",
    )


def _blackhole(block: Node) -> Node | None:
    """The first line of a block that is about dropping attacked addresses."""
    return next((node for node in (block, *below(block)) if not BLACKHOLE.isdisjoint(node.words)), None)


def near(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every neighbour in a public AS is only heard from the distance at which it is (GTSM)."""
    found = (
        _has(peer, peer.find("ttl-security", "ttl", "valid-ttl-hops"), "TTL-Prüfung", "TTL check")
        for peer in peers(tree)
        if _is_provider(peer, policy)
    )
    return joined(found, nothing=NO_PROVIDER)


def origins(tree: ConfigTree, policy: Policy) -> Outcome:
    """A router with a provider on BGP asks a validator who may announce an address (RPKI)."""
    if not any(_is_provider(peer, policy) for peer in peers(tree)):
        return NO_PROVIDER
    blocks = [tree.root]
    for words in VALIDATORS[tree.platform.id]:
        blocks = [child for block in blocks for child in starting(block, *words)]
    if blocks:
        return passed("$1", "$1", blocks[0])
    return failed(
        "kein RPKI-Validator eingetragen (ganze Konfiguration durchsucht)",
        "no RPKI validator is set (the whole configuration was searched)",
    )


# Where the server that knows the signed origins is named.
VALIDATORS: dict[str, tuple[tuple[str, ...], ...]] = {
    "cisco_ios": (("router", "bgp"), ("bgp", "rpki", "server")),
    "arista_eos": (("router", "bgp"), ("rpki", "cache")),
    "frr": (("rpki",), ("rpki", "cache")),
    "huawei_vrp": (("rpki",), ("session",)),
    "juniper_junos": (("routing-options",), ("validation",), ("group",)),
    "vyos": (("protocols",), ("rpki",), ("cache",)),
}
BLACKHOLE = {
    "65535:666",
    "blackhole",
    "flowspec",
    "ipv4-flowspec",
    "flow-ipv4",
    "flow",
    "ipv4-flow",
    "set-community=65535:666",
}


# Where route policies, communities and BGP itself stand at the top.
POLICIES = (
    "route-map",
    "route-policy",
    "router",
    "bgp",
    "ip",
    "bgp-community",
    "policy-options",
    "policy",
    "protocols",
)


def _is_provider(peer: Peer, policy: Policy) -> bool:
    """Whether a neighbour stands in the Internet, told by its AS number."""
    return _is_foreign(peer, policy) and _is_public(_as_number(peer.remote_as or ""))


def _is_public(number: int | None) -> bool:
    """Whether an AS number is one of the Internet's, not a private or documentation one."""
    return number is not None and (0 < number < 64496 or 131072 <= number < 4200000000)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "bgp_peers_authenticated": authenticated,
    "bgp_peers_limited": limited,
    "bgp_peers_filtered": filtered,
    "bgp_blackholes": blackholes,
    "bgp_peers_near": near,
    "bgp_origins_validated": origins,
}
