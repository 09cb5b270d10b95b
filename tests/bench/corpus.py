"""IOS configurations for the benchmark, as many as asked for, of 300 to 3,000 lines, no two alike.

Each is made of real files where those lie beside the project, else of generated ones: one file, and below it the ports
of others until it is long enough. As in a town whose devices come from templates, ports are alike; a device has its own
name and addresses, and one port in ten a description and addresses of its own. In the hardest case every port has.
"""

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SHARED = Path(__file__).parents[2].parent / "shared" / "corpus" / "configs" / "cisco_ios"
SHORTEST, LONGEST = 300, 3_000
USUAL, HARDEST = 0.1, 1.0
DESCRIPTION = re.compile(r"^ description .*\n", re.MULTILINE)
FIRST_PORT = re.compile(r"^(interface .*\n)(?: description .*\n)?", re.MULTILINE)
ADDRESS = re.compile(r"(?<=ip address )(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.")
NAMED = re.compile(r"^(hostname \S+)", re.MULTILINE)
HEADER = re.compile(r"^(?=\S)", re.MULTILINE)


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


@dataclass(frozen=True, slots=True)
class Size:
    """What a folder of configurations comes to; `own` is the share of its lines that stand in one file only."""

    files: int
    megabytes: float
    lines: int
    own: float

    def __str__(self) -> str:
        """The figures as a table shows them."""
        average = self.lines / self.files
        return (
            f"{self.files:,} files, {average:,.0f} lines on average, {self.megabytes:.1f} MB, "
            f"{self.own:.0%} of the lines in one file only"
        )


def grown(texts: Sequence[str], count: int, own: float = USUAL, seed: int = 7) -> Iterator[str]:
    """`count` configurations made of these texts; `own` is the share of ports that are like no other."""
    chance = random.Random(seed)
    sections = [section for text in texts for section in ports(text)]
    for number in range(count):
        base = texts[number % len(texts)].rstrip().removesuffix("end").rstrip()
        wanted = int(SHORTEST * (LONGEST / SHORTEST) ** chance.random())
        lines = base.count("\n")
        added: list[str] = []
        while lines < wanted:
            section = sections[len(added) % len(sections)]
            if chance.random() < own:
                described = f" description Dose {number}-{len(added)}\n"
                section = described + varied(DESCRIPTION.sub("", section), number)
            lines += section.count("\n") + 2
            added.append(f"interface GigabitEthernet{1 + len(added) // 48}/3/{1 + len(added) % 48}\n{section}!\n")
        yield f"{varied(base, number)}\n!\n{''.join(added)}end\n"


def ports(text: str) -> Iterator[str]:
    """What stands below the interfaces of a text."""
    for start, end in pairwise([found.start() for found in HEADER.finditer(text)]):
        header, _, below = text[start:end].partition("\n")
        if header.startswith("interface ") and below.strip():
            yield below


def varied(text: str, turn: int) -> str:
    """The text with names and addresses of its own."""
    moved = ADDRESS.sub(lambda found: f"{found[1]}.{(int(found[2]) + turn) % 256}.{turn // 256}.", text)
    return NAMED.sub(rf"\1-{turn}", moved)


def changed(text: str, turn: int) -> str:
    """The text with one line that differs: the description of its first port."""
    return FIRST_PORT.sub(rf"\1 description Umzug {turn}\n", text, count=1)


def spread(texts: Sequence[str], count: int) -> frozenset[int]:
    """The places of so many texts, short and long ones as among all."""
    ranked = sorted(range(len(texts)), key=lambda place: texts[place].count("\n"))
    step = len(texts) / count
    return frozenset(ranked[int(step * (turn + 0.5))] for turn in range(count))


def write(folder: Path, texts: Iterable[str], only: Collection[int] | None = None) -> Size:
    """Write one file per text, and nothing else, into the folder; or `only` those at these places, same names."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    size = lines = 0
    met: Counter[int] = Counter()
    total: Counter[int] = Counter()
    chosen = [(number, text) for number, text in enumerate(texts) if only is None or number in only]
    for number, text in chosen:
        size += (folder / f"{number:05d}.cfg").write_bytes(text.encode())
        held = Counter(map(hash, text.splitlines()))
        lines += held.total()
        met.update(held.keys())
        total.update(held)
    own = sum(total[line] for line, files in met.items() if files == 1)
    return Size(files=len(chosen), megabytes=size / 1e6, lines=lines, own=own / lines if lines else 0.0)
