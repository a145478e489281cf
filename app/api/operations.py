"""Everything that programs may ask, on one screen."""

from app.api import claims, datasets, jobs, reports, scoring
from app.api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *datasets.OPERATIONS,
    *claims.OPERATIONS,
    *scoring.OPERATIONS,
    *jobs.OPERATIONS,
    *reports.OPERATIONS,
)
