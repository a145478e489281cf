"""One post: what it earned, where it is, and three answers why."""

from services.claiming.language import Language
from services.domain.colours import segment_colour
from services.domain.counts import COUNTS
from services.domain.documents import Block, Chart, ChartKind, ListedPost, Note, PostList, Series, Text
from services.domain.explained import Contribution, PostExplained, PostHeader
from services.domain.views import Sentence
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import PINNABLES, Pinnable

_MOST_WORDS = 400
# Three such charts fit on a page.
_MOST_BARS = 5


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """The post, the sentence that says why it is where it is, and a chart an answer."""
    if material.post is None:
        return ()
    found = material.post
    names = found.exact.names
    own, other = names[found.exact.segment], names[found.exact.runner_up]
    exact = _chart(material, found, found.exact.bars, material.word(Word.EXACT_TITLE, own=own, other=other))
    return (
        PostList("", (_listed(material, found.header),)),
        Text(_sentence(material, found), lead=True),
        exact,
        Note(material.word(Word.EXACT_NOTE)),
        *_answers(material, found),
    )


def _answers(material: Material, found: PostExplained) -> tuple[Block, ...]:
    """Those of the forest, where it has been grown."""
    blocks: list[Block] = []
    if found.shap:
        title = material.word(Word.SHAP_TITLE, segment=found.shap.names[found.shap.segment])
        blocks += [_chart(material, found, found.shap.bars, title), Note(material.word(Word.SHAP_NOTE))]
    if found.lime:
        title = material.word(Word.LIME_TITLE, segment=found.lime.names[found.lime.segment])
        blocks += [_chart(material, found, found.lime.bars, title), Note(material.word(Word.LIME_NOTE))]
    return tuple(blocks)


def _sentence(material: Material, found: PostExplained) -> Sentence:
    """As the page has it, or in other languages the claims it makes."""
    if material.language is Language.ENGLISH:
        return found.sentence
    return joined(*(material.say(part.claim) for part in found.sentence if part.claim))


def _chart(material: Material, found: PostExplained, bars: tuple[Contribution, ...], title: str) -> Chart:
    """Contributions, the largest first, left of zero what speaks against the segment."""
    order = sorted(bars, key=lambda bar: -abs(bar.weight))
    labels = [_label(material, bar) for bar in order[:_MOST_BARS]]
    weights = [bar.weight for bar in order[:_MOST_BARS]]
    if rest := order[_MOST_BARS:]:
        # The bars add up to the whole answer, however many are drawn.
        labels.append(material.word(Word.THE_OTHERS))
        weights.append(sum(bar.weight for bar in rest))
    series = Series(title, tuple(weights), segment_colour(found.header.segment))
    return Chart(title, ChartKind.BARS, tuple(labels), (series,), material.word(Word.ANSWER_WORDS, title=title))


def _label(material: Material, bar: Contribution) -> str:
    """`Shares = 47` in the report's language; what the recipe made itself stays as it is."""
    count = COUNTS.get(bar.feature)
    if material.language is Language.ENGLISH or count is None:
        return bar.label
    return bar.label.replace(count.label, material.term(bar.feature))


def _listed(material: Material, post: PostHeader) -> ListedPost:
    words = " ".join(post.text.split())
    measured = [(figure.label.lower(), figure.value) for figure in post.counts if figure.value is not None]
    return ListedPost(
        number=material.number_of(post.post_id),
        segment=post.segment,
        published_at=post.published_at,
        format=material.term(post.format),
        page=post.page,
        words=f"{words[:_MOST_WORDS].rstrip()} …" if len(words) > _MOST_WORDS else words,
        earned=", ".join(f"{value:,.0f} {material.term(name, one=value == 1)}" for name, value in measured),
    )


PINNABLES.add("post")(Pinnable(Word.PINNED_POST, write, ("/explain",), frozenset({Need.FOREST, Need.POST})))
