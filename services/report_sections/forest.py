"""What goes with each segment: the forest's view, and how far it may be believed."""

from services.claims import restated
from services.domain.colours import segment_colour
from services.domain.documents import Block, Chart, ChartKind, Note, Series, Text
from services.domain.driving import ImportanceView
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """A chart a segment, after the share of posts that the forest gets right."""
    if not material.drivers or material.fidelity is None:
        return ()
    told = [material.say(claim) for claim in restated(material.evidence, material.fidelity)]
    importance = material.drivers[0].importance
    charts = (importance_chart(material, importance, rank) for rank in range(len(importance.names)))
    return (Text(joined(*told), lead=True), *charts, Note(material.word(Word.FOREST_NOTE)))


def importance_chart(material: Material, importance: ImportanceView, rank: int) -> Chart:
    """Mean absolute SHAP values of one segment, largest first."""
    values = importance.importance[rank]
    order = sorted(range(len(importance.features)), key=lambda column: -float(values[column]))
    name = importance.names[rank]
    return Chart(
        title=material.word(Word.IMPORTANCE_OF, segment=name),
        kind=ChartKind.BARS,
        categories=tuple(material.term(importance.features[column].lower()).capitalize() for column in order),
        series=(
            Series(
                material.word(Word.IMPORTANCE), tuple(float(values[column]) for column in order), segment_colour(rank)
            ),
        ),
        words=material.word(Word.IMPORTANCE_WORDS, segment=name),
        note=f"{material.word(Word.IMPORTANCE)}; n = {importance.posts:,}",
    )


SECTIONS.add("forest")(ReportSection(Word.FOREST, write, frozenset({Need.FOREST})))
