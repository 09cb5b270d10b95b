"""The Merkle tree against the known answers of Certificate Transparency and the definition in RFC 6962."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.evidence.merkle import Tree

RECORDS = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree_of(records: list[bytes]) -> Tree:
    """A tree over the records."""
    tree = Tree()
    for record in records:
        tree.add(record)
    return tree


def defined(records: list[bytes]) -> bytes:
    """MTH as RFC 6962, section 2.1, writes it down."""
    if not records:
        return hashlib.sha256().digest()
    if len(records) == 1:
        return hashlib.sha256(b"\x00" + records[0]).digest()
    half = 1
    while half * 2 < len(records):
        half *= 2
    return hashlib.sha256(b"\x01" + defined(records[:half]) + defined(records[half:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_the_known_answer(size: int) -> None:
    assert tree_of(RECORDS[:size]).root() == ROOTS[size]


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_follows_the_definition_for_any_size(records: list[bytes]) -> None:
    tree = tree_of(records)
    assert (tree.size, tree.root()) == (len(records), defined(records).hex())


def test_asking_for_the_root_in_between_changes_nothing() -> None:
    tree = Tree()
    for size, record in enumerate(RECORDS, start=1):
        tree.add(record)
        assert tree.root() == ROOTS[size]


@given(st.lists(st.lists(st.binary(max_size=4), max_size=9), max_size=9))
def test_records_may_come_one_by_one_or_many_at_once(batches: list[list[bytes]]) -> None:
    tree = Tree()
    for batch in batches:
        tree.extend(batch)
    assert tree.root() == defined([record for batch in batches for record in batch]).hex()
