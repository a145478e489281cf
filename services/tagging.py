"""Tags of posts: made, given and taken back by people of a workspace."""

from dataclasses import replace
from uuid import uuid4

import numpy as np

from services.analyses import Analysed, Analyses
from services.arrivals import FACTS
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import Conflict, InvalidInput
from services.domain.identity import clean_name
from services.domain.selection import Selection
from services.domain.tagging import LONGEST_WORDS, PostTag, PostTags, Tag, TagRule
from services.policy import Permission, requires
from services.post_explained import find_post
from services.scope import scope
from services.storage.database import Database
from services.storage.tables import TagRow

# A file has few tags that anybody can keep in mind; each costs a look at every text.
MOST = 40


class Tagging:
    """Keeps what people call posts."""

    def __init__(self, database: Database, analyses: Analyses, clock: Clock) -> None:
        self._database, self._analyses, self._clock = database, analyses, clock

    @requires(Permission.EXPLORE)
    def of_post(self, actor: Actor, selection: Selection) -> PostTags:
        """All tags beside the explained post; NotFound where there is no such post."""
        analysed = self._analyses.get(actor, selection.segmentation)
        place = _place(analysed, selection)
        posts = analysed.posts
        return PostTags(
            post=str(posts.ids[place]),
            tags=tuple(_beside(analysed, tag, place) for tag in analysed.tags),
            pages=tuple(sorted(set(posts.pages) - {""})),
            formats=tuple(sorted(set(posts.formats) - {""})),
        )

    @requires(Permission.TAG, change="made a tag")
    def add(self, actor: Actor, name: str, rule: TagRule) -> Tag:
        """A new tag; InvalidInput for a name that cannot be shown, Conflict for one that is taken."""
        wanted, said = clean_name(name), replace(rule, contains=" ".join(rule.contains.split()))
        if not wanted:
            raise InvalidInput("Give the tag a name.", "name")
        if len(said.contains) > LONGEST_WORDS:
            raise InvalidInput(f"Look for at most {LONGEST_WORDS} characters of text.", "contains")
        with self._database.transaction(actor.workspace_id) as data:
            data.take_turns()
            rows = data.tags.all()
            if wanted.casefold() in (row.name.casefold() for row in rows):
                raise Conflict(f"There is a tag “{wanted}” already. Choose another name.")
            if len(rows) >= MOST:
                raise InvalidInput(f"A workspace has at most {MOST} tags. Delete one first.", "name")
            tag = Tag(uuid4().hex, wanted, said)
            facts = FACTS.unstructure(said)
            data.tags.add(TagRow(id=tag.id, name=wanted, facts=facts, created_by=actor.name, created_at=self._clock()))
            data.activity.note(actor.user_id, "made a tag", wanted, self._clock())
        return tag

    @requires(Permission.TAG, change="deleted a tag", about="tag_id")
    def remove(self, actor: Actor, tag_id: str) -> None:
        """No post has this tag any more."""
        with self._database.transaction(actor.workspace_id) as data:
            name = data.tags.get(tag_id).name
            data.tags.remove(tag_id)
            data.activity.note(actor.user_id, "deleted a tag", name, self._clock())

    @requires(Permission.TAG, change="tagged a post by hand", about="tag_id")
    def toggle(self, actor: Actor, selection: Selection, tag_id: str) -> bool:
        """Whether the explained post has the tag by hand now: given where it had not, taken back where it had."""
        analysed = self._analyses.get(actor, selection.segmentation)
        post = str(analysed.posts.ids[_place(analysed, selection)])
        line = analysed.dataset.line or analysed.dataset.id
        with self._database.transaction(actor.workspace_id) as data:
            data.tags.get(tag_id)
            had = any((one.tag_id, one.post_id) == (tag_id, post) for one in data.tags.picked(line))
            change = data.tags.drop if had else data.tags.pick
            change(tag_id, line, post)
        return not had


def _place(analysed: Analysed, selection: Selection) -> int:
    return find_post(analysed, scope(analysed, selection.filters).in_view, selection.post)


def _beside(analysed: Analysed, tag: Tag, place: int) -> PostTag:
    by_rule = bool(tag.rule.holds(analysed.posts)[place])
    by_hand = str(analysed.posts.ids[place]) in tag.picked
    return PostTag(tag, by_rule, by_hand, int(np.count_nonzero(tag.of(analysed.posts))))
