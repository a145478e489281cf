"""What the columns of an unknown file probably mean, from their names and their first cells.

A name that a known tool has, exactly, is the best sign; then a word in it, then what the cells look like.
Suggestions are for people to confirm: no file is read by a likeness alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from services.domain.counts import COUNTS
from services.domain.intake import Suggestion
from services.importers import IMPORTERS
from services.importers.headers import match, normalise
from services.importers.importer import INTERACTIONS, MORE_TEXT, NETWORK, TIME_OF_DAY, Importer
from services.importers.mapped import FIELDS
from services.importers.sampling import Sample, take_sample

CERTAIN, LIKELY, UNSURE = "certain", "likely", "unsure"
_RANK = {CERTAIN: 0, LIKELY: 1, UNSURE: 2}
# Names of tools that have no importer of their own: Later, Buffer, Agorapulse, and data sets.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "published_at": ("Posted At", "Publishing date", "Full_Date", "Published", "Publication date", "Date and time"),
    TIME_OF_DAY: ("Publishing time", "Time"),
    "text": ("Caption", "Update", "Post", "Message", "Text", "Content", "Post text", "Tweet"),
    "permalink": ("Post URL", "URL", "Permalink", "Post link"),
    "post_type": ("Media Type", "Post Type", "Type", "Format"),
    "page": ("Page", "Profile", "Account", "Page name", "Account name", "Source"),
    "post_id": ("Post ID", "ID"),
    NETWORK: ("Service", "Network", "Platform", "Channel"),
    "clicks": ("Link Clicks", "Clicks"),
    "saves": ("Saves", "Saved", "Bookmarks"),
}
_NEVER = (
    "page total likes",
    "likes at posting",
    "page likes at posting",
    "followers at posting",
    "followers",
    "subscribercount",
    "category",
    "paid",
    "interactions",
    "engagement",
    "engagements",
)
_NEVER_BEGIN = ("overperforming score", "expected_", "promoted ")
_WORDS: Mapping[str, str] = {
    **{name: name for name in COUNTS},
    **{count.singular: name for name, count in COUNTS.items() if " " not in count.singular},
    "retweets": "shares",
    "reposts": "shares",
    "replies": "comments",
    "favorites": "likes",
    "bookmarks": "saves",
    "plays": "views",
    "hearts": "loves",
    "date": "published_at",
    "published": "published_at",
    "posted": "published_at",
    "permalink": "permalink",
    "url": "permalink",
    "caption": "text",
    "message": "text",
    "type": "post_type",
    "format": "post_type",
    "page": "page",
    "account": "page",
    "profile": "page",
    "id": "post_id",
}


def suggest(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Suggestion, ...]:
    """One suggestion a column, in their order; rows: the first ones below the header, as wide as it.

    Every field is suggested once, `text` twice at most, to the column with the best reason.
    """
    names = _names()
    first = [_one(header, take_sample([row[place] for row in rows]), names) for place, header in enumerate(headers)]
    order = sorted(range(len(first)), key=lambda place: (_RANK[first[place].certainty], place))
    taken: Counter[str] = Counter()
    final = list(first)
    for place in order:
        field = first[place].field
        if not field:
            continue
        taken[field] += 1
        if taken[field] > (2 if field == "text" else 1):
            final[place] = replace(
                first[place], field="", reason=f"Another column is a better {field}.", certainty=UNSURE
            )
    return tuple(final)


def confirm(suggestions: Sequence[Suggestion], importer: Importer) -> tuple[Suggestion, ...]:
    """The suggestions for a file this importer recognised: what it reads is certain, the rest means nothing."""
    columns = match([one.header for one in suggestions], importer)
    fields = {place: "text" if name == MORE_TEXT else name for name, place in columns.position.items()}
    return tuple(
        replace(one, field=fields[place], reason=f"{importer.title} names it so.", certainty=CERTAIN)
        if fields.get(place) in FIELDS
        else replace(one, field="", reason=f"{importer.title}: not used.", certainty=LIKELY)
        for place, one in enumerate(suggestions)
    )


def _names() -> dict[str, Counter[str]]:
    """Every name any tool has for a field, with how many have it."""
    names: dict[str, Counter[str]] = {}
    for column, aliases in _all_aliases():
        field = "text" if column == MORE_TEXT else column
        if field in FIELDS:
            for alias in aliases:
                names.setdefault(normalise(alias), Counter())[field] += 1
    return names


def _all_aliases() -> Iterator[tuple[str, tuple[str, ...]]]:
    for importer in IMPORTERS.values():
        yield from importer.aliases.items()
    yield from _OTHER_NAMES.items()


def _one(header: str, sample: Sample, names: Mapping[str, Counter[str]]) -> Suggestion:
    name = normalise(header)
    if name in _NEVER or name.startswith(_NEVER_BEGIN):
        return Suggestion(header, "", "This name stands for something of the page or a sum, not a count.", LIKELY)
    if name in names:
        fitting = [field for field, _ in names[name].most_common() if _fits(field, sample)]
        if fitting:
            alone = len(names[name]) == 1
            return Suggestion(header, fitting[0], "A known tool names it so.", CERTAIN if alone else LIKELY)
    words = [_WORDS[word] for word in re.split(r"[^\w]+|_", name) if word in _WORDS]
    fitting = [field for field in words if _fits(field, sample)]
    if fitting and not _is_rate(name):
        return Suggestion(header, fitting[0], "A word in its name says so.", UNSURE if len(set(words)) > 1 else LIKELY)
    return _by_cells(header, sample)


def _is_rate(name: str) -> bool:
    return "rate" in name or "%" in name or "average" in name or "per " in name


def _fits(field: str, sample: Sample) -> bool:
    """Whether the cells can be what the name says; an empty sample can be anything."""
    if sample.empty:
        return True
    if field in (*COUNTS, INTERACTIONS):
        return sample.counts
    if field == "published_at":
        return sample.dates
    return True


def _by_cells(header: str, sample: Sample) -> Suggestion:
    looks = (
        (sample.empty, "", "Its first cells are empty."),
        (sample.dates, "published_at", "Its cells are dates."),
        (sample.links, "permalink", "Its cells are addresses, all different."),
        (sample.ids, "post_id", "Its cells are long numbers or codes, all different."),
        (sample.long_text, "text", "Its cells are long texts."),
        (sample.counts, "", "Its cells are whole numbers; which count they are only you can say."),
        (True, "", "Nothing in its name or cells says what it means."),
    )
    field, reason = next((field, reason) for such, field, reason in looks if such)
    return Suggestion(header, field, reason, UNSURE)
