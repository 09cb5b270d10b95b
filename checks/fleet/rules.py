"""The rules about all devices together, by the name under which rule files choose them (`fleet: …`)."""

from dataclasses import dataclass

from checks.fleet import backups, links, same
from checks.fleet.gather import ADDRESS, PEER, SECRET
from checks.fleet.seat import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How one of them is judged: the kinds of facts it compares, the policy parameters it reads, whether it has a say
    on a device that has no configuration, whether it wants to know the history of a git archive, and whether what it
    says is `lasting`: the same as long as the devices say the same, whatever day it is and wherever they lie."""

    judge: Judge
    kinds: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    without_config: bool = False
    reads_history: bool = False
    lasting: bool = False


RULES: dict[str, Together] = {
    "duplicate-address": Together(
        judge=same.duplicate_address, kinds=(ADDRESS,), policy=(same.SHARED_NETWORKS,), lasting=True
    ),
    "shared-secret": Together(judge=same.shared_secret, kinds=(SECRET,), policy=(same.SECRET_DEVICES,), lasting=True),
    "link-agrees": Together(judge=links.agrees, kinds=(ADDRESS, PEER), lasting=True),
    "collected": Together(
        judge=backups.collected, policy=(backups.BACKUP_DAYS,), without_config=True, reads_history=True
    ),
    "versions": Together(judge=backups.versions, policy=(backups.BACKUP_VERSIONS,), reads_history=True),
    "private": Together(judge=backups.private),
}


def kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of facts that some of the rules compare, each once."""
    return tuple(dict.fromkeys(kind for name in names for kind in RULES[name].kinds))
