"""Posts that are in no file, scored."""

from app.api import asked, told
from app.api.operation import CSV, JSON, Call, Operation, Reply
from app.api.views import missing, request_of
from app.api.waiting import segments_first
from services.domain.errors import InvalidInput
from services.domain.scoring import NewPost, PostTable, Scored, ScoredPost
from services.policy import Permission


def score(call: Call) -> Reply:
    """Where each lands, how certain that is, and why; nothing is kept."""
    request, ready = call.services.scoring.asked(call.actor, request_of(call.query.dataset or "", call.query))
    if not ready:
        return segments_first(call, request)
    scoring = call.services.scoring
    try:
        if isinstance(call.body, bytes):
            scored, table = scoring.score_file(call.actor, request, call.body)
        else:
            scored, table = scoring.score_table(call.actor, request, _table(call.body))
    except InvalidInput as wrong:
        raise missing(wrong) from wrong
    return Reply(_facts(scored, table))


def _table(body: asked.Posts) -> PostTable:
    posts = tuple(_post(one, place + 1) for place, one in enumerate(body.posts))
    return PostTable(posts, (), (), ())


def _post(one: asked.Post, row: int) -> NewPost:
    counts = {name: float(value) for name, value in one.counts if value is not None}
    return NewPost(one.id or str(row), counts, one.format, one.page, row)


def _facts(scored: Scored, table: PostTable) -> told.ScoresFacts:
    return told.ScoresFacts(
        dataset=scored.dataset,
        recipe=scored.recipe,
        k=scored.k,
        rows=len(table.posts) + len(table.set_aside),
        posts=[_one(scored, one) for one in scored.posts],
        set_aside=[told.SetAside(row=row, why=why) for row, why in table.set_aside],
        columns=dict(table.columns),
        ignored=list(table.ignored),
    )


def _one(scored: Scored, one: ScoredPost) -> told.ScoredFacts:
    return told.ScoredFacts(
        id=one.post.id,
        row=one.post.row,
        segment=_segment(scored, one.segment),
        runner_up=_segment(scored, one.runner_up),
        membership=one.membership,
        borderline=one.borderline,
        margin=one.margin,
        contributions=[told.Bar(feature=bar.feature, weight=bar.weight) for bar in one.bars],
        missing=list(one.missing),
        why="".join(phrase.text for phrase in one.why),
    )


def _segment(scored: Scored, rank: int) -> told.ScoredSegment:
    segment = scored.segments[rank]
    return told.ScoredSegment(id=segment.value, name=segment.label)


OPERATIONS = (
    Operation(
        "scorePosts",
        "POST",
        "/score",
        "Score posts that are in no file",
        Permission.SCORE,
        score,
        told.ScoresFacts,
        asked.Scoring,
        {JSON: asked.Posts, CSV: None},
        waits=True,
    ),
)
