"""Where the model restates the segments on posts it did not see, and where not."""

import numpy as np

from components.figures import Drawing, chart
from components.figures.heat import Cells, heat_map
from components.text import percent
from services.domain.driving import FidelityView


def _say(value: FidelityView) -> str:
    rows = ", ".join(f"{name} {percent(share)}" for name, share in zip(value.names, value.per_segment, strict=True))
    return (
        f"{percent(value.held_out)} of held-out posts get the right segment; "
        f"always naming the largest would give {percent(value.baseline)}. By segment: {rows}."
    )


@chart("confusion", of=FidelityView, title="The model against the segmentation", say=_say)
def draw(value: FidelityView) -> Drawing:
    """Rows = the segment, columns = the model's answer; right answers warm, wrong ones cold."""
    totals = np.maximum(value.confusion.sum(axis=1, keepdims=True), 1)
    hover = tuple(
        tuple(
            f"{name} taken for {answer}: {many:,} of {total:,} posts ({percent(many / total)})"
            for answer, many in zip(value.names, row, strict=True)
        )
        for name, row, total in zip(value.names, value.confusion, totals[:, 0], strict=True)
    )
    texts = tuple(tuple(f"{many:,}" for many in row) for row in value.confusion)
    figure = heat_map(Cells(value.names, value.names, value.levels(), texts, hover))
    figure["layout"]["yaxis"]["title"] = {"text": "segment"}
    return figure
