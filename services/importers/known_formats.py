"""Exports this version recognises by their headers and does not read yet, so that it can say so."""

from dataclasses import dataclass

from services.importers.headers import normalise


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """Somebody else's export: a header with all of these names is one."""

    title: str
    names: frozenset[str]


def _known(title: str, *headers: str) -> KnownFormat:
    return KnownFormat(title, frozenset(normalise(header) for header in headers))


_META = "a Meta Business Suite export"
_X = "an X (Twitter) activity export"
KNOWN = (
    _known(_META, "Post ID", "Publish time", "Permalink"),
    _known(_META, "Αναγνωριστικό δημοσίευσης", "Χρόνος δημοσίευσης"),
    _known(_META, "ID โพสต์", "เวลาที่เผยแพร่"),
    _known(_META, "Identificador de la publicación", "Hora de publicación"),
    _known(_X, "Tweet id", "Tweet text", "time"),
    _known(_X, "Post id", "Post text", "Reposts"),
    _known("a YouTube Studio export", "Content", "Video title", "Video publish time"),
    _known("the UCI Facebook metrics file", "Type", "Post Month", "Post Weekday", "Post Hour"),
    _known("a CrowdTangle export", "Page Name", "Post Created", "Total Interactions"),
    _known("a CrowdTangle export", "Account", "Post Created", "Likes"),
    _known("a Facebook Insights export", "Post ID", "Post Message", "Posted"),
    _known("a BuzzFeed Facebook file", "account_id", "post_id", "Date Published", "reaction_count"),
    _known("a LinkedIn page export", "Update title", "Update link", "Created date"),
    _known("a LinkedIn page export", "Post title", "Post link", "Created date"),
    _known("a TikTok Studio export", "Video title", "Video link", "Post time"),
    _known("a Hootsuite export", "Date (GMT)", "Post Permalink"),
    _known("a Sprout Social export", "Date", "Post ID", "Network"),
)


def name_format(names: frozenset[str]) -> str:
    """What a header with these normalised names belongs to, with its article; empty if we do not know."""
    return next((known.title for known in KNOWN if known.names <= names), "")
