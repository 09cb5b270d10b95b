"""Who logs in how, and when an idle session ends."""

from checks.judges.ios_lines import login_list, login_lists, open_lines, remote_lines
from checks.judges.walk import exactly, named, path
from checks.language.pattern import is_masked, is_number
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

SEARCHED_DE = "(ganze Konfiguration durchsucht)"
SEARCHED_EN = "(the whole configuration was searched)"
NO_VTY = not_applicable("keine ‚line vty‘, die eine Anmeldung zulässt", "no 'line vty' that admits a login")
NO_SERVER = not_applicable("keine Anmeldung über einen Server", "no login by a server")
# Methods of a login list that ask for a password, or for nothing, but for no name.
NAMELESS = frozenset({"enable", "line", "none"})


def ios_central(tree: ConfigTree, _: Policy) -> Outcome:
    """Each `line vty` asks a server group first; without one the default list decides."""
    if exactly(tree.root, "aaa", "new-model") is None:
        off = exactly(tree.root, "no", "aaa", "new-model")
        if off is not None:
            return failed("$1 schaltet zentrale Anmeldung aus", "$1 switches central login off", off)
        return failed(f"‚aaa new-model‘ fehlt {SEARCHED_DE}", f"'aaa new-model' is missing {SEARCHED_EN}")
    lists = login_lists(tree.root)
    default = _list(lists, "default", None)
    return joined((_list(lists, login_list(block), block) for block in remote_lines(tree.root)), nothing=default)


def _list(lists: dict[str, Node], name: str, block: Node | None) -> Outcome:
    """Whether a list begins with a server group."""
    line = None if is_masked(name) else lists.get(name)
    if line is not None and line.words[4:5] == ("group",):
        return passed("$1", "$1", line)
    if line is not None and any(map(is_masked, line.words[4:5])):
        return masked_value(line)
    if line is None and block is not None and any(map(is_masked, (name, *lists))):
        return masked_value(block)
    if line is not None:
        return failed("$1 fragt nicht zuerst einen zentralen Dienst", "$1 does not ask a central service first", line)
    if block is not None:
        return failed(
            "$1 benutzt eine Anmeldeliste, die nicht definiert ist", "$1 uses a login list that is not defined", block
        )
    return failed(
        f"‚aaa authentication login default group …‘ fehlt {SEARCHED_DE}",
        f"'aaa authentication login default group …' is missing {SEARCHED_EN}",
    )


def ios_by_name(tree: ConfigTree, _: Policy) -> Outcome:
    """Each `line vty` that admits a login asks for a name first."""
    blocks, doors = remote_lines(tree.root), open_lines(tree.root)
    switch = exactly(tree.root, "aaa", "new-model")
    lists = login_lists(tree.root)
    found = (_old_door(block) if switch is None else _new_door(block, switch, lists) for block in doors)
    return joined(found, nothing=NO_VTY, exempted=len(blocks) - len(doors) if doors else 0)


def _old_door(block: Node) -> Outcome:
    """A line without AAA asks for a name if it says so."""
    line = exactly(block, "login", "local") or exactly(block, "login", "tacacs")
    return passed("$1", "$1", line, block=block) if line is not None else _nameless(block)


def _new_door(block: Node, switch: Node, lists: dict[str, Node]) -> Outcome:
    """A line with AAA: the first method of its list decides; without a default list it is the local accounts."""
    name = login_list(block)
    line = lists.get(name)
    if is_masked(name) or (line is not None and any(map(is_masked, line.words[4:5]))):
        return masked_value(block if line is None else line)
    if line is None:
        return passed("$1", "$1", switch)
    return _nameless(line) if line.words[4:5] and line.words[4] in NAMELESS else passed("$1", "$1", switch, line)


def _nameless(node: Node) -> Outcome:
    """Whoever knows a shared password comes in."""
    return failed(
        "bei $1 genügt ein gemeinsames Kennwort oder gar keines", "$1 asks for a shared password or none", node
    )


def ios_second_factor(tree: ConfigTree, policy: Policy) -> Outcome:
    """Each list that a remote line uses asks a group of servers first that wants a second factor."""
    lists = login_lists(tree.root)
    used = [lists[name] for name in dict.fromkeys(map(login_list, open_lines(tree.root))) if name in lists]
    used = used or [line for name, line in lists.items() if name == "default"]
    if not any(line.words[4:5] == ("group",) for line in used):
        return NO_SERVER
    groups = policy.words("MFA_GROUPS")
    return joined((_factor(line, groups) for line in used), nothing=NO_SERVER)


def _factor(line: Node, groups: tuple[str, ...]) -> Outcome:
    """One login list."""
    group = line.words[5] if line.words[4:5] == ("group",) and len(line.words) > 5 else ""
    if not groups:
        return unset("MFA_GROUPS", line)
    if is_masked(group):
        return masked_value(line)
    if fits(group, groups):
        return passed("$1", "$1", line)
    return failed(
        "$1 fragt zuerst eine Stelle, die keinen zweiten Faktor verlangt",
        "$1 first asks one without a second factor",
        line,
    )


def junos_central(tree: ConfigTree, _: Policy) -> Outcome:
    """`authentication-order` begins with a central service."""
    order = named(path(tree.root, "system", "authentication-order"))
    if not order:
        return failed(f"‚authentication-order‘ fehlt {SEARCHED_DE}", f"'authentication-order' is missing {SEARCHED_EN}")
    name, node = order[0]
    if name in {"tacplus", "radius"}:
        return passed("$1", "$1", node)
    if is_masked(name):
        return masked_value(node)
    return failed("$1 fragt nicht zuerst einen zentralen Dienst", "$1 does not ask a central service first", node)


def junos_idle(tree: ConfigTree, policy: Policy) -> Outcome:
    """`system login idle-timeout` alone, or one in the class of each user."""
    limit = policy.number("IDLE_MINUTES")
    login = path(tree.root, "system", "login")
    general = path(login, "idle-timeout")
    if general is not None and _within(general, limit):
        return passed("$1", "$1", general.children[0])
    masked = [node for name, node in named(general) if is_masked(name)]
    if masked:
        return masked_value(masked[0])
    users = [user for user in named(path(login, "user")) if user[0] != "root"]
    nothing = failed(
        f"weder ‚system login idle-timeout‘ noch eine Klasse mit ‚idle-timeout‘ {SEARCHED_DE}",
        f"neither 'system login idle-timeout' nor a class with 'idle-timeout' {SEARCHED_EN}",
    )
    return joined((_user(login, user, limit) for _, user in users if login is not None), nothing=nothing)


def _user(login: Node, user: Node, limit: int) -> Outcome:
    """Whether the class of a user ends idle sessions; predefined classes do not."""
    classes = named(path(user, "class"))
    if classes and is_masked(classes[0][0]):
        return masked_value(classes[0][1])
    timeout = path(login, "class", classes[0][0], "idle-timeout") if classes else None
    if timeout is not None and _within(timeout, limit):
        return passed("$1", "$1", timeout.children[0])
    if timeout is not None:
        return failed(
            f"$1 liegt nicht zwischen 1 und {limit} Minuten", f"$1 is not within 1 to {limit} minutes", timeout
        )
    return failed(
        "die Klasse in $1 hat kein ‚idle-timeout‘",
        "the class in $1 has no 'idle-timeout'",
        classes[0][1] if classes else user,
    )


def _within(timeout: Node, limit: int) -> bool:
    """Whether a timeout is switched on and short enough."""
    return any(is_number(name) and 1 <= int(name) <= limit for name, _ in named(timeout))
