"""Secrets that span lines, and blocks that make an innocent word a secret; every search ahead is bounded."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from re import Pattern
from typing import Final

from isms.core import redact_patterns as patterns

_AHEAD: Final = 200
_LONGEST_BLOCK: Final = 20_000

_PEM: Final = re.compile(r"-{4,5} ?BEGIN [A-Z0-9 ]{1,60}-{4,5}")
_PEM_END: Final = re.compile(r"-{4,5} ?END [A-Z0-9 ]{1,60}-{4,5}")
_PEM_BODY: Final = re.compile(
    r"^\s*$|^[\s>\"'+]*(?:[A-Za-z0-9+/=]+|[A-Za-z-]+: .*|<redacted:[0-9a-f]{8}>)[\s\\\"';,n]*$"
)
_HEX: Final = re.compile(r"^\s*(?:(?:[0-9A-Fa-f]{2,8}\s+)*[0-9A-Fa-f]{2,}|<redacted:[0-9a-f]{8}>)\s*$")
_HEX_ROW: Final = re.compile(r"^\s*(?:[0-9A-Fa-f]{8}\s){3,}+[0-9A-Fa-f\s]*+$|^\s*[0-9A-Fa-f]{48,}\s*$")
_BASE64: Final = re.compile(r"^\s*(?:[A-Za-z0-9+/=]{8,}|<redacted:[0-9a-f]{8}>)\s*$")
_HEX_HEAD: Final = re.compile(
    r"^\s*(?:certificate\s+(?:ca|self-signed|rsa-signature|rsa-encryption|general-purpose|[0-9A-F]{2,})\b.*"
    r"|certificate\s+\S+\s+[0-9A-F]{2,}|public-key-code\s+begin|key-data|private-key|\+{3}.*)\s*$",
    re.IGNORECASE,
)
_KEY_HEAD: Final = re.compile(r"^\s*(?:key-string|public-key-code begin)\s*$", re.IGNORECASE)
_ELEMENT_HEAD: Final = re.compile(patterns.OPENED, re.IGNORECASE)
_NAME: Final = r"(?<![\w-])(?:[\w-]{0,40}(?:passw\w*|passphrase|secret|psk|key|pwd|private-?key|certificate|ca|csr))"
_CONTINUED: Final = re.compile(rf"{_NAME}=\\\s*$", re.IGNORECASE)
_UNCLOSED: Final = re.compile(
    rf"^\s*set\s+{_NAME}\s+(?:ENC\s+)?\"(?:[^\"\\]|\\.)*+\s*$|{_NAME}=\"(?:[^\"\\]|\\.)*+\\\s*$", re.IGNORECASE
)
_BANNER: Final = re.compile(
    r"^\s*(?:set\s+)?(?:banner(?:\s+(?:motd|login|exec|incoming|asdm|prompt-timeout|pre-login|post-login))?"
    r"|header\s+(?:shell|login|motd|incoming|legal))(?:\s+(?P<mark>\^C|\S).*)?\s*$",
    re.IGNORECASE,
)

# A table whose columns are named (`tab Name Key`) before its rows (`add lan …`).
_COLUMNS: Final = re.compile(r"^\s*tab\s+\S.*(?:passw|passphrase|pwd|key|secret|psk|communit)", re.IGNORECASE)
_SECRET_COLUMN: Final = re.compile(
    r"(?:.*[-.])?(?:passwd|password|passphrase|pwd|(?<!default-)key|secret|psk|communit(?:y|ies))", re.IGNORECASE
)
_OTHER_TABLE: Final = re.compile(r"^\s*(?:tab|cd)\s", re.IGNORECASE)
_CELL: Final = r"(?:\s++(?:\"(?:[^\"\\]|\\.)*+\"|\S++))"


# (what must occur in the line, what begins with it)
_HEADS: Final = (
    ("BEGIN ", _PEM),
    ("", _HEX_ROW),
    ("", _HEX_HEAD),
    ("", _KEY_HEAD),
    ("<", _ELEMENT_HEAD),
    ("=\\", _CONTINUED),
    ('"', _UNCLOSED),
    ("", _BANNER),
    ("", _COLUMNS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Which lines, by their place, are to be read in another way than alone."""

    prose: set[int] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)
    scoped: dict[int, tuple[Pattern[str], ...]] = field(default_factory=dict)


def opens(line: str) -> bool:
    """Whether the line can change how those after it are read."""
    heads = any(gate in line and head.search(line) for gate, head in _HEADS)
    return heads or any(scope[0].match(line) for scope in SCOPES)


def find(lines: Sequence[str], openers: Sequence[int]) -> Found:
    """What the lines at `openers` open."""
    found = Found()
    until = [0] * len(SCOPES)
    for index in openers:
        if index in found.whole:
            continue
        found.whole.update(_whole_lines(lines, index))
        found.prose.update(_banner(lines, index))
        if _CONTINUED.search(lines[index]) and index + 1 < len(lines):
            found.scoped[index + 1] = (_FIRST,)
        found.scoped.update(_rows(lines, index))
        for place, (head, end, pattern) in enumerate(SCOPES):
            if index >= until[place] and head.match(lines[index]):
                until[place] = end(lines, index)
                found.scoped.update(dict.fromkeys(range(index, until[place]), (pattern,)))
    return found


def _whole_lines(lines: Sequence[str], start: int) -> Iterator[int]:
    line = lines[start]
    if _HEX_ROW.match(line):
        yield start
    if _PEM.search(line) and not _PEM_END.search(line):
        yield from _while(lines, start, _PEM_BODY)
    elif _HEX_HEAD.match(line) or _HEX_ROW.match(line):
        yield from _while(lines, start, _HEX)
    elif _KEY_HEAD.match(line):
        yield from _while(lines, start, _BASE64)
    elif _ELEMENT_HEAD.search(line):
        yield from _while(lines, start, re.compile(r"^[^<]*$|^\s*<redacted:[0-9a-f]{8}>\s*$"))
    elif _UNCLOSED.search(line):
        yield from _until_quote(lines, start)


