"""How fast one person may ask: more than anybody needs, and less than what would slow everybody else down."""

import math
import time

from flask import Flask, Response, g, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from app.errors import refuse
from services.refusals import LIMIT, refused


def register(server: Flask, per_minute: int) -> None:
    """Counts the requests of each person, and of each address where nobody is signed in; 0 = counts nothing.

    Counted in each web process by itself: with more processes a person has as many times more. Files of pages do not
    count.
    """
    if not per_minute:
        return
    limit = RateLimitItemPerMinute(per_minute)
    counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def slow_down() -> Response | None:
        if request.path.startswith(("/assets/", "/_dash-component-suites/")):
            return None
        who = _who()
        if counter.hit(limit, who):
            return None
        refused(LIMIT, g.actor.user_id if g.get("actor") else "", limit="requests a minute")
        wait = max(1, math.ceil(counter.get_window_stats(limit, who).reset_time - time.time()))
        answer = refuse(429, f"You asked more than {per_minute:,} times in a minute. Try again in {wait} seconds.")
        answer.headers["Retry-After"] = str(wait)
        return answer

    server.before_request(slow_down)


def _who() -> str:
    actor = g.get("actor")
    return f"person {actor.user_id}" if actor else f"address {request.remote_addr}"
