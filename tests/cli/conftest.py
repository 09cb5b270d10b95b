"""Workspaces that many tests of the command line start from."""

import shutil
from pathlib import Path

import pytest

from tests.cli.musterstadt import demo
from tests.cli.running import isms


@pytest.fixture(scope="session")
def musterstadt() -> Path:
    """The demo's workspace, made once; only for looking at."""
    return demo()


@pytest.fixture
def town(musterstadt: Path, tmp_path: Path) -> Path:
    """A copy of the demo's workspace to change."""
    return Path(shutil.copytree(musterstadt, tmp_path / "musterstadt"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An empty workspace."""
    isms("init", tmp_path / "stadt")
    return tmp_path / "stadt"
