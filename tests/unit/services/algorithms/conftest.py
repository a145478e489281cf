"""Posts that several tests of the algorithms look at."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from services.domain.features import PostCounts


@pytest.fixture
def core_counts(real_file: Callable[[str], Path]) -> PostCounts:
    """The core file read plainly, zeros taken as zeros."""
    return _read(real_file("facebook_live_thailand.csv"))


@cache
def _read(path: Path) -> PostCounts:
    table = pd.read_csv(path)
    counts = {name.removeprefix("num_"): table[name].to_numpy(float) for name in table.columns[3:]}
    return PostCounts(counts, table["status_type"].to_numpy(object))
