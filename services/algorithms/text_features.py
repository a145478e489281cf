"""What a text looks like, as a few codes that anybody can check by eye."""

import numpy as np

from services.domain.levers import Codes
from services.domain.posts import Texts

_LENGTHS = (1, 40, 80, 160, 320, 640)
_MOST = 3


def text_codes(texts: Texts) -> tuple[Codes, ...]:
    """Columns of codes (n,): length in steps, question, hashtags, links, emoji; counts of three or more are one."""
    length = np.digitize([len(text) for text in texts], _LENGTHS).astype(np.int64)
    features = (_questions, _hashtags, _links, _emoji)
    return (length, *(_counted([feature(text) for text in texts]) for feature in features))


def has_question(text: str) -> bool:
    """Whether somebody is asked something."""
    return _questions(text) > 0


def has_hashtag(text: str) -> bool:
    """Whether a word is marked as a topic."""
    return _hashtags(text) > 0


def has_link(text: str) -> bool:
    """Whether an address stands in the text."""
    return _links(text) > 0


def _counted(counts: list[int]) -> Codes:
    return np.minimum(np.array(counts, np.int64), _MOST)


def _questions(text: str) -> int:
    return int("?" in text or "\uff1f" in text or "\u061f" in text)


def _hashtags(text: str) -> int:
    return sum(word.startswith("#") and len(word) > 1 for word in text.split())


def _links(text: str) -> int:
    return sum(word.startswith(("http://", "https://", "www.")) for word in text.split())


def _emoji(text: str) -> int:
    """Pictures by their place in Unicode: the emoji blocks, dingbats and weather signs."""
    return sum(0x1F300 <= ord(sign) <= 0x1FAFF or 0x2600 <= ord(sign) <= 0x27BF for sign in text)
