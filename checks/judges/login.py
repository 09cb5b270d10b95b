"""Who logs in how, and when an idle session ends."""

from checks.judges.walk import exactly, first, named, path, starting
from checks.outcome import Outcome, failed, joined, passed, unknown
from checks.pattern import is_masked, is_number
from checks.policy import Policy
from checks.tree import ConfigTree, Node

SEARCHED_DE = "(ganze Konfiguration durchsucht)"
SEARCHED_EN = "(the whole configuration was searched)"


def ios_central(tree: ConfigTree, _: Policy) -> Outcome:
    """Each `line vty` asks a server group first; without one the default list decides."""
    if exactly(tree.root, "aaa", "new-model") is None:
        off = exactly(tree.root, "no", "aaa", "new-model")
        if off is not None:
            return failed("$1 schaltet zentrale Anmeldung aus", "$1 switches central login off", off)
        return failed(f"‚aaa new-model‘ fehlt {SEARCHED_DE}", f"'aaa new-model' is missing {SEARCHED_EN}")
    lists = {
        line.words[3]: line for line in starting(tree.root, "aaa", "authentication", "login") if len(line.words) > 3
    }
    blocks = starting(tree.root, "line", "vty")
    default = _list(lists, "default", None)
    return joined((_list(lists, _named_list(block), block) for block in blocks), nothing=default)


def _named_list(block: Node) -> str:
    """The list that a block of lines uses."""
    line = first(block, "login", "authentication")
    return line.words[2] if line is not None and len(line.words) > 2 else "default"


def _list(lists: dict[str, Node], name: str, block: Node | None) -> Outcome:
    """Whether a list begins with a server group."""
    line = None if is_masked(name) else lists.get(name)
    if line is not None and line.words[4:5] == ("group",):
        return passed("$1", "$1", line)
    if line is not None and any(map(is_masked, line.words[4:5])):
        return _masked(line)
    if line is None and block is not None and any(map(is_masked, (name, *lists))):
        return _masked(block)
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


def _masked(node: Node) -> Outcome:
    """What would decide is masked."""
    return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", node)


def junos_central(tree: ConfigTree, _: Policy) -> Outcome:
    """`authentication-order` begins with a central service."""
    order = named(path(tree.root, "system", "authentication-order"))
    if not order:
        return failed(f"‚authentication-order‘ fehlt {SEARCHED_DE}", f"'authentication-order' is missing {SEARCHED_EN}")
    name, node = order[0]
    if name in {"tacplus", "radius"}:
        return passed("$1", "$1", node)
    if is_masked(name):
        return _masked(node)
    return failed("$1 fragt nicht zuerst einen zentralen Dienst", "$1 does not ask a central service first", node)


def junos_idle(tree: ConfigTree, policy: Policy) -> Outcome:
    """`system login idle-timeout` alone, or one in the class of each user."""
    limit = policy.number("IDLE_MINUTES")
    login = path(tree.root, "system", "login")
    general = path(login, "idle-timeout") if login is not None else None
    if general is not None and _within(general, limit):
        return passed("$1", "$1", general.children[0])
    masked = [node for name, node in named(general) if is_masked(name)]
    if masked:
        return _masked(masked[0])
    users = [user for user in named(path(login, "user") if login is not None else None) if user[0] != "root"]
    nothing = failed(
        f"weder ‚system login idle-timeout‘ noch eine Klasse mit ‚idle-timeout‘ {SEARCHED_DE}",
        f"neither 'system login idle-timeout' nor a class with 'idle-timeout' {SEARCHED_EN}",
    )
    return joined((_user(login, user, limit) for _, user in users if login is not None), nothing=nothing)


def _user(login: Node, user: Node, limit: int) -> Outcome:
    """Whether the class of a user ends idle sessions; predefined classes do not."""
    classes = named(path(user, "class"))
    if classes and is_masked(classes[0][0]):
        return _masked(classes[0][1])
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
