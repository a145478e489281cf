"""What people call posts: tags with their rules, and the posts that were picked by hand."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .tables import TaggedPostRow, TagRow


class Tags:
    """The tags of one workspace."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def all(self) -> list[TagRow]:
        """Every tag, in the order of their names."""
        query = select(TagRow).where(TagRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.order_by(func.lower(TagRow.name))))

    def get(self, tag_id: str) -> TagRow:
        """The tag, or NotFound."""
        row = self._session.get(TagRow, (self._workspace_id, tag_id)) if tag_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no tag {tag_id!r} in this workspace.")
        return row

    def add(self, row: TagRow) -> None:
        """A new tag of this workspace."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def remove(self, tag_id: str) -> None:
        """No post has this tag any more."""
        row = self.get(tag_id)
        mine = TaggedPostRow.workspace_id == self._workspace_id
        self._session.execute(delete(TaggedPostRow).where(mine, TaggedPostRow.tag_id == tag_id))
        self._session.delete(row)

    def picked(self, line_id: str) -> list[TaggedPostRow]:
        """The posts of a dataset that were given a tag by hand, whatever its version."""
        mine = TaggedPostRow.workspace_id == self._workspace_id
        return list(self._session.scalars(select(TaggedPostRow).where(mine, TaggedPostRow.line_id == line_id)))

    def pick(self, tag_id: str, line_id: str, post_id: str) -> None:
        """The post has this tag from now on."""
        self._session.merge(
            TaggedPostRow(workspace_id=self._workspace_id, tag_id=tag_id, line_id=line_id, post_id=post_id)
        )

    def drop(self, tag_id: str, line_id: str, post_id: str) -> None:
        """The post does not have this tag by hand any more."""
        one = (TaggedPostRow.tag_id == tag_id, TaggedPostRow.line_id == line_id, TaggedPostRow.post_id == post_id)
        self._session.execute(delete(TaggedPostRow).where(TaggedPostRow.workspace_id == self._workspace_id, *one))

    def forget(self, line_id: str) -> None:
        """No post of this dataset is picked any more; tags and their rules stay."""
        mine = TaggedPostRow.workspace_id == self._workspace_id
        self._session.execute(delete(TaggedPostRow).where(mine, TaggedPostRow.line_id == line_id))
