"""The tags of a workspace as its datasets have them."""

from services.arrivals import FACTS
from services.domain.datasets import Dataset
from services.domain.tagging import Tag, TagRule
from services.storage.database import Database


class TagBook:
    """Reads tags. Callers have checked the right."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, workspace_id: str, dataset: Dataset) -> tuple[Tag, ...]:
        """Every tag, with the posts of this dataset that were picked by hand."""
        with self._database.reading(workspace_id) as data:
            rows, picked = data.tags.all(), data.tags.picked(dataset.line or dataset.id)
            return tuple(
                Tag(
                    id=row.id,
                    name=row.name,
                    rule=FACTS.structure(row.facts, TagRule),
                    picked=tuple(sorted(one.post_id for one in picked if one.tag_id == row.id)),
                )
                for row in rows
            )
