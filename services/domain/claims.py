"""Claims: what a sentence with a number says, how sure it is, and whose posts it speaks about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from .selection import Selection


class Unit(StrEnum):
    """What a number counts: shares, scores and accuracies lie between 0 and 1, `times` is a ratio, 1 = the same.

    A whole number of anything but posts has the unit `whole`; points are the difference of two shares, -1 to 1.
    """

    SHARE = "share"
    TIMES = "times"
    COUNT = "count a post"
    POSTS = "posts"
    SCORE = "score"
    ACCURACY = "accuracy"
    WHOLE = "whole"
    POINTS = "points"
    VALUE = "value by own figures"


class Estimand(StrEnum):
    """What is estimated or counted; every one has words in every language, see services.claiming."""

    POSTS = "posts"
    POSTS_SHARE = "share of posts in a segment"
    STRONGEST_SHARE = "share of posts in the strongest segments"
    HELD = "share of a count held by a segment"
    HELD_BY_STRONGEST = "share of a count held by the strongest segments"
    FORMAT_SHARE = "share of a segment's posts with a format"
    LANDING = "share of a format's posts that land in a segment"
    EARNED = "a count of one post"
    BORDERLINE = "share of borderline posts"
    MEDIAN = "median of a count"
    SEGMENT_MEDIAN = "median of a count in a segment"
    SEGMENT_BORDERLINE = "borderline posts of a segment"
    SEGMENT_STABILITY = "stability of a segment over resamples"
    RULE_COVERAGE = "share of a segment's posts that meet its rule"
    RULE_EXCLUSIVITY = "share of the posts that meet a segment's rule which are in it"
    RULE_POSTS = "posts that meet a segment's rule"
    MEDIAN_CHANGE = "median of a count against the period before"
    POSTS_CHANGE = "posts against the period before"
    STRONGEST_CHANGE = "share of posts in the strongest segments less that of the period before"
    SEGMENT_CHANGE = "share of posts in a segment less that of the period before"
    BORDERLINE_CHANGE = "share of borderline posts less that of the period before"
    FORMAT_MIX = "part of the change that goes with other formats"
    PAGE_MIX = "part of the change that goes with other pages"
    LANDING_MIX = "part of the change in which the same formats land differently"
    ABOVE = "what a post earned beside posts like it"
    GROWING = "posts whose counts still grow"
    SET_ASIDE = "rows that were set aside"
    WORTH = "what posts come to by the figures that somebody typed"
    STABILITY = "agreement of segments over resamples"
    FIDELITY = "share of held-out posts whose segment is restated"
    BASELINE = "share of posts in the largest segment"
    LEVER = "balanced accuracy of a lever"
    CHANCE = "balanced accuracy of chance"
    TYPES_AGREE = "agreement of segments and post types"
    TYPES_FOUND = "accuracy of a forest that finds the segments again"
    TESTED = "posts a lever was tested on"
    SLOT = "posts in an hour of the week against equal posts"
    SLOTS = "hours of the week that were tested"
    FEWEST = "posts that a comparison of hours needs"
    RATIO = "posts with a value against others of the same page and month"
    RATIO_OF_MONTH = "posts with a value against others of the same month"
    MIDDLE_WITH = "median of posts with a value, page and month taken out"
    MIDDLE_REST = "median of posts without a value, page and month taken out"
    COMPARISONS = "comparisons that were looked at"
    TEST_SIZE = "posts that each arm of a test needs"
    SHARE_BEFORE = "share of posts with a value before a decision"
    SHARE_SINCE = "share of posts with a value since a decision"
    AFTERWARDS = "posts since a decision against posts before"
    FINDINGS_ASKED = "findings that alternatives were asked about"
    FINDINGS_HOLD = "findings that hold under every alternative"
    FINDINGS_DEPEND = "findings that an alternative does not share"
    SEGMENTS_ASKED = "segments that alternatives were asked about"
    SEGMENTS_RECOVERED = "segments that every alternative has, too"
    ALIKE = "agreement of two segmentations"
    MORE_POSTS = "posts that a difference of this size would take"


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its 95 % interval; low and high are None where all posts were counted and nothing was estimated."""

    value: float
    unit: Unit
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which posts: the dataset's name and the days from `since` to `until`, None = not known.

    resampled: what was drawn anew for the interval, such as "6 pages" or "7,050 posts"; "" = nothing.
    """

    dataset: str
    since: date | None = None
    until: date | None = None
    resampled: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that a sentence says, wherever it is shown.

    names: (role, text) pairs that the words need, such as ("segment", "Viral emotion") and ("segment_rank", "0").
    n: the posts that it rests on. rows: the view of the posts it speaks about.
    """

    estimand: Estimand
    names: tuple[tuple[str, str], ...]
    number: Number
    n: int
    scope: Scope
    rows: Selection

    @property
    def key(self) -> str:
        """Twelve hexadecimal digits: the same claim has the same key in every process."""
        return sha256(repr(self).encode()).hexdigest()[:12]

    def name(self, role: str) -> str:
        """The text of a role, "" where it has none."""
        return dict(self.names).get(role, "")
