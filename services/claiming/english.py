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
        Estimand.SEGMENT_MEDIAN: "Half of the posts in {segment} earned {number} {count} or more.",
        Estimand.SEGMENT_BORDERLINE: "{number} of the posts in {segment} move in more than one resample of ten.",
        Estimand.SEGMENT_STABILITY: "Drawn anew, {segment} comes back at {number} (mean Jaccard).",
        Estimand.RULE_COVERAGE: "{number} of the posts in {segment} meet its rule.",
        Estimand.RULE_EXCLUSIVITY: "{number} of the posts that meet the rule of {segment} are in it.",
        Estimand.RULE_POSTS: "{number} meet the rule of {segment}.",
        Estimand.MEDIAN_CHANGE: "The median post earned {number} as many {count} as in the period compared with.",
        Estimand.POSTS_CHANGE: "There are {number} as many posts as in the period compared with.",
        Estimand.STRONGEST_CHANGE: (
            "The share of posts in the strongest segments differs by {number} from the period compared with."
        ),
        Estimand.BORDERLINE_CHANGE: "The share of borderline posts differs by {number} from the period compared with.",
        Estimand.SEGMENT_CHANGE: "The share of posts in {segment} differs by {number} from the period compared with.",
        Estimand.FORMAT_MIX: "{number} of the change go with other formats.",
        Estimand.PAGE_MIX: "{number} of the change go with other pages.",
        Estimand.LANDING_MIX: "{number} of the change are the same formats landing differently.",
        Estimand.ABOVE: "This post earned {number} as much as posts like it.",
        Estimand.GROWING: "{number} were young when they were imported: their counts may still grow.",
        Estimand.SET_ASIDE: "{number} rows of the file were set aside.",
        Estimand.WORTH: "By your own figures the posts come to {number}.",
        Estimand.STABILITY: "Segments of posts drawn anew agree with these at {number} (mean ARI).",
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
        Estimand.RATIO: "{posts} earn {number} as many {count} as other posts of the same page and month.",
        Estimand.RATIO_OF_MONTH: "{posts} earn {number} as many {count} as other posts of the same month.",
        Estimand.MIDDLE_WITH: "Half of the {posts} earn {number} {count} or more, page and month alike.",
        Estimand.MIDDLE_REST: "Half of all others earn {number} {count} or more, page and month alike.",
        Estimand.COMPARISONS: "{number} comparisons were looked at.",
        Estimand.TEST_SIZE: "To see a difference of a fifth, a test on {page} needs {number} in each arm.",
        Estimand.SHARE_BEFORE: "Before, {number} of posts were {posts}.",
        Estimand.SHARE_SINCE: "Since then, {number} of posts are {posts}.",
        Estimand.AFTERWARDS: "Posts since then earn {number} as many {count} as posts of as many days before.",
        Estimand.MORE_POSTS: "A difference of that size would take about {number} more to show.",
    },
    terms={
        "text:short": "posts with a short text",
        "text:middle": "posts with a text of middle length",
        "text:long": "posts with a long text",
        "question:with": "posts that ask a question",
        "question:without": "posts that ask no question",
        "hashtag:with": "posts with a hashtag",
        "hashtag:without": "posts without a hashtag",
        "link:with": "posts with a link in the text",
        "link:without": "posts without a link in the text",
        "days:weekend": "posts published on a weekend",
        "days:working": "posts published from Monday to Friday",
        "": "this file",
    },
    of_format="{format} posts",
    singulars={**{count.name: count.singular for count in COUNTS.values()}, "interactions": "interaction"},
    units={
        Unit.SHARE: ("{}%", "{}%"),
        Unit.TIMES: ("{} times", "{} times"),
        Unit.COUNT: ("{}", "{}"),
        Unit.POSTS: ("{} post", "{} posts"),
        Unit.SCORE: ("{}", "{}"),
        Unit.ACCURACY: ("{}", "{}"),
        Unit.WHOLE: ("{}", "{}"),
        Unit.POINTS: ("{} point", "{} points"),
        Unit.VALUE: ("{}", "{}"),
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
