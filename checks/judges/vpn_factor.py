"""Whether people who dial in from outside must show a second factor."""

from collections.abc import Callable, Iterator

from checks.filters.fortios import scopes
from checks.judges.walk import exactly, first, named, path, starting, value
from checks.menus import rows
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NO_ACCESS = not_applicable("kein VPN-Zugang für Personen", "no VPN access for people")


def _open(line: Node) -> Outcome:
    """A server elsewhere may ask for the factor."""
    return unknown(
        "ob der Dienst hinter $1 einen zweiten Faktor verlangt, zeigt die Konfiguration nicht",
        "the configuration does not show whether the service behind $1 demands a second factor",
        line,
    )


def _alone(line: Node) -> Outcome:
    """The password is all there is."""
    return failed("für $1 genügt ein Kennwort", "a password is enough for $1", line)


def asa(tree: ConfigTree, _: Policy) -> Outcome:
    """ASA: each remote-access tunnel group asks for a certificate besides, or for a second server."""
    groups = [line for line in starting(tree.root, "tunnel-group") if line.words[2:] == ("type", "remote-access")]
    return joined((_asa_group(tree.root, line) for line in groups), nothing=NO_ACCESS)


def _asa_group(root: Node, group: Node) -> Outcome:
    """One tunnel group."""
    name = group.words[1]
    web = exactly(root, "tunnel-group", name, "webvpn-attributes")
    general = exactly(root, "tunnel-group", name, "general-attributes")
    if web is not None and (line := first(web, "authentication")) is not None:
        words = line.words[1:]
        if "certificate" in words and "aaa" in words:
            return passed("$1", "$1", line, block=web)
        if "saml" in words or "certificate" in words:
            return _open(line)
    if general is not None:
        second = first(general, "secondary-authentication-server-group")
        if second is not None:
            return passed("$1", "$1", second, block=general)
        server = first(general, "authentication-server-group")
        if server is not None and server.words[-1] != "LOCAL":
            return _open(server)
    return _alone(group)


def fortios(tree: ConfigTree, _: Policy) -> Outcome:
    """FortiOS: the local users that SSL VPN or dial-up IPsec admits have a token; others are asked elsewhere."""
    return joined((one for part in scopes(tree.root) for one in _fortios(part)), nothing=NO_ACCESS)


def _fortios(part: Node) -> Iterator[Outcome]:
    """One answer for each name that remote access admits."""
    certificate = _certificate(part)
    if certificate is not None:
        yield passed("$1", "$1", certificate)
        return
    for kind, name, line in _admitted(part):
        if kind == "users":
            yield _fortios_user(part, name, line)
            continue
        group = _entry(part, ("user", "group"), name)
        members = [(one, own) for own in _settings(group, "member") for one in own.words[2:]]
        if not members:
            yield _open(line)
        for one, own in members:
            yield _fortios_user(part, one, own)


def _certificate(part: Node) -> Node | None:
    """`reqclientcert enable` of the SSL VPN."""
    settings = _ssl(part)
    return exactly(settings, "set", "reqclientcert", "enable") if settings is not None else None


def _ssl(part: Node) -> Node | None:
    """The settings of the SSL VPN, unless it is switched off."""
    settings = exactly(part, "config", "vpn", "ssl", "settings")
    off = settings is not None and exactly(settings, "set", "status", "disable") is not None
    return None if off else settings


def _settings(block: Node | None, name: str) -> list[Node]:
    """The `set NAME …` lines of a block."""
    return starting(block, "set", name) if block is not None else []


def _entry(part: Node, menu: tuple[str, str], name: str) -> Node | None:
    """`edit NAME` of a menu."""
    block = exactly(part, "config", *menu)
    return exactly(block, "edit", name) if block is not None else None


def _admitted(part: Node) -> Iterator[tuple[str, str, Node]]:
    """Users and groups that the SSL VPN or a dial-up tunnel names, with the line."""
    settings = _ssl(part)
    rules = exactly(settings, "config", "authentication-rule") if settings is not None else None
    for rule in starting(rules, "edit") if rules is not None else ():
        for kind in ("users", "groups"):
            for line in _settings(rule, kind):
                yield from ((kind, word, line) for word in line.words[2:])
    for menu in ("phase1", "phase1-interface"):
        for block in starting(part, "config", "vpn", "ipsec", menu):
            for tunnel in starting(block, "edit"):
                for line in _settings(tunnel, "authusrgrp"):
                    yield "groups", line.words[-1], line


