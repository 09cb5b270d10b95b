"""Junos interface ranges: what is said for a range, written out for each of its interfaces.

A range may stand wherever an interface may (`protocols rstp interface RANGE`); there its interfaces take its place.
What an interface says itself wins over its range, for the words of the platform that take one value. A range of which
nobody can tell the interfaces stays as it is.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from checks.syntax.trie import Branch

RANGE, MEMBER, SPAN = "interface-range", "member", "member-range"
PLACES = frozenset({"interface", "interfaces"})
PORT = re.compile(r"(.*\D)(\d{1,6})\Z")
NUMBER_SPAN = re.compile(r"(\d{1,6})-(\d{1,6})")
NUMBERS = re.compile(r"\[([\d,\s-]+)\]")
# No range has more ports or lists of them, no device more interfaces, and none of them a longer name.
MOST_PORTS = 1024
MOST_MEMBERS = 200
MOST_INTERFACES = 5000
LONGEST_NAME = 100
MOST_ADDED = 100_000


def spread(root: Branch, single_values: frozenset[str]) -> None:
    """Write out the ranges in place; of each only the list of its interfaces stays."""
    interfaces = root.kids.get("interfaces")
    ranges = interfaces.kids.get(RANGE) if interfaces is not None else None
    if interfaces is None or ranges is None:
        return
    known: dict[str, tuple[str, ...]] = {}
    count = 0
    for name, one in ranges.kids.items():
        found = _ports(one, interfaces) if count < MOST_ADDED else ()
        if found:
            known[name] = found
        count += len(found)
    spreading = _Spreading(single_values)
    for name, ports in known.items():
        said = Branch(ranges.kids[name].number)
        said.kids = {word: below for word, below in ranges.kids[name].kids.items() if word not in (MEMBER, SPAN)}
        for port in ports:
            spreading.put(interfaces, port, said)
        ranges.kids[name].kids = {word: one for word, one in ranges.kids[name].kids.items() if word not in said.kids}
    spreading.replace(root, known)


class _Spreading:
    """Copies what ranges say, up to a limit that no configuration reaches."""

    def __init__(self, single_values: frozenset[str]) -> None:
        """Nothing is added yet."""
        self.single_values = single_values
        self.left = MOST_ADDED

    def put(self, place: Branch, port: str, said: Branch) -> None:
        """Have a place say of an interface what is said and is not there."""
        todo = [(place, port, said)]
        while todo:
            here, word, there = todo.pop()
            own = here.kids.get(word)
            if own is None and self.left > 0:
                own = here.kids[word] = Branch(there.number)
                self.left -= 1
            elif own is None or (own.kids and word in self.single_values):
                continue
            todo += [(own, below, inner) for below, inner in reversed(there.kids.items())]

    def replace(self, root: Branch, known: dict[str, tuple[str, ...]]) -> None:
        """Put the interfaces in the place of their range wherever interfaces are listed."""
        todo = [below for word, below in root.kids.items() if word != "interfaces"]
        while todo:
            branch = todo.pop()
            for word, below in branch.kids.items():
                if word in PLACES:
                    for name in [name for name in below.kids if name in known]:
                        said = below.kids.pop(name)
                        for port in known[name]:
                            self.put(below, port, said)
                if below.kids:
                    todo.append(below)


def _ports(one: Branch, interfaces: Branch) -> tuple[str, ...]:
    """The interfaces of a range; `*` stands for those that are set up."""
    found: dict[str, None] = {}
    members, spans = one.kids.get(MEMBER), one.kids.get(SPAN)
    for name in islice(members.kids, MOST_MEMBERS) if members is not None else ():
        found.update(dict.fromkeys(_fitting(name, interfaces) if "*" in name else _members(name)))
    for first, rest in islice(spans.kids.items(), MOST_MEMBERS) if spans is not None else ():
        for last in rest.kids["to"].kids if "to" in rest.kids else ():
            found.update(dict.fromkeys(_between(first, last)))
    return tuple(found)[:MOST_PORTS]


def _fitting(name: str, interfaces: Branch) -> Iterator[str]:
    """The interfaces set up that fit a name with `*`."""
    parts = NUMBERS.split(name[:LONGEST_NAME])
    spelled = "".join(
        f"(?:{'|'.join(map(re.escape, _numbers(part)))})" if place % 2 else re.escape(part).replace(r"\*", ".*")
        for place, part in enumerate(parts)
    )
    pattern = re.compile(spelled)
    return (port for port in islice(interfaces.kids, MOST_INTERFACES) if port != RANGE and pattern.fullmatch(port))


def _members(name: str) -> Iterator[str]:
    """The interfaces that a name means, with lists of numbers in brackets."""
    parts = NUMBERS.split(name)
    choices = [_numbers(part) if place % 2 else [part] for place, part in enumerate(parts)]
    return map("".join, islice(product(*choices), MOST_PORTS))


def _numbers(listed: str) -> list[str]:
    """The numbers of `1,3-5`."""
    found: list[str] = []
    for part in listed.replace(" ", "").split(","):
        span = NUMBER_SPAN.fullmatch(part)
        if span is not None:
            found += map(str, range(int(span[1]), min(int(span[2]), int(span[1]) + MOST_PORTS) + 1))
        elif part:
            found.append(part)
    return found


def _between(first: str, last: str) -> Iterator[str]:
    """The interfaces from one to another at the same place."""
    low, high = PORT.match(first), PORT.match(last)
    if low is not None and high is not None and low[1] == high[1]:
        for number in range(int(low[2]), min(int(high[2]), int(low[2]) + MOST_PORTS) + 1):
            yield f"{low[1]}{number}"
    else:
        yield from dict.fromkeys((first, last))
