"""Which local accounts there are, and whether the office wants them."""

from collections.abc import Callable, Sequence

from checks.judges.acc_accounts import Account, accounts
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

# These always have accounts, but do not always print them.
UNSEEN = frozenset(
    {"fortinet_fortios", "mikrotik_routeros", "paloalto_panos", "cisco_nxos", "cisco_wlc", "aruba_instant", "vyos"}
)
# Accounts of the makers that nobody can remove or rename.
BUILT_IN: dict[str, frozenset[str]] = {
    "aruba_aoscx": frozenset({"admin"}),
    "aruba_instant": frozenset({"admin"}),
    "cisco_nxos": frozenset({"admin"}),
    "hp_procurve": frozenset({"manager", "operator"}),
    "paloalto_panos": frozenset({"admin"}),
}
NO_ACCOUNT = not_applicable("kein lokales Konto", "no local account")
NOT_SHOWN = unknown(
    "die Konfiguration zeigt keine Konten (ganze Konfiguration durchsucht)",
    "the configuration shows no accounts (the whole configuration was searched)",
)


def _none(tree: ConfigTree) -> Outcome:
    """What holds where no account is shown."""
    return NOT_SHOWN if tree.platform.id in UNSEEN else NO_ACCOUNT


def _each(tree: ConfigTree, found: list[Account], good: Callable[[Account], bool], de: str, en: str) -> Outcome:
    """Every account is a good one."""
    return joined((_one(account, good, de, en) for account in found), nothing=_none(tree))


def _one(account: Account, good: Callable[[Account], bool], de: str, en: str) -> Outcome:
    """One account."""
    if account.masked:
        return masked_value(account.line)
    if good(account):
        return passed("$1", "$1", account.line, block=account.block)
    return failed(de, en, account.line, block=account.block)


def _lines(found: Sequence[Account]) -> list[Node]:
    """Where accounts stand."""
    return [account.block or account.line for account in found]


def allowed(tree: ConfigTree, policy: Policy) -> Outcome:
    """No account beyond the allowed ones and those for an emergency."""
    found = accounts(tree)
    words = (*policy.words("LOCAL_ACCOUNTS"), *policy.words("EMERGENCY_ACCOUNTS"))
    if not words:
        return unset("LOCAL_ACCOUNTS", *_lines(found)) if found else _none(tree)
    return _each(
        tree,
        found,
        lambda account: fits(account.name, words),
        "$1 ist ein Konto, das die Richtlinie nicht nennt",
        "$1 is an account that the policy does not name",
    )


def emergency(tree: ConfigTree, policy: Policy) -> Outcome:
    """An account for an emergency exists."""
    words = policy.words("EMERGENCY_ACCOUNTS")
    found = accounts(tree)
    if not words:
        return unset("EMERGENCY_ACCOUNTS", *_lines(found))
    there = next((account for account in found if not account.masked and fits(account.name, words)), None)
    if there is not None:
        return passed("$1", "$1", there.line, block=there.block)
    if not found and tree.platform.id in UNSEEN:
        return NOT_SHOWN
    masked = next((account for account in found if account.masked), None)
    if masked is not None:
        return masked_value(masked.line)
    return failed(
        "kein Konto für den Notfall (ganze Konfiguration durchsucht)",
        "no account for an emergency (the whole configuration was searched)",
    )


def personal(tree: ConfigTree, policy: Policy) -> Outcome:
    """No account is named after a group or a task; those for an emergency may be."""
    spared = policy.words("EMERGENCY_ACCOUNTS")
    shared = policy.words("SHARED_NAMES")
    built_in = BUILT_IN.get(tree.platform.id, frozenset())
    found = [one for one in accounts(tree) if one.name not in built_in and not fits(one.name, spared)]
    if not found and accounts(tree):
        return not_applicable(
            "nur eingebaute Konten und solche für den Notfall", "only built-in accounts and those for an emergency"
        )
    return _each(
        tree,
        found,
        lambda account: not fits(account.name, shared),
        "$1 ist ein Konto, das keiner Person gehört",
        "$1 is an account that belongs to no person",
    )


def _full(tree: ConfigTree) -> list[Account]:
    """The accounts that may do everything, also those of which nobody can tell."""
    return [account for account in accounts(tree) if account.full is not False]


NOBODY_FULL = not_applicable("kein lokales Konto mit allen Rechten", "no local account with full rights")


def few_full(tree: ConfigTree, policy: Policy) -> Outcome:
    """Not many accounts may do everything."""
    found = accounts(tree)
    if not found:
        return _none(tree)
    most = policy.number("FULL_RIGHTS_ACCOUNTS")
    sure = [account.line for account in found if account.full]
    open_ = [account.line for account in found if account.full is None]
    if len(sure) > most:
        return failed(
            f"{len(sure)} Konten mit allen Rechten, erlaubt sind {most}; eines davon ist $1",
            f"{len(sure)} accounts with full rights, {most} are allowed; one of them is $1",
            *sure,
        )
    if len(sure) + len(open_) > most:
        return unknown("ob $1 alle Rechte hat, ist nicht zu sehen", "whether $1 has full rights is not shown", *open_)
    return passed(
        f"höchstens {most} Konten mit allen Rechten",
        f"at most {most} accounts with full rights",
        *sure or [found[0].line],
    )


def listed_full(tree: ConfigTree, policy: Policy) -> Outcome:
    """Only listed accounts may do everything."""
    found = _full(tree)
    if not found:
        return NOBODY_FULL if accounts(tree) else _none(tree)
    words = (*policy.words("ADMIN_ACCOUNTS"), *policy.words("EMERGENCY_ACCOUNTS"))
    if not policy.words("ADMIN_ACCOUNTS"):
        return unset("ADMIN_ACCOUNTS", *_lines(found))
    return joined(
        (
            _full_one(
                account,
                words,
                "$1 hat alle Rechte, ohne dass die Richtlinie es nennt",
                "$1 has full rights and the policy does not name it",
            )
            for account in found
        ),
        nothing=NOBODY_FULL,
    )


def named_full(tree: ConfigTree, policy: Policy) -> Outcome:
    """An account that may do everything is one for administration, told by its name."""
    patterns = policy.words("ADMIN_NAMES")
    found = _full(tree)
    if not found:
        return NOBODY_FULL if accounts(tree) else _none(tree)
    if not patterns:
        return unset("ADMIN_NAMES", *_lines(found))
    words = (*patterns, *policy.words("EMERGENCY_ACCOUNTS"))
    de = "$1 hat alle Rechte, heißt aber nicht wie ein Administrationskonto"
    en = "$1 has full rights, but is not named like an administration account"
    return joined((_full_one(account, words, de, en) for account in found), nothing=NOBODY_FULL)


def _full_one(account: Account, words: tuple[str, ...], de: str, en: str) -> Outcome:
    """One account that may do everything."""
    if account.masked:
        return masked_value(account.line)
    if fits(account.name, words):
        return passed("$1", "$1", account.line, block=account.block)
    if account.full is None:
        return unknown(
            "ob $1 alle Rechte hat, ist nicht zu sehen", "whether $1 has full rights is not shown", account.line
        )
    return failed(de, en, account.line, block=account.block)


Judge = Callable[[ConfigTree, Policy], Outcome]
JUDGES: dict[str, Judge] = {
    "acc_allowed": allowed,
    "acc_emergency": emergency,
    "acc_personal": personal,
    "acc_few_full": few_full,
    "acc_listed_full": listed_full,
    "acc_named_full": named_full,
}
