"""Whether the filters that are defined are named anywhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from checks.filters.entry import Filter
from checks.filters.readers import firewall
from checks.judges.walk import below, exactly, first
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import found_in_each, of_block
from checks.syntax.node import UNKEPT
from checks.syntax.veil import REMARK
from checks.tree import ConfigTree, Node

NO_LIST = not_applicable("kein Filter", "no filter")
# Lists that IOS XE makes itself.
SYSTEM = frozenset(
    {
        "IP-Adm-V4-Int-ACL-global",
        "implicit_deny",
        "implicit_deny_v6",
        "implicit_permit",
        "implicit_permit_v6",
        "preauth_v4",
        "preauth_v6",
        "sl_def_acl",
    }
)
# What follows these words, when it is masked, was a secret and no name.
PASSWORDS = frozenset({"password", "passwd", "passphrase", "secret", "encrypted-password", "ldap-login-password"})
KEYS = frozenset({"community", "key", "key-string", "pre-shared-key"})
PROTECTED_BY = frozenset({"auth", "priv", "md5", "sha", "sha256", "sha512", "des", "3des", "aes"})
SECRETS = PASSWORDS | KEYS | PROTECTED_BY


def used(tree: ConfigTree, _: Policy) -> Outcome:
    """Every filter that is defined is named somewhere."""
    found = tree.once(firewall)
    if not found.filters:
        return NO_LIST
    policies = {id(one) for one in found.always}
    lists = [one for one in found.filters if id(one) not in policies and one.name not in SYSTEM]
    own = {id(one.node) for one in lists}
    # Where each list is a statement at the top, and its block kept, what stands in the blocks is known.
    known = all(one.node.state is not UNKEPT for one in lists)
    ports: Sequence[Said] = ()
    if known:
        words, ports = _known_words(tree, lists, own)
    else:
        words = frozenset(_words(below(tree.root), own))
    idle = [one for one in lists if not _is_in(one, words)]
    masked = bool(idle) and (_hides_known(tree, ports, own) if known else _hides(words))
    server = _server(tree) if idle else None
    return joined((_used(one, words, server, masked=masked) for one in lists), nothing=NO_LIST)


def _is_in(one: Filter, words: frozenset[str]) -> bool:
    """Whether a list is named, or needs no name."""
    return one.name.startswith(("ipv4 ", "ipv6 ", "/ip")) or any(name in words for name in one.names)


def _hides(words: frozenset[str]) -> bool:
    """Whether a word is masked."""
    return any(map(is_masked, words))


def _words(nodes: Iterable[Node], own: set[int]) -> set[str]:
    """Every word of some lines but for the headers of the lists and the names of numbered ones."""
    found: set[str] = set()
    for node in nodes:
        if id(node) not in own:
            found.update(_said(node))
    return found


def _said(line: Node) -> tuple[str, ...]:
    """The words of a line but for the name of a numbered list; what a description says names no list."""
    words = line.words[:]
    if words and words[0] == REMARK:
        return ()
    if words and words[0] == "access-list":
        return words[2:]
    return words if SECRETS.isdisjoint(words) else tuple(_without_secrets(words))


def _without_secrets(words: Iterable[str]) -> Iterator[str]:
    """The words of a line but for a masked one behind a word that announces a secret, and a type, if there is one."""
    announced = False
    for word in words:
        if not (announced and is_masked(word)):
            yield word
        announced = word in SECRETS or (announced and word.isdigit())


def _known_words(tree: ConfigTree, lists: Sequence[Filter], own: set[int]) -> tuple[frozenset[str], Sequence["Said"]]:
    """Words of the configuration, among them every name of a list that is named; and what the interfaces say if that
    was asked for, as it is where a list is not named elsewhere."""
    found = {use.name for use in tree.once(firewall).uses}
    left = {name for one in lists if found.isdisjoint(one.names) for name in one.names}
    for words in _words_of_others(tree.root, own) if left else ():
        found.update(left.intersection(words))
    if left <= found:
        return frozenset(found), ()
    ports = found_in_each(tree, "interface", _said_in)
    found.update(*[left.intersection(port.words) for port in ports])
    return frozenset(found), ports


def _words_of_others(root: Node, own: set[int]) -> Iterator[Iterable[str]]:
    """The words of each statement at the top that is no interface."""
    for node in _others(root):
        if not node.children:
            yield () if id(node) in own else _said(node)
        else:
            yield _words_below(node) if id(node) in own else _words_of(node)


def _others(root: Node) -> list[Node]:
    """The statements at the top that are no interfaces."""
    return [node for word, nodes in root.by_word.items() if word != "interface" for node in nodes]


class Said(NamedTuple):
    """The words of an interface, and whether one of them is masked."""

    words: frozenset[str]
    masked: bool


def _said_in(interface: Node) -> Said:
    """What is said in an interface."""
    words = frozenset(_words([interface, *below(interface)], set()))
    return Said(words, _hides(words))


@of_block
def _words_of(block: Node) -> frozenset[str]:
    """The words of a statement and those below it."""
    return frozenset(_words([block, *below(block)], set()))


@of_block
def _words_below(block: Node) -> frozenset[str]:
    """The words below a statement."""
    return frozenset(_words(below(block), set()))


def _hides_known(tree: ConfigTree, ports: Iterable[Said], own: set[int]) -> bool:
    """Whether a word is masked, where the blocks are kept."""
    others = (_hides_below(node) if id(node) in own else _hides_in(node) for node in _others(tree.root))
    return any(port.masked for port in ports) or any(others)


@of_block
def _hides_in(block: Node) -> bool:
    """Whether a word of a statement, or below it, is masked."""
    return _hides(_words_of(block))


@of_block
def _hides_below(block: Node) -> bool:
    """Whether a word below a statement is masked."""
    return _hides(_words_below(block))


def _server(tree: ConfigTree) -> Node | None:
    """The line that lets a RADIUS server name lists for those who log in (IOS)."""
    if tree.platform.id != "cisco_ios":
        return None
    login = exactly(tree.root, "dot1x", "system-auth-control")
    return login or first(tree.root, "aaa", "server", "radius", "dynamic-author")


def _used(one: Filter, words: frozenset[str], server: Node | None, *, masked: bool) -> Outcome:
    """One list; `masked` says whether any word is; a `server` may name further lists."""
    if _is_in(one, words):
        return passed("$1 wird verwendet", "$1 is used", one.node)
    if server is not None:
        return unknown(
            "ob der RADIUS-Server $1 nennt, ist hier nicht zu erkennen ($2)",
            "whether the RADIUS server names $1 cannot be told here ($2)",
            one.node,
            server,
        )
    if masked or any(map(is_masked, one.names)):
        return unknown(
            "ob $1 verwendet wird, ist nicht zu erkennen: ein Name ist unkenntlich gemacht",
            "whether $1 is used cannot be told: a name is masked",
            one.node,
        )
    return failed("$1 wird nirgends verwendet", "$1 is used nowhere", one.node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"fw_lists_used": used}
