"""What only the text of a configuration says: its release, when and by whom it was changed, and whether it ends."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from checks.outcome import Outcome, failed, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.release import PLACES, beginning
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

TAIL = 12
# What a recording has after the end: comments and the prompt of the device.
TRAILER = re.compile(r"^\s*(?:[!#*`].*|[\w.@()/-]+[#>]\s*\w*)$")
PROMPT = re.compile(r"^[\w.@()/-]+[#>]\s*(sh|show|dir|term|terminal|exit|logout|copy|more)\b")
MOMENT = r"at (\d+:\d\d:\d\d)(?:\.\d+)? \S+ \w{3} (\w{3}) +(\d+) (\d{4})"
CHANGED = re.compile(rf"^! Last configuration change {MOMENT}")
SAVED = re.compile(rf"^! NVRAM config last updated {MOMENT}")
# Beside the releases that ranges of a rule compare: those that makers write in ways of their own.
RELEASES: tuple[re.Pattern[str], ...] = (
    *PLACES,
    re.compile(r"^version (\d[\w.()-]*) Bios:version"),
    re.compile(r"^version (\d[\w.]*, \w+ \w+)$"),
    re.compile(r"^# by RouterOS (\d[\w.]*)"),
    re.compile(r"^!Version ArubaOS-CX (\w[\w.]*)"),
    re.compile(r"^; \S+ Configuration Editor; Created on release #(\w[\w.]*)"),
    re.compile(r"^frr version (\d[\w.+~-]*)$"),
    re.compile(r"^!Software Version (V\w+)"),
    re.compile(r"^# Script \((\d+\.\d+\.\d+)"),
)
AUTHORS: dict[str, re.Pattern[str]] = {
    "cisco_ios": re.compile(r"^! Last configuration change at .* by (\S+)$"),
    "cisco_asa": re.compile(r"^: Written by (\S+) at "),
    "huawei_vrp": re.compile(r"^!Last configuration was changed at .* by (\S+)$"),
    "juniper_junos": re.compile(r"^## Last commit: .* by (\S+)$"),
}
# Braces count outside of quoted words, remarks and the state of a cluster (`{master:0}`) only.
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\s##.*')
REMARK = re.compile(r"\s*(?:#|//|/\*|\{(?:master|backup|primary|secondary|linecard))")
BRACE = re.compile(r"[{}]")
ENDS: dict[str, re.Pattern[str]] = {
    "cisco_ios": re.compile(r"^end\s*$"),
    "arista_eos": re.compile(r"^end\s*$"),
    "cisco_asa": re.compile(r"^(: end|Cryptochecksum:.*)\s*$"),
    "hp_comware": re.compile(r"^\s*return\s*$"),
    "huawei_vrp": re.compile(r"^\s*return\s*$"),
    "fortinet_fortios": re.compile(r"^end\s*$"),
}
AT_ONCE = Text(
    de="Diese Plattform speichert jede Änderung, die gilt.", en="This platform saves every change that is in effect."
)
SIGNED = Text(
    de="Diese Plattform prüft die Signatur des Herstellers immer.",
    en="This platform always checks its maker's signature.",
)
KEPT = Text(de="Diese Plattform hält bis zu 49 frühere Stände.", en="This platform keeps up to 49 earlier states.")
UNNAMED = unknown("die Konfiguration nennt ihre Version nicht", "the configuration does not name its release")
NOT_SAID = not_applicable("die Konfiguration sagt es nicht", "the configuration does not say it")


class Said(NamedTuple):
    """What a line says, and where."""

    number: int
    line: str
    word: str


def released(tree: ConfigTree, policy: Policy) -> Outcome:
    """The running software is one that the office has released."""
    found = _node(tree.fact(_release))
    if found is None:
        return UNNAMED
    allowed = policy.words("RELEASED_VERSIONS")
    if not allowed:
        return unset("RELEASED_VERSIONS", found)
    if fits(f"{tree.platform.id} {found.words[0]}", allowed):
        return passed("$1", "$1", found)
    return failed(
        "die Version in $1 steht nicht in RELEASED_VERSIONS", "the release in $1 is not in RELEASED_VERSIONS", found
    )


def supported(tree: ConfigTree, policy: Policy) -> Outcome:
    """The running software is none that its maker has given up."""
    found = _node(tree.fact(_release))
    if found is None:
        return UNNAMED
    ended = policy.words("END_OF_SUPPORT")
    if fits(f"{tree.platform.id} {found.words[0]}", ended):
        return failed("die Version in $1 wird nicht mehr gepflegt", "the release in $1 is maintained no longer", found)
    if not any(fits(tree.platform.id, tuple(word.split()[:1])) for word in ended):
        return unknown(
            "END_OF_SUPPORT nennt keine Version dieser Plattform (in policy.yaml eintragen)",
            "END_OF_SUPPORT names no release of this platform (add it to policy.yaml)",
            found,
        )
    return passed("$1", "$1", found)


def _node(said: Said | None) -> Node | None:
    """The line that says something, with what it says as its only word."""
    return None if said is None else Node(said.number, said.line, (said.word,))


def _release(tree: ConfigTree) -> Said | None:
    """The line that names the release."""
    for number, line in tree.once(beginning):
        stripped = line.strip()
        for pattern in RELEASES:
            if found := pattern.match(stripped):
                return Said(number, line, found[1])
    return None


def saved(tree: ConfigTree, _: Policy) -> Outcome:
    """What was changed was saved afterwards."""
    return tree.fact(_saved)


def _saved(tree: ConfigTree) -> Outcome:
    """The same, for this file alone."""
    changed, kept = _moment(tree, CHANGED), _moment(tree, SAVED)
    if changed is None or kept is None:
        return NOT_SAID
    if changed[1] > kept[1]:
        return failed(
            "$1 ist neuer als das Gespeicherte: $2", "$1 is newer than what was saved: $2", changed[0], kept[0]
        )
    return passed("$1, danach $2", "$1, then $2", changed[0], kept[0])


def saved_at_once(_: ConfigTree, __: Policy) -> Outcome:
    """On some platforms what is in effect is saved as well."""
    return passed("was gilt, ist hier immer gespeichert", "what is in effect is always saved here")._replace(
        default=AT_ONCE
    )


def signed_always(_: ConfigTree, __: Policy) -> Outcome:
    """On some platforms no software runs that its maker has not signed."""
    return passed("nur signierte Software läuft", "only signed software runs")._replace(default=SIGNED)


def rollback_always(_: ConfigTree, __: Policy) -> Outcome:
    """On some platforms every commit leaves the state before it."""
    return passed("frühere Stände bleiben", "earlier states are kept")._replace(default=KEPT)


def _moment(tree: ConfigTree, pattern: re.Pattern[str]) -> tuple[Node, datetime] | None:
    """The first line that gives this moment, and the moment."""
    for number, line in tree.once(beginning):
        if found := pattern.match(line):
            try:
                moment = datetime.strptime(" ".join(found.groups()), "%H:%M:%S %b %d %Y")  # noqa: DTZ007
            except ValueError:
                return None
            return Node(number, line, ()), moment
    return None


def author(tree: ConfigTree, policy: Policy) -> Outcome:
    """The last change was made by an account that may."""
    found = _node(tree.fact(_author))
    if found is None:
        return NOT_SAID
    allowed = policy.words("CHANGE_ACCOUNTS")
    if not allowed:
        return unset("CHANGE_ACCOUNTS", found)
    if fits(found.words[0], allowed):
        return passed("$1", "$1", found)
    return failed(
        "das Konto in $1 steht nicht in CHANGE_ACCOUNTS", "the account in $1 is not in CHANGE_ACCOUNTS", found
    )


def _author(tree: ConfigTree) -> Said | None:
    """The line that names who made the last change."""
    pattern = AUTHORS[tree.platform.id]
    for number, line in tree.once(beginning):
        if found := pattern.match(line.rstrip()):
            return Said(number, line, found[1])
    return None


def complete(tree: ConfigTree, _: Policy) -> Outcome:
    """The configuration was recorded to its end."""
    return tree.fact(_complete)


def _complete(tree: ConfigTree) -> Outcome:
    """The same, for this file alone."""
    pattern = ENDS.get(tree.platform.id)
    lines = _numbered(tree.lines) if pattern is None else _numbered(tree.lines, last=TAIL)
    if not lines:
        return failed("die Datei ist leer", "the file is empty")
    if pattern is None:
        return _closed(lines)
    number, line = next((each for each in reversed(lines) if not TRAILER.match(each[1])), lines[-1])
    last = Node(number, line, ())
    if pattern.match(line):
        return passed("$1", "$1", last)
    ended = _before_prompt(tree.lines, pattern)
    return passed("$1", "$1", ended) if ended else failed("nach $1 fehlt das Ende", "the end is missing after $1", last)


def _before_prompt(lines: Sequence[str], pattern: re.Pattern[str]) -> Node | None:
    """The end that a prompt follows: then the recording goes on with the answers to other commands."""
    found = _numbered(lines)
    for (number, line), (_, following) in pairwise(found):
        if pattern.match(line) and PROMPT.match(following):
            return Node(number, line, ())
    return None


def _numbered(lines: Sequence[str], last: int | None = None) -> list[tuple[int, str]]:
    """The lines that are not blank with their numbers; only so many at the end if `last` says so."""
    found: list[tuple[int, str]] = []
    for number in range(len(lines), 0, -1):
        if lines[number - 1].strip():
            found.append((number, lines[number - 1]))
            if len(found) == last:
                break
    return found[::-1]


def _closed(lines: Sequence[tuple[int, str]]) -> Outcome:
    """Whether every brace that was opened is closed."""
    braces = [(number, line, BRACE.findall(QUOTED.sub("", line))) for number, line in lines if not REMARK.match(line)]
    opened = sum(found.count("{") for _, _, found in braces)
    closing = [(number, line) for number, line, found in braces if "}" in found]
    if not opened and not closing:
        return not_applicable("diese Form hat kein Ende, das man sieht", "this form has no end that can be seen")
    if opened != sum(found.count("}") for _, _, found in braces):
        last = Node(lines[-1][0], lines[-1][1], ())
        return failed("bis $1 bleibt eine Klammer offen", "a brace is left open until $1", last)
    return passed("$1", "$1", Node(*closing[-1], ()))


JUDGES = {
    "sys_released": released,
    "sys_supported": supported,
    "sys_saved": saved,
    "sys_saved_at_once": saved_at_once,
    "sys_signed_always": signed_always,
    "sys_rollback_always": rollback_always,
    "sys_author": author,
    "sys_complete": complete,
}
