"""Scores as CSV, row by row as they were sent, safe to open in a spreadsheet."""

import csv
import io

from services.domain.scoring import PostTable, Scored, ScoredPost
from services.inert_text import inert_cell

_HEADER = ("row", "id", "segment", "segment_id", "membership", "borderline", "runner_up", "margin", "why", "set_aside")


def scored_csv(scored: Scored, table: PostTable) -> str:
    """A line a row of the file: scored, or set aside with the reason."""
    lines = [(one.post.row, _scored(scored, one)) for one in scored.posts]
    lines += [(row, (row, *[""] * (len(_HEADER) - 2), inert_cell(why))) for row, why in table.set_aside]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    writer.writerows(line for _, line in sorted(lines, key=lambda pair: pair[0]))
    return text.getvalue()


def _scored(scored: Scored, one: ScoredPost) -> tuple[object, ...]:
    segment, other = scored.segments[one.segment], scored.segments[one.runner_up]
    why = "".join(phrase.text for phrase in one.why)
    names = inert_cell(segment.label), segment.value
    sure = "" if one.membership is None else one.membership, "yes" if one.borderline else "no"
    return (
        one.post.row,
        inert_cell(one.post.id),
        *names,
        *sure,
        inert_cell(other.label),
        one.margin,
        inert_cell(why),
        "",
    )
