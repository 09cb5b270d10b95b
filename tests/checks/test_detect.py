from pathlib import Path

import pytest

from checks.detect import detect
from checks.platform import platforms
from tests.checks.configurations import corpus
from tests.shared import needs_shared

# One folder per platform, and `none` for what is no configuration of a known one.
FOLDER = Path(__file__).parents[1] / "data" / "configs"
SAMPLES = sorted(FOLDER.glob("*/*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.parent.name}-{sample.stem}")
def test_small_samples_are_recognised(sample: Path) -> None:
    text = sample.read_text("utf-8")
    expected = None if sample.parent.name == "none" else sample.parent.name
    assert detect(text) == expected
    assert detect(text.replace("\n", "\r\n")) == expected


def test_there_is_a_sample_for_every_platform() -> None:
    assert {sample.parent.name for sample in SAMPLES} == {*platforms(), "none"}


@needs_shared
def test_real_configurations_are_recognised() -> None:
    """Two files listed as cisco_ios (149, 158) are switches of other makers; IOS is the nearest known language."""
    wrong = {file: found for platform, file, text in corpus() if (found := detect(text)) != platform}
    assert wrong == {}


@needs_shared
def test_half_a_real_configuration_is_recognised_mostly() -> None:
    found = [detect(text[: len(text) // 2]) == platform for platform, _, text in corpus()]
    assert sum(found) >= 0.95 * len(found)


@pytest.mark.parametrize("line", ["x", "interface ", "ip address 1 ", "a\n", "{\n", "!\n", "set a b c d e f g h\n"])
def test_any_length_is_judged_at_once(line: str) -> None:
    detect(line * (2_000_000 // len(line)))


def test_many_other_texts_change_no_answer() -> None:
    sample = next((FOLDER / "cisco_ios").glob("*.txt")).read_text("utf-8")
    for start in range(0, 60_000, 3000):
        assert detect("".join(f"{number} bottles\n" for number in range(start, start + 3000))) is None
    assert detect(sample) == "cisco_ios"


def test_a_statement_counts_once_and_a_header_each_time() -> None:
    assert detect(100 * "hostname sw1\n") is None
    assert detect("! Last configuration change at 10:00\n!\n") == "cisco_ios"
