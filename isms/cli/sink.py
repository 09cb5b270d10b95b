"""Where a document goes that is written while it is made: the screen, or a file that appears when it is complete."""

import sys
from pathlib import Path

from isms.cli import show


class Sink:
    """Takes bytes piece by piece; once nobody listens any more, the work goes on in silence."""

    def __init__(self, path: Path | None = None) -> None:
        """To stdout, or to a file."""
        self._path = path
        self._kept: list[bytes] = []
        self._heard = True

    def write(self, data: bytes) -> None:
        """Take a piece."""
        if self._path is not None:
            self._kept.append(data)
        elif self._heard:
            self._send(data)

    def close(self) -> None:
        """Send all that still waits; raises OutsideError if the disk refuses the file."""
        if self._path is None:
            self._send()
            return
        from isms.workflow import formats

        formats.save(self._path, b"".join(self._kept))
        show.note(str(self._path))

    def _send(self, data: bytes | None = None) -> None:
        """Bytes on stdout, or all that still waits."""
        try:
            if data is None:
                sys.stdout.flush()
            else:
                sys.stdout.buffer.write(data)
        except BrokenPipeError:
            self._heard = False
            show.deafen()
