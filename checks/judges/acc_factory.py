"""What everybody knows before having seen the device: the makers' accounts, guessable keys; and single sign-on."""

from collections.abc import Callable, Iterator

from checks.judges.acc_accounts import Account, accounts
from checks.judges.acc_people import listed
from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.pattern import is_masked
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
        return _masked(account.line)
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


def _masked(node: Node) -> Outcome:
    """What would decide is blanked out."""
    return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", node)


Keys = Iterator[tuple[Node, str]]
TYPES = frozenset({"0", "5", "6", "7", "8", "8a", "9"})
# The table with which IOS scrambles type 7.
TABLE = b"dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87"


def unscrambled(text: str) -> str | None:
    """The word behind a key of type 7; None if it is none."""
    if len(text) < 4 or len(text) % 2 or not text[:2].isdigit():
        return None
    try:
        scrambled = bytes.fromhex(text[2:])
    except ValueError:
        return None
    start = int(text[:2])
    return "".join(chr(byte ^ TABLE[(start + place) % len(TABLE)]) for place, byte in enumerate(scrambled))


def _key(words: tuple[str, ...], *, seven: bool) -> str | None:
    """The readable key after `key`; None if there is none or it is encrypted."""
    rest = words[words.index("key") + 1 :] if "key" in words else ()
    if len(rest) > 1 and rest[0] in TYPES:
        if is_masked(rest[1]) or rest[0] == "0":
            return rest[1]
        return unscrambled(rest[1]) if seven and rest[0] == "7" else None
    return rest[0] if rest else None


def _cisco(root: Node, *, seven: bool) -> Keys:
    """`radius-server … key`, and the blocks of newer releases."""
    lines = [line for word in ("radius-server", "tacacs-server") for line in starting(root, word)]
    lines += [
        line
        for word in ("radius", "tacacs")
        for block in starting(root, word, "server")
        for line in starting(block, "key")
    ]
    lines += [line for block in starting(root, "aaa-server") for line in starting(block, "key")]
    for line in lines:
        key = _key(line.words, seven=seven)
        if key is not None:
            yield line, key


def _ios(root: Node) -> Keys:
    """IOS: keys of type 7 can be read."""
    return _cisco(root, seven=True)


def _others(root: Node) -> Keys:
    """Only keys that stand there in clear."""
    return _cisco(root, seven=False)


def _simple(root: Node) -> Keys:
    """HP Comware and Huawei: what follows `simple`."""
    for words in (("radius", "scheme"), ("hwtacacs", "scheme"), ("radius-server",), ("hwtacacs-server",)):
        for block in starting(root, *words):
            for line in block.children:
                if "simple" in line.words[:-1]:
                    yield line, line.words[line.words.index("simple") + 1]


def _vyos(root: Node) -> Keys:
    """`system login radius server … key …`."""
    for kind in ("radius", "tacacs"):
        for _, server in named(path(root, "system", "login", kind, "server")):
            yield from ((node, key) for key, node in named(path(server, "key")))


def _routeros(root: Node) -> Keys:
    """`/radius add … secret=…`."""
    for section in starting(root, "/radius"):
        for line in starting(section, "add"):
            yield from ((line, word[7:]) for word in line.words if word.startswith("secret="))


def _hostapd(root: Node) -> Keys:
    """The secrets of the RADIUS servers."""
    for word in ("auth_server_shared_secret", "acct_server_shared_secret"):
        yield from ((line, line.words[1]) for line in starting(root, word) if len(line.words) > 1)


def _openwrt(root: Node) -> Keys:
    """The secrets of the RADIUS servers of a wireless network."""
    for block in starting(root, "config", "wifi-iface"):
        for option in ("auth_secret", "acct_secret", "dae_secret"):
            yield from ((line, line.words[2]) for line in starting(block, "option", option) if len(line.words) > 2)


KEYS: dict[str, Callable[[Node], Keys]] = {
    "arista_eos": _others,
    "cisco_asa": _others,
    "cisco_ios": _ios,
    "cisco_nxos": _others,
    "hostapd": _hostapd,
    "hp_comware": _simple,
    "hp_procurve": _others,
    "huawei_vrp": _simple,
    "mikrotik_routeros": _routeros,
    "openwrt": _openwrt,
    "vyos": _vyos,
}
NO_KEY = not_applicable("kein lesbarer Schlüssel eines Anmeldeservers", "no readable key of a login server")


def guessable_keys(tree: ConfigTree, policy: Policy) -> Outcome:
    """No key of a login server is a word that everybody guesses."""
    words = policy.words("DEFAULT_SECRETS")
    return joined((_guessed(line, key, words) for line, key in KEYS[tree.platform.id](tree.root)), nothing=NO_KEY)


def _guessed(line: Node, key: str, words: tuple[str, ...]) -> Outcome:
    """One key."""
    if is_masked(key):
        return _masked(line)
    if listed(key, words):
        return failed("$1 benutzt einen Schlüssel, den jeder errät", "$1 uses a key that everybody guesses", line)
    return passed("$1", "$1", line)


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
    "acc_guessable_keys": guessable_keys,
    "acc_web_sso": web_sso,
}
