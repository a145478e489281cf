"""Work that nobody waits for: done beside the requests of this process, one after another."""

import queue
import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()

_MOST = 100


class Errands:
    """A thread that begins with its first errand. What waits when the process ends is not done: nothing rests on it."""

    def __init__(self, most: int = _MOST) -> None:
        self._waiting: queue.Queue[Callable[[], None]] = queue.Queue(most)
        self._begun, self._lock = False, threading.Lock()

    def run(self, work: Callable[[], None]) -> None:
        """Returns at once; where too many wait already, the work is dropped, and the log has it."""
        try:
            self._waiting.put_nowait(work)
        except queue.Full:
            log.warning("errand dropped", waiting=self._waiting.maxsize)
            return
        with self._lock:
            if not self._begun:
                self._begun = True
                threading.Thread(target=self._go, name="errands", daemon=True).start()

    def wait(self) -> None:
        """Returns when all that was given is done."""
        self._waiting.join()

    def _go(self) -> None:
        while True:
            work = self._waiting.get()
            try:
                work()
            except Exception as trouble:  # noqa: BLE001  (one that fails must not end those after it)
                # Its kind alone: the words of an error may hold an address.
                log.warning("errand failed", trouble=type(trouble).__name__)
            finally:
                self._waiting.task_done()
