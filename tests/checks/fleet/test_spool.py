"""What devices contribute is kept on the disk, not in memory."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.fleet.spool import Holder, Others, Spool
from isms.core.model.device import Device
from isms.core.model.fact import Fact, Seen

ROOT = Path(__file__).parents[3]
MANY = """
import resource, sys
sys.path.insert(0, {root!r})
from checks.fleet.spool import Spool
from isms.core.model.device import Device
from isms.core.model.fact import Fact, Seen

def seen(number):
    facts = tuple(
        Fact(kind="address", key=f"|10.{{number}}.{{one}}", line=one, text=f" ip address 10.{{number}}.{{one}}")
        for one in range(20)
    )
    same = Fact(kind="secret", key="0123abcd", line=9, text="snmp-server community <redacted:0123abcd> RO")
    return Seen(device=Device(name=f"sw-{{number}}"), platform="cisco_ios", sha256="-", facts=(*facts, same))

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Spool() as spool:
    for number in range(20_000):
        spool.add(seen(number))
    found = 0
    for number, one in spool.devices():
        found += len(spool.facts(number, "address")) == 20
        assert spool.shared(number, one.device.name, "secret")["0123abcd"].devices == 19_999
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_twenty_thousand_devices_need_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY.format(root=str(ROOT))], capture_output=True, text=True, check=True
    )
    found, kibibytes = map(int, done.stdout.split())
    assert found == 20_000
    assert kibibytes < 60_000


def a_seen(name: str, *facts: Fact) -> Seen:
    """A device with all that can be kept of one."""
    device = Device(name=name, platform="frr", site="WE-1", role="core", tags=("a", "b c"))
    moment = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
    return Seen(device=device, platform="frr", sha256="ab", collected_at=moment, file="x/y.cfg", facts=facts)


def test_devices_come_back_as_they_were() -> None:
    bare = Seen(device=Device(name="c", platform="frr"), platform="frr")
    with Spool() as spool:
        for one in (a_seen("b"), a_seen("a"), bare):
            spool.add(one)
        spool.add(a_seen("witness"), wanted=False)
        assert [one for _, one in spool.devices()] == [a_seen("b"), a_seen("a"), bare]


def test_facts_come_back_in_the_order_of_the_lines() -> None:
    facts = [Fact(kind="k", key=key, line=line, text="t", value="v", block=None) for key, line in (("x", 9), ("y", 2))]
    with Spool() as spool:
        spool.add(a_seen("a", *facts))
        assert spool.facts(1, "k") == tuple(reversed(facts))
        assert spool.facts(1, "other") == ()


def test_what_is_made_of_a_device_is_made_once() -> None:
    asked = []

    def keys(facts: tuple[Fact, ...]) -> str:
        asked.append(len(facts))
        return "".join(fact.key for fact in facts)

    facts = [Fact(kind="k", key=key, line=line, text="t") for key, line in (("x", 9), ("y", 2))]
    with Spool() as spool:
        spool.add(a_seen("a", *facts))
        assert [spool.made(1, keys), spool.made(1, keys)] == ["yx", "yx"]
    assert asked == [2]


def test_what_only_one_device_has_is_shared_with_nobody() -> None:
    twice = Fact(kind="k", key="x", line=1, text="t")
    with Spool() as spool:
        spool.add(a_seen("a", twice, twice))
        assert spool.shared(1, "a", "k") == {}


@pytest.mark.parametrize("odd", ["'; DROP TABLE facts; --", "a\nb", "ü€", "$1"])
def test_names_and_texts_of_any_kind_are_kept(odd: str) -> None:
    fact = Fact(kind="k", key=odd, line=1, text=odd, value=odd, block=odd)
    with Spool() as spool:
        spool.add(a_seen(odd, fact))
        spool.add(a_seen("b", fact))
        assert spool.facts(1, "k") == (fact,)
        [(key, holder)] = spool.only_holders(2, "k", [odd, "none"]).items()
        assert key == odd
        assert (holder.name, holder.value) == (odd, fact.value)


def test_of_a_fact_that_several_have_nobody_is_the_only_holder() -> None:
    fact = Fact(kind="k", key="x", line=1, text="t", value="v")
    with Spool() as spool:
        for one in (a_seen("a", fact), a_seen("b", fact), a_seen("c", fact), a_seen("d")):
            spool.add(one)
        assert spool.only_holders(4, "k", ["x", "y"]) == {}
    with Spool() as spool:
        spool.add(a_seen("a", fact, fact))
        spool.add(a_seen("b", fact))
        assert spool.only_holders(2, "k", ["x"]) == {}
        assert spool.only_holders(1, "k", ["x"]) == {"x": Holder(2, "b", "frr", "v")}


@pytest.mark.parametrize("number", [0, 1, 64, 65, 200])
def test_any_number_of_holders_can_be_asked_for_at_once(number: int) -> None:
    facts = [Fact(kind="k", key=f"{one}", line=one, text="t") for one in range(number)]
    with Spool() as spool:
        spool.add(a_seen("a", *facts))
        spool.add(a_seen("b", *facts))
        keys = [f"{one}" for one in range(number)]
        assert list(spool.only_holders(1, "k", keys)) == keys
        assert list(spool.shared(1, "a", "k").values()) == [Others(1, "b")] * number


def test_bytes_that_were_no_text_become_visible() -> None:
    with Spool() as spool:
        spool.add(a_seen("a", Fact(kind="k", key="x", line=1, text="Geb\udce4ude")))
        assert [fact.text for fact in spool.facts(1, "k")] == ["Geb\\udce4ude"]
