"""From whom a device takes its time."""

import ipaddress
from collections.abc import Callable, Iterator

from checks.judges.mon_sources import FURTHER, TimeSource
from checks.judges.walk import exactly, named, path, starting, value
from checks.language.pattern import is_masked
from checks.outcome import Outcome, Reason, failed, joined, not_applicable, passed, spot
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

KINDS = ("server", "peer", "pool")
SWITCHES: dict[str, tuple[tuple[str, ...], ...]] = {
    "cisco_ios": (("ntp", "authenticate"),),
    "arista_eos": (("ntp", "authenticate"),),
    "cisco_nxos": (("ntp", "authenticate"),),
    "cisco_asa": (("ntp", "authenticate"),),
    "aruba_aoscx": (("ntp", "authentication"),),
    "hp_comware": (("ntp-service", "authentication", "enable"),),
    "huawei_vrp": (("ntp-service", "authentication", "enable"), ("ntp", "authentication", "enable")),
}


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
    """FortiOS: servers of one's own only, not the maker's, and only if the clock follows them."""
    for block in starting(root, "config", "system", "ntp"):
        off = exactly(block, "set", "ntpsync", "disable")
        if off is not None or exactly(block, "set", "type", "custom") is None:
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
    **FURTHER,
}


def enough(tree: ConfigTree, policy: Policy) -> Outcome:
    """At least NTP_SERVERS time sources, each address once; a masked address may be one of the others."""
    wanted = policy.number("NTP_SERVERS")
    sources = list(READERS[tree.platform.id](tree.root))
    known = {address(source.address): source for source in sources if not is_masked(source.address)}
    hidden = [source for source in sources if is_masked(source.address)]
    found = len(known) or min(len(hidden), 1)
    undecided = found < wanted <= len(known) + len(hidden)
    more = Text(de=", weitere sind unkenntlich gemacht", en=", more are masked") if undecided else Text(de="", en="")
    return Outcome(
        verdict=Verdict.UNKNOWN if undecided else Verdict.PASS if found >= wanted else Verdict.FAIL,
        reason=Reason(
            f"Zahl der Zeitquellen: {found}{more.de}, verlangt: mindestens {wanted} (ganze Konfiguration durchsucht)",
            f"time sources: {found}{more.en}, required: at least {wanted} (the whole configuration was searched)",
        ),
        spots=tuple(spot(source.line) for source in (*known.values(), *hidden)),
        judged=1,
        default=None if known or hidden else SHIPPED.get(tree.platform.id),
    )


SHIPPED = {
    "fortinet_fortios": Text(
        de="Ohne ‚type custom‘ fragt das Gerät die Zeitserver des Herstellers; sie zählen nicht als eigene.",
        en="Without 'type custom' the device asks the maker's time servers; these do not count as your own.",
    )
}


def address(text: str) -> str:
    """An address or host name, however it is written."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return text.lower()


def authenticated(tree: ConfigTree, _: Policy) -> Outcome:
    """Every time source is authenticated; many platforms have a switch for that besides."""
    sources = list(READERS[tree.platform.id](tree.root))
    nothing = not_applicable("keine Zeitquelle", "no time source")
    switches = SWITCHES.get(tree.platform.id, ())
    if sources and switches and not any(starting(tree.root, *switch) for switch in switches):
        text = " ".join(switches[0])
        missing = failed(
            f"‚{text}‘ fehlt (ganze Konfiguration durchsucht)",
            f"'{text}' is missing (the whole configuration was searched)",
        )
        return missing._replace(spots=tuple(spot(source.line) for source in sources))
    return joined((_one(source) for source in sources), nothing=nothing)


def _one(source: TimeSource) -> Outcome:
    """One time source."""
    if source.keyed:
        return passed("$1", "$1", source.line)
    return failed("$1 hat keinen Schlüssel", "$1 has no key", source.line)
