"""Protection profiles on the policies that lead outside."""

from collections.abc import Callable, Iterator
from functools import partial

from checks.filters import profiles, services
from checks.filters.entry import Action, Entry
from checks.filters.readers import firewall
from checks.filters.spans import Spans
from checks.judges.fw_entries import OWN
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_POLICY = not_applicable("keine Regel, die etwas erlaubt", "no policy that permits anything")
NONE_OUT = not_applicable("keine solche Regel nach außen", "no such policy to the outside")
NO_WEB = not_applicable("kein Webfilter an einer Regel nach außen", "no web filter on a policy to the outside")
UNSET = unset("EXTERNAL_INTERFACES")
HTTP = services.of("tcp", 80, 80).least
HTTPS = services.of("tcp", 443, 443).least
NAMES = services.of("udp", 53, 53).least | services.of("tcp", 53, 53).least
# What each kind of profile can look at.
TRAFFIC: dict[str, Spans] = {
    profiles.WEB: HTTP | HTTPS,
    profiles.DNS: NAMES,
    profiles.IPS: services.ALL,
    profiles.VIRUS: HTTP | HTTPS,
    profiles.TLS: HTTPS,
}
BLOCKED = frozenset({"block"})
RESTRICTED = frozenset({"block", "warning", "authenticate", "override", "continue"})
WANTED: dict[str, dict[str, frozenset[str]]] = {
    "malicious": {
        "fortinet_fortios": frozenset({"26", "61"}),
        "paloalto_panos": frozenset({"malware", "phishing", "command-and-control"}),
    },
    "illegal": {
        "fortinet_fortios": frozenset({"83", "96"}),
        "paloalto_panos": frozenset({"extremism", "copyright-infringement"}),
    },
    "storage": {
        "fortinet_fortios": frozenset({"24"}),
        "paloalto_panos": frozenset({"online-storage-and-backup"}),
    },
}


def _permits(tree: ConfigTree) -> list[Entry]:
    """The policies that permit anything."""
    return [entry for one in tree.once(firewall).policies for entry in one.live if entry.action is Action.PERMIT]


def _outward(entries: list[Entry], policy: Policy, traffic: Spans) -> Iterator[Entry]:
    """Those that lead outside and carry such traffic."""
    patterns = policy.words("EXTERNAL_INTERFACES")
    for entry in entries:
        out = not entry.outbound or any(fits(name, patterns) for name in entry.outbound)
        if out and entry.inbound != OWN and entry.services.most.overlaps(traffic):
            yield entry


def protected(tree: ConfigTree, policy: Policy, *, kind: str) -> Outcome:
    """Every policy to the outside is protected by a profile of a kind."""
    entries = _permits(tree)
    if not entries:
        return NO_POLICY
    if not policy.words("EXTERNAL_INTERFACES"):
        return UNSET
    return joined((_one(entry, tree, kind) for entry in _outward(entries, policy, TRAFFIC[kind])), nothing=NONE_OUT)


def _one(entry: Entry, tree: ConfigTree, kind: str) -> Outcome:
    """One policy."""
    profile = profiles.of_policy(tree.root, tree.platform.id, entry.node, kind)
    if profile is None:
        return failed("$1 hat kein solches Profil", "$1 has no such profile", entry.node)
    if is_masked(profile.name):
        return unknown("das Profil in $1 ist unkenntlich gemacht", "the profile in $1 is masked", entry.node)
    return passed("$1", "$1", entry.node)


def web_categories(tree: ConfigTree, policy: Policy, *, wanted: str, actions: frozenset[str]) -> Outcome:
    """The web filters on policies to the outside restrict certain categories."""
    entries = _permits(tree)
    if not entries:
        return NO_POLICY
    if not policy.words("EXTERNAL_INTERFACES"):
        return UNSET
    found: dict[str, profiles.Profile] = {}
    for entry in _outward(entries, policy, TRAFFIC[profiles.WEB]):
        profile = profiles.of_policy(tree.root, tree.platform.id, entry.node, profiles.WEB)
        if profile is not None:
            found.setdefault(profile.name, profile)
    listed = WANTED[wanted][tree.platform.id]
    return joined((_filter(profile, tree, listed, actions) for profile in found.values()), nothing=NO_WEB)


def _filter(profile: profiles.Profile, tree: ConfigTree, listed: frozenset[str], actions: frozenset[str]) -> Outcome:
    """One web filter."""
    node = profile.definition
    if node is None:
        return unknown(
            "das Profil des Webfilters steht nicht in der Konfiguration",
            "the profile of the web filter is not in the configuration",
        )
    done = profiles.categories(node, tree.platform.id)
    missing = sorted(category for category in listed if done.get(category) not in actions)
    if missing:
        names = ", ".join(missing)
        return failed(
            f"$1 sperrt diese Kategorien nicht: {names}", f"$1 does not block these categories: {names}", node
        )
    return passed("$1", "$1", node)


JUDGES: dict[str, Judge] = {
    "fw_web_filter": partial(protected, kind=profiles.WEB),
    "fw_dns_filter": partial(protected, kind=profiles.DNS),
    "fw_ips": partial(protected, kind=profiles.IPS),
    "fw_antivirus": partial(protected, kind=profiles.VIRUS),
    "fw_tls_inspection": partial(protected, kind=profiles.TLS),
    "fw_web_malicious": partial(web_categories, wanted="malicious", actions=BLOCKED),
    "fw_web_illegal": partial(web_categories, wanted="illegal", actions=BLOCKED),
    "fw_web_storage": partial(web_categories, wanted="storage", actions=RESTRICTED),
}
