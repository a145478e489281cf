"""Arrays that cross a border cannot be written to."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int16]
Booleans = NDArray[np.bool_]
AnyArray = TypeVar("AnyArray", bound=NDArray[Any])


def read_only(array: AnyArray) -> AnyArray:
    """The same array, locked: a value that was handed out stays what it was."""
    array.flags.writeable = False
    return array
