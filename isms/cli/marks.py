"""Shape, word and colour of verdicts and severities; never colour alone."""

from datetime import date, datetime

from isms.cli.language import LANGUAGE, say
from isms.core.model.finding import Finding, Severity, Verdict, Waiver
from isms.core.wording import SEVERITIES, VERDICTS

SHAPES: dict[Verdict, tuple[str, str]] = {
    Verdict.PASS: ("✔", "green"),
    Verdict.FAIL: ("✘", "bold red"),
    Verdict.NA: ("–", "dim"),
    Verdict.UNKNOWN: ("?", "yellow"),
    Verdict.ERROR: ("!", "bold magenta"),
}
WEIGHTS: dict[Severity, tuple[str, str]] = {
    Severity.CRITICAL: ("▲▲", "bold red"),
    Severity.HIGH: ("▲", "red"),
    Severity.MEDIUM: ("●", "yellow"),
    Severity.LOW: ("▽", "cyan"),
    Severity.INFO: ("i", "dim"),
}


def verdict(finding: Finding) -> tuple[str, str]:
    """A verdict as text with its style; a waived fail says so."""
    shape, style = SHAPES[finding.verdict]
    word = VERDICTS[finding.verdict].to(LANGUAGE)
    if finding.waiver is not None:
        return f"◇ {word}, {say('geduldet', 'waived')}", "yellow"
    return f"{shape} {word}", style


def severity(value: Severity) -> tuple[str, str]:
    """A severity as text with its style."""
    shape, style = WEIGHTS[value]
    return f"{shape} {SEVERITIES[value].to(LANGUAGE)}", style


def day(value: date) -> str:
    """A day as people of the terminal's language write it."""
    return f"{value:{say('%d.%m.%Y', '%Y-%m-%d')}}"


def moment(value: datetime) -> str:
    """A moment to the minute, in UTC as in the evidence."""
    return f"{day(value)} {value:%H:%M} UTC"


def number(count: int, one: str, many: str) -> str:
    """A count with its noun in the right number."""
    return f"{count} {one if count == 1 else many}"


def grouped(count: int) -> str:
    """A count, its thousands apart from five digits on."""
    return str(count) if count < FIVE_DIGITS else f"{count:,}".replace(",", say(".", ","))


def place(waiver: Waiver) -> str:
    """The device or site of a waiver, and the block if it is for one alone."""
    where = waiver.device or waiver.site or "–"
    return where if waiver.block is None else f"{where}, {waiver.block}"


FIVE_DIGITS = 10_000
ROUNDING = 1e-9  # 0.29 × 100 is a little less than 29


def decimal(value: float) -> str:
    """A number with one decimal, as the terminal's language writes it."""
    return f"{value:.1f}".replace(".", say(",", "."))


def percent(share: float) -> str:
    """A share in whole per cent, rounded down as in the reports: only everything is 100 %, only nothing 0 %."""
    whole = int(share * 100 + ROUNDING)
    if whole == 0 < share:
        return say("<\xa01\xa0%", "<1%")
    return say(f"{whole}\xa0%", f"{whole}%")
