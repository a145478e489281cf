"""Every post in view, with its segment: the first on paper, all in XLSX and CSV."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from services.domain.documents import Block, Cell, Column, ColumnKind, Table
from services.posts_table import table_counts
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """A row a post, in the order of the file."""
    posts, counts = material.evidence.analysed.posts, table_counts(material.evidence.analysed)
    columns = (
        Column(material.word(Word.NUMBER), ColumnKind.WHOLE),
        Column(material.word(Word.POST)),
        Column(material.word(Word.SEGMENT)),
        Column(material.word(Word.KEPT), ColumnKind.SHARE),
        Column(material.word(Word.PUBLISHED), ColumnKind.MOMENT),
        Column(material.word(Word.FORMAT)),
        *((Column(material.word(Word.PAGE_NAME)),) if posts.has_pages else ()),
        *(Column(material.term(name).capitalize(), ColumnKind.WHOLE) for name in counts),
    )
    rows = tuple(_rows(material, counts))
    return (Table(material.word(Word.ALL_POSTS), columns, rows),) if rows else ()


def _rows(material: Material, counts: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    analysed = material.evidence.analysed
    posts, part = analysed.posts, analysed.described.segmentation
    places = np.flatnonzero(material.evidence.posts)
    labels, kept = part.labels[places].tolist(), np.asarray(part.membership)[places].tolist()
    columns: list[list[Any]] = [
        (places + 1).tolist(),
        posts.ids[places].tolist(),
        [material.names[label] for label in labels],
        kept,
        posts.published[places].tolist(),
        [material.term(form) for form in posts.formats[places].astype(str).tolist()],
        *([posts.pages[places].tolist()] if posts.has_pages else []),
        *(_whole(posts.counts[name][places].tolist()) for name in counts),
    ]
    return zip(*columns, strict=True)


def _whole(values: list[float]) -> list[Cell]:
    # What was not measured is NaN, which is not equal to itself.
    return [int(value) if value == value else None for value in values]  # noqa: PLR0124  (the test for NaN)


SECTIONS.add("all_posts")(ReportSection(Word.ALL_POSTS, write))
