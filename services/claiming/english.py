"""Claims in English: association only."""

from datetime import date

from services.domain.claims import Estimand, Unit
from services.domain.counts import COUNTS

from .language import Words


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


ENGLISH = Words(
    sentences={
        Estimand.POSTS: "{number} in view.",
        Estimand.POSTS_SHARE: "{number} of posts are in {segment}.",
        Estimand.STRONGEST_SHARE: "{number} of posts are in the strongest segments.",
        Estimand.HELD: "{segment} holds {number} of all {count}.",
        Estimand.HELD_BY_STRONGEST: "The strongest segments hold {number} of all {count}.",
        Estimand.FORMAT_SHARE: "{number} of the posts in {segment} are of the format {format}.",
        Estimand.LANDING: "{number} of posts of the format {format} land in {segment}.",
        Estimand.EARNED: "This post earned {number} {count}.",
        Estimand.BORDERLINE: "{number} of posts are borderline: they change segment in more than one resample of ten.",
        Estimand.MEDIAN: "Half of the posts earned {number} {count} or more.",
        Estimand.MEDIAN_CHANGE: "The median post earned {number} as many {count} as in the period before.",
        Estimand.POSTS_CHANGE: "There are {number} as many posts as in the period before.",
        Estimand.STABILITY: "Segments of posts drawn anew agree with these at {number} (mean ARI; 1 = the same).",
        Estimand.FIDELITY: "A forest restates the segment of {number} of posts it did not see.",
        Estimand.BASELINE: "Always naming the largest segment would be right for {number} of posts.",
        Estimand.LEVER: "From {lever} alone the segment is found with a balanced accuracy of {number}.",
        Estimand.CHANCE: "Chance gives a balanced accuracy of {number}.",
        Estimand.TYPES_AGREE: "Segments and post types agree with an accuracy of {number}.",
        Estimand.TYPES_FOUND: "A forest finds the segments of held-out posts again with an accuracy of {number}.",
        Estimand.TESTED: "Levers were tested on {number}.",
        Estimand.SLOT: "Posts on {weekday} at {hour} earn {number} as much as equal posts at other times.",
        Estimand.SLOTS: "{number} hours of the week hold enough posts to be compared.",
        Estimand.FEWEST: "An hour of the week needs {number} to be compared.",
        Estimand.MORE_POSTS: "An effect of that size would take about {number} more to show.",
    },
    terms={},
    singulars={count.name: count.singular for count in COUNTS.values()},
    units={
        Unit.SHARE: ("{}%", "{}%"),
        Unit.TIMES: ("{} times", "{} times"),
        Unit.COUNT: ("{}", "{}"),
        Unit.POSTS: ("{} post", "{} posts"),
        Unit.SCORE: ("{}", "{}"),
        Unit.ACCURACY: ("{}", "{}"),
        Unit.WHOLE: ("{}", "{}"),
    },
    interval="{low} to {high}",
    n="n = {n}",
    ninety_five="95% interval {interval}",
    counted="counted over all of these posts",
    drawn="{resampled} drawn anew",
    period="{since} to {until}",
    since="since {since}",
    until="until {until}",
    day=_day,
)
