"""Which programming interfaces a device opens."""

from collections.abc import Callable, Iterator

from checks.judges.walk import first, path, starting
from checks.outcome import Outcome, failed, joined, not_set, passed, unknown, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

OFF = Text(
    de="Was nicht in der Konfiguration steht, gilt als aus.",
    en="What the configuration does not show counts as off.",
)
NO_API = passed("keine Programmierschnittstelle eingeschaltet", "no programming interface is switched on")._replace(
    default=OFF
)
Api = tuple[str, Node]

# Programming interfaces that one statement at the top switches on.
TOP: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "cisco_ios": (
        ("netconf", ("netconf-yang",)),
        ("netconf", ("netconf", "ssh")),
        ("restconf", ("restconf",)),
        ("gnmi", ("gnxi", "server")),
        ("gnmi", ("gnxi", "secure-server")),
        ("gnmi", ("gnmi-yang", "server")),
        ("gnmi", ("gnmi-yang", "secure-server")),
    ),
    "cisco_nxos": (
        ("netconf", ("feature", "netconf")),
        ("restconf", ("feature", "restconf")),
        ("gnmi", ("feature", "grpc")),
        ("nxapi", ("feature", "nxapi")),
    ),
    "cisco_asa": (("rest", ("rest-api", "agent")),),
    "hp_comware": (("netconf", ("netconf", "ssh", "server", "enable")), ("soap", ("netconf", "soap"))),
    "hp_procurve": (("rest", ("rest-interface",)),),
}
# The same where every word is a level of its own.
PATHS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "juniper_junos": (
        ("netconf", ("system", "services", "netconf")),
        ("rest", ("system", "services", "rest")),
        ("gnmi", ("system", "services", "extension-service", "request-response", "grpc")),
        ("xml", ("system", "services", "xnm-ssl")),
        ("xml", ("system", "services", "xnm-clear-text")),
    ),
    "vyos": (("rest", ("service", "https", "api")),),
}
EOS = {"http-commands": "eapi", "gnmi": "gnmi", "netconf": "netconf", "restconf": "restconf"}


def _eos(root: Node) -> Iterator[Api]:
    """EOS: a block of its own each; the one for commands is shut down unless said otherwise."""
    for block in starting(root, "management", "api"):
        kind = block.words[2] if len(block.words) > 2 else ""
        places = [block, *starting(block, "vrf"), *starting(block, "transport")]
        opened = any(first(place, "no", "shutdown") is not None for place in places)
        if kind in EOS and (opened or (kind != "http-commands" and starting(block, "transport"))):
            yield EOS[kind], block


def _routeros(root: Node) -> Iterator[Api]:
    """RouterOS: the service `api`, with and without encryption, is on unless it is disabled."""
    for block in starting(root, "/ip", "service"):
        for service in ("api", "api-ssl"):
            line = first(block, "set", service)
            if line is None or "disabled=yes" not in line.words:
                yield "api", line if line is not None else block


def _aoscx(root: Node) -> Iterator[Api]:
    """AOS-CX: the web server brings a REST interface that may change everything, unless it may only read."""
    if first(root, "https-server", "rest", "access-mode", "read-only") is None:
        yield from (("rest", line) for line in starting(root, "https-server", "vrf"))


def _fortios(root: Node) -> Iterator[Api]:
    """FortiOS: a user of the REST interface."""
    for block in starting(root, "config", "system", "api-user"):
        yield from (("rest", entry) for entry in starting(block, "edit"))


def _apis(tree: ConfigTree) -> Iterator[Api]:
    """Every programming interface that is switched on."""
    platform = tree.platform.id
    if platform in TOP:
        for name, words in TOP[platform]:
            yield from ((name, line) for line in starting(tree.root, *words))
    for name, words in PATHS.get(platform, ()):
        node = path(tree.root, *words)
        if node is not None:
            yield name, node
    yield from OTHERS.get(platform, _none)(tree.root)


def _none(_: Node) -> Iterator[Api]:
    """Nothing more."""
    return iter(())


OTHERS: dict[str, Callable[[Node], Iterator[Api]]] = {
    "aruba_aoscx": _aoscx,
    "arista_eos": _eos,
    "mikrotik_routeros": _routeros,
    "fortinet_fortios": _fortios,
}


def apis_declared(tree: ConfigTree, policy: Policy) -> Outcome:
    """Each programming interface that is on is one that the policy names."""
    declared = policy.words("API_ALLOWED")
    nothing = NO_API
    if tree.platform.id == "mikrotik_routeros" and not starting(tree.root, "/ip", "service"):
        nothing = _api_by_default(declared)
    return joined((_declared(name, node, declared) for name, node in _apis(tree)), nothing=nothing)


def _api_by_default(declared: tuple[str, ...]) -> Outcome:
    """RouterOS without a word about its services: the interface is on."""
    de = "die Schnittstelle ‚api‘ ist ab Werk eingeschaltet (ganze Konfiguration durchsucht)"
    en = "the interface 'api' is on by default (the whole configuration was searched)"
    if not declared:
        hint_de, hint_en = not_set("API_ALLOWED")
        return unknown(f"{de}; {hint_de}", f"{en}; {hint_en}")
    return failed(de, en) if "api" not in declared else NO_API


def _declared(name: str, node: Node, declared: tuple[str, ...]) -> Outcome:
    """One interface."""
    if not declared:
        return unset("API_ALLOWED", node)
    if name not in declared and node.words[:2] == ("/ip", "service"):
        return failed("$1 lässt die Schnittstelle ‚api‘ ein", "$1 leaves the interface 'api' on", node)
    if name not in declared:
        return failed("$1: diese Schnittstelle ist nicht freigegeben", "$1: this interface is not approved", node)
    return passed("$1", "$1", node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"apis_declared": apis_declared}
