"""The stages of a run over a folder, each timed apart."""

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from checks import archive
from checks.workers import Recipe, collect_rarely
from isms.core.model.device import Config
from isms.core.model.run import RunHead
from isms.core.redact import Redactor, process_key
from isms.evidence.seal import Sealer, run_id
from isms.workflow.setting import Setting, make_setting
from isms.workflow.subjects import Selection
from isms.workflow.tally import Tally

T = TypeVar("T")
MOMENT = datetime(2026, 11, 21, tzinfo=UTC)


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        """Nothing was timed yet."""
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """What the work gives; its time belongs to the stage."""
        begin = time.process_time()
        result = work()
        self.seconds[stage] += time.process_time() - begin
        return result


def head(recipe: Recipe, setting: Setting) -> RunHead:
    """The head of a run that nobody keeps."""
    return RunHead(
        id=run_id(MOMENT, b"\0\0"),
        started_at=MOMENT,
        tool="isms",
        version="0",
        ruleset_digest=setting.book.digest,
        policy_digest=setting.policies.digest,
        catalogs=(),
        source=None,
        selection=(),
        waivers=(),
        rules=tuple(rule.info() for rule in recipe.rules),
    )


def measured(folder: Path, place: Path) -> dict[str, object]:
    """What each stage took, and how much there was to do."""
    clock, tally, redactor = Clock(), Tally(), Redactor(process_key())
    setting = make_setting(None, Selection(), MOMENT)
    auditor = setting.recipe.auditor()
    found = archive.configs(folder, {"*": "cisco_ios"})
    size = findings = 0
    with Sealer(place / "runs", head(setting.recipe, setting)) as sealer:
        while (config := clock.time("reading", partial(next, found, None))) is not None:
            if not isinstance(config, Config):
                continue
            size += len(config.text)
            clock.time("redaction", partial(redactor.redact, config.text))
            judged = clock.time("redaction, judging and findings", partial(auditor.judge, config))
            clock.time("an unchanged device at once again", partial(auditor.judge, config))
            clock.time("counting", partial(tally.judged, judged))
            clock.time("sealing", partial(sealer.add, judged))
            findings += len(judged.findings)
        clock.time("sealing", sealer.finish)
    return {"files": tally.devices, "findings": findings, "megabytes": size / 1e6, "seconds": dict(clock.seconds)}


if __name__ == "__main__":
    collect_rarely()
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), Path(place))))
