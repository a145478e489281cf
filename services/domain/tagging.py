"""Tags: what people of a workspace call some posts, by a rule or one by one."""

from dataclasses import dataclass

import numpy as np

from .arrays import Booleans
from .posts import Posts, Texts

LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class TagRule:
    """Which posts have a tag by themselves: all that is said must hold; "" = not said, nothing said = no post.

    contains: words that stand in the text, whatever their case. page, format: as in the file.
    """

    contains: str = ""
    page: str = ""
    format: str = ""

    @property
    def says_something(self) -> bool:
        """Whether the rule gives the tag to any post at all."""
        return bool(self.contains or self.page or self.format)

    def holds(self, posts: Posts) -> Booleans:
        """(n,) whether each post has the tag by this rule."""
        kept = np.full(len(posts), self.says_something)
        for values, wanted in ((posts.pages, self.page), (posts.formats, self.format)):
            if wanted:
                kept &= values.astype(str) == wanted
        return kept & _contain(posts.texts, self.contains) if self.contains else kept


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in one dataset. picked: ids of the posts that somebody gave it to, in the order of the alphabet."""

    id: str
    name: str
    rule: TagRule = TagRule()
    picked: tuple[str, ...] = ()

    def of(self, posts: Posts) -> Booleans:
        """(n,) whether each post has the tag, by rule or by hand, whenever it was published."""
        by_rule = self.rule.holds(posts)
        return by_rule | np.isin(posts.ids.astype(str), self.picked) if self.picked else by_rule


@dataclass(frozen=True, slots=True)
class PostTag:
    """A tag beside one post: whether the post has it by rule, and whether by hand. posts: how many have it."""

    tag: Tag
    by_rule: bool
    by_hand: bool
    posts: int


@dataclass(frozen=True, slots=True)
class PostTags:
    """All tags of the workspace beside one post, and the pages and formats that a rule can name."""

    post: str
    tags: tuple[PostTag, ...]
    pages: tuple[str, ...]
    formats: tuple[str, ...]


def _contain(texts: Texts, words: str) -> Booleans:
    wanted = words.casefold()
    return np.fromiter((wanted in text.casefold() for text in texts), bool, len(texts))
