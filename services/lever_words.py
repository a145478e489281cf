"""What levers come to, in words: association, with its interval and n, or plainly that nothing is supported."""

import numpy as np

from services.domain.levers import TOGETHER, BestTime, LeverScore, LeverScores, Validation
from services.domain.views import Phrase, Sentence
from services.wording import listed

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_SUPPORTED = "not supported by your data"


def levers_headline(scores: LeverScores) -> Sentence:
    """Which levers go with the segment of a post, and which do not."""
    single = [score for score in scores.scores if score.lever != TOGETHER]
    supported = [score for score in single if score.supported]
    others = [score.lever for score in single if not score.supported]
    if not single:
        return (Phrase("This file knows nothing that was chosen before publishing.", strong=True),)
    if not supported:
        return (
            Phrase(f"No lever goes with where posts land: {NOT_SUPPORTED}. ", strong=True),
            Phrase(f"Tested were {listed(others)}, against shuffled files, {scores.posts:,} posts."),
        )
    names = listed([score.lever for score in supported])
    verb = "go" if len(supported) > 1 else "goes"
    rest = f" {listed(others).capitalize()}: {NOT_SUPPORTED}." if others else ""
    return (
        Phrase(f"{names.capitalize()} {verb} with the segment of a post. ", strong=True),
        Phrase(f"{_best(max(supported, key=_hardest), scores)}.{rest}"),
    )


def _best(score: LeverScore, scores: LeverScores) -> str:
    """The hardest test that the best lever passes, with its figures."""
    place = int(np.nanargmin(score.accuracy))
    how = list(Validation)[place]
    return (
        f"From {score.lever} alone, of {how} the segment is found with a balanced accuracy of "
        f"{score.accuracy[place]:.2f} ({score.low[place]:.2f} to {score.high[place]:.2f}); "
        f"chance gives {scores.chance:.2f}, {scores.posts:,} posts"
    )


def _hardest(score: LeverScore) -> float:
    return float(np.nanmin(score.accuracy))


def best_time_words(best: BestTime) -> Sentence:
    """Whether there is a time at which posts earn more."""
    reliable = np.argwhere(best.slots.reliable)
    if len(reliable):
        slots = listed([_slot(best, int(day), int(hour)) for day, hour in reliable])
        return (
            Phrase(f"{slots[0].upper()}{slots[1:]}. ", strong=True),
            Phrase("Compared with equal posts at other times: format, quarter and page are taken out."),
        )
    if best.nearest is None:
        return (
            Phrase("No reliable slot. ", strong=True),
            Phrase(f"No hour of the week has the {best.fewest} posts that a comparison needs."),
        )
    more = f" An effect of that size would take about {best.more_posts:,} more posts there to show."
    return (
        Phrase("No reliable slot. ", strong=True),
        Phrase(
            f"None of {best.tested:,} hours of the week with {best.fewest} posts or more stands all checks. Nearest: "
            f"{_slot(best, *best.nearest)}.{more if best.more_posts is not None else ''}"
        ),
    )


def _slot(best: BestTime, day: int, hour: int) -> str:
    slots = best.slots
    return (
        f"{DAYS[day]} at {hour}:00, where posts earn {slots.ratio[day, hour]:.1f} times as much "
        f"({slots.low[day, hour]:.1f} to {slots.high[day, hour]:.1f}, n = {slots.posts[day, hour]:,})"
    )
