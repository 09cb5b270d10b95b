"""How Junos keeps the keys that it shares with servers and neighbours."""

from collections.abc import Callable, Iterator

from checks.judges.walk import below
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_KEY = not_applicable("kein Schlüssel in der Konfiguration", "no key in the configuration")
# Anybody can read the one, only who knows the master password the other.
SHIFTED, SEALED = "$9$", "$8$"
# What follows these words is a key, unless more follows (`authentication-key 1 type …`).
HOLDERS = frozenset({"secret", "authentication-key", "simple-password", "ascii-text", "hexadecimal"})
MASTER = Text(
    de="Schlüssel mit $8$ sind mit dem Hauptkennwort verschlüsselt.",
    en="Keys with $8$ are encrypted with the master password.",
)


def sealed(tree: ConfigTree, _: Policy) -> Outcome:
    """Every key is encrypted with a master password."""
    return joined(_keys(tree.root), nothing=NO_KEY)


def _keys(root: Node) -> Iterator[Outcome]:
    """One answer for each key, whatever it is for."""
    for node in below(root):
        if node.text.startswith(SHIFTED):
            yield failed("$1 ist ohne Hauptkennwort verschlüsselt", "$1 is encrypted without a master password", node)
        elif node.text.startswith(SEALED):
            yield passed("$1", "$1", node)._replace(default=MASTER)
        elif node.text in HOLDERS:
            yield from (_clear(key) for key in node.children if not key.children and not _is_kept(key))


def _is_kept(key: Node) -> bool:
    """Whether a key is encrypted, one way or another."""
    return key.text.startswith((SHIFTED, SEALED))


def _clear(key: Node) -> Outcome:
    """A key that is spelled out, or was blanked out."""
    if is_masked(key.text):
        return masked_value(key)
    return failed("$1 steht im Klartext", "$1 stands in clear", key)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"junos_keys_sealed": sealed}
