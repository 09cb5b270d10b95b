"""With which public keys people log in over SSH."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.acc_accounts import fortios_admins
from checks.judges.walk import named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

NO_KEY = not_applicable("kein öffentlicher Schlüssel für eine Anmeldung", "no public key for a login")
RSA = "ssh-rsa"
EXPONENT, MODULUS = 1, 2


@dataclass(frozen=True, slots=True)
class LoginKey:
    """A key in the configuration: where, what kind, and its bytes if they can be read."""

    node: Node
    kind: str
    blob: bytes | None

    @property
    def bits(self) -> int | None:
        """How long the modulus of an RSA key is."""
        parts = _parts(self.blob) if self.blob is not None else []
        if len(parts) <= MODULUS:
            return None
        return int.from_bytes(parts[MODULUS], "big").bit_length()

    @property
    def fingerprint(self) -> str | None:
        """What `ssh-keygen -l` prints."""
        if self.blob is None:
            return None
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")


def _parts(blob: bytes) -> list[bytes]:
    """The parts of a key, each with its length in front."""
    parts: list[bytes] = []
    while len(blob) > 4:
        end = 4 + int.from_bytes(blob[:4], "big")
        parts.append(blob[4:end])
        blob = blob[end:]
    return parts


def _key(node: Node, words: tuple[str, ...]) -> LoginKey:
    """A key from the words `ssh-rsa AAAA… comment`; a word that is no kind is taken for the bytes."""
    if words and words[0].startswith("AAAA"):
        words = ("", *words)
    blob = _decoded(words[1]) if len(words) > 1 else None
    kind = _parts(blob)[0].decode("ascii", "replace") if blob else words[0] if words else ""
    return LoginKey(node, kind, blob)


def _decoded(text: str) -> bytes | None:
    """The bytes of a key, or None if the text is none."""
    try:
        blob = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return blob if _parts(blob) else None


def _ios(root: Node) -> Iterator[LoginKey]:
    """IOS keeps the kind of a key and an old fingerprint only."""
    for chain in starting(root, "ip", "ssh", "pubkey-chain"):
        for user in starting(chain, "username"):
            yield from (LoginKey(line, line.words[1], None) for line in starting(user, "key-hash") if line.words[1:])


def _in_line(*markers: str) -> Callable[[Node], Iterator[LoginKey]]:
    """Keys that stand in the line of the user, after one of these words."""

    def read(root: Node) -> Iterator[LoginKey]:
        for first in ("username", "user"):
            for line in starting(root, first):
                at = next((place for place, word in enumerate(line.words) if word in markers), None)
                if at is not None and line.words[at + 1 :]:
                    yield _key(line, line.words[at + 1 :])

    return read


JUNOS = {"ssh-rsa": RSA, "ssh-dsa": "ssh-dss", "ssh-ecdsa": "ecdsa-sha2-nistp256", "ssh-ed25519": "ssh-ed25519"}


def _junos(root: Node) -> Iterator[LoginKey]:
    """Junos writes the whole key in quotes below its kind."""
    places = [path(root, "system", "root-authentication")]
    places += [path(user, "authentication") for _, user in named(path(root, "system", "login", "user"))]
    for place in places:
        if place is not None:
            yield from (_junos_key(leaf, kind) for kind in JUNOS for _, leaf in named(path(place, kind)))


def _junos_key(leaf: Node, kind: str) -> LoginKey:
    """One key; of one that is masked the kind is known."""
    key = _key(leaf, tuple(leaf.words[0].split()) if leaf.words else ())
    return key if key.blob is not None else LoginKey(leaf, JUNOS[kind], None)


def _vyos(root: Node) -> Iterator[LoginKey]:
    """VyOS writes kind and bytes apart."""
    for _, user in named(path(root, "system", "login", "user")):
        for _, entry in named(path(user, "authentication", "public-keys")):
            kind = next((leaf.words[0] for _, leaf in named(path(entry, "type"))), "")
            for _, leaf in named(path(entry, "key")):
                yield _key(leaf, (kind, leaf.words[0]))


def _fortios(root: Node) -> Iterator[LoginKey]:
    """FortiOS keeps up to three keys with an administrator."""
    for entry in fortios_admins(root):
        for line in starting(entry, "set"):
            if len(line.words) > 2 and line.words[1].startswith("ssh-public-key"):
                yield _key(line, tuple(line.words[2].split()))


READERS: dict[str, Callable[[Node], Iterator[LoginKey]]] = {
    "cisco_ios": _ios,
    "arista_eos": _in_line("ssh-key", "sshkey"),
    "cisco_nxos": _in_line("sshkey"),
    "aruba_aoscx": _in_line("authorized-key"),
    "juniper_junos": _junos,
    "vyos": _vyos,
    "fortinet_fortios": _fortios,
}


def strong(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every login key is of a kind and length that the policy admits."""
    keys = READERS[tree.platform.id](tree.root)
    return joined((_strong(key, policy) for key in keys), nothing=NO_KEY)


def _strong(key: LoginKey, policy: Policy) -> Outcome:
    """One key; of an RSA key the length counts too."""
    if is_masked(key.kind) or not key.kind:
        return unknown("der Schlüssel in $1 ist unkenntlich gemacht", "the key in $1 is masked", key.node)
    if not fits(key.kind, policy.words("SSH_USER_KEYS")):
        return failed(
            "$1: diese Art von Schlüssel nennt die Richtlinie nicht",
            "$1: the policy does not name this kind of key",
            key.node,
        )
    if key.kind != RSA:
        return passed("$1", "$1", key.node)
    bits = key.bits
    if bits is None:
        return unknown(
            "die Länge des Schlüssels in $1 ist nicht lesbar", "the key length in $1 cannot be read", key.node
        )
    if bits < policy.number("RSA_BITS"):
        return failed("der RSA-Schlüssel in $1 ist zu kurz", "the RSA key in $1 is too short", key.node)
    return passed("$1", "$1", key.node)


def listed(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every login key stands in the register of keys."""
    known = frozenset(policy.words("SSH_KEYS_KNOWN"))
    keys = READERS[tree.platform.id](tree.root)
    return joined((_listed(key, known) for key in keys), nothing=NO_KEY)


def _listed(key: LoginKey, known: frozenset[str]) -> Outcome:
    """One key, by its fingerprint."""
    if not known:
        return unset("SSH_KEYS_KNOWN", key.node)
    if key.fingerprint is None:
        return unknown("der Schlüssel in $1 ist nicht lesbar", "the key in $1 cannot be read", key.node)
    if key.fingerprint not in known:
        return failed(
            "der Schlüssel in $1 steht nicht im Verzeichnis", "the key in $1 is not in the register", key.node
        )
    return passed("$1", "$1", key.node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "ssh_user_keys": strong,
    "ssh_user_keys_listed": listed,
}
