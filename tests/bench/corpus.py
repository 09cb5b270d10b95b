"""IOS configurations for the benchmark, as many as asked for, no two alike."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

SHARED = Path(__file__).parents[2].parent / "shared" / "corpus" / "configs" / "cisco_ios"
ADDRESS = re.compile(r"(?<=ip address )(\d{1,3})\.(\d{1,3})\.")
NAMED = re.compile(r"^(hostname \S+|\s*description .*\S)", re.MULTILINE)


def originals() -> tuple[str, tuple[str, ...]]:
    """What they are, and the texts: real ones where they lie beside the project, else generated ones."""
    if SHARED.is_dir():
        files = sorted(SHARED.iterdir())
        return "real IOS files", tuple(file.read_bytes().decode("utf-8", "replace") for file in files)
    chance = random.Random(7)
    return "generated IOS files", tuple(generated(chance) for _ in range(60))


def generated(chance: random.Random) -> str:
    """A switch with up to 52 ports, some of its lines missing or wrong."""
    ports = range(1, chance.choice([12, 28, 52]) + 1)
    lines = [f"hostname sw-{chance.randrange(10_000)}", "!"]
    for line in (
        "service timestamps log datetime msec",
        "ip ssh version 2",
        "ip http server",
        "logging host 192.0.2.5",
    ):
        lines += [line] if chance.random() < 0.6 else []
    lines += [f"ntp server 192.0.2.{10 + number}" for number in range(chance.randrange(4))]
    lines += [f"snmp-server community {chance.choice(['public', 'x7Gq', 'private'])} RO"] * chance.randrange(2)
    for port in ports:
        lines += [f"interface GigabitEthernet1/0/{port}", f" description Dose {port}", " switchport mode access"]
        lines += [f" switchport access vlan {chance.randrange(2, 99)}", " spanning-tree portfast", "!"]
    lines += ["line con 0", f" exec-timeout {chance.choice(['0 0', '10 0'])}"]
    lines += ["line vty 0 4", f" transport input {chance.choice(['ssh', 'telnet ssh', 'all'])}", "end", ""]
    return "\n".join(lines)


def variants(texts: Sequence[str], count: int) -> Iterator[str]:
    """`count` texts, taken in turn; each round has its own names, descriptions and addresses."""
    for number in range(count):
        turn, place = divmod(number, len(texts))
        yield varied(texts[place], turn)


def varied(text: str, turn: int) -> str:
    """The text with other names and addresses, so that no tool gains by having seen it before."""
    if turn == 0:
        return text
    moved = ADDRESS.sub(lambda found: f"{found[1]}.{(int(found[2]) + turn) % 256}.", text)
    return NAMED.sub(rf"\1-{turn}", moved)


def write(folder: Path, texts: Iterator[str]) -> float:
    """Write one file per text, and nothing else, into the folder; megabytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    size = 0
    for number, text in enumerate(texts):
        size += (folder / f"{number:05d}.cfg").write_bytes(text.encode())
    return size / 1e6
