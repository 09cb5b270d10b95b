"""The certificates that stand in a configuration: how long they hold, who issued them, how strong they are."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from checks.certificate import Certificate, from_hex, from_pem
from checks.judges.walk import named, path, starting, value
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.remember import of_block
from checks.tree import ConfigTree, Node, TextNode

NO_CERTIFICATE = not_applicable(
    "kein Zertifikat in der Konfiguration, das nicht vom Hersteller ist",
    "no certificate in the configuration that is not the manufacturer's",
)
Found = tuple[Node, Certificate | None]
BEGIN = ("-----BEGIN", "CERTIFICATE-----")
END = ("-----END", "CERTIFICATE-----")

# What manufacturers bring for their own services and for the name of the device; nobody in the office can renew it.
BROUGHT = ("SLA-TrustPoint", "CISCO_IDEVID_*", "_SmartCallHome_ServerCA*")
BROUGHT_BY = frozenset({"factory", "bundle", "fortiguard"})
# FortiOS: where certificates stand, and the setting that holds one.
STORES = {"local": "certificate", "ca": "ca", "remote": "remote"}


def _vyos(root: Node) -> Iterator[Found]:
    """VyOS: one line of base64 each."""
    for kind in ("certificate", "ca"):
        for _, entry in named(path(root, "pki", kind)):
            for _, leaf in named(path(entry, "certificate")):
                yield leaf, from_pem(leaf.words[0] if leaf.words else "")


def _panos(root: Node) -> Iterator[Found]:
    """PAN-OS: the whole text in quotes, shared or in a virtual system."""
    places = [path(root, "shared", "certificate")]
    places += [path(system, "certificate") for _, system in named(path(root, "vsys"))]
    for place in places:
        for _, entry in named(place):
            for _, leaf in named(path(entry, "public-key")):
                yield leaf, from_pem(leaf.words[0] if leaf.words else "")


def _aoscx(root: Node) -> Iterator[Found]:
    """AOS-CX: the lines of the text stand in the profile."""
    for profile in starting(root, "crypto", "pki", "ta-profile"):
        text: list[str] = []
        start: Node | None = None
        for line in profile.children:
            if line.words == BEGIN:
                start, text = line, []
            elif line.words == END and start is not None:
                yield start, from_pem("".join(text))
                start = None
            else:
                text.append(line.text)


def _cisco(root: Node) -> Iterator[Found]:
    """IOS and ASA: the digits after each statement of a chain."""
    for kind in ("pki", "ca"):
        for chain in starting(root, "crypto", kind, "certificate", "chain"):
            if not fits(chain.words[-1], BROUGHT):
                yield from _chain(chain)


@of_block
def _chain(chain: Node) -> tuple[Found, ...]:
    """The certificates of a chain; one that stands in a file on the device cannot be read."""
    lines = starting(chain, "certificate")
    return tuple((line, from_hex(line.body) if isinstance(line, TextNode) else None) for line in lines)


def _fortios(root: Node) -> Iterator[Found]:
    """FortiOS: the whole text in quotes, in the virtual domains and beside them."""
    for store, setting in STORES.items():
        for block in (
            *starting(root, "config", "vpn", "certificate", store),
            *starting(root, "config", "certificate", store),
        ):
            for entry in starting(block, "edit"):
                if value(entry, "set", "source") not in BROUGHT_BY:
                    yield from ((leaf, from_pem(leaf.words[-1])) for leaf in starting(entry, "set", setting))


def _junos(root: Node) -> Iterator[Found]:
    """Junos: key and certificate in one text."""
    for _, entry in named(path(root, "security", "certificates", "local")):
        for text, leaf in named(entry):
            yield leaf, from_pem(text)


READERS: dict[str, Callable[[Node], Iterator[Found]]] = {
    "vyos": _vyos,
    "paloalto_panos": _panos,
    "aruba_aoscx": _aoscx,
    "cisco_ios": _cisco,
    "cisco_asa": _cisco,
    "fortinet_fortios": _fortios,
    "juniper_junos": _junos,
}


def _judged(tree: ConfigTree, policy: Policy, *, judge: Callable[[Node, Certificate, Policy], Outcome]) -> Outcome:
    """One answer for all certificates; one that cannot be read is unknown."""

    def one(node: Node, certificate: Certificate | None) -> Outcome:
        if certificate is None:
            return unknown("das Zertifikat in $1 ist nicht lesbar", "the certificate in $1 cannot be read", node)
        return judge(node, certificate, policy)

    return joined((one(*found) for found in READERS[tree.platform.id](tree.root)), nothing=NO_CERTIFICATE)


def _valid(node: Node, certificate: Certificate, policy: Policy) -> Outcome:
    """It holds today."""
    if certificate.ends < policy.today:
        return failed("das Zertifikat in $1 ist abgelaufen", "the certificate in $1 has expired", node)
    if certificate.begins > policy.today:
        return failed("das Zertifikat in $1 gilt noch nicht", "the certificate in $1 is not valid yet", node)
    return passed("$1", "$1", node)


def _lasting(node: Node, certificate: Certificate, policy: Policy) -> Outcome:
    """It holds for longer than the time that a renewal takes."""
    if certificate.ends - timedelta(days=policy.number("CERT_DAYS")) <= policy.today:
        return failed("das Zertifikat in $1 läuft bald ab", "the certificate in $1 ends soon", node)
    return passed("$1", "$1", node)


def _strong(node: Node, certificate: Certificate, policy: Policy) -> Outcome:
    """Its key is long enough and its signature not outdated; a root signs itself, and nobody relies on that."""
    if certificate.old_signature and not certificate.self_signed:
        return failed("das Zertifikat in $1 ist mit SHA-1 oder MD5 signiert", "$1 is signed with SHA-1 or MD5", node)
    if certificate.bits is None:
        return unknown("die Art des Schlüssels in $1 ist nicht bekannt", "the kind of key in $1 is not known", node)
    if certificate.bits < policy.number("RSA_BITS" if certificate.rsa else "EC_BITS"):
        return failed("der Schlüssel des Zertifikats in $1 ist zu kurz", "the key of $1 is too short", node)
    return passed("$1", "$1", node)


def _issued(node: Node, certificate: Certificate, policy: Policy) -> Outcome:
    """An approved authority issued it."""
    approved = policy.words("CERT_ISSUERS")
    if not approved:
        return unset("CERT_ISSUERS", node)
    if not fits(certificate.issuer, approved):
        return failed(
            "das Zertifikat in $1 stammt von keiner zugelassenen Stelle",
            "the certificate in $1 is from no approved authority",
            node,
        )
    return passed("$1", "$1", node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "certificates_valid": partial(_judged, judge=_valid),
    "certificates_lasting": partial(_judged, judge=_lasting),
    "certificates_strong": partial(_judged, judge=_strong),
    "certificates_issued": partial(_judged, judge=_issued),
}
