"""Whether root may log in from outside, where the answer without a setting depends on the release."""

from collections.abc import Callable

from checks.judges.walk import named, path
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, masked_value, not_applicable, passed, unknown
from checks.policy import Policy
from checks.release import release
from checks.tree import ConfigTree
from isms.core.model.text import Text

NO_SSH = not_applicable("SSH ist aus", "SSH is off")
CLOSED_SINCE = (17, 4)
CLOSED = Text(
    de="Ab Junos 17.4 meldet sich root ohne Angabe nicht mit Kennwort an.",
    en="From Junos 17.4 on root does not log in with a password unless set.",
)
OPEN = Text(
    de="Vor Junos 17.4 darf sich root ohne Angabe mit Kennwort anmelden.",
    en="Before Junos 17.4 root may log in with a password unless set.",
)


def junos(tree: ConfigTree, _: Policy) -> Outcome:
    """Junos: `root-login` keeps passwords of root away from SSH, or the release does so by default."""
    ssh = path(tree.root, "system", "services", "ssh")
    if ssh is None:
        return NO_SSH
    said = path(ssh, "root-login")
    if said is None:
        return _by_default(release(tree))
    for word, line in named(said):
        if is_masked(word):
            return masked_value(line)
        if word not in {"deny", "deny-password"}:
            return failed("$1 lässt root mit Kennwort ein", "$1 lets root in with a password", line)
    return passed("$1", "$1", *(line for _word, line in named(said)))


def _by_default(running: tuple[int, ...] | None) -> Outcome:
    """What holds where nothing is set."""
    if running is None:
        return unknown(
            "‚root-login‘ fehlt (ganze Konfiguration durchsucht), und die Version ist nicht genannt",
            "'root-login' is missing (the whole configuration was searched), and the release is not named",
        )
    if running[:2] >= CLOSED_SINCE:
        return passed("keine Angabe", "not set")._replace(default=CLOSED)
    outcome = failed(
        "‚root-login‘ fehlt (ganze Konfiguration durchsucht)",
        "'root-login' is missing (the whole configuration was searched)",
    )
    return outcome._replace(default=OPEN)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"junos_root_login": junos}
