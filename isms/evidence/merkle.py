"""Merkle tree hashes of RFC 6962, section 2.1, over a stream of records."""

import hashlib
from collections.abc import Iterable

LEAF = b"\x00"
NODE = b"\x01"


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring subtrees."""
    return hashlib.sha256(NODE + left + right).digest()


class Tree:
    """A Merkle tree that keeps only the roots of its full subtrees, so that memory grows with the logarithm."""

    def __init__(self) -> None:
        """An empty tree."""
        self.size = 0
        self._full: list[bytes] = []

    def add(self, record: bytes) -> None:
        """Append one record."""
        self.extend((record,))

    def extend(self, records: Iterable[bytes]) -> None:
        """Append records in their order."""
        full, size, sha256 = self._full, self.size, hashlib.sha256
        for record in records:
            branch, place = sha256(LEAF + record).digest(), size
            while place & 1:
                branch = sha256(NODE + full.pop() + branch).digest()
                place >>= 1
            full.append(branch)
            size += 1
        self.size = size

    def root(self) -> str:
        """The root over all records so far in lower-case hex; the hash of nothing if there are none."""
        if not self._full:
            return hashlib.sha256().hexdigest()
        branch = self._full[-1]
        for left in reversed(self._full[:-1]):
            branch = node_hash(left, branch)
        return branch.hex()
