"""Which verdicts a change of a configuration turns."""

from isms.core.model.finding import Judged, Verdict
from isms.core.model.turned import Turn, Turned

RANK = {Verdict.PASS: 0, Verdict.NA: 0, Verdict.UNKNOWN: 1, Verdict.FAIL: 2, Verdict.ERROR: 3}


def turned(old: Judged, new: Judged) -> Turned:
    """What changes from one configuration to another that was judged by the same rules."""
    before = {finding.rule: finding.verdict for finding in old.findings}
    turns = sorted(
        (Turn(before=before[one.rule], after=one) for one in new.findings if one.verdict is not before[one.rule]),
        key=lambda turn: (turn.after.severity.rank, turn.after.rule),
    )
    return Turned(
        platform=new.platform,
        worse=tuple(turn for turn in turns if _step(turn) > 0),
        better=tuple(turn for turn in turns if _step(turn) < 0),
        other=tuple(turn for turn in turns if _step(turn) == 0),
        same=len(new.findings) - len(turns),
    )


def _step(turn: Turn) -> int:
    """Above 0 if it gets worse, below if it gets better."""
    return RANK[turn.after.verdict] - RANK[turn.before]
