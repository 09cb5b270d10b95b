"""Up to when an answer stays: who looks at the day is asked apart, and what was compared with it is noted."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, cast

from checks.expression import Value
from checks.policy import Policy
from checks.rule import Rule

# The functions that look at the day. Any other one that does so is our own fault, and its verdict `error`.
JUDGES = frozenset({"certificates_valid", "certificates_lasting", "fw_cisco_expired", "fw_fortios_expired"})
DAY = timedelta(days=1)


class Days(NamedTuple):
    """The days, both included, on which all answers are the same."""

    first: date = date.min
    last: date = date.max

    def both(self, other: "Days") -> "Days":
        """The days that both have."""
        return Days(max(self.first, other.first), min(self.last, other.last))

    def have(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


class Today:
    """The day for which is judged. It can be compared with other days and nothing else; the days are noted that would
    compare the same."""

    __slots__ = ("_day", "days")

    def __init__(self, day: date) -> None:
        """Nobody has compared it yet: any day would do."""
        self._day = day
        self.days = Days()

    def _is_before(self, other: date) -> bool:
        """Whether it is before another day."""
        before = self._day < other
        self.days = self.days.both(Days(last=other - DAY) if before else Days(first=other))
        return before

    def _is_after(self, other: date) -> bool:
        """Whether it is after another day."""
        after = self._day > other
        self.days = self.days.both(Days(first=other + DAY) if after else Days(last=other))
        return after

    def __lt__(self, other: date) -> bool:
        """Before."""
        return self._is_before(other)

    def __le__(self, other: date) -> bool:
        """Not after."""
        return not self._is_after(other)

    def __gt__(self, other: date) -> bool:
        """After."""
        return self._is_after(other)

    def __ge__(self, other: date) -> bool:
        """Not before."""
        return not self._is_before(other)

    def __eq__(self, other: object) -> bool:
        """The same day."""
        if not isinstance(other, date):
            return self is other
        return not self._is_before(other) and not self._is_after(other)

    __hash__ = None  # type: ignore[assignment]  # an answer that is remembered by the day would not be noted


class DayIsSecretError(LookupError):
    """Somebody looked at the day without being named in `JUDGES`."""


class Timeless(Policy):
    """The values that hold, for those who do not look at the day."""

    __slots__ = ()

    def __init__(self, values: Mapping[str, Value]) -> None:
        """The same values."""
        object.__setattr__(self, "values", values)

    @property
    def today(self) -> date:
        """Nobody may look."""
        raise DayIsSecretError


def noting(values: Mapping[str, Value], day: date) -> tuple[Policy, Today]:
    """The values that hold on a day, and the day that notes what it is compared with."""
    today = Today(day)
    return Policy(values, cast("date", today)), today


def looks_at_the_day(rule: Rule, platform: str) -> bool:
    """Whether the answer of a rule may depend on the day."""
    return any(check.python in JUDGES and platform in check.platform for check in rule.checks)
