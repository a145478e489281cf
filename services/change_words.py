"""What stands out, in words: association only, every figure a claim."""

from dataclasses import replace
from datetime import date

from services.analyses import Analysed
from services.claiming import told
from services.domain.changes import Outlier, OutlyingPost
from services.domain.claims import Estimand, Number, Unit
from services.domain.selection import Selection
from services.domain.views import Phrase, Sentence
from services.post_explained import find_post
from services.sides import Side, in_view
from services.turns import Turn


def outlying_post(analysed: Analysed, selection: Selection, one: Outlier) -> OutlyingPost:
    """Which post it is, and how many times it earned what posts like it earn."""
    side = in_view(analysed, selection)
    place = find_post(analysed, side.posts, one.post_id)
    posts, rank = analysed.posts, int(analysed.described.segmentation.labels[place])
    day = posts.published[place].item()
    when = f"{day.day} {day:%b %Y}" if day else "unknown day"
    who = ", ".join(filter(None, (posts.formats[place] or "post", posts.pages[place], when)))
    return OutlyingPost(one.post_id, who, rank, _words(side, one))


def turn_words(turn: Turn) -> Sentence:
    """When the mix turned, and from what to what."""
    point = turn.point
    between = f" (between {_day(point.since)} and {_day(point.until)})" if point.since != point.until else ""
    return (
        Phrase(f"About {_day(point.day)}", strong=True),
        Phrase(f"{between} the mix of segments turned: before, "),
        told(turn.before),
        Phrase(" of posts were in the strongest segments, since then "),
        told(turn.after, strong=True),
        Phrase("."),
    )


def alert_words(turn: Turn) -> Sentence:
    """The same, short, for what needs attention."""
    return (
        Phrase(f"The mix turned about {_day(turn.point.day)}: ", strong=True),
        told(turn.before),
        Phrase(" of posts in the strongest segments before, "),
        told(turn.after),
        Phrase(" since then."),
    )


def _words(side: Side, one: Outlier) -> Sentence:
    number = Number(one.times, Unit.TIMES, one.low, one.high)
    claim = side.claim(Estimand.ABOVE, number, int(side.grown.sum()))
    shown = replace(claim, rows=side.view(side.filters, post=one.post_id))
    return (told(shown, strong=True), Phrase(" what posts like it earned"))


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
