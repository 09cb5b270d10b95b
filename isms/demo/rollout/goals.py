"""What the council of Musterstadt wants by when, as the file of targets that an office would write."""

import re
from datetime import date

from isms.demo.content import content
from isms.demo.rollout.days import at, month_end

DEADLINE = re.compile(r'"@@(-?\d+)"')
COMMENT = re.compile(r" `@@`.*")


def text(today: date) -> str:
    """The file, with dates in place of the days from today."""
    known = COMMENT.sub("", content("targets.yaml"))
    return DEADLINE.sub(lambda found: month_end(at(today, int(found[1]))).isoformat(), known)
