"""The marks that stand beside words."""

from enum import StrEnum


class Mark(StrEnum):
    """The shape and colour a status is shown with, always beside its word."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    OPEN = "open"
    STALE = "stale"
    NONE = "none"
    # The lights of a target
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    # How far a building is
    DONE = "done"
    IN_WORK = "in-work"
    SUPPLIED = "supplied"
    NOT_BEGUN = "not-begun"
    UNKNOWN = "unknown"
    # The phases of work
    NEED = "need"
    PLANNING = "planning"
    APPROVAL = "approval"
    TENDER = "tender"
    BUILD = "build"
    ACCEPTANCE = "acceptance"
