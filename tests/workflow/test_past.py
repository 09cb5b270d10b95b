"""What failed in the run before, and who vouches for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.changes import Comparison
from isms.core.errors import InputError
from isms.core.model.finding import Finding, Verdict
from isms.core.model.text import Text
from isms.evidence import reading
from isms.evidence.seal import Sealer
from isms.store import open_store
from isms.store.workspace import Workspace, create
from isms.workflow.chain import join
from isms.workflow.past import BLOCK, compared_with, vouched
from tests.evidence.sealing import a_head, a_judged
from tests.fakes import NOW, a_finding

LOUD = Text(de='"verdict":"fail"\n', en='{"verdict":"fail"}')


def several(name: str, number: int) -> list[Finding]:
    """Findings of a device, some of which fail and some of which speak of failing."""
    told = [a_finding(f"a.b{one}", list(Verdict)[(one + number) % 5], device=name) for one in range(20)]
    return [replace(one, reason=LOUD) if place % 3 else one for place, one in enumerate(told)]


def sealed(workspace: Workspace, number: int, devices: int = 2) -> str:
    """A run that is part of the chain."""
    with Sealer(workspace.runs, a_head(number)) as sealer:
        for one in range(devices):
            sealer.add(a_judged(f"sw{one}", several(f"sw{one}", one)))
        return join(open_store(workspace.register), sealer, NOW).id


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A workspace without runs."""
    return create(tmp_path / "office", "Musterstadt")


def test_what_failed_is_what_reading_every_finding_tells(office: Workspace) -> None:
    run = sealed(office, 1, devices=400)
    assert (office.runs / run / "findings.jsonl").stat().st_size > 2 * BLOCK
    quick, unharmed = compared_with(office, open_store(office.register), run)
    slow = Comparison(reading.findings(office.runs / run))
    for number in range(401):
        quick.take(several(f"sw{number}", number + 1))
        slow.take(several(f"sw{number}", number + 1))
    assert unharmed
    assert quick.changes() == slow.changes()
    assert len(quick.changes().newly_failing) > 300


def test_a_run_is_vouched_for_by_those_after_it(office: Workspace) -> None:
    store, runs = open_store(office.register), [sealed(office, number) for number in (1, 2, 3)]
    assert [vouched(office, store, run) is not None for run in runs] == [True, True, True]
    assert vouched(office, store, "no such run") is None
    path = office.runs / runs[1] / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"isms-toolkit"', b'"isms-toolkot"'))
    assert [vouched(office, store, run) is not None for run in runs] == [False, False, True]


def test_findings_that_were_changed_are_not_unharmed(office: Workspace) -> None:
    run = sealed(office, 1)
    path = office.runs / run / "findings.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"verdict":"fail"', b'"verdict":"pass"'))
    comparison, unharmed = compared_with(office, open_store(office.register), run)
    comparison.take(several("sw1", 1))
    assert not unharmed
    assert (len(comparison.changes().still_failing), len(comparison.changes().newly_failing)) == (0, 4)


def test_a_finding_that_is_damaged_is_our_sentence(office: Workspace) -> None:
    run = sealed(office, 1)
    path = office.runs / run / "findings.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match="damaged"):
        compared_with(office, open_store(office.register), run)
