"""Whether hostapd asks its RADIUS servers over TLS."""

from collections.abc import Callable, Iterator

from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_SERVER = not_applicable("kein RADIUS-Server eingetragen", "no RADIUS server configured")
PLAIN = Text(
    de="Ohne ‚auth_server_type=TLS‘ geht die Anfrage über UDP.",
    en="Without 'auth_server_type=TLS' the request goes over UDP.",
)


def hostapd(tree: ConfigTree, _: Policy) -> Outcome:
    """Every server is asked over TLS."""
    return joined((_server(address, kind) for address, kind in _servers(tree.root)), nothing=NO_SERVER)


def _servers(root: Node) -> Iterator[tuple[Node, Node | None]]:
    """Each server with the last line that says how it is asked; it stands behind the one that names the server."""
    address: Node | None = None
    kind: Node | None = None
    for line in root.children:
        if line.words[0] == "auth_server_addr":
            if address is not None:
                yield address, kind
            address, kind = line, None
        elif line.words[0] == "auth_server_type":
            kind = line
    if address is not None:
        yield address, kind


def _server(address: Node, kind: Node | None) -> Outcome:
    """One server."""
    value = kind.words[-1] if kind is not None else ""
    if kind is not None and value == "TLS":
        return passed("$1", "$1", kind)
    if kind is not None and is_masked(value):
        return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", kind)
    return failed("$1 wird ohne TLS gefragt", "$1 is asked without TLS", address)._replace(default=PLAIN)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"hostapd_radius_tls": hostapd}
