"""Method and limits: what the report stands on, and what was left out of it."""

from services.domain.documents import Block, Cell, Column, ColumnKind, Note, Table
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """The method in three notes, the data line by line, and what the import found."""
    resamples = material.view.why_k.resamples
    return (
        Note(material.word(Word.METHOD_TEXT, resamples=resamples)),
        Note(material.word(Word.METHOD_COUNTED)),
        Note(material.word(Word.METHOD_WORDING)),
        _data(material),
        *_findings(material),
    )


def _data(material: Material) -> Table:
    analysed, evidence = material.evidence.analysed, material.evidence
    dataset, posts = analysed.dataset, analysed.posts
    in_view = int(evidence.posts.sum())
    lines: list[tuple[Word, Cell]] = [
        (Word.DATASET, dataset.name),
        (Word.ROWS_IN_FILE, f"{dataset.rows_in_file:,}"),
        (Word.ROWS_KEPT, f"{dataset.rows_kept:,}"),
        (Word.ROWS_SET_ASIDE, f"{dataset.rows_set_aside:,}"),
        (Word.ROWS_UPDATED, f"{dataset.rows_updated:,}"),
        (Word.OUT_OF_VIEW, f"{len(posts) - in_view:,}"),
        (Word.IMMATURE, f"{int((posts.immature & evidence.posts).sum()):,}"),
        (Word.METHOD_RECIPE, material.translate(material.view.choices.recipe_label)),
        (Word.METHOD_SEED, str(evidence.selection.segmentation.seed)),
        (Word.METHOD_CONTENT, dataset.content),
    ]
    columns = (Column(material.word(Word.METHOD_DATA)), Column(material.word(Word.VALUE)))
    return Table(
        material.word(Word.METHOD_DATA), columns, tuple((material.word(which), value) for which, value in lines)
    )


def _findings(material: Material) -> tuple[Table, ...]:
    findings = material.evidence.analysed.dataset.findings
    if not findings:
        return ()
    columns = (Column(material.word(Word.FINDING)), Column(material.word(Word.ROWS), ColumnKind.WHOLE))
    rows = tuple((material.translate(finding.title), finding.rows) for finding in findings)
    return (Table(material.word(Word.FINDINGS), columns, rows),)


SECTIONS.add("method")(ReportSection(Word.METHOD, write))
