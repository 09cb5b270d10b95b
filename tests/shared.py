"""Real files that lie beside the project and never enter it: configurations, official catalogues."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
MISSING = "needs the folder ../shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=MISSING)
