"""What a command costs: seconds, CPU time and the most memory of its process and of those it starts."""

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.1
FINE = (0, 1)  # nothing fails, or something does


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, user and system time, and peak megabytes: of the process, and with its children."""

    seconds: float
    cpu: float
    megabytes: float
    together: float


def isms(*arguments: str | Path) -> Cost:
    """The cost of a call of isms; raises RuntimeError with its last words if it did not do its work."""
    return cost([sys.executable, "-m", "isms.cli.app", *map(str, arguments)])


def cost(command: Sequence[str]) -> Cost:
    """Run a command and measure it."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said)
        peaks: dict[int, float] = {}
        status, usage = _watched(process.pid, peaks)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in FINE:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read()[-2000:].decode('utf-8', 'replace')}")
    own = peaks.get(process.pid, usage.ru_maxrss / 1024)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, own, max(own, sum(peaks.values())))


def _watched(pid: int, peaks: dict[int, float]) -> tuple[int, resource.struct_rusage]:
    """Wait for a process; meanwhile note the highest mark of each process below it."""
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage
        for one in _family(pid):
            peaks[one] = max(peaks.get(one, 0.0), _highest(one))
        time.sleep(PAUSE)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    with contextlib.suppress(OSError):
        for child in (PROC / str(pid) / "task" / str(pid) / "children").read_text().split():
            yield from _family(int(child))


def _highest(pid: int) -> float:
    """The most memory a process held, in megabytes; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0
