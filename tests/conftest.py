"""What holds for the whole suite: no surroundings leak in, and `--no-skips` makes a skipped test a failure."""

import os
import sys
import tempfile
from collections.abc import Generator
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import shared

if TYPE_CHECKING:
    from _pytest.reports import CollectReport, TestReport

SHOWN = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
UNSET = ("LC_MESSAGES", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")

# The terminal of whoever runs the tests decides nothing: language, width, colour and workspace are the tests' own.
for name in [*UNSET, *(name for name in os.environ if name.startswith("ISMS_"))]:
    os.environ.pop(name, None)
os.environ.update(SHOWN)

# A hundred processes are started; each is quicker where what was compiled once is kept, as Python does by itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What the program may make again lies in a folder of this run, which the workers of the run share.
if "PYTEST_XDIST_WORKER" not in os.environ:
    CACHE = tempfile.TemporaryDirectory(prefix="isms-tests-")
    os.environ["XDG_CACHE_HOME"] = CACHE.name

# A law holds on slow machines too.
hypothesis.settings.register_profile("isms", deadline=None, print_blob=True)
hypothesis.settings.load_profile("isms")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--no-skips`, as .ci/run asks for."""
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under `--no-skips`, tests on the files of ../shared are left out, and counted, where that folder is missing."""
    if not config.getoption("--no-skips") or shared.SHARED.is_dir():
        return
    left_out = [item for item in items if needs_shared(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not needs_shared(item)]


def needs_shared(item: pytest.Item) -> bool:
    """Whether the test carries the mark of tests/shared.py."""
    return any(mark.kwargs.get("reason") == shared.MISSING for mark in item.iter_markers("skipif"))


def refused(reason: object) -> str:
    """What a skip says that counts as a failure."""
    words = reason[2] if isinstance(reason, tuple) else reason
    return f"--no-skips: {words}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> "Generator[None, TestReport, TestReport]":
    """A skipped test is a failed one under `--no-skips`; an expected failure is none."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.longrepr = refused(report.longrepr)
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> "Generator[None, CollectReport, CollectReport]":
    """A module that skips itself is a failed one under `--no-skips`."""
    report = yield
    if report.skipped and collector.config.getoption("--no-skips"):
        report.longrepr = refused(report.longrepr)
        report.outcome = "failed"
    return report
