"""Merkle tree hashes of RFC 6962, section 2.1, over a stream of records."""

import hashlib

LEAF = b"\x00"
NODE = b"\x01"


def leaf_hash(record: bytes) -> bytes:
    """The hash of one record."""
    return hashlib.sha256(LEAF + record).digest()


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
        branch, place = leaf_hash(record), self.size
        while place & 1:
            branch = node_hash(self._full.pop(), branch)
            place >>= 1
        self._full.append(branch)
        self.size += 1

    def root(self) -> str:
        """The root over all records so far in lower-case hex; the hash of nothing if there are none."""
        if not self._full:
            return hashlib.sha256().hexdigest()
        branch = self._full[-1]
        for left in reversed(self._full[:-1]):
            branch = node_hash(left, branch)
        return branch.hex()
