"""What programs are told, field by field."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Told(BaseModel):
    """What every answer has in common: nothing that is not named."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class DatasetFacts(Told):
    """A dataset as it is now."""

    id: str
    name: str
    version: int
    posts: int = Field(description="Rows that were kept.")
    rows_in_file: int = Field(description="Rows kept and rows set aside.")
    rows_set_aside: int
    first: str | None = Field(description="The earliest post, as written in the file, without a zone.")
    last: str | None
    measured: list[str] = Field(description="The counts that were measured.")
    open_questions: list[str] = Field(description="What the import doctor asks and nobody has answered.")
    imported_at: datetime


class Datasets(Told):
    """A block of the datasets, newest first."""

    total: int
    datasets: list[DatasetFacts]


class SegmentRule(Told):
    """A few conditions that tell a segment apart; shares from 0 to 1."""

    words: str
    coverage: float
    exclusivity: float
    posts: int


class SegmentFacts(Told):
    """One segment; shares from 0 to 1."""

    id: str = Field(description="Permanent: the same segment keeps it in later analyses.")
    name: str
    default_name: str
    origin: str = Field(description="What it was in the analysis before, in words.")
    posts: int
    share: float
    medians: dict[str, float | None] = Field(description="The median of each count; null = not measured.")
    jaccard: float | None = Field(description="Its stability over resamples, 0 to 1.")
    borderline: int = Field(description="Posts that keep it in less than 90 % of the resamples.")
    rule: SegmentRule


class SweepFacts(Told):
    """How well a number of segments holds."""

    k: int
    inertia_per_post: float
    silhouette: float | None
    ari: float | None
    lowest_jaccard: float | None
    smallest_share: float


class AnalysisFacts(Told):
    """The segments of a dataset by one recipe."""

    dataset: str
    recipe: str
    k: int
    recommended_k: int | None = Field(description="As many segments as the data supports; null = none are stable.")
    analysed_at: datetime | None
    segments: list[SegmentFacts] = Field(description="Strongest first.")
    sweep: list[SweepFacts]


class ClaimNumber(Told):
    """A figure with its 95 % interval; null where all posts were counted and nothing was estimated."""

    value: float
    unit: str
    low: float | None
    high: float | None


class ClaimScope(Told):
    """Which posts."""

    dataset: str
    since: str | None
    until: str | None
    resampled: str = Field(description="What was drawn anew for the interval.")


class InWords(Told):
    """The same in every language."""

    en: str
    th: str


class ClaimFacts(Told):
    """One number that pages, reports and this API say alike."""

    key: str = Field(description="The same claim has the same key everywhere.")
    estimand: str
    names: dict[str, str] = Field(description="What the words speak of, such as the segment and the count.")
    number: ClaimNumber
    figure: InWords = Field(description="The figure as it is written.")
    n: int = Field(description="The posts it rests on.")
    scope: ClaimScope
    words: InWords
    small_print: InWords
    query: str = Field(description="The view of its posts, as an address carries it.")
    rows: str = Field(description="Where its posts are.")


class ClaimsFacts(Told):
    """Everything that is claimed."""

    dataset: str
    about: str
    finding: str = Field(description="The finding in words, as the page says it.")
    claims: list[ClaimFacts]


class PostFacts(Told):
    """One post of a dataset."""

    id: str
    number: int = Field(description="Its place in the file, from 1.")
    segment: str = Field(description="The name of its segment.")
    format: str
    page: str
    published_at: str | None = Field(description="As written in the file, without a zone.")
    counts: dict[str, float | None]
    membership: float = Field(description="The share of the resamples in which it keeps its segment.")


class PostsFacts(Told):
    """A block of posts."""

    total: int
    posts: list[PostFacts]


class ScoredSegment(Told):
    """A segment by its permanent id."""

    id: str
    name: str


class Bar(Told):
    """What one count adds to the margin."""

    feature: str
    weight: float


class ScoredFacts(Told):
    """One post and where it lands."""

    id: str
    row: int
    segment: ScoredSegment
    runner_up: ScoredSegment
    membership: float | None = Field(description="The share of the resamples in which it lands there, 0 to 1.")
    borderline: bool
    margin: float = Field(description="Squared distance to the runner-up less that to its segment; bars sum to it.")
    contributions: list[Bar]
    missing: list[str] = Field(description="Counts the segments stand on that it lacks.")
    why: str


class SetAside(Told):
    """A row that could not be scored."""

    row: int
    why: str


class ScoresFacts(Told):
    """Rows sent = rows scored and rows set aside."""

    dataset: str
    recipe: str
    k: int
    rows: int
    posts: list[ScoredFacts]
    set_aside: list[SetAside]
    columns: dict[str, str] = Field(description="What each column of a file was read as.")
    ignored: list[str] = Field(description="Columns of a file that mean nothing here.")


class JobFacts(Told):
    """Long work: when it has succeeded, ask again for what it was done for."""

    id: str
    title: str
    state: str = Field(description="queued, running, succeeded, failed or cancelled.")
    fraction: float
    step: str
    created_at: datetime
    finished_at: datetime | None


class ReportFacts(Told):
    """A finished report."""

    id: str
    title: str
    template: str
    format: str
    language: str
    dataset: str
    file_name: str
    size: int
    sha256: str
    made_by: str
    made_at: datetime
    file: str = Field(description="Where the file is.")


class Reports(Told):
    """A block of the finished reports, newest first."""

    total: int
    reports: list[ReportFacts]
