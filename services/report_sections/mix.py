"""The segments over time."""

from datetime import datetime

from services.claiming.language import Language
from services.domain.colours import segment_colour
from services.domain.documents import Block, Chart, ChartKind, Column, ColumnKind, Series, Table
from services.reports.claims import posts_in_view
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection

_GRAINS = {"week": Word.WEEK, "month": Word.MONTH, "quarter": Word.QUARTER}


def write(material: Material) -> tuple[Block, ...]:
    """Shares by period as columns and as a table; nothing where no post has a date."""
    mix = material.view.mix
    if len(mix.periods) < 2:
        return ()
    grain, periods = material.word(_GRAINS[mix.grain]), tuple(_label(material, mix.grain, one) for one in mix.periods)
    series = tuple(
        Series(name, tuple(mix.shares[:, rank].tolist()), segment_colour(rank)) for rank, name in enumerate(mix.names)
    )
    title = material.word(Word.MIX_TITLE, grain=grain)
    words = material.word(Word.MIX_WORDS, grain=grain, periods=len(periods))
    columns = (
        Column(grain.capitalize()),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
        *(Column(name, ColumnKind.SHARE) for name in mix.names),
    )
    rows = tuple(
        (period, int(posts), *shares)
        for period, posts, shares in zip(
            periods[::-1], mix.posts[::-1].tolist(), mix.shares[::-1].tolist(), strict=True
        )
    )
    note = material.small_print(posts_in_view(material.evidence))
    return (
        Chart(title, ChartKind.STACKED, periods, series, words, note, share=True),
        Table(title, columns, rows, printed=12),
    )


def _label(material: Material, grain: str, begin: datetime) -> str:
    """`2026 Q1`; in Thai the year of the Buddhist era, as everywhere in such a report."""
    year, month, day = begin.year, begin.month, begin.day
    if material.language is Language.THAI:
        written = material.day(begin.date())
        if grain == "quarter":
            return f"Q{(month + 2) // 3}/{written[-4:]}"
        return written.partition(" ")[2] if grain == "month" else written
    if grain == "quarter":
        return f"{year} Q{(month + 2) // 3}"
    return f"{year}-{month:02d}" if grain == "month" else f"{year}-{month:02d}-{day:02d}"


SECTIONS.add("mix")(ReportSection(Word.MIX, write))
