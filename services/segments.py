"""The Segments page: one analysis under one set of filters."""

from services.analyses import Analysed, Analyses
from services.claims import Evidence, circular, held, posts_share, stability
from services.domain.actors import Actor
from services.domain.errors import Conflict, NotFound
from services.domain.identity import clean_name
from services.domain.selection import Selection, TableQuery
from services.domain.views import (
    Choices,
    DensityOfPosts,
    Headline,
    MapOfPosts,
    Mix,
    Option,
    Phrase,
    PostsPage,
    Profile,
    SegmentCard,
    SegmentsView,
    Sentence,
    Sizes,
    WhyK,
)
from services.lineage import Lineages
from services.maps import map_of_posts
from services.policy import Permission, requires
from services.posts_table import posts_page
from services.profiles import mix, profile, sizes
from services.recipes import RECIPES
from services.scope import Scope, scope, segment_rank
from services.segment_cards import segment_cards
from services.wording import circular_words, listed, segments_headline, strongest, talked_about


class Segments:
    """Views of stored analyses."""

    def __init__(self, analyses: Analyses, lineages: Lineages) -> None:
        self._analyses, self._lineages = analyses, lineages

    @requires(Permission.EXPLORE)
    def view(self, actor: Actor, selection: Selection) -> SegmentsView:
        """Everything the page shows; NotFound while the analysis was not made."""
        return SegmentsView(
            headline=self.headline(actor, selection),
            choices=self.choices(actor, selection),
            cards=self.cards(actor, selection),
            map=self.map(actor, selection),
            profile=self.profile(actor, selection),
            sizes=self.sizes(actor, selection),
            why_k=self.why_k(actor, selection),
            mix=self.mix(actor, selection),
        )

    @requires(Permission.EXPLORE)
    def headline(self, actor: Actor, selection: Selection) -> Headline:
        """The finding in words, and what to keep in mind."""
        analysed, seen = self._seen(actor, selection)
        evidence = Evidence(analysed, selection, seen.of_all_segments)
        return Headline(_finding(evidence), (*_caution(evidence), *_gone(analysed)))

    @requires(Permission.EXPLORE)
    def choices(self, actor: Actor, selection: Selection) -> Choices:
        """What the filters offer."""
        return choices(*self._seen(actor, selection))

    @requires(Permission.EXPLORE)
    def cards(self, actor: Actor, selection: Selection) -> tuple[SegmentCard, ...]:
        """A card a segment, strongest first."""
        analysed, seen = self._seen(actor, selection)
        return segment_cards(analysed, seen, selection)

    @requires(Permission.EXPLORE)
    def demand(self, actor: Actor, selection: Selection) -> None:
        """InvalidInput where the view asks for what the stored analysis does not have, such as a segment long gone."""
        self._seen(actor, selection)

    @requires(Permission.NAME_SEGMENTS, change="renamed a segment", about="segment")
    def rename(self, actor: Actor, selection: Selection, segment: str, name: str) -> str:
        """The name that the segment has now, in every analysis it turns up in; "" = its default name again.

        InvalidInput for a name that cannot be shown, Conflict where another segment of this view has it.
        """
        analysed, wanted = self._analyses.get(actor, selection.segmentation), clean_name(name)
        rank = segment_rank(analysed, segment)
        if not analysed.lineage.identities:
            raise NotFound("This analysis has not been made yet.")
        identity = analysed.lineage.identities[rank]
        wanted = wanted or identity.default_name
        others = [one.name for place, one in enumerate(analysed.lineage.identities) if place != rank]
        if wanted.casefold() in (other.casefold() for other in others):
            raise Conflict(f"Another segment is called “{wanted}” already. Choose another name.")
        if wanted != identity.name:
            self._lineages.rename(actor, analysed.dataset, identity, wanted)
        return wanted

    @requires(Permission.EXPLORE)
    def map(self, actor: Actor, selection: Selection) -> MapOfPosts | DensityOfPosts:
        """The posts in two dimensions: one by one, or from 50,000 in view counted in cells."""
        return map_of_posts(*self._seen(actor, selection))

    @requires(Permission.EXPLORE)
    def profile(self, actor: Actor, selection: Selection) -> Profile:
        """What sets each segment apart."""
        analysed, seen = self._seen(actor, selection)
        return profile(analysed, seen.in_view)

    @requires(Permission.EXPLORE)
    def sizes(self, actor: Actor, selection: Selection) -> Sizes:
        """What each segment holds."""
        analysed, seen = self._seen(actor, selection)
        return sizes(analysed, seen.in_view)

    @requires(Permission.EXPLORE)
    def why_k(self, actor: Actor, selection: Selection) -> WhyK:
        """Everything that speaks for one number of segments."""
        analysed = self._analyses.get(actor, selection.segmentation)
        sweep, k = analysed.analysis.sweep, analysed.described.segmentation.k
        return WhyK(sweep.rows, k, sweep.recommended_k, len(analysed.posts), sweep.resamples, sweep.silhouette_sample)

    @requires(Permission.EXPLORE)
    def mix(self, actor: Actor, selection: Selection) -> Mix:
        """The segments over time."""
        analysed, seen = self._seen(actor, selection)
        return mix(analysed, seen.in_view, seen.of_all_segments)

    @requires(Permission.EXPLORE)
    def posts(self, actor: Actor, selection: Selection, query: TableQuery) -> PostsPage:
        """A block of the table of posts in view."""
        analysed, seen = self._seen(actor, selection)
        return posts_page(analysed, seen.in_view, query)

    def _seen(self, actor: Actor, selection: Selection) -> tuple[Analysed, Scope]:
        analysed = self._analyses.get(actor, selection.segmentation)
        return analysed, scope(analysed, selection.filters)


