"""Findings in words, made from the same figures as the charts."""

from collections.abc import Mapping, Sequence

from services.claiming import told
from services.domain.claims import Claim
from services.domain.counts import COUNTS
from services.domain.driving import ImportanceView
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


def strongest(sizes: Sizes) -> int:
    """How many segments, strongest first, hold most beyond their share of the posts; 0 = none holds much more."""
    if not sizes.counts:
        return 0
    posts = sizes.posts / max(int(sizes.posts.sum()), 1)
    talk = [sizes.counts.index(count.capitalize()) for count in talked_about(sizes)]
    gain = (sizes.held[:, talk].mean(axis=1) - posts).cumsum()[:-1]
    return int(gain.argmax()) + 1 if len(gain) and gain.max() >= _WORTH_TELLING else 0


def talked_about(sizes: Sizes) -> tuple[str, ...]:
    """The counts that the headline is about: comments and shares, or the first that is shown."""
    talk = tuple(name.lower() for name in sizes.counts if name in ("Comments", "Shares"))
    return talk or tuple(name.lower() for name in sizes.counts[:1])


def segments_headline(share: Claim | None, held: Sequence[Claim], stability: Claim, sweep: Sweep) -> Sentence:
    """What the segments come to: who holds most, and how well the split holds.

    share: of the posts, in the segments that hold most, None = no segment does; held: what they hold, a count each.
    stability: of as many segments as are shown.
    """
    k = int(stability.name("segments"))
    return (*_who_holds_most(share, held), *_how_stable(stability, sweep.recommended_k, k))


def _who_holds_most(share: Claim | None, held: Sequence[Claim]) -> Sentence:
    if share is None:
        return (Phrase("No group of posts holds much more than its share. ", strong=True),)
    figures, counts = [told(claim, strong=True) for claim in held], [claim.name("count") for claim in held]
    if len({figure.text for figure in figures}) == 1:
        amounts: Sentence = (figures[0], Phrase(f" of all {listed(counts)}", strong=True))
    else:
        amounts = in_a_row(
            [(one, Phrase(f" of all {count}", strong=True)) for one, count in zip(figures, counts, strict=True)]
        )
    return (told(share, strong=True), Phrase(" of posts hold ", strong=True), *amounts, Phrase(". ", strong=True))


def _how_stable(stability: Claim, recommended_k: int | None, k: int) -> Sentence:
    ari = (Phrase(" (mean ARI "), told(stability), Phrase(")"))
    if recommended_k is None:
        words = f"There are no stable segments in this data; these {_NUMBERS[k]} are shown for a look"
        return (Phrase(words), *ari, Phrase("."))
    if k == recommended_k:
        anew = "drawing the posts anew gives nearly the same groups"
        return (Phrase(f"{_NUMBERS[k].capitalize()} groups of posts behave differently; {anew}"), *ari, Phrase("."))
    supported = f"; the data supports {_NUMBERS[recommended_k]}."
    return (Phrase(f"You look at {_NUMBERS[k]} segments"), *ari, Phrase(supported))


def drivers_headline(importance: ImportanceView, held_out: Claim, baseline: Claim) -> Sentence:
    """What tells the strongest segment apart, and how well the forest behind that restates the segments."""
    order = sorted(range(len(importance.features)), key=lambda j: -importance.importance[0, j])
    top = [importance.features[j].lower() for j in order[:2]]
    return (
        Phrase(importance.names[0], strong=True, segment=0),
        Phrase(" is told apart mostly by its "),
        Phrase(f"{listed(top)}. ", strong=True),
        Phrase("A forest restates the segment of "),
        told(held_out),
        Phrase(" of posts it did not see (always naming the largest segment: "),
        told(baseline),
        Phrase("). It restates the segmentation and proves nothing about causes."),
    )


def circular_words(agreement: Claim, found: Claim | None) -> Sentence:
    """The caution about the classic recipe, whose segments agree with the types that are one of its inputs."""
    again = "; a forest finds the segments again with an accuracy of "
    return (
        Phrase("This recipe repeats the published notebook. The post type is one of its inputs, so the agreement of "),
        Phrase("segments and types ("),
        told(agreement),
        *((Phrase(again), told(found)) if found else ()),
        Phrase(") is circular."),
    )


def in_a_row(parts: Sequence[Sentence]) -> Sentence:
    """`a`, `a and b`, `a, b and c`, of parts of a sentence; the joints weigh as much as the parts."""
    joined: list[Phrase] = []
    for place, part in enumerate(parts):
        if place:
            joined.append(Phrase(" and " if place == len(parts) - 1 else ", ", strong=part[0].strong))
        joined += part
    return tuple(joined)


def extremes(contrast: Sequence[float], labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a segment has clearly more of than the other posts, and clearly less: at most three words each."""
    order = sorted(range(len(labels)), key=lambda column: -contrast[column])
    high = [labels[column].lower() for column in order if contrast[column] > 0.5]
    low = [labels[column].lower() for column in reversed(order) if contrast[column] < -0.15]
    if not high and len(low) >= max(len(labels) - 1, 1):
        return (), ("everything",)
    return tuple(high[:3]), tuple(low[:2]) if len(high) < 3 else ()


def why_this_segment(
    bars: Sequence[Contribution], standing: Sequence[float], names: tuple[str, str], earned: Mapping[str, Claim]
) -> Sentence:
    """The sentence under an explained post.

    bars: exact contributions with labels such as "Shares = 47", strongest first; standing: the post's scaled
    value of each, above 0 = more than the average post. names: its segment and the runner-up. earned: what the post
    earned of each measured count, by name.
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
    more = [_counted(bar, earned) for bar, place in for_it if place > 0]
    fewer = [_counted(bar, earned) for bar, place in for_it if place <= 0]
    return (
        Phrase("This post is in "),
        Phrase(names[0], strong=True, segment=0),
        Phrase(" because it earned "),
        *_compared(more, "more"),
        *([Phrase(" and ")] if more and fewer else []),
        *_compared(fewer, "fewer"),
        Phrase(" than the average post. Its nearest alternative is "),
        Phrase(names[1], strong=True, segment=1),
        *_pull(against, earned),
    )


def _compared(counted: list[Sentence], how: str) -> Sentence:
    return (Phrase(f"{how} "), *in_a_row(counted)) if counted else ()


def _counted(bar: Contribution, earned: Mapping[str, Claim]) -> Sentence:
    name, _, value = bar.label.partition(" = ")
    figure = told(earned[bar.feature], strong=True) if bar.feature in earned else Phrase(value, strong=True)
    return (Phrase(f"{name.lower()} (", strong=True), figure, Phrase(")", strong=True))


def _pull(against: Sequence[tuple[Contribution, float]], earned: Mapping[str, Claim]) -> Sentence:
    if not against:
        return (Phrase("; no count points that way."),)
    bar, _ = min(against, key=lambda pair: pair[0].weight)
    name, _, value = bar.label.partition(" = ")
    if value == "0":
        return (Phrase(f"; having no {name.lower()} pulls that way."),)
    if bar.feature not in earned:
        return (Phrase(f"; its {bar.label} pull that way."),)
    noun, verb = (COUNTS[bar.feature].singular, "pulls") if value == "1" else (bar.feature, "pull")
    return (Phrase("; its "), told(earned[bar.feature]), Phrase(f" {noun} {verb} that way."))