def _while(lines: Sequence[str], start: int, body: Pattern[str]) -> Iterator[int]:
    for index in range(start + 1, min(len(lines), start + _LONGEST_BLOCK)):
        if not body.match(lines[index]):
            return
        yield index


def _until_quote(lines: Sequence[str], start: int) -> Iterator[int]:
    ahead = range(start + 1, min(len(lines), start + _AHEAD))
    end = next((index for index in ahead if '"' in lines[index]), None)
    if end is not None and not _PEM.search(lines[start]):
        yield from range(start + 1, end + 1)


def _banner(lines: Sequence[str], start: int) -> range:
    found = _BANNER.match(lines[start])
    if found is None:
        return range(0)
    mark = found["mark"]
    if mark and mark in lines[start][found.end("mark") :]:
        return range(0)
    ahead = range(start + 1, min(len(lines), start + _AHEAD))
    closes: Callable[[str], bool] = (lambda line: mark in line) if mark else (lambda line: line.strip() == "EOF")
    end = next((index for index in ahead if closes(lines[index])), None)
    return range(0) if end is None else range(start + 1, end + 1)


def _rows(lines: Sequence[str], start: int) -> Iterator[tuple[int, tuple[Pattern[str], ...]]]:
    """The rows of a table with secret columns, each with what is a secret in it."""
    if not _COLUMNS.match(lines[start]):
        return
    names = lines[start].split()[1:]
    secret = tuple(_cell(place) for place, name in enumerate(names) if _SECRET_COLUMN.fullmatch(name))
    for index in range(start + 1, min(len(lines), start + _LONGEST_BLOCK)):
        if _OTHER_TABLE.match(lines[index]):
            return
        yield index, secret


def _cell(place: int) -> Pattern[str]:
    """The value in one column of a row."""
    return re.compile(rf"^\s*(?:add|set){_CELL}{{{place}}}\s+(?!\{{){_V}", re.IGNORECASE)


# (what opens the block, how it ends, what is a secret in it)
_Scope = tuple[Pattern[str], Callable[[Sequence[str], int], int], Pattern[str]]


def _closing_brace(lines: Sequence[str], start: int) -> int:
    depth = 0
    for index in range(start, min(len(lines), start + _LONGEST_BLOCK)):
        depth += lines[index].count("{") - lines[index].count("}")
        if depth <= 0:
            return index
    return start + 1


def _forti_end(lines: Sequence[str], start: int) -> int:
    depth = 0
    for index in range(start, min(len(lines), start + _LONGEST_BLOCK)):
        word = lines[index].split(None, 1)[:1]
        depth += (word == ["config"]) - (word == ["end"])
        if depth <= 0:
            return index
    return start + 1


def _next_path(lines: Sequence[str], start: int) -> int:
    ahead = range(start + 1, min(len(lines), start + _LONGEST_BLOCK))
    return next((index for index in ahead if lines[index].lstrip().startswith(("/", "#"))), len(lines))


def _next_menu(lines: Sequence[str], start: int) -> int:
    ahead = range(start + 1, min(len(lines), start + _LONGEST_BLOCK))
    return next((index for index in ahead if re.match(r"\s*cd\s", lines[index])), len(lines))


def _outdented(lines: Sequence[str], start: int) -> int:
    indent = _indent(lines[start])
    ahead = range(start + 1, min(len(lines), start + _LONGEST_BLOCK))
    return next((index for index in ahead if lines[index].strip() and _indent(lines[index]) <= indent), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_V: Final = patterns.VALUE
_FIRST: Final = re.compile(rf"^\s*{_V}")
SCOPES: Final[tuple[_Scope, ...]] = (
    (
        re.compile(r"^[^\"#{}]{0,100}\bsnmp\b[^\"{}]{0,100}\{\s*$", re.IGNORECASE),
        _closing_brace,
        re.compile(rf"(?:^|[\s{{])community(?:-name)?\s+(?!\{{){_V}", re.IGNORECASE),
    ),
    (
        re.compile(r"^\s*config\s+system\s+snmp\s+community\s*$", re.IGNORECASE),
        _forti_end,
        re.compile(rf"^\s*set\s+name\s+{_V}", re.IGNORECASE),
    ),
    (
        re.compile(r"^\s*/snmp[ /]community\b", re.IGNORECASE),
        _next_path,
        re.compile(rf"(?<![\w-])name=(?!\\?$){_V}", re.IGNORECASE),
    ),
    (
        re.compile(
            r"^\s*(?:tacacs|radius|hwtacacs|aaa-server|aaa\s+(?:group\s+server|authentication-server)|ldap|wlan|crypto\s+isakmp\s+client)[\s-]",
            re.IGNORECASE,
        ),
        _outdented,
        re.compile(rf"^\s*key\s+(?!chain\b){_V}\s*$", re.IGNORECASE),
    ),
    (
        re.compile(r"^\s*cd\s+/Setup/SNMP(?:/Communities)?\s*$", re.IGNORECASE),
        _next_menu,
        re.compile(rf"^\s*(?:add|set\s+[\w-]*communit(?:y|ies))\s+{_V}", re.IGNORECASE),
    ),
    (
        re.compile(r"^\s*vrrp\s+\d+\s*$", re.IGNORECASE),
        _outdented,
        re.compile(rf"^\s*authentication\s+(?!text\s|md5\s|mode\s){_V}\s*$", re.IGNORECASE),
    ),
)
