"""File names for devices: readable, and safe on every file system whatever a device is called."""

import hashlib
import re

FOLDER = "configs"
ENDING = ".cfg"
PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_PART = 200
LONGEST_PATH = 800


class Names:
    """Hands out one file name per device; no two differ only in letter case."""

    def __init__(self) -> None:
        """No name is taken yet."""
        self._taken: dict[str, str] = {}

    def take(self, device: str) -> str:
        """The file of a device, relative to the run folder; raises ValueError if the device has one already."""
        stem = f"{FOLDER}/{encoded(device)}"
        name, number = f"{stem}{ENDING}", 1
        while (owner := self._taken.get(name.lower())) is not None:
            if owner == device:
                raise ValueError(f"{device!r} is in this run already")
            number += 1
            name = f"{stem}~{number}{ENDING}"
        self._taken[name.lower()] = device
        return name


def encoded(device: str) -> str:
    """The device's name as a relative path of letters, digits and `. _ - % ~`; other bytes become `%XX`."""
    *folders, last = device.split("/")
    path = "/".join((*(_folder(part) for part in folders), _part(last)))
    return path if len(path) <= LONGEST_PATH else _shortened(path, device)


def _part(text: str) -> str:
    """One component; an empty one is a bare `%`, which no other text becomes."""
    raw = text.encode("utf-8", "surrogatepass")
    part = "".join(chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in raw) or "%"
    if part[0] == "." or RESERVED.fullmatch(part):
        part = f"%{ord(part[0]):02X}{part[1:]}"
    return part if len(part) <= LONGEST_PART else _shortened(part, text)


def _folder(text: str) -> str:
    """A component that is a folder: never the name of a file of ours, nor one ending in a dot."""
    part = _part(text)
    if part.lower().endswith(ENDING):
        return f"{part[: -len(ENDING)]}%2E{part[-len(ENDING) + 1 :]}"
    return f"{part[:-1]}%2E" if part.endswith(".") else part


def _shortened(part: str, text: str) -> str:
    """The beginning of a name that is too long, and a hash instead of the rest."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{part[:80].replace('/', '-').rstrip('.')}~{digest[:32]}"
