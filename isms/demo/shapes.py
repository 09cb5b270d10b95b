"""Invented secrets that look like real ones, each in the shape its platform stores."""

import base64
import string
from collections.abc import Callable
from random import Random

CRYPT = "./" + string.digits + string.ascii_uppercase + string.ascii_lowercase
LETTERS = string.ascii_letters + string.digits


def _text(letters: str, length: int) -> Callable[[Random], str]:
    return lambda dice: "".join(dice.choices(letters, k=length))


def _crypt(kind: int, salt: int, length: int) -> Callable[[Random], str]:
    return lambda dice: f"${kind}${_text(CRYPT, salt)(dice)}${_text(CRYPT, length)(dice)}"


def _base64(length: int) -> Callable[[Random], str]:
    return lambda dice: base64.b64encode(dice.randbytes(length)).decode()


def _type7(dice: Random) -> str:
    return f"{dice.randint(0, 15):02}{dice.randbytes(dice.randint(9, 14)).hex().upper()}"


SHAPES: dict[str, Callable[[Random], str]] = {
    "crypt1": _crypt(1, 4, 22),
    "crypt6": _crypt(6, 16, 86),
    "digest": lambda dice: dice.randbytes(20).hex(),
    "eos8a": _base64(42),
    "fos": _base64(68),
    "hex": lambda dice: dice.randbytes(16).hex(),
    "junos8": lambda dice: "$8$aes256-gcm$hmac-sha2-256$100$" + _text(LETTERS, 48)(dice),
    "phrase": _text(LETTERS, 24),
    "type6": _text(string.ascii_uppercase + string.ascii_lowercase[:9] + "_^", 44),
    "type7": _type7,
    "type9": _crypt(9, 14, 43),
    "word": lambda dice: "Ms-" + _text(string.ascii_lowercase + string.digits, 8)(dice),
}


def secret(name: str, seed: str) -> str:
    """A secret of the shape that stands before the `_` of its name; the same name and seed give the same secret."""
    shape, _, _ = name.partition("_")
    return SHAPES[shape](Random(f"{seed}/{name}"))
