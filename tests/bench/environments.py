"""Environments of their own for the tools we compare with, so that none of their libraries enters ours."""

import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TOP = HERE.parents[1]
BENCH = TOP / ".bench"


def python_of(peer: str) -> Path:
    """The interpreter of the environment that holds exactly the peer's locked libraries; made when they changed."""
    lock = HERE / f"requirements-{peer}.txt"
    folder = BENCH / peer
    python = folder / "bin" / "python"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    made = folder / "made-from"
    if not made.is_file() or made.read_text() != digest:
        print(f"Umgebung für {peer} in {folder.relative_to(TOP)} · environment for {peer}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        quiet = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([python, "-m", "pip", *quiet, "install", "--require-hashes", "-r", lock], check=True)
        made.write_text(digest)
    return python
