"""Each segment in a nutshell: who it is, what it holds, the rule that tells it apart, how far it can be trusted."""

from dataclasses import replace

import numpy as np

from services.analyses import Analysed
from services.card_claims import card_claims
from services.claims import Evidence
from services.domain.arrays import Booleans
from services.domain.counts import COUNTS
from services.domain.identity import Identity, Lineage
from services.domain.segmentation import BORDERLINE
from services.domain.selection import Selection
from services.domain.views import Figure, SegmentCard
from services.profiles import card_counts, middle
from services.scope import Scope, segment_id, segment_rank
from services.wording import extremes


def segment_cards(analysed: Analysed, seen: Scope, selection: Selection) -> tuple[SegmentCard, ...]:
    """A card a segment, strongest first, every figure on it a claim."""
    ranks = {segment_rank(analysed, segment) for segment in selection.filters.segments}
    cards = (_card(analysed, seen, rank, pressed=rank in ranks) for rank in range(analysed.described.segmentation.k))
    evidence = Evidence(analysed, selection, seen.of_all_segments)
    return tuple(replace(card, claims=card_claims(evidence, card)) for card in cards)


def origin_words(lineage: Lineage, identity: Identity) -> str:
    """Where a segment comes from, "" for the first analysis of its dataset: `Was “Liked photos” in version 2`."""
    origin = identity.origin
    if lineage.before is None:
        return ""
    if origin is None:
        return f"New in version {lineage.version}" if lineage.before != lineage.version else "New with this seed"
    if origin.version != lineage.version:
        then = f"in version {origin.version} ({origin.posts:,} posts)"
    elif origin.seed != lineage.seed:
        then = f"with seed {origin.seed} ({origin.posts:,} posts)"
    else:
        return ""
    return f"The same as {then}" if origin.name == identity.name else f"Was “{origin.name}” {then}"


def _card(analysed: Analysed, seen: Scope, rank: int, *, pressed: bool) -> SegmentCard:
    described = analysed.described
    segmentation, identity = described.segmentation, _identity(analysed, rank)
    members = seen.of_all_segments & (segmentation.labels == rank)
    commonest, share = _commonest_format(analysed, members)
    labels = tuple(COUNTS[name].label if name in COUNTS else name for name in analysed.analysis.features)
    high, low = extremes(described.contrasts[rank].tolist(), labels)
    return SegmentCard(
        id=identity.id,
        rank=rank,
        name=identity.name,
        posts=int(members.sum()),
        share=float(members.sum() / max(int(seen.of_all_segments.sum()), 1)),
        in_view=int((seen.in_view & members).sum()),
        format=commonest,
        format_share=share,
        medians=tuple(_median(analysed, name, members) for name in card_counts(analysed)),
        high=high,
        low=low,
        jaccard=float(segmentation.jaccard[rank]),
        default_name=identity.default_name,
        rule=described.rules[rank] if described.rules else None,
        borderline=int((segmentation.membership[members] < BORDERLINE).sum()),
        origin=origin_words(analysed.lineage, identity),
        pressed=pressed,
    )


def _identity(analysed: Analysed, rank: int) -> Identity:
    known, name = analysed.lineage.identities, analysed.described.names[rank]
    return known[rank] if known else Identity(segment_id(analysed, rank), name, name)


def _median(analysed: Analysed, name: str, members: Booleans) -> Figure:
    value = middle(analysed.posts.counts[name][members])
    return Figure(None if np.isnan(value) else value, COUNTS[name].name)


def _commonest_format(analysed: Analysed, members: Booleans) -> tuple[str, float]:
    formats, numbers = np.unique(analysed.posts.formats[members].astype(str), return_counts=True)
    if not len(formats):
        return "", 0.0
    return str(formats[numbers.argmax()]), float(numbers.max() / numbers.sum())
