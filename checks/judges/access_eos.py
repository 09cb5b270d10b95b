"""From where a device with EOS may be administered."""

from collections.abc import Iterator

from checks.judges.access import access_class, has_ipv6
from checks.judges.walk import below, exactly, starting
from checks.outcome import Outcome, failed, joined, not_applicable
from checks.policy import Policy
from checks.tree import ConfigTree, Node


def eos(tree: ConfigTree, _: Policy) -> Outcome:
    """SSH has an access group in every VRF in which it answers, and for IPv6 where an interface has such an address."""
    missing = failed(
        "‚management ssh‘ fehlt (ganze Konfiguration durchsucht)",
        "'management ssh' is missing (the whole configuration was searched)",
    )
    blocks = starting(tree.root, "management", "ssh")
    if blocks and not any(map(_vrfs, blocks)):
        return not_applicable("SSH ist abgeschaltet", "SSH is switched off")
    return joined((one for block in blocks for one in _ssh(block, tree)), nothing=missing)


def _vrfs(block: Node) -> list[str]:
    """The VRFs in which SSH answers."""
    general = [] if exactly(block, "shutdown") is not None else ["default"]
    own = [vrf.words[1] for vrf in starting(block, "vrf") if len(vrf.words) > 1 and exactly(vrf, "shutdown") is None]
    return [*general, *(name for name in own if name != "default")]


def _ssh(block: Node, tree: ConfigTree) -> Iterator[Outcome]:
    """What the access groups say, by VRF and family."""
    for vrf in _vrfs(block):
        for family in ("ip", "ipv6") if tree.fact(has_ipv6) else ("ip",):
            groups = [line for line in below(block) if line.words[:2] == (family, "access-group")]
            groups = [line for line in groups if len(line.words) > 2 and _vrf(line, block) == vrf]
            yield from (access_class(line, block, tree) for line in groups)
            if not groups:
                de, en = f"$1 hat keine ‚{family} access-group‘", f"$1 has no '{family} access-group'"
                yield failed(f"{de} in der VRF {vrf}", f"{en} in the VRF {vrf}", block)


def _vrf(line: Node, block: Node) -> str:
    """The VRF that an access group is for: it names it, or stands in its block."""
    if "vrf" in line.words[3:-1]:
        return line.words[line.words.index("vrf", 3) + 1]
    return next((vrf.words[1] for vrf in starting(block, "vrf") if line in vrf.children), "default")


JUDGES = {"eos_access_restricted": eos}
