"""A process that ends with the one that started it, however that one ended."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from signal import Signals

_PR_SET_PDEATHSIG = 1


def tie_to_parent(last_word: Signals = signal.SIGKILL) -> None:
    """The kernel sends this process the signal when its parent is gone; Linux only, elsewhere nothing happens.

    Nothing that the parent does at its end would do: a parent that is killed does nothing. The tie outlives
    exec, so it can be made between fork and exec.
    """
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, last_word)
    if os.getppid() != parent:
        # The parent ended before the tie was made, so no signal will come.
        os.kill(os.getpid(), last_word)


def tied(last_word: Signals) -> Callable[[], None]:
    """What a new process calls before it becomes another program."""
    return lambda: tie_to_parent(last_word)
