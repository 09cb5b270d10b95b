"""Reading a spreadsheet in a process of its own: a hostile one that unpacks to gigabytes, or crashes its reader, ends
that process and nothing else."""

import contextlib
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from inventory.inflated import MIB, too_large
from inventory.sheet import Line
from isms.core.errors import InputError
from isms.core.model.text import Text

MOST_MEMORY = 768 * MIB
MOST_SECONDS = 15
MOST_TEXT = 64 * MIB
STDERR = 2
Tables = list[list[Line]]
Read = Callable[[Path], Tables]


def read(path: Path, reader: Read) -> Tables:
    """What `reader` (a function of a module) finds in the file; raises InputError if it takes too much or refuses."""
    context = multiprocessing.get_context("spawn")
    answers, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, path, reader), daemon=True)
    process.start()
    sender.close()
    try:
        answer = answers.recv() if answers.poll(MOST_SECONDS) else None
    except EOFError:
        answer = _died(path)
    finally:
        process.kill()
        process.join()
        answers.close()
    if answer is None:
        raise too_large(path, MOST_MEMORY)
    if isinstance(answer, Text):
        raise InputError(de=answer.de, en=answer.en)
    return answer  # type: ignore[no-any-return]


def _died(path: Path) -> Text:
    """The sentence for a file that ended the process that read it."""
    most = MOST_MEMORY // MIB
    return Text(
        de=f"{path} ist beschädigt oder entpackt sich zu mehr als {most} MiB. Als CSV speichern oder teilen.",
        en=f"{path} is damaged or unpacks to more than {most} MiB. Save it as CSV or split it.",
    )


def _answer(sender: Connection, path: Path, reader: Read) -> None:
    """Send the rows, or the sentence that says why there are none."""
    _bound()
    try:
        found = reader(path)
        size = sum(len(cell) for lines in found for line in lines for cell in line.cells)
        sender.send(too_large(path, MOST_TEXT).message if size > MOST_TEXT else found)
    except MemoryError:
        sender.send(too_large(path, MOST_MEMORY).message)
    except InputError as error:
        sender.send(error.message)


def _bound() -> None:
    """Let this process take no more memory than a large table needs, where the system can, and die without a word."""
    with Path(os.devnull).open("wb") as silence:
        os.dup2(silence.fileno(), STDERR)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
