"""The makers' accounts, and single sign-on for web interfaces."""

from collections.abc import Callable

from checks.judges.acc_accounts import Account, accounts
from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

# Accounts that makers ship and that can be removed or renamed.
FACTORY: dict[str, frozenset[str]] = {
    "arista_eos": frozenset({"admin"}),
    "cisco_asa": frozenset({"asa", "pix", "cisco"}),
    "cisco_ios": frozenset({"cisco", "Cisco"}),
    "cisco_wlc": frozenset({"admin", "cisco"}),
    "fortinet_fortios": frozenset({"admin"}),
    "hp_comware": frozenset({"admin"}),
    "huawei_vrp": frozenset({"admin", "huawei", "root"}),
    "mikrotik_routeros": frozenset({"admin"}),
    "vyos": frozenset({"vyos"}),
}
SHOWS_ALL = frozenset({"arista_eos", "cisco_asa", "cisco_ios", "hp_comware", "huawei_vrp"})
NO_ACCOUNT = not_applicable("kein lokales Konto", "no local account")
NOT_SHOWN = unknown(
    "die Konfiguration zeigt keine Konten (ganze Konfiguration durchsucht)",
    "the configuration shows no accounts (the whole configuration was searched)",
)


def factory_accounts(tree: ConfigTree, _: Policy) -> Outcome:
    """No account of the maker is left as it was shipped."""
    names = FACTORY[tree.platform.id]
    nothing = NO_ACCOUNT if tree.platform.id in SHOWS_ALL else NOT_SHOWN
    return joined((_factory(account, names) for account in accounts(tree)), nothing=nothing)


def _factory(account: Account, names: frozenset[str]) -> Outcome:
    """One account."""
    if account.masked:
        return masked_value(account.line)
    if account.name in names and not _password_set(account):
        return failed(
            "$1 ist ein Konto, das der Hersteller mitliefert",
            "$1 is an account that the maker ships",
            account.line,
            block=account.block,
        )
    return passed("$1", "$1", account.line, block=account.block)


def _password_set(account: Account) -> bool:
    """Whether an account that has no password when the device is shipped (EOS, FortiOS) has got one."""
    if account.block is not None:
        return first(account.block, "set", "password") is not None
    return account.line.words[0] == "username" and "sha512" in account.line.words


def web_sso(tree: ConfigTree, policy: Policy) -> Outcome:
    """Administrators log in to the web interface by SAML, where the office wants that."""
    if not policy.flag("WEB_SSO"):
        return not_applicable("die Richtlinie verlangt es nicht (WEB_SSO)", "the policy does not ask for it (WEB_SSO)")
    found = SSO[tree.platform.id](tree.root)
    if found is not None:
        return passed("$1", "$1", found)
    return failed(
        "keine Anmeldung über SAML (ganze Konfiguration durchsucht)",
        "no login by SAML (the whole configuration was searched)",
    )


def _fortios_sso(root: Node) -> Node | None:
    """`config system saml`, `set status enable`."""
    blocks = starting(root, "config", "system", "saml")
    return next((line for block in blocks if (line := first(block, "set", "status", "enable")) is not None), None)


def _panos_sso(root: Node) -> Node | None:
    """The profile that administrators use asks a SAML provider."""
    used = named(path(root, "deviceconfig", "system", "authentication-profile"))
    if not used:
        return None
    return path(root, "shared", "authentication-profile", used[0][0], "method", "saml-idp")


SSO: dict[str, Callable[[Node], Node | None]] = {
    "fortinet_fortios": _fortios_sso,
    "paloalto_panos": _panos_sso,
}

JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "acc_factory_accounts": factory_accounts,
    "acc_web_sso": web_sso,
}
