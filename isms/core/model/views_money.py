"""What the money of the rollout comes to; every amount in cents."""

from dataclasses import dataclass

from isms.core.model.money import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum in cents of what is known, None where nothing is, and of how many rows it is not known."""

    cents: int | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMoney:
    """What a budget year costs; `year` None: all years together."""

    year: int | None
    planned: Amount
    ordered: Amount
    paid: Amount
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantMoney:
    """A grant: `left` is what can still be drawn, `overdrawn` by how much more was drawn than approved.

    `own_share` is what is on record, else (`computed`) what the rate leaves; `paid` what was paid from it so far.
    """

    grant: Grant
    left: int | None
    own_share: int | None
    computed: bool
    paid: Amount
    overdrawn: int = 0

    @property
    def share(self) -> float | None:
        """The share of the approved money that was drawn."""
        if not self.grant.approved or self.grant.drawn is None:
            return None
        return self.grant.drawn / self.grant.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Costs per budget year, oldest first, the whole, and the grants by id; `approved`, `drawn`, `left`, `own_share`
    are the sums over the grants."""

    years: tuple[YearMoney, ...]
    whole: YearMoney
    grants: tuple[GrantMoney, ...]
    approved: Amount
    drawn: Amount
    left: Amount
    own_share: Amount
