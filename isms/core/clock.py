"""The one place that asks the machine for the time; everything else takes it as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current moment, aware, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
