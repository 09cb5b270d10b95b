"""How the passwords of local accounts are stored."""

from collections.abc import Iterator

from checks.judges.acc_accounts import fortios_admins
from checks.judges.walk import first, named, path
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NONE_STORED = not_applicable("kein lokales Kennwort", "no local password")
KEYWORDS = frozenset({"username", "enable"})
IOS_TYPES = frozenset("0456789")
# What follows these words of an account is a key or a command.
FREE_TEXT = frozenset({"autocommand", "ssh-key", "sshkey", "key-hash"})


def _strong(node: Node, block: Node | None = None) -> Outcome:
    """The credential is stored well."""
    return passed("$1", "$1", node, block=block)


def _weak(node: Node, block: Node | None = None) -> Outcome:
    """The credential is stored badly."""
    return failed(
        "$1 speichert das Kennwort im Klartext, umkehrbar oder schwach",
        "$1 stores the password in clear, reversibly or weakly",
        node,
        block=block,
    )


def _lines(tree: ConfigTree) -> tuple[Node, ...]:
    """The statements at the top that may hold a credential: those about accounts, and masked ones."""
    root = tree.root
    found = {node for word, nodes in root.by_word.items() if word in KEYWORDS or is_masked(word) for node in nodes}
    return tuple([node for node in root.children if node in found])


def _credentials(tree: ConfigTree, *keywords: str) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Local credentials as (line, what follows `password` or `secret`); a masked top-level line counts as one."""
    for node in tree.fact(_lines):
        words = node.words
        if len(words) == 1 and is_masked(words[0]):
            yield node, words
        elif words and words[0] in keywords:
            rest = _credential(words[2:] if words[0] == "username" else words[1:])
            if rest:
                yield node, rest


def _credential(words: tuple[str, ...]) -> tuple[str, ...]:
    """What follows the name: from `password` or `secret` on, or from a masked word that may hide it."""
    end = next((place for place, word in enumerate(words) if word in FREE_TEXT), len(words))
    for place, word in enumerate(words[:end]):
        if word in {"password", "secret", "nopassword"}:
            return words[place:]
    masked = next((word for word in words[:end] if is_masked(word)), None)
    return () if masked is None else (masked,)


def ios(tree: ConfigTree, _: Policy) -> Outcome:
    """Types 8 and 9 are strong; the type digit decides even if the value is masked."""
    return joined((_ios(node, rest) for node, rest in _credentials(tree, "username", "enable")), nothing=NONE_STORED)


def _ios(node: Node, rest: tuple[str, ...]) -> Outcome:
    """One credential of IOS: `secret [level N] [TYPE] VALUE`."""
    values = rest[3:] if rest[1:2] == ("level",) else rest[1:]
    if len(values) > 1 and values[0] in IOS_TYPES:
        return _strong(node) if values[0] in {"8", "9"} else _weak(node)
    if any(is_masked(word) for word in (values or rest)):
        return masked_value(node)
    return _weak(node)


def eos(tree: ConfigTree, _: Policy) -> Outcome:
    """SHA-512 and the slow hashes of newer releases are strong."""
    return joined((_eos(node, rest) for node, rest in _credentials(tree, "username", "enable")), nothing=NONE_STORED)


def _eos(node: Node, rest: tuple[str, ...]) -> Outcome:
    """One credential of EOS: `secret TYPE VALUE` or `nopassword`."""
    if rest[1:2] in {("sha512",), ("yescrypt",), ("scrypt",)}:
        return _strong(node)
    if rest[0] != "nopassword" and rest[1:2] not in {("0",), ("5",), ("7",)} and any(map(is_masked, rest)):
        return masked_value(node)
    return _weak(node)


def nxos(tree: ConfigTree, _: Policy) -> Outcome:
    """The hash's own prefix decides."""
    return joined((_nxos(node, rest) for node, rest in _credentials(tree, "username")), nothing=NONE_STORED)


def _nxos(node: Node, rest: tuple[str, ...]) -> Outcome:
    """One credential of NX-OS: `password 5 $5$…`."""
    values = [word for word in rest[1:3] if not word.isdigit()] or list(rest[1:3])
    if any(word.startswith(("$5$", "$8$", "$9$")) for word in values):
        return _strong(node)
    return masked_value(node) if any(map(is_masked, values or rest)) else _weak(node)


def junos(tree: ConfigTree, _: Policy) -> Outcome:
    """SHA-256 and SHA-512 are strong; a hash that does not begin with `$` was masked."""
    system = path(tree.root, "system")
    holders = [path(system, "root-authentication")] if system is not None else []
    holders += [path(user, "authentication") for _, user in named(path(tree.root, "system", "login", "user"))]
    found = [one for holder in holders if holder is not None for one in _junos(holder)]
    found += [masked_value(node) for node in tree.root.children if is_masked(node.text)]
    return joined(found, nothing=NONE_STORED)


def _junos(holder: Node) -> Iterator[Outcome]:
    """The passwords of one account."""
    for _, node in named(path(holder, "plain-text-password-value")):
        yield _weak(node, holder)
    for hashed, node in named(path(holder, "encrypted-password")):
        if hashed.startswith(("$5$", "$6$")):
            yield _strong(node, holder)
        elif is_masked(hashed) or not hashed.startswith("$"):
            yield masked_value(node, block=holder)
        else:
            yield _weak(node, holder)


def fortios(tree: ConfigTree, _: Policy) -> Outcome:
    """Each administrator has an encrypted password or is checked by a server."""
    nothing = unknown("kein Eintrag unter ‚config system admin‘", "no entry under 'config system admin'")
    return joined((_fortios(entry) for entry in fortios_admins(tree.root)), nothing=nothing)


def _fortios(entry: Node) -> Outcome:
    """One administrator."""
    line = first(entry, "set", "password")
    if line is None:
        remote = first(entry, "set", "remote-auth", "enable")
        if remote is not None:
            return _strong(remote, entry)
        return failed(
            "$1 hat kein Kennwort und wird nicht zentral geprüft",
            "$1 has no password and is not checked centrally",
            entry,
        )
    value = line.words[2] if len(line.words) > 2 else ""
    if value.startswith("ENC"):
        return _strong(line, entry)
    return masked_value(line, block=entry) if is_masked(value) else _weak(line, entry)