def _fortios_user(part: Node, name: str, line: Node) -> Outcome:
    """One member: a local user, or a server."""
    user = _entry(part, ("user", "local"), name)
    if user is None or value(user, "set", "type") not in {None, "password"}:
        return _open(line)
    factor = first(user, "set", "two-factor")
    if factor is not None and factor.words[2:] != ("disable",):
        return passed("$1", "$1", factor, block=user)
    return _alone(user)


def vyos(tree: ConfigTree, _: Policy) -> Outcome:
    """VyOS: OpenConnect asks local users for a one-time password as well."""
    mode = path(tree.root, "vpn", "openconnect", "authentication", "mode")
    if mode is None:
        return NO_ACCESS
    if path(mode, "radius") is not None:
        return _open(mode.by_word["radius"][0])
    for word in ("password-otp", "otp"):
        factor = path(mode, "local", word)
        if factor is not None:
            return passed("$1", "$1", factor) if word == "password-otp" else _alone(factor)
    return _alone(mode.children[0] if mode.children else mode)


def panos(tree: ConfigTree, _: Policy) -> Outcome:
    """PAN-OS: each GlobalProtect gateway asks for a certificate besides, or its profile demands a factor."""
    places = [tree.root, *(node for _, node in named(path(tree.root, "vsys")))]
    gateways = [
        gateway for place in places for _, gateway in named(path(place, "global-protect", "global-protect-gateway"))
    ]
    shared = path(tree.root, "shared")
    profiles = {
        name: node
        for place in (*places, *([shared] if shared is not None else []))
        for name, node in named(path(place, "authentication-profile"))
    }
    return joined((_panos_gateway(gateway, profiles) for gateway in gateways), nothing=NO_ACCESS)


def _panos_gateway(gateway: Node, profiles: dict[str, Node]) -> Outcome:
    """One gateway."""
    logins = [node for _, node in named(path(gateway, "client-auth"))]
    used = [profile for login in logins for _, profile in named(path(login, "authentication-profile"))]
    either = any(path(login, "user-credential-or-client-cert-required", "yes") is not None for login in logins)
    certificate = path(gateway, "certificate-profile")
    if certificate is not None and used and not either:
        return passed("$1", "$1", certificate)
    outcomes = [_panos_profile(profiles.get(profile.text), profile) for profile in used]
    return joined(outcomes, nothing=_open(gateway))


def _panos_profile(profile: Node | None, user: Node) -> Outcome:
    """One authentication profile."""
    if profile is None:
        return _open(user)
    factor = path(profile, "multi-factor-auth", "mfa-enable", "yes")
    if factor is not None:
        return passed("$1", "$1", factor)
    return _alone(user) if path(profile, "method", "local-database") is not None else _open(user)


SERVERS = ("ovpn-server", "sstp-server", "l2tp-server", "pptp-server")


def routeros(tree: ConfigTree, _: Policy) -> Outcome:
    """RouterOS: each server for people asks for a client certificate besides the password."""
    radius = next((line for own, line in rows(tree.root, "/ppp", "aaa") if own.get("use-radius") == "yes"), None)
    found = [
        (own, line)
        for server in SERVERS
        for own, line in rows(tree.root, "/interface", server, "server")
        if own.get("enabled") == "yes" or own.get("disabled") == "no"
    ]
    return joined((_routeros(own, line, radius) for own, line in found), nothing=NO_ACCESS)


def _routeros(own: dict[str, str], line: Node, radius: Node | None) -> Outcome:
    """One server."""
    if "yes" in {own.get("require-client-certificate"), own.get("verify-client-certificate")}:
        return passed("$1", "$1", line)
    return _open(radius) if radius is not None else _alone(line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "asa_second_factor": asa,
    "fortios_second_factor": fortios,
    "vyos_second_factor": vyos,
    "panos_second_factor": panos,
    "routeros_second_factor": routeros,
}
