"""What a roll-up says in one edition, as the report on the check takes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from isms.core.model.control import ControlStatus, Edition, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionResult:
    """What the roll-up says in one edition; `na` counts per requirement the devices it does not concern,
    `not_automated` the requirements of the edition that no rule answers."""

    edition: Edition
    requirements: Mapping[str, Requirement]
    statuses: tuple[ControlStatus, ...]
    na: Mapping[str, int]
    not_automated: int
