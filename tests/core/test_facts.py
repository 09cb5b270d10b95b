"""Facts are kept as they are spelled, and come back as they were."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from isms.core.facts import Facts, spelled
from isms.core.model.fact import Fact

WORDS = st.text(st.characters(codec="utf-8"))
FACTS = st.lists(st.builds(Fact, WORDS, WORDS, st.integers(0, 10**6), WORDS, WORDS, st.none() | WORDS), max_size=5)


@given(facts=FACTS)
def test_facts_come_back_as_they_were(facts: list[Fact]) -> None:
    kept = Facts.of(facts)
    assert list(kept) == facts
    assert (len(kept), bool(kept), kept[:2]) == (len(facts), bool(facts), tuple(facts[:2]))
    assert spelled(tuple(facts)) == spelled(kept) == kept.spelled
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - our own bytes
    assert hash(Facts(kept.spelled)) == hash(kept)


@given(facts=FACTS)
def test_a_spelling_fits_on_a_line_with_others(facts: list[Fact]) -> None:
    assert not {b"\t", b"\n"} & {bytes([one]) for one in spelled(facts)}


def test_bytes_that_were_no_text_become_visible() -> None:
    fact = Fact("secret", "x", 1, "Geb\udce4ude")
    assert list(Facts.of([fact])) == [fact._replace(text="Geb\\udce4ude")]
