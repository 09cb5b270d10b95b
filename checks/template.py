"""A rule to fill in: what a new rule file says, and what is still blank in one."""

from collections.abc import Iterator, Sequence
from typing import Any

from isms.core import codec
from isms.core.codec import Document, Mistake, MistakesError, Path
from isms.core.model.text import Language, Text

BLANK = "???"
HEAD = {
    Language.DE: """\
# Eine Regel zum Ausfüllen: wo ??? steht, fehlt noch etwas. Danach nachrechnen: isms rule test {id}
# Was es sonst noch gibt, steht in docs/rules.md.
id: {id}

# Was gilt, wenn die Regel erfüllt ist, als Aussage: "CDP ist abgeschaltet".
title: {{de: "???", en: "???"}}

# Welchen Schaden sie verhindert, in einem Satz.
why: {{de: "???", en: "???"}}

topic: {topic}   # ein Wort, für isms check run --topic
severity: medium   # critical, high, medium, low oder info
references: []   # Fundstellen, etwa [Richtlinie Netz 4.2]

# Bedingungen in Worten des Geräts, alle müssen gelten. Ein Muster verlangt eine Zeile: no cdp run
# Keine solche Zeile: {{not: ip http server}}. Für ein Wort steht {{name}}, für eine Zahl {{n:num}}, für den Rest ...
# Mit each: "line vty ..." wird jeder solche Block für sich beurteilt.
checks:
""",
    Language.EN: """\
# A rule to fill in: ??? stands where something is missing. Then prove it: isms rule test {id}
# docs/rules.md says what else there is.
id: {id}

# What holds when the rule passes, as a statement: "CDP is switched off".
title: {{de: "???", en: "???"}}

# The harm it prevents, in one sentence.
why: {{de: "???", en: "???"}}

topic: {topic}   # one word, for isms check run --topic
severity: medium   # critical, high, medium, low or info
references: []   # clauses, such as [Network policy 4.2]

# Conditions in the words of the device, all must hold. A pattern demands a line: no cdp run
# No such line: {{not: ip http server}}. {{name}} stands for any word, {{n:num}} for a number, ... for the rest.
# With each: "line vty ..." every such block is judged by itself.
checks:
""",
}
REMEDY = Text(
    de="# Die Zeilen, die es beheben, in Worten des Geräts.", en="# The lines that mend it, as the device has them."
)
EXAMPLES = Text(
    de="# Konfigurationen, die bestehen und die nicht bestehen; wenige Zeilen genügen.",
    en="# Configurations that pass and that fail; a few lines are enough.",
)
SHORTEN = Text(
    de="# Aus {name}, geschwärzt: auf die Zeilen kürzen, auf die es ankommt.",
    en="# From {name}, redacted: cut it down to the lines that matter.",
)
MISSING = {
    "title": Text(
        de="noch auszufüllen: was gilt, wenn sie erfüllt ist", en="to be filled in: what holds when it passes"
    ),
    "why": Text(de="noch auszufüllen: welchen Schaden sie verhindert", en="to be filled in: the harm it prevents"),
    "checks": Text(de="noch auszufüllen: ein Muster in Worten des Geräts", en="to be filled in: a pattern"),
    "remedy": Text(de="noch auszufüllen: die Zeilen, die es beheben", en="to be filled in: the lines that mend it"),
    "pass": Text(de="noch auszufüllen: eine Konfiguration, die besteht", en="to be filled in: one that passes"),
    "fail": Text(de="noch auszufüllen: eine Konfiguration, die nicht besteht", en="to be filled in: one that fails"),
}
SOMETHING = Text(de="noch auszufüllen", en="to be filled in")


def template(
    rule: str, platforms: Sequence[str], language: Language, failing: tuple[str, str, str] | None = None
) -> str:
    """A rule file with `???` for what a person has to say; `failing` is the platform, name and redacted text of a
    configuration to take as the failing example."""
    checks = "".join(f'  - platform: [{name}]\n    must:\n      - "{BLANK}"\n' for name in platforms)
    remedies = "".join(f'  {name}:\n    - "{BLANK}"\n' for name in platforms)
    head = HEAD[language].format(id=rule, topic=rule.partition(".")[0])
    examples = "".join(_examples(name, failing, language) for name in platforms)
    return f"{head}{checks}\n{REMEDY.to(language)}\nremedy:\n{remedies}\n{EXAMPLES.to(language)}\nexamples:\n{examples}"


def _examples(platform: str, failing: tuple[str, str, str] | None, language: Language) -> str:
    """The examples of a platform."""
    blank = _literal(f"{BLANK}\n")
    if failing is None or failing[0] != platform:
        return f"  {platform}:\n    pass:\n{blank}    fail:\n{blank}"
    note = SHORTEN.to(language).format(name=failing[1])
    return f"  {platform}:\n    pass:\n{blank}    {note}\n    fail:\n{_literal(failing[2])}"


def _literal(text: str) -> str:
    """A configuration as an entry of a list, in lines where YAML allows it."""
    lines = text.rstrip("\n").split("\n")
    if all(line.replace("\t", " ").isprintable() for line in lines) and any(line.strip() for line in lines):
        return "      - |2\n" + "".join(f"        {line}\n" if line else "\n" for line in lines)
    escaped = "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text)
    return f'      - "{escaped}"\n'


def blanks(document: Document) -> list[Mistake]:
    """What is still to be filled in, each with its line and what belongs there."""
    return [
        Mistake(source=document.source, line=document.lines.get(path), key=codec.dotted(path), problem=_wanted(path))
        for path in _blank_paths(document.value, ())
    ]


def _blank_paths(value: Any, path: Path) -> Iterator[Path]:
    """Where a value is blank."""
    if isinstance(value, str) and value.strip() == BLANK:
        yield path
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _blank_paths(one, (*path, str(key)))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _blank_paths(one, (*path, place))


def _wanted(path: Path) -> Text:
    """What belongs where a file is blank."""
    return next((MISSING[part] for part in path if isinstance(part, str) and part in MISSING), SOMETHING)


def is_blank(mistake: Mistake) -> bool:
    """Whether a mistake is only something to be filled in."""
    return mistake.problem in (*MISSING.values(), SOMETHING)


def unfinished(blank: Sequence[Mistake]) -> MistakesError:
    """All that is still to be filled in, as one error with a kind word."""
    one = len(blank) == 1
    de, en = ("\n".join(mistake.to(language) for mistake in blank) for language in (Language.DE, Language.EN))
    return MistakesError(
        blank,
        de=f"Noch nicht fertig; {'eine Angabe fehlt' if one else f'{len(blank)} Angaben fehlen'} (???):\n{de}",
        en=f"Not finished yet; {'one thing is' if one else f'{len(blank)} things are'} missing (???):\n{en}",
    )
