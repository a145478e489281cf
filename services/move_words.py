"""What other counts, the smallest changes and the twins come to, in words: association, never cause."""

from services.domain.counts import COUNTS
from services.domain.moving import Change, Moved, MovedCount, Twins
from services.domain.views import Phrase, Sentence
from services.wording import listed

AS_IT_IS = "These are the post's own counts. Change one to see where it would fall."
WITHOUT_LIME = "LIME is left out: no post of this file has counts in the same ranges."
ASSOCIATION = "Where a post with such counts falls, not what it takes to earn them."


def outcome(moved: Moved) -> Sentence:
    """Where the post falls with the counts that were set, and which segment is next."""
    names, now, was = moved.names, moved.now.segment, moved.was.segment
    runner_up = _segment(names, moved.exact.runner_up)
    if not moved.changes:
        return (Phrase("With its own counts this post is in "), _segment(names, now), *_next("is", runner_up))
    with_them = Phrase(f"With {listed([_instead(count) for count in moved.changes])} it would ")
    if now == was:
        return (with_them, Phrase("still fall in "), _segment(names, now), *_next("would be", runner_up))
    before = (Phrase(" instead of "), _segment(names, was))
    return (with_them, Phrase("fall in "), _segment(names, now), *before, *_next("would be", runner_up))


def with_counts(moved: Moved) -> str:
    """`With 120 comments instead of 2: the three answers`."""
    return f"With {listed([_instead(count) for count in moved.changes])}: the three answers"


def change_words(change: Change, segment: int, names: tuple[str, ...]) -> Sentence:
    """`12 more comments and 1 fewer share` would place it in the segment of this rank."""
    return (
        Phrase(listed([_by_how_many(count) for count in change.counts]), strong=True),
        Phrase(" would place it in "),
        _segment(names, segment),
        Phrase("."),
    )


def no_change(segment: int, names: tuple[str, ...]) -> Sentence:
    """That neither one count nor two do."""
    return (Phrase("No other number of one or two counts places it in "), _segment(names, segment), Phrase("."))


def from_to(change: Change) -> str:
    """`comments 173 to 185, shares 4 to 3`."""
    return ", ".join(f"{count.label.lower()} {count.was:,.0f} to {count.now:,.0f}" for count in change.counts)


def twins_words(twins: Twins) -> str:
    """How many posts were compared, how many of them landed elsewhere, and where they were looked for."""
    if not twins.levers:
        return "The file says nothing of this post that was chosen before publishing, or all posts near it share it."
    compared = f"Compared by {listed(twins.levers)}, {twins.scope}"
    found = twins.elsewhere + twins.stayed
    if not found:
        return f"No post differs from this one in a single lever. {compared}."
    which = "1 post differs" if found == 1 else f"{found:,} posts differ"
    return f"{which} in a single lever: {_landed(twins)}. {compared}."


def _landed(twins: Twins) -> str:
    return f"{twins.elsewhere:,} landed elsewhere, {twins.stayed:,} in the same segment"


def _next(verb: str, runner_up: Phrase) -> Sentence:
    return (Phrase(f". The runner-up {verb} "), runner_up, Phrase("."))


def _segment(names: tuple[str, ...], rank: int) -> Phrase:
    return Phrase(names[rank], strong=True, segment=rank)


def _instead(count: MovedCount) -> str:
    return f"{COUNTS[count.name].words(count.now)} instead of {count.was:,.0f}"


def _by_how_many(count: MovedCount) -> str:
    difference, words = abs(count.now - count.was), COUNTS[count.name]
    noun = words.singular if difference == 1 else words.name
    return f"{difference:,.0f} {'more' if count.now > count.was else 'fewer'} {noun}"
