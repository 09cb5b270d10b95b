"""What a certificate says: until when it holds, who issued it, how strong its key is. Reads DER, nothing else."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

SEQUENCE, INTEGER, BITS, OID = 0x30, 0x02, 0x03, 0x06
UTC_TIME, LONG_TIME, VERSION = 0x17, 0x18, 0xA0
COMMON_NAME = bytes.fromhex("550403")
RSA_KEY = bytes.fromhex("2a864886f70d010101")
EC_KEY = bytes.fromhex("2a8648ce3d0201")
CURVES = {
    bytes.fromhex("2a8648ce3d030107"): 256,
    bytes.fromhex("2b81040022"): 384,
    bytes.fromhex("2b81040023"): 521,
    bytes.fromhex("2b2403030208010107"): 256,
    bytes.fromhex("2b240303020801010b"): 384,
    bytes.fromhex("2b240303020801010d"): 512,
}
EDWARDS = {bytes.fromhex("2b6570"): 256, bytes.fromhex("2b6571"): 456}
# Signatures with MD2, MD5 or SHA-1.
OLD_SIGNATURES = frozenset(
    map(
        bytes.fromhex,
        ("2a864886f70d010102", "2a864886f70d010104", "2a864886f70d010105", "2a8648ce3d0401", "2a8648ce380403"),
    )
)
PEM = re.compile(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate; `bits` is None for a kind of key that is not known here."""

    begins: date
    ends: date
    issuer: str
    subject: str
    self_signed: bool
    rsa: bool
    bits: int | None
    old_signature: bool


def from_pem(text: str) -> Certificate | None:
    """The certificate in a text with `BEGIN CERTIFICATE`, or in bare base64; None if there is none to be read."""
    found = PEM.search(text.replace("\\n", "\n"))
    try:
        data = base64.b64decode("".join((found[1] if found else text).split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return from_der(data)


def from_hex(digits: str) -> Certificate | None:
    """The certificate in hexadecimal digits; None if there is none to be read."""
    try:
        return from_der(bytes.fromhex(digits))
    except ValueError:
        return None


def from_der(data: bytes) -> Certificate | None:
    """The certificate in these bytes, or None if they are none."""
    try:
        return _certificate(data)
    except (IndexError, ValueError):
        return None


def _certificate(data: bytes) -> Certificate:
    """Body, signature algorithm and signature; the body's fields stand in fixed order."""
    body, algorithm = _items(_only(data, SEQUENCE))[:2]
    fields = _items(body[1])
    if fields[0][0] == VERSION:
        fields = fields[1:]
    issuer, validity, subject, key = (content for _, content in fields[2:6])
    begins, ends = (_day(tag, text) for tag, text in _items(validity)[:2])
    is_rsa, bits = _key(key)
    return Certificate(
        begins=begins,
        ends=ends,
        issuer=_common_name(issuer),
        subject=_common_name(subject),
        self_signed=issuer == subject,
        rsa=is_rsa,
        bits=bits,
        old_signature=_items(algorithm[1])[0][1] in OLD_SIGNATURES,
    )


def _items(data: bytes) -> list[tuple[int, bytes]]:
    """The tagged values that stand one after the other."""
    return list(_each(data))


def _each(data: bytes) -> Iterator[tuple[int, bytes]]:
    """One tagged value at a time; raises ValueError if the data end too early."""
    place = 0
    while place < len(data):
        tag, length, start = data[place], data[place + 1], place + 2
        if length & 0x80:
            count = length & 0x7F
            length, start = int.from_bytes(data[start : start + count], "big"), start + count
        place = start + length
        if place > len(data):
            raise ValueError(tag)
        yield tag, data[start:place]


def _only(data: bytes, tag: int) -> bytes:
    """The content of the first value, which must have this tag."""
    found, content = next(_each(data), (0, b""))
    if found != tag:
        raise ValueError(found)
    return content


def _day(tag: int, text: bytes) -> date:
    """A day; two digits of a year from 50 on mean the last century."""
    digits = text.decode("ascii")
    if tag == UTC_TIME:
        digits = ("19" if digits[:2] >= "50" else "20") + digits
    elif tag != LONG_TIME:
        raise ValueError(tag)
    return datetime.strptime(digits[:8], "%Y%m%d").replace(tzinfo=UTC).date()


def _common_name(name: bytes) -> str:
    """The common name in a distinguished name; empty if there is none."""
    for _, group in _each(name):
        for _, pair in _each(group):
            kind, value = _items(pair)[:2]
            if kind == (OID, COMMON_NAME):
                return value[1].decode("utf-8", "replace")
    return ""


def _key(data: bytes) -> tuple[bool, int | None]:
    """Whether a public key is RSA, and how many bits it has."""
    algorithm, key = _items(data)[:2]
    kind, *parameters = (content for _, content in _each(algorithm[1]))
    if kind == RSA_KEY:
        modulus = _items(_only(key[1][1:], SEQUENCE))[0][1]
        return True, int.from_bytes(modulus, "big").bit_length()
    if kind == EC_KEY and parameters:
        return False, CURVES.get(parameters[0])
    return False, EDWARDS.get(kind)
