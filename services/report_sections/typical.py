"""Posts that stand for their segment: those nearest to its centre."""

from services.domain.documents import Block, ListedPost, PostList
from services.domain.prototypes import Portrait, Standout
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection

_WORDS = 160


def write(material: Material) -> tuple[Block, ...]:
    """A list a segment."""
    return tuple(typical_posts(material, portrait) for portrait in material.portraits if portrait.typical)


def typical_posts(material: Material, portrait: Portrait) -> PostList:
    """The posts of one segment, nearest first."""
    title = material.word(Word.TYPICAL_OF, segment=portrait.segment.name)
    return PostList(title, tuple(_listed(material, post, portrait.segment.rank) for post in portrait.typical))


def _listed(material: Material, post: Standout, rank: int) -> ListedPost:
    posts, place = material.evidence.analysed.posts, post.number - 1
    words = " ".join(str(posts.texts[place]).split())
    known = [(figure.label.lower(), figure.value) for figure in post.counts if figure.value is not None]
    earned = ", ".join(f"{value:,.0f} {material.term(name, one=value == 1)}" for name, value in known)
    return ListedPost(
        number=post.number,
        segment=rank,
        published_at=post.published_at,
        format=material.term(post.format),
        page=str(posts.pages[place]),
        words=f"{words[:_WORDS].rstrip()} …" if len(words) > _WORDS else words,
        earned=earned,
    )


SECTIONS.add("typical")(ReportSection(Word.TYPICAL, write))
