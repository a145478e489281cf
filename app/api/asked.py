"""What programs may send, field by field; whatever is not named here is refused."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, model_validator

from services.algorithms.lever_values import VALUES
from services.domain.counts import COUNTS
from services.domain.scoring import MOST, MOST_POSTS
from services.domain.segmentation import DEFAULT_SEED, K_RANGE

MOST_ROWS = 500
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")
_WORDS = r"^[^\x00-\x1f\x7f~]{1,300}(~[^\x00-\x1f\x7f~]{1,300}){0,19}$"
_IDS = r"^[0-9a-z]{1,32}(~[0-9a-z]{1,32}){0,19}$"
_NUMBER = r"-?[0-9]{1,6}(\.[0-9]{1,17})?(e-[0-9]{1,2})?"
_AREA = rf"^{_NUMBER},{_NUMBER}(~{_NUMBER},{_NUMBER}){{2,99}}$"
_LEVER = rf"^({'|'.join(VALUES)}|hour:[0-6]-(1?[0-9]|2[0-3]))$"


def _day(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("write a day as 2026-01-31")
    date.fromisoformat(text)
    return text


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
Dataset = Annotated[str, Field(pattern=r"^[0-9a-z]{1,32}$", description="The id of a dataset.")]
Recipe = Literal["engagement", "volume", "classic"]
About = Literal["segments", "overview", "levers", "recommendations"]
Sort = Literal["", "segment", "published_at", "format", "page", "membership"]


def _whole(written: Any) -> Any:
    if isinstance(written, str) and not re.fullmatch(r"-?[0-9]{1,12}", written):
        raise ValueError("write a whole number in digits")
    return written


# A whole number in an address, where everything is text.
Whole = Annotated[int, BeforeValidator(_whole)]
K = Annotated[int, Field(ge=K_RANGE[0], le=K_RANGE[-1]), BeforeValidator(_whole)]


class Nothing(BaseModel):
    """No parameter at all."""

    model_config = ConfigDict(extra="forbid")


class Pages(Nothing):
    """A block of a list."""

    offset: Whole = Field(0, ge=0, le=1_000_000_000, description="How many are left out at the beginning.")
    limit: Whole = Field(100, ge=1, le=MOST_ROWS, description="How many are given at most.")


class Segmenting(Nothing):
    """Which segmentation is meant."""

    recipe: Recipe = Field("engagement", description="How counts become features.")
    k: K | None = Field(None, description="Segments; as the data supports, if left out.")
    seed: Whole = Field(DEFAULT_SEED, ge=0, le=2**31 - 1, description="What the search begins with.")


class Scoring(Segmenting):
    """By which segmentation posts are scored."""

    dataset: Dataset | None = Field(None, description="Whose segments are meant; the newest dataset's, if left out.")


class View(Segmenting):
    """Which posts are looked at; several values stand with ~ between them."""

    segment: str = Field("", pattern=_IDS + "|^$", description="Ids of segments.")
    page: str = Field("", pattern=_WORDS + "|^$", description="Names of pages.")
    format: str = Field("", pattern=_WORDS + "|^$", description="Formats such as video.")
    since: Day | None = Field(None, description="The first day.")
    until: Day | None = Field(None, description="The last day.")
    lever: str = Field("", pattern=_LEVER + "|^$", description="A value of a lever such as question:with.")
    tag: str = Field("", pattern=_IDS + "|^$", description="Ids of tags.")
    area: str = Field("", pattern=_AREA + "|^$", description="An outline on the map: x,y~x,y~x,y.")


class Claims(View):
    """Which claims are wanted, over which posts."""

    about: About = Field("segments", description="What the claims are about.")


class Rows(View, Pages):
    """Which rows, in which order."""

    sort: Sort = Field("", description="The column that orders them; strongest segment first, if left out.")
    descending: Literal["true", "false"] = Field("true", description="Largest first.")


def _fit(text: str) -> str:
    if _UNFIT.search(text):
        raise ValueError("this text holds characters that no text has")
    return text


def _plain(sent: Any) -> Any:
    """JSON knows one kind of number: 4.0 is 4."""
    return int(sent) if isinstance(sent, float) and sent.is_integer() else sent


_Text = Annotated[str, AfterValidator(_fit)]
_Count = Annotated[int, Field(ge=0, le=MOST, strict=True), BeforeValidator(_plain)] | None
_counts: dict[str, Any] = {
    name: (_Count, Field(None, description=f"{count.label}; left out = not measured."))
    for name, count in COUNTS.items()
}


class _Some(BaseModel):
    """At least one field is given, even if it says that it was not measured."""

    @model_validator(mode="after")
    def _demand_one(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("give at least one count, such as comments")
        return self


Counts = create_model(
    "Counts",
    __base__=_Some,
    __config__=ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1}),
    __doc__="What a post earned.",
    **_counts,
)


class Post(BaseModel):
    """A post by its counts; `"id"`, `"format"` and `"page"` may be left out."""

    model_config = ConfigDict(extra="forbid")

    id: _Text = Field("", max_length=200, description="What the answer calls it; its number from 1, if left out.")
    format: _Text = Field("", max_length=80, description="Such as video; the classic recipe needs it.")
    page: _Text = Field("", max_length=300, description="Where it stood; measured by all posts, if not known.")
    counts: Counts


class Posts(BaseModel):
    """Posts to be scored."""

    model_config = ConfigDict(extra="forbid")

    posts: list[Post] = Field(min_length=1, max_length=MOST_POSTS)


ABOUTS: tuple[About, ...] = get_args(About)
