"""Claims about a change: whether it is one."""

from services.domain.claims import Claim, Unit

# What says that nothing changed, by unit.
NO_CHANGE = {Unit.TIMES: 1.0, Unit.POINTS: 0.0}


def is_clear(claim: Claim) -> bool:
    """Whether the whole interval lies on one side of no change; what was merely counted is clear."""
    number, same = claim.number, NO_CHANGE[claim.number.unit]
    if number.low is None or number.high is None:
        return number.value != same
    return number.low > same or number.high < same
