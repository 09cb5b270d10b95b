"""Whether every way in asks who is there, and whether one is left when the login server is down."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks.judges.ios_lines import admits_nobody, login_list, login_lists
from checks.judges.walk import exactly, first, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict
from isms.core.model.text import Text

LINES = frozenset({"con", "console", "aux", "vty"})
LOCAL = frozenset({"local", "local-case", "enable", "line", "LOCAL"})
CONSOLE = frozenset({"con", "console"})
NO_LINE = not_applicable("weder Konsole noch VTY", "neither console nor VTY")
NO_CENTRAL = failed(
    "keine Anmeldung fragt zuerst einen zentralen Dienst (ganze Konfiguration durchsucht)",
    "no login asks a central service first (the whole configuration was searched)",
)
NO_SERVER = not_applicable("keine Anmeldung über einen Server", "no login by a server")
COMWARE_CONSOLE = frozenset({"aux", "con", "console"})


def _open(node: Node) -> Outcome:
    """A way in without a login."""
    return failed("$1 verlangt keine Anmeldung", "$1 asks for no login", node)


def _used(root: Node) -> Iterator[tuple[Node, str]]:
    """The lines of IOS that give a shell, each with the name of its login list."""
    for block in starting(root, "line"):
        if len(block.words) > 1 and block.words[1] in LINES and not _closed(block):
            yield block, login_list(block)


def _closed(block: Node) -> bool:
    """Whether nobody gets a shell on a line."""
    if exactly(block, "no", "exec") is not None:
        return True
    return block.words[1] not in CONSOLE and admits_nobody(block) is not None


def ios_doors(tree: ConfigTree, _: Policy) -> Outcome:
    """Console, auxiliary port and remote lines ask for a login."""
    root = tree.root
    if exactly(root, "aaa", "new-model") is None:
        return joined((_old_line(block) for block, _ in _used(root)), nothing=NO_LINE)
    lists = login_lists(root)
    return joined((_new_line(block, name, lists) for block, name in _used(root)), nothing=NO_LINE)


def _old_line(block: Node) -> Outcome:
    """A line without AAA: remote ones ask by themselves, console and auxiliary port only with `login`."""
    off = exactly(block, "no", "login")
    if off is not None:
        return failed("$1 verlangt keine Anmeldung", "$1 asks for no login", off, block=block)
    line = first(block, "login")
    if line is not None:
        return passed("$1", "$1", line, block=block)
    return passed("$1", "$1", block) if block.words[1] == "vty" else _open(block)


def _new_line(block: Node, name: str, lists: dict[str, Node]) -> Outcome:
    """A line with AAA: its list must not say `none`; without a default list the console asks for nothing."""
    line = None if is_masked(name) else lists.get(name)
    if line is None:
        if any(map(is_masked, (name, *lists))):
            return masked_value(block)
        console = block.words[1] in CONSOLE and name == "default"
        return _open(block) if console else passed("$1", "$1", block)
    if "none" in line.words[4:]:
        return failed("$1 lässt auch ohne Anmeldung herein", "$1 also lets in without a login", line)
    return masked_value(line) if any(map(is_masked, line.words[4:])) else passed("$1", "$1", line)


def comware_doors(tree: ConfigTree, _: Policy) -> Outcome:
    """No line of Comware and no domain for logins says `none`, and the console asks for something."""
    blocks = [*starting(tree.root, "line"), *starting(tree.root, "user-interface")]
    classes = {block.words[2]: block for block in blocks if block.words[1:2] == ("class",) and len(block.words) > 2}
    lines = [block for block in blocks if len(block.words) > 1 and block.words[1] != "class"]
    doors = [_comware(block, classes.get(block.words[1])) for block in lines]
    free = [line for line, words in _comware_methods(tree.root) if "none" in words]
    return joined([*doors, *(_open(line) for line in free)], nothing=NO_LINE)


def _comware(block: Node, general: Node | None) -> Outcome:
    """One line: its own mode, else that of its class, else what the maker set."""
    own = first(block, "authentication-mode")
    line = own or (first(general, "authentication-mode") if general is not None else None)
    if line is None:
        return _open(block) if block.words[1] in COMWARE_CONSOLE else passed("$1", "$1", block)
    if line.words[1:2] == ("none",):
        return failed("$1 verlangt keine Anmeldung", "$1 asks for no login", line, block=block)
    return masked_value(line) if is_masked(line.words[-1]) else passed("$1", "$1", line, block=block)


Methods = Iterator[tuple[Node, tuple[str, ...]]]


class Place(NamedTuple):
    """The blocks that say how administrators log in; `is_certain` if no others can."""

    blocks: list[Node]
    is_certain: bool


def _ios_methods(root: Node) -> Methods:
    """The default list and those that lines use."""
    lists = login_lists(root)
    names = dict.fromkeys(["default", *(name for _, name in _used(root))])
    yield from ((lists[name], lists[name].words[4:]) for name in names if name in lists)


def _eos_methods(root: Node) -> Methods:
    """`aaa authentication login CHANNEL …`."""
    yield from ((line, line.words[4:]) for line in starting(root, "aaa", "authentication", "login"))


def _procurve_methods(root: Node) -> Methods:
    """`aaa authentication CHANNEL login|enable …`."""
    for line in starting(root, "aaa", "authentication"):
        if line.words[3:4] in {("login",), ("enable",)}:
            yield line, line.words[4:]


def _asa_methods(root: Node) -> Methods:
    """`aaa authentication CHANNEL console …`."""
    for line in starting(root, "aaa", "authentication"):
        if line.words[3:4] == ("console",):
            yield line, line.words[4:]


def _comware_methods(root: Node) -> Methods:
    """`authentication login …`, else `authentication default …`, of the domain in which administrators log in."""
    for block in _comware_domains(root).blocks:
        yield from ((line, line.words[2:]) for line in _comware_login(block))


def _comware_login(block: Node) -> list[Node]:
    """The line of a domain that says how administrators log in."""
    return starting(block, "authentication", "login") or starting(block, "authentication", "default")


def _comware_domains(root: Node) -> Place:
    """The domain that is used when a name has none; others are for terminals in the network, as with 802.1X."""
    chosen = {line.words[3] for line in starting(root, "domain", "default", "enable") if len(line.words) > 3}
    blocks = [block for block in starting(root, "domain") if len(block.words) == 2]
    named = [block for block in blocks if block.words[1] in (chosen or {"system"})]
    return Place(named if chosen else blocks, bool(chosen and named))


def _vrp_methods(root: Node) -> Methods:
    """`authentication-mode …` of the schemes for administrators."""
    for scheme in _vrp_schemes(root).blocks:
        yield from ((line, line.words[1:]) for line in starting(scheme, "authentication-mode"))


def _vrp_schemes(root: Node) -> Place:
    """The schemes of the domain `default_admin`; others are for terminals in the network, as with 802.1X."""
    blocks = starting(root, "aaa")
    schemes = [scheme for block in blocks for scheme in starting(block, "authentication-scheme")]
    domains = [domain for block in blocks for domain in starting(block, "domain", "default_admin")]
    if not domains:
        return Place(schemes, False)
    chosen = {line.words[-1] for domain in domains for line in starting(domain, "authentication-scheme")} or {"default"}
    return Place([scheme for scheme in schemes if scheme.words[-1] in chosen], True)


def comware_central(tree: ConfigTree, _: Policy) -> Outcome:
    """Comware: administrators are looked up at a server first."""
    place = _comware_domains(tree.root)
    return _central(place, [_asked_first(block, _comware_login(block), 2) for block in place.blocks])


def vrp_central(tree: ConfigTree, _: Policy) -> Outcome:
    """VRP: administrators are looked up at a server first."""
    place = _vrp_schemes(tree.root)
    lines = [starting(scheme, "authentication-mode") for scheme in place.blocks]
    return _central(place, [_asked_first(*pair, 1) for pair in zip(place.blocks, lines, strict=True)])


def _central(place: Place, answers: list[Outcome]) -> Outcome:
    """All that surely decide, else those that are good."""
    good = [answer for answer in answers if answer.verdict is not Verdict.FAIL]
    return joined(answers if place.is_certain else good, nothing=NO_CENTRAL)


def _asked_first(block: Node, lines: list[Node], at: int) -> Outcome:
    """What one block asks first, at this word of its line; without a line the local accounts."""
    line = lines[0] if lines else None
    if line is not None and any(map(is_masked, line.words[at : at + 1])):
        return masked_value(line)
    if line is not None and SERVERS & set(line.words[at : at + 1]):
        return passed("$1", "$1", line, block=block)
    return failed(
        "$1 fragt nicht zuerst einen zentralen Dienst", "$1 does not ask a central service first", line or block
    )


METHODS: dict[str, Callable[[Node], Methods]] = {
    "arista_eos": _eos_methods,
    "aruba_aoscx": _eos_methods,
    "cisco_asa": _asa_methods,
    "cisco_ios": _ios_methods,
    "hp_comware": _comware_methods,
    "hp_procurve": _procurve_methods,
    "huawei_vrp": _vrp_methods,
}

# With these words a list asks a server; others are the local ones.
SERVERS = frozenset(
    {"group", "radius", "tacacs", "hwtacacs", "radius-scheme", "hwtacacs-scheme", "ldap-scheme", "ldap"}
)


def local_fallback(tree: ConfigTree, _: Policy) -> Outcome:
    """Every login list that asks a server names the local accounts as well."""
    found = [
        (line, words) for line, words in METHODS[tree.platform.id](tree.root) if _asks_server(tree.platform.id, words)
    ]
    return joined((_fallback(line, words) for line, words in found), nothing=NO_SERVER)


def _asks_server(platform: str, words: tuple[str, ...]) -> bool:
    """Whether methods begin with a server; on the ASA any name but LOCAL is a group of servers."""
    if not words or is_masked(words[0]):
        return bool(words)
    return words[0] not in LOCAL if platform == "cisco_asa" else bool(SERVERS & set(words))


def _fallback(line: Node, words: tuple[str, ...]) -> Outcome:
    """One login list."""
    if LOCAL & set(words):
        return passed("$1", "$1", line)
    if any(map(is_masked, words)):
        return masked_value(line)
    return failed("$1 kennt keinen Weg ohne Server", "$1 knows no way without the server", line)


BY_LINE = Text(
    de="Ohne diese Zeile gilt die Stufe von Konsole oder VTY, nicht die der Person.",
    en="Without this line the level of console or VTY applies, not the person's.",
)


def ios_roles(tree: ConfigTree, _: Policy) -> Outcome:
    """Where a login list of IOS asks a server, a list in use asks one for the role as well."""
    root = tree.root
    if not any(SERVERS & set(words) for _, words in _ios_methods(root)):
        return NO_SERVER
    used = {line.words[-1] for block in starting(root, "line") for line in starting(block, "authorization", "exec")}
    given = [line for line in starting(root, "aaa", "authorization", "exec") if {"default", *used} & {*line.words[3:4]}]
    asking = [line for line in given if "group" in line.words[4:]]
    if asking:
        return passed("$1", "$1", *asking)
    if masked := [line for line in given if any(map(is_masked, line.words[4:]))]:
        return masked_value(masked[0])
    missing = failed(
        "‚aaa authorization exec … group …‘ fehlt (ganze Konfiguration durchsucht)",
        "'aaa authorization exec … group …' is missing (the whole configuration was searched)",
    )
    return missing._replace(default=BY_LINE)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "ios_login_roles": ios_roles,
    "acc_ios_doors": ios_doors,
    "acc_comware_doors": comware_doors,
    "acc_local_fallback": local_fallback,
    "acc_comware_central": comware_central,
    "acc_vrp_central": vrp_central,
}
