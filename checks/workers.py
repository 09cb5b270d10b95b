"""Judging on several processor cores: batches go round the workers, answers come back in the order of the questions."""

import gc
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from checks.audit import Auditor
from checks.policies import Policies
from checks.rule import Rule
from isms.core.errors import OutsideError
from isms.core.model.device import Config, SkippedFile, Unreachable
from isms.core.model.fact import Seen
from isms.core.model.finding import Judged, Waiver
from isms.core.redact import Redactor

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

BATCH = 16


@dataclass(frozen=True, slots=True)
class Witness:
    """A configuration that is not judged, but compared with those that are."""

    config: Config


Question = Config | Witness
Answer = Judged | Seen | SkippedFile | Unreachable
Item = Question | Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What an auditor is made of, ready to be sent to another process of this machine."""

    rules: tuple[Rule, ...]
    policies: Policies
    key: bytes
    waivers: tuple[Waiver, ...]
    today: date
    gathered: tuple[str, ...] | None = None

    def auditor(self) -> Auditor:
        """A new auditor."""
        return Auditor(self.rules, self.policies, Redactor(self.key), self.waivers, self.today, self.gathered)


def answers(items: Iterable[Item], recipe: Recipe, workers: int) -> Iterator[Answer]:
    """The items in their order, configurations judged, answers as they are; with one worker in this process.

    Raises OutsideError if a worker dies.
    """
    if workers > 1:
        yield from _shared(iter(items), recipe, workers)
    else:
        collect_rarely()
        auditor = recipe.auditor()
        yield from (_answer(item, auditor) for item in items)


def collect_rarely() -> None:
    """Look for garbage in cycles less often: what is remembered lives long, and is much to look at."""
    gc.set_threshold(100_000, 50, 100)


def _answer(item: Item, auditor: Auditor) -> Answer:
    """A configuration judged or looked at, anything else as it is."""
    if isinstance(item, Witness):
        return auditor.look(item.config)
    return auditor.judge(item) if isinstance(item, Config) else item


def _shared(items: Iterator[Item], recipe: Recipe, workers: int) -> Iterator[Answer]:
    """One batch is under way per worker, so that memory stays small and no pipe is ever full on both sides."""
    with ExitStack() as stack:
        ours = [_start(stack, recipe) for _ in range(workers)]
        busy = [(pipe, batch) for pipe in ours if (batch := _send(pipe, items))]
        while busy:
            pipe, batch = busy.pop(0)
            done = _receive(pipe, batch)
            if following := _send(pipe, items):
                busy.append((pipe, following))
            yield from done


def _start(stack: ExitStack, recipe: Recipe) -> "Connection[Any, Any]":
    """Start a worker that ends with the stack."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, recipe), daemon=True)
    process.start()
    theirs.close()
    stack.callback(process.join)
    stack.callback(ours.close)
    return ours


def _send(pipe: "Connection[Any, Any]", items: Iterator[Item]) -> list[Item]:
    """The next batch, of which the questions are sent; empty if there is none."""
    batch = list(islice(items, BATCH))
    if batch:
        pipe.send([item for item in batch if isinstance(item, Question)])
    return batch


def _receive(pipe: "Connection[Any, Any]", batch: Sequence[Item]) -> list[Answer]:
    """The answers to a batch, in its order."""
    try:
        told = iter(pipe.recv())
    except (EOFError, ConnectionError) as error:
        raise OutsideError(
            de="Ein Arbeitsprozess ist abgestürzt (Speicher?). Mit --workers 1 noch einmal versuchen.",
            en="A worker process died (memory?). Try again with --workers 1.",
        ) from error
    return [next(told) if isinstance(item, Question) else item for item in batch]


def work(pipe: "Connection[Any, Any]", recipe: Recipe) -> None:
    """What a worker does until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run decides what an interruption means
    collect_rarely()
    auditor = recipe.auditor()
    with suppress(EOFError, ConnectionError):
        while True:
            pipe.send([_answer(item, auditor) for item in pipe.recv()])
    gc.freeze()  # what was learned ends with the process: nobody has to look through it for garbage once more