def choices(analysed: Analysed, seen: Scope) -> Choices:
    """What the filters offer, and what the view stands on."""
    posts, analysis = analysed.posts, analysed.analysis
    return Choices(
        dataset=analysed.dataset.id,
        dataset_name=analysed.dataset.name,
        posts=len(posts),
        in_view=int(seen.in_view.sum()),
        pages=tuple(sorted(set(posts.pages) - {""})),
        formats=tuple(sorted(set(posts.formats) - {""})),
        first=analysed.dataset.first,
        last=analysed.dataset.last,
        recipe=analysis.recipe,
        recipe_label=RECIPES[analysis.recipe].label,
        k=analysed.described.segmentation.k,
        recommended_k=analysis.sweep.recommended_k,
        analysed_at=analysed.analysed_at,
        recipes=tuple(Option(name, recipe.label) for name, recipe in RECIPES.items()),
        tags=tuple(Option(tag.id, tag.name) for tag in analysed.tags),
    )


def _finding(evidence: Evidence) -> Sentence:
    """What the segments come to, in words made of claims."""
    analysed, held_by = evidence.analysed, sizes(evidence.analysed, evidence.posts)
    top = tuple(range(strongest(held_by)))
    share = posts_share(evidence, top) if top else None
    told = [held(evidence, top, count) for count in talked_about(held_by)] if top else []
    stable = stability(evidence, analysed.described.segmentation.k)
    return segments_headline(share, told, stable, analysed.analysis.sweep)


def _gone(analysed: Analysed) -> Sentence:
    """Segments of the analysis before that are none of this one's."""
    lineage = analysed.lineage
    if not lineage.gone:
        return ()
    lost = listed([f"“{one.name}”" for one in lineage.gone])
    return (Phrase(f"Since version {lineage.gone[0].version}, no segment is near enough to be the same as {lost}."),)


def _caution(evidence: Evidence) -> Sentence:
    """That the classic recipe agrees with the post types in a circle, with both figures."""
    found = circular(evidence)
    return () if found is None else circular_words(*found)
