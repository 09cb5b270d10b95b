"""Merkle tree hashes of RFC 6962, section 2.1, over a stream of records."""

from collections.abc import Iterable
from hashlib import sha256

LEAF = b"\x00"
NODE = b"\x01"


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring subtrees."""
    return sha256(NODE + left + right).digest()


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
        """Append records in their order, level by level: a subtree that waited for its neighbour comes first."""
        level, full, waiting = [sha256(LEAF + record).digest() for record in records], self._full, []
        place, self.size = self.size, self.size + len(level)
        while level:
            if place & 1:
                level.insert(0, full.pop())
            if len(level) & 1:
                waiting.append(level.pop())
            pairs = iter(level)
            level = [sha256(NODE + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
            place >>= 1
        full.extend(reversed(waiting))

    def root(self) -> str:
        """The root over all records so far in lower-case hex; the hash of nothing if there are none."""
        if not self._full:
            return sha256().hexdigest()
        branch = self._full[-1]
        for left in reversed(self._full[:-1]):
            branch = node_hash(left, branch)
        return branch.hex()
