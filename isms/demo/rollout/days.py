"""Days of the demo, counted from the day on which it is made."""

from datetime import date, timedelta

FRIDAY, SATURDAY = 4, 5


def at(today: date, days: int) -> date:
    """The day so many days from today."""
    return today + timedelta(days=days)


def workday(day: date) -> date:
    """The same day, or the Friday before if it is at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def friday(day: date) -> date:
    """The end of the working week in which a date is promised; at a weekend that of the week before."""
    return workday(day) + timedelta(days=FRIDAY - workday(day).weekday())


def month_end(day: date) -> date:
    """The last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
