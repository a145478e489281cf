"""The one way to compile: machine code kept on disk, the interpreter's lock released while it runs."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The same function as machine code, built at its first call and cached beside its module.

    Kernels run in plain threads, not in numba's: its thread pools are not safe when two
    callers meet, and die in a forked process. No fast maths: the same input gives the same bits.
    """
    return cast("Function", njit(cache=True, nogil=True)(function))
