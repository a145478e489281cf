"""Findings in words, made from the same figures as the charts."""

from collections.abc import Sequence

from services.domain.counts import COUNTS
from services.domain.explained import Contribution
from services.domain.segmentation import Sweep
from services.domain.views import Phrase, Sentence, Sizes

# A share of all comments and shares, beyond the share of posts.
_WORTH_TELLING = 0.1
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def percent(share: float) -> str:
    """`16 %` as people write it in running text: 16%, under one percent with a digit more."""
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def segments_headline(sizes: Sizes, sweep: Sweep, k: int) -> Sentence:
    """What the segments come to: who holds most, and how well the split holds."""
    return (*_strongest(sizes), Phrase(_how_stable(sweep, k)))


def _strongest(sizes: Sizes) -> Sentence:
    nobody = (Phrase("No group of posts holds much more than its share. ", strong=True),)
    if not sizes.counts:
        return nobody
    posts = sizes.posts / max(int(sizes.posts.sum()), 1)
    talk = [column for column, name in enumerate(sizes.counts) if name in ("Comments", "Shares")] or [0]
    # How much more than their share of the posts the strongest segments hold: one of them, two of them ...
    gain = (sizes.held[:, talk].mean(axis=1) - posts).cumsum()[:-1]
    if not len(gain) or gain.max() < _WORTH_TELLING:
        return nobody
    top = int(gain.argmax()) + 1
    share = percent(float(posts[:top].sum()))
    held = [percent(float(sizes.held[:top, column].sum())) for column in talk]
    words = [sizes.counts[column].lower() for column in talk]
    if len(set(held)) == 1:
        what = f"{held[0]} of all {listed(words)}"
    else:
        what = listed([f"{amount} of all {word}" for amount, word in zip(held, words, strict=True)])
    return (Phrase(f"{share} of posts hold {what}. ", strong=True),)


def _how_stable(sweep: Sweep, k: int) -> str:
    row = next(row for row in sweep.rows if row.k == k)
    groups = f"{_NUMBERS[k].capitalize()} groups of posts behave differently"
    drawn = f"drawing the posts anew {sweep.resamples} times gives nearly the same groups (mean ARI {row.ari:.2f})"
    if sweep.recommended_k is None:
        return f"There are no stable segments in this data; these {k} are shown for a look (mean ARI {row.ari:.2f})."
    if k == sweep.recommended_k:
        return f"{groups}; {drawn}."
    return f"You look at {k} segments (mean ARI {row.ari:.2f}); the data supports {sweep.recommended_k}."


def extremes(contrast: Sequence[float], labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a segment has clearly more of than the other posts, and clearly less: at most three words each."""
    order = sorted(range(len(labels)), key=lambda column: -contrast[column])
    high = [labels[column].lower() for column in order if contrast[column] > 0.5]
    low = [labels[column].lower() for column in reversed(order) if contrast[column] < -0.15]
    if not high and len(low) >= max(len(labels) - 1, 1):
        return (), ("everything",)
    return tuple(high[:3]), tuple(low[:2]) if len(high) < 3 else ()


def why_this_segment(bars: Sequence[Contribution], standing: Sequence[float], names: tuple[str, str]) -> Sentence:
    """The sentence under an explained post.

    bars: exact contributions with labels such as "Shares = 47", strongest first; standing: the post's scaled
    value of each, above 0 = more than the average post. names: its segment and the runner-up.
    """
    for_it = [(bar, place) for bar, place in zip(bars, standing, strict=True) if bar.weight > 0][:3]
    against = [(bar, place) for bar, place in zip(bars, standing, strict=True) if bar.weight < 0]
    if not for_it:
        return (
            Phrase("This post is in "),
            Phrase(names[0], strong=True, segment=0),
            Phrase(" and as near to "),
            Phrase(names[1], strong=True, segment=1),
            Phrase(": no count tells the two apart for it."),
        )
    more = [_counted(bar.label) for bar, place in for_it if place > 0]
    fewer = [_counted(bar.label) for bar, place in for_it if place <= 0]
    return (
        Phrase("This post is in "),
        Phrase(names[0], strong=True, segment=0),
        Phrase(" because it earned "),
        *_compared(more, "more"),
        *([Phrase(" and ")] if more and fewer else []),
        *_compared(fewer, "fewer"),
        Phrase(" than the average post. Its nearest alternative is "),
        Phrase(names[1], strong=True, segment=1),
        Phrase(_pull(against)),
    )


def _compared(words: list[str], how: str) -> Sentence:
    return (Phrase(f"{how} "), Phrase(listed(words), strong=True)) if words else ()


def _counted(label: str) -> str:
    name, _, value = label.partition(" = ")
    return f"{name.lower()} ({value})"


def _pull(against: Sequence[tuple[Contribution, float]]) -> str:
    if not against:
        return "; no count points that way."
    bar, _ = min(against, key=lambda pair: pair[0].weight)
    name, _, value = bar.label.partition(" = ")
    words = COUNTS[name.lower()].words(float(value.replace(",", ""))) if name.lower() in COUNTS else bar.label
    words = f"having no {name.lower()}" if value == "0" else f"its {words}"
    return f"; {words} {'pulls' if value in ('0', '1') else 'pull'} that way."
