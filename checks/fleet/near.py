"""Which facts can have to do with each other: what may be the same, or the other end of the same link."""

from ipaddress import ip_address

from checks.fleet.gather import ADDRESS, PEER

# An address and the two that may be at the other end of its link differ in the last two bits only.
FOURS = {str(number): number >> 2 for number in range(256)}


def neighbourhood(kind: str, key: str) -> int:
    """The number of the neighbourhood of a fact; two that have nothing to do with each other hardly ever have the same
    one. It is another one in each process."""
    if kind == ADDRESS:
        return _around(key)
    return _around(f"|{key}") if kind == PEER else hash((kind, key))


def _around(key: str) -> int:
    """The number of the network of four addresses in which one lies, in its routing instance."""
    head, _, last = key.rpartition(".")
    four = FOURS.get(last)
    if four is not None:
        return hash((head, four))
    instance, _, word = key.rpartition("|")
    try:
        return hash((instance, int(ip_address(word)) >> 2))
    except ValueError:
        return hash(key)
