"""Findings are kept as they are sealed; whoever reads one gets the value."""

import pickle

import pytest

from isms.core import codec
from isms.core.errors import InputError
from isms.core.findings import WAIVED, Brief, Findings, briefs, counted, spelled
from isms.core.model.finding import Finding, Severity, Verdict
from tests.fakes import a_finding

VALUES = (a_finding(), a_finding("time.ntp-servers", Verdict.FAIL), a_finding("log.remote", Verdict.NA))


def of(*values: Finding) -> Findings:
    """Values as they are sealed."""
    return Findings("sw1", codec.to_canonical_lines(values), tuple(briefs(values)))


def test_they_are_read_like_the_values_they_spell() -> None:
    found = of(*VALUES)
    assert (list(found), len(found)) == (list(VALUES), 3)
    assert (found[1], found[-1], found[:2]) == (VALUES[1], VALUES[-1], VALUES[:2])
    assert VALUES[2] in found
    assert codec.to_json(found) == codec.to_json(VALUES)
    assert codec.to_plain({"findings": found}) == codec.to_plain({"findings": VALUES})


def test_those_that_are_spelled_the_same_are_equal() -> None:
    assert of(*VALUES) == of(*VALUES)
    assert len({of(*VALUES), of(*VALUES), of()}) == 2
    assert of(*VALUES) != of(*VALUES[::-1])


def test_they_travel_between_processes_without_being_read() -> None:
    sent = pickle.loads(pickle.dumps(of(*VALUES)))  # noqa: S301 - our own bytes
    assert (sent, sent.briefs, sent.device) == (of(*VALUES), of(*VALUES).briefs, "sw1")


def test_they_are_sealed_and_counted_like_their_values() -> None:
    assert spelled(of(*VALUES)) == spelled(VALUES)
    assert counted(of(*VALUES)) == counted(VALUES) == {"pass": 1, "fail": 1, "na": 1}
    assert WAIVED not in counted(VALUES)
    assert briefs(VALUES)[1] == Brief("time.ntp-servers", Severity.HIGH, Verdict.FAIL, "fail")


def test_damaged_lines_are_told() -> None:
    with pytest.raises(InputError, match="sw1 is damaged"):
        list(Findings("sw1", b"{}\n", ()))


def test_what_is_no_value_has_no_json() -> None:
    with pytest.raises(TypeError, match="object"):
        codec.to_json(object())
