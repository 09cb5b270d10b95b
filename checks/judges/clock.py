"""From whom a device takes its time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from checks.judges.walk import exactly, named, path, starting, value
from checks.outcome import Outcome, Reason, failed, joined, not_applicable, passed, spot
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict

KINDS = ("server", "peer", "pool")


@dataclass(frozen=True, slots=True)
class TimeSource:
    """A time source; `keyed` where messages from it are authenticated."""

    line: Node
    address: str
    keyed: bool


def cisco(root: Node) -> Iterator[TimeSource]:
    """IOS, EOS and NX-OS: `ntp server [vrf V] ADDRESS … [key N]`."""
    for kind in KINDS:
        for line in starting(root, "ntp", kind):
            rest = line.words[2:]
            if rest[:1] == ("vrf",):
                rest = rest[2:]
            if rest[:1] in {("ip",), ("ipv6",)} and len(rest) > 1:
                rest = rest[1:]
            if rest:
                yield TimeSource(line, rest[0], "key" in rest[1:])


def junos(root: Node) -> Iterator[TimeSource]:
    """Junos: `system ntp server ADDRESS key N`."""
    for kind in KINDS:
        for address, node in named(path(root, "system", "ntp", kind)):
            yield TimeSource(node, address, path(node, "key") is not None)


def fortios(root: Node) -> Iterator[TimeSource]:
    """FortiOS: servers of one's own only, not the maker's."""
    for block in starting(root, "config", "system", "ntp"):
        if exactly(block, "set", "type", "custom") is None:
            continue
        for table in starting(block, "config", "ntpserver"):
            for entry in starting(table, "edit"):
                address = value(entry, "set", "server")
                if address:
                    yield TimeSource(entry, address, False)


READERS: dict[str, Callable[[Node], Iterator[TimeSource]]] = {
    "cisco_ios": cisco,
    "arista_eos": cisco,
    "cisco_nxos": cisco,
    "juniper_junos": junos,
    "fortinet_fortios": fortios,
}


def enough(tree: ConfigTree, policy: Policy) -> Outcome:
    """At least NTP_SERVERS time sources, each address once."""
    wanted = policy.number("NTP_SERVERS")
    sources = {source.address: source for source in READERS[tree.platform.id](tree.root)}
    found = len(sources)
    return Outcome(
        verdict=Verdict.PASS if found >= wanted else Verdict.FAIL,
        reason=Reason(
            f"{found} Zeitquellen, verlangt sind {wanted} (ganze Konfiguration durchsucht)",
            f"{found} time sources, {wanted} are required (the whole configuration was searched)",
        ),
        spots=tuple(spot(source.line) for source in sources.values()),
        judged=1,
    )


def authenticated(tree: ConfigTree, _: Policy) -> Outcome:
    """Every time source is authenticated; on IOS, EOS and NX-OS `ntp authenticate` switches that on."""
    sources = list(READERS[tree.platform.id](tree.root))
    nothing = not_applicable("keine Zeitquelle", "no time source")
    if sources and tree.platform.id != "juniper_junos" and not starting(tree.root, "ntp", "authenticate"):
        missing = failed(
            "‚ntp authenticate‘ fehlt (ganze Konfiguration durchsucht)",
            "'ntp authenticate' is missing (the whole configuration was searched)",
        )
        return replace(missing, spots=tuple(spot(source.line) for source in sources))
    return joined((_one(source) for source in sources), nothing=nothing)


def _one(source: TimeSource) -> Outcome:
    """One time source."""
    if source.keyed:
        return passed("$1", "$1", source.line)
    return failed("$1 hat keinen Schlüssel", "$1 has no key", source.line)
