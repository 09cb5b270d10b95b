"""What runs on a device beside its own software, where software comes from, and whether the office allows it."""

from collections.abc import Iterator, Sequence

from checks.judges.walk import first, named, path, starting
from checks.language.pattern import is_masked
from checks.menus import rows
from checks.outcome import Outcome, failed, joined, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Found = tuple[Node, str]
Words = tuple[str, ...]
NONE_DEFAULT = Text(de="Ohne solche Zeilen läuft nichts davon.", en="Without such lines nothing of the kind runs.")

# The statement that names the thing; the name is the word that follows, or the last word given where there is none.
EXTENSIONS: dict[str, tuple[Words, ...]] = {
    "cisco_ios": (("app-hosting", "appid"), ("virtual-service",)),
    "cisco_nxos": (
        ("app-hosting", "appid"),
        ("virtual-service",),
        ("nxsdk", "service-name"),
        ("feature", "bash-shell"),
    ),
    "arista_eos": (("daemon",),),
}
SCRIPTS: dict[str, tuple[Words, ...]] = {
    "cisco_ios": (
        ("event", "manager", "applet"),
        ("event", "manager", "policy"),
        ("kron", "policy-list"),
        ("scripting", "tcl", "init"),
    ),
    "cisco_nxos": (("event", "manager", "applet"), ("scheduler", "job", "name")),
    "cisco_asa": (("event", "manager", "applet"),),
    "arista_eos": (("event-handler",), ("schedule",)),
    "hp_comware": (("scheduler", "job"), ("rtm", "cli-policy"), ("rtm", "tcl-policy")),
    "hp_procurve": (("job",),),
    "huawei_vrp": (("assistant", "task"),),
}
# Levels of single words, below which each child is one.
EXTENSION_LISTS: dict[str, tuple[Words, ...]] = {
    "juniper_junos": (("system", "extensions", "providers"), ("system", "scripts", "language")),
    "vyos": (("container", "name"),),
}
SCRIPT_LISTS: dict[str, tuple[Words, ...]] = {
    "juniper_junos": (
        ("system", "scripts", "op", "file"),
        ("system", "scripts", "commit", "file"),
        ("system", "scripts", "snmp", "file"),
        ("event-options", "event-script", "file"),
        ("event-options", "policy"),
    ),
    "vyos": (("system", "task-scheduler", "task"), ("service", "event-handler", "event")),
}
# Menus of RouterOS, with the key that names an entry.
EXTENSION_MENUS: tuple[tuple[Words, str], ...] = ((("/container",), "remote-image"),)
SCRIPT_MENUS: tuple[tuple[Words, str], ...] = ((("/system", "scheduler"), "name"), (("/system", "script"), "name"))


def extensions(tree: ConfigTree, policy: Policy) -> Outcome:
    """Only allowed programs run on the device beside its own software."""
    platform = tree.platform.id
    stated = [(node, name) for node, name in _stated(tree.root, EXTENSIONS.get(platform, ())) if not _is_idle(node)]
    found = [*stated, *_listed(tree.root, EXTENSION_LISTS.get(platform, ()))]
    if platform == "mikrotik_routeros":
        found += _entries(tree.root, EXTENSION_MENUS)
    return _allowed(found, policy, "ALLOWED_EXTENSIONS")


def _is_idle(node: Node) -> bool:
    """Whether a service is set up and not running: CSR routers bring one along."""
    return node.words[0] == "virtual-service" and first(node, "activate") is None


def scripts(tree: ConfigTree, policy: Policy) -> Outcome:
    """Only allowed scripts and scheduled jobs stand on the device."""
    platform = tree.platform.id
    found = [*_stated(tree.root, SCRIPTS.get(platform, ())), *_listed(tree.root, SCRIPT_LISTS.get(platform, ()))]
    if platform == "mikrotik_routeros":
        found += _entries(tree.root, SCRIPT_MENUS)
    if platform == "fortinet_fortios":
        found += _fortios_scripts(tree.root)
    return _allowed(found, policy, "ALLOWED_SCRIPTS")


def _stated(root: Node, kinds: Sequence[Words]) -> Iterator[Found]:
    """Statements that name a thing, each name once."""
    seen: set[tuple[Words, str]] = set()
    for words in kinds:
        for node in starting(root, *words):
            name = node.words[len(words)] if len(node.words) > len(words) else words[-1]
            if (words, name) not in seen:
                seen.add((words, name))
                yield node, name


def _listed(root: Node, levels: Sequence[Words]) -> Iterator[Found]:
    """The children at a path of single words."""
    for words in levels:
        for name, node in named(path(root, *words)):
            yield node, name


def _entries(root: Node, menus: Sequence[tuple[Words, str]]) -> Iterator[Found]:
    """The entries of menus of RouterOS that are not switched off."""
    for words, key in menus:
        for given, entry in rows(root, *words):
            yield entry, given.get(key, "")


def _fortios_scripts(root: Node) -> Iterator[Found]:
    """Scripts of FortiOS: those that run by the clock, and those that an automation starts."""
    for words in (("config", "system", "auto-script"), ("config", "system", "automation-action")):
        for block in (block for block in starting(root, *words) if block.words == words):
            for entry in starting(block, "edit"):
                if starting(entry, "set", "script") and len(entry.words) > 1:
                    yield entry, entry.words[1]


def _allowed(found: Sequence[Found], policy: Policy, parameter: str) -> Outcome:
    """Each name is in the list; nothing found is good whatever the list says."""
    if not found:
        outcome = passed("nichts davon eingetragen", "nothing of the kind is configured")
        return outcome._replace(default=NONE_DEFAULT)
    allowed = policy.words(parameter)
    if not allowed:
        return unset(parameter, found[0][0])
    return joined((_one(node, name, allowed, parameter) for node, name in found), nothing=passed("", ""))


def _one(node: Node, name: str, allowed: tuple[str, ...], parameter: str) -> Outcome:
    """One thing and the list."""
    if fits(name, allowed):
        return passed("$1", "$1", node)
    if is_masked(name):
        return unknown("der Name in $1 ist unkenntlich gemacht", "the name in $1 is masked", node)
    return failed(f"$1 steht nicht in {parameter}", f"$1 is not in {parameter}", node)


JUDGES = {"sys_extensions": extensions, "sys_scripts": scripts}
