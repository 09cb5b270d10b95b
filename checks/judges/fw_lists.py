"""Access lists and policies as a whole: defined, used, closed at the end, recorded."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from checks.filters import fortios, panos
from checks.filters.addresses import V4, V6
from checks.filters.entry import Action, Entry, Filter, Firewall, Use, of_filter, takes_all
from checks.filters.readers import firewall
from checks.filters.words_tree import at
from checks.judges.walk import starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict

NO_USE = not_applicable("kein Filter an einer Schnittstelle", "no filter on an interface")
NO_LIST = not_applicable("kein Filter", "no filter")


def defined(tree: ConfigTree, _: Policy) -> Outcome:
    """Every filter that is put on an interface is defined."""
    found = tree.once(firewall)
    kinds = {(use.name, use.family.parts): use for use in found.uses}
    verdicts = {kind: _defined(use, found) for kind, use in kinds.items()}
    return joined([_named(use, verdicts[use.name, use.family.parts]) for use in found.uses], nothing=NO_USE)


def _defined(use: Use, found: Firewall) -> Verdict:
    """Whether what is used under a name is defined."""
    one = found.named(use)
    if one is not None and (one.entries or one.contents.unread):
        return Verdict.PASS
    return Verdict.UNKNOWN if is_masked(use.name) or found.has_masked_name else Verdict.FAIL


def _named(use: Use, verdict: Verdict) -> Outcome:
    """The answer for a line that names a filter."""
    if verdict is Verdict.PASS:
        return passed("$1", "$1", use.node, block=use.block)
    if verdict is Verdict.UNKNOWN:
        return unknown(
            "der Name des Filters in $1 ist unkenntlich gemacht", "the name of the filter in $1 is masked",
            use.node, block=use.block,
        )  # fmt: skip
    return failed(
        "$1 nennt einen Filter, der fehlt oder leer ist", "$1 names a filter that is missing or empty",
        use.node, block=use.block,
    )  # fmt: skip


def closed(tree: ConfigTree, _: Policy) -> Outcome:
    """Every filter in use denies what it does not permit."""
    working = [one for one in tree.once(firewall).working if not one.name.endswith(" output")]
    return joined((_closed(one) for one in working), nothing=NO_LIST)


@of_filter
def _closed(one: Filter) -> Outcome:
    """One filter."""
    rest = one.rest
    if rest is not None and rest.action is Action.DENY:
        return passed("$1", "$1", rest.node, block=one.node)
    if rest is not None:
        return failed("$1 lässt alles Übrige zu", "$1 permits all the rest", rest.node, block=one.node)
    if one.closes:
        return passed("$1 weist alles Übrige ab", "$1 denies all the rest", one.node)
    return failed(
        "$1: am Ende steht kein Eintrag, der alles Übrige abweist", "$1: no entry at the end denies all the rest",
        one.node,
    )  # fmt: skip


def denials_logged(tree: ConfigTree, _: Policy) -> Outcome:
    """What a filter in use turns away is recorded."""
    found = tree.once(firewall)
    ends = [one.rest for one in found.always if one.name == "global" and _logs_rest(one)]
    shared = tuple(rest.node for rest in ends if rest is not None)
    working = [one for one in found.working if not one.name.endswith(" output")]
    return joined((_denials(one, shared) for one in working), nothing=NO_LIST)


def _logs_rest(one: Filter) -> bool:
    """Whether the last entry denies the rest and records it."""
    rest = one.rest
    return rest is not None and rest.action is Action.DENY and rest.logged


@of_filter
def _denials(one: Filter, shared: tuple[Node, ...]) -> Outcome:
    """One filter: the denial at its end; behind a last permit every single denial; `shared` end it elsewhere."""
    rest = one.rest or _last_of_zone(one)
    if one.logs_rest:
        return passed("$1 zeichnet auf, was es abweist", "$1 records what it denies", one.node)
    if rest is None and shared:
        return passed("$1", "$1", *shared)
    if rest is None:
        return failed(
            "$1: die stille Ablehnung am Ende wird nicht aufgezeichnet",
            "$1: the silent denial at the end is not recorded",
            one.node,
        )
    for entry in _to_log(one):
        if not entry.logged:
            return failed("$1 zeichnet nichts auf", "$1 records nothing", entry.node, block=one.node)
    return passed("$1", "$1", rest.node, block=one.node)


def _last_of_zone(one: Filter) -> Entry | None:
    """The last entry of policies between two zones, if it takes everything there."""
    live = one.live
    if not live or not live[-1].inbound or not live[-1].outbound:
        return None
    last = live[-1]
    anywhere = replace(last, inbound=frozenset(), outbound=frozenset())
    return last if takes_all(anywhere, one.family) else None


def _to_log(one: Filter) -> Iterator[Entry]:
    """The denial at the end, or before a last permit every denial."""
    live = one.live
    if live[-1].action is Action.DENY:
        yield live[-1]
    else:
        yield from (entry for entry in live if entry.action is Action.DENY)


def panos_denials_logged(tree: ConfigTree, _: Policy) -> Outcome:
    """PAN-OS records what its last rules deny: by a rule of its own, or by the changed default rule."""
    working = tree.once(firewall).filters
    defaults = [line for scope in panos.scopes(tree.root) for line in _default_logs(scope)]
    return joined((_recorded(one, defaults) for one in working), nothing=NO_LIST)


def _default_logs(scope: Node) -> list[Node]:
    """What the default rule between zones says about recording."""
    place = at(scope, "rulebase", "default-security-rules", "rules", "interzone-default", "log-end")
    return list(place.children) if place is not None else []


def fortios_denials_logged(tree: ConfigTree, _: Policy) -> Outcome:
    """FortiOS records what it denies: each policy for that, and the implicit one if none ends it."""
    found = tree.once(firewall)
    six = any(port.addresses.overlaps(V6) for port in found.ports)
    pairs = [(scope, one) for scope in fortios.scopes(tree.root) for one in found.filters if one.node in scope.children]
    return joined(
        (_recorded(_spoken(one, six=six), _implicit_logs(scope, one)) for scope, one in pairs), nothing=NO_LIST
    )


def _spoken(one: Filter, *, six: bool) -> Filter:
    """The policies of a virtual domain, for the version of IP that the device speaks."""
    return one if six or not one.family.overlaps(V4) else replace(one, family=V4, notes={})


def _implicit_logs(scope: Node, one: Filter) -> list[Node]:
    """Whether a virtual domain records what no policy permits."""
    name = "fwpolicy6-implicit-log" if one.name.endswith("6") else "fwpolicy-implicit-log"
    blocks = [block for block in scope.by_word.get("config", ()) if block.words[1:] == ("log", "setting")]
    return [line for block in blocks for line in starting(block, "set", name)]


def _recorded(one: Filter, defaults: list[Node]) -> Outcome:
    """The rules of one virtual system or domain; `defaults` say whether the denial of the rest is recorded."""
    for entry in one.live:
        if entry.action is Action.DENY and not entry.logged:
            return failed("$1 zeichnet nichts auf", "$1 records nothing", entry.node, block=one.node)
    rest = one.rest
    on = next((line for line in defaults if line.words[-1] in {"yes", "enable"}), None)
    if rest is not None and rest.action is Action.DENY:
        return passed("$1", "$1", rest.node, block=one.node)
    if on is not None:
        return passed("$1", "$1", on)
    return failed(
        "$1: die stille Ablehnung am Ende wird nicht aufgezeichnet",
        "$1: the silent denial at the end is not recorded",
        one.node,
        *defaults,
    )


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "fw_lists_defined": defined,
    "fw_closed": closed,
    "fw_denials_logged": denials_logged,
    "fw_panos_denials_logged": panos_denials_logged,
    "fw_fortios_denials_logged": fortios_denials_logged,
}
