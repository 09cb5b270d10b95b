"""Configurations with planted secrets: the files hold `⟦kind⟧`, the secrets are invented when the tests run."""

import hmac
import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

KEY = bytes(range(32))
FOLDER = Path(__file__).parents[1] / "data" / "secrets"
_PLANTED = re.compile(r"⟦([0-9a-z]+)⟧")
_CRYPT = string.ascii_letters + string.digits + "./"
_BASE64 = string.ascii_letters + string.digits + "+/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One item of the list: a text with secrets in it, and what must be left of it."""

    name: str
    text: str
    left: str
    secrets: tuple[str, ...]


def mark(secret: str) -> str:
    """What stands in the place of the secret."""
    return f"<redacted:{hmac.new(KEY, secret.encode(), 'sha256').hexdigest()[:8]}>"


def cases(*names: str) -> Iterator[tuple[str, str]]:
    """Name and text of every item in the named files; all files if none is named."""
    for path in sorted(FOLDER.glob("*.txt")):
        if not names or path.stem in names:
            for section in path.read_text(encoding="utf-8").split("== ")[1:]:
                title, text = section.split("\n", 1)
                yield f"{path.stem}: {title}", text


def plant(name: str, text: str) -> Planted:
    """Fill the places with secrets that depend on nothing but the name."""
    source = random.Random(name)
    found: list[str] = []
    left: list[str] = []

    def fill(place: re.Match[str]) -> str:
        before, secret, after = invent(place[1], source)
        if place[1].startswith("keep") or place[1].endswith("keep"):
            left.append(secret)
        else:
            found.append(secret)
            left.append(before + mark(secret) + after)
        return secret

    filled = _PLANTED.sub(fill, text)
    rest = iter(left)
    return Planted(name=name, text=filled, left=_PLANTED.sub(lambda _: next(rest), text), secrets=tuple(found))


def invent(kind: str, source: random.Random) -> tuple[str, str, str]:
    """What stays before the mark, a secret of that shape, what stays after the mark."""

    def some(letters: str, length: int) -> str:
        return "".join(source.choices(letters, k=length))

    if kind in _HASHES:
        prefix, letters, length = _HASHES[kind]
        rest = some(letters, 8) + "$" + some(letters, length) if kind not in _PLAIN else some(letters, length)
        return prefix, prefix + rest, ""
    if kind in _MARKS:
        return _MARKS[kind], _MARKS[kind] + some(string.ascii_letters + "'+}#<`,=", 24) + _MARKS[kind], _MARKS[kind]
    return "", _SHAPES[kind](some), ""


_HASHES: dict[str, tuple[str, str, int]] = {
    "md5": ("$1$", _CRYPT, 22),
    "sha256": ("$5$", _CRYPT, 43),
    "sha512": ("$6$", _CRYPT, 86),
    "type8": ("$8$", _CRYPT, 43),
    "type8junos": ("$8$", _CRYPT, 60),
    "type9": ("$9$", _CRYPT, 43),
    "type14": ("$14$", _CRYPT, 43),
    "junos9": ("$9$", _CRYPT + "-", 24),
    "bcrypt": ("$2y$", _CRYPT, 53),
    "bcrypta": ("$2b$", _CRYPT, 53),
    "asa512": ("$sha512$", _BASE64, 44),
    "comwareh": ("$h$", _BASE64, 88),
    "comwarec": ("$c$", _BASE64, 32),
    "f5": ("$M$", _BASE64 + "=", 24),
}
_PLAIN = frozenset({"junos9"})
_MARKS = {"vrp": "%^%#", "vrpdollar": "%$%$", "vrpat": "%@%@"}

_Some = Callable[[str, int], str]
_HEX = "0123456789abcdef"


def _row(some: _Some) -> str:
    return " ".join(some("0123456789ABCDEF", 8) for _ in range(8))


_SHAPES: dict[str, Callable[[_Some], str]] = {
    "text": lambda some: f"S3cr3t-{some(string.digits, 4)}-{some(string.ascii_letters, 8)}",
    "short": lambda some: "q" + some(string.ascii_letters + string.digits, 7),
    "phrase": lambda some: f"W{some(string.ascii_letters, 7)} {some(string.ascii_letters, 9)} {some(_CRYPT, 8)}x",
    "digits": lambda some: "7" + some(string.digits, 7),
    "url": lambda some: "U" + some(string.ascii_letters + string.digits + ".!-_", 11) + "z",
    "type7": lambda some: "0" + some(string.digits, 1) + some("0123456789ABCDEF", 20),
    "hex": lambda some: some(_HEX, 32),
    "hex8": lambda some: "a" + some(_HEX, 7),
    "hex10": lambda some: "a" + some(_HEX, 9),
    "hex40": lambda some: some(_HEX, 40),
    "hexpairs": lambda some: ":".join(some("0123456789ABCDEF", 2) for _ in range(16)),
    "0x": lambda some: "0x" + some(_HEX, 32),
    "hexrow": _row,
    "hextail": lambda some: f"{some('0123456789ABCDEF', 8)} {some('0123456789ABCDEF', 4)}",
    "base64": lambda some: some(_BASE64, 42) + "==",
    "base64row": lambda some: some(_BASE64, 64),
    "base64tail": lambda some: some(_BASE64, 10) + "==",
    "wg": lambda some: some(_BASE64, 43) + "=",
    "wgkeep": lambda some: some(_BASE64, 43) + "=",
    "des": lambda some: some(_CRYPT, 13),
    "panos": lambda some: f"-AQ=={some(_BASE64, 27)}={some(_BASE64, 22)}==",
    "aaaa": lambda some: "AAAAB3NzaC1yc2E" + some(_BASE64, 120) + "==",
    "aaaa25519": lambda some: "AAAAC3NzaC1lZDI1NTE5" + some(_BASE64, 48),
    "aaaaecdsa": lambda some: "AAAAE2VjZHNhLXNoYTI" + some(_BASE64, 90) + "=",
    "pembody": lambda some: f"\\n{some(_BASE64, 64)}\\n{some(_BASE64, 64)}\\n",
    "keep": lambda some: f"http://proxy{some(string.digits, 2)}.example.org/",
    "keephex": lambda some: some("0123456789ABCDEF", 32),
}
