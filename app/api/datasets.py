"""Datasets, their segments and their posts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.api import told
from app.api.asked import Pages, Rows, Segmenting
from app.api.operation import Call, Operation, Reply
from app.api.views import missing, request_of, view_of
from app.api.waiting import segments_first
from app.reports import segment_facts, sweep_facts
from services.domain.datasets import Dataset
from services.domain.errors import InvalidInput
from services.domain.selection import TableQuery
from services.domain.views import PostRow
from services.policy import Permission


def all_datasets(call: Call) -> Reply:
    """The newest first."""
    found = call.services.datasets.newest_first(call.actor)
    return Reply(told.Datasets(total=len(found), datasets=[_facts(one) for one in block(found, call.query)]))


def one_dataset(call: Call) -> Reply:
    """By the id of any of its versions."""
    return Reply(_facts(call.services.datasets.get(call.actor, call.path["dataset"])))


def analysis(call: Call) -> Reply:
    """Its segments, which are found first where nobody has asked before."""
    dataset = call.services.datasets.get(call.actor, call.path["dataset"])
    request = request_of(dataset.id, call.query)
    if not call.services.analyses.is_ready(call.actor, request):
        return segments_first(call, request)
    try:
        analysed = call.services.analyses.get(call.actor, request)
    except InvalidInput as wrong:
        raise missing(wrong) from wrong
    k = analysed.described.segmentation.k
    facts: dict[str, Any] = {
        "dataset": dataset.id,
        "recipe": analysed.analysis.recipe,
        "k": k,
        "recommended_k": analysed.analysis.sweep.recommended_k,
        "analysed_at": analysed.analysed_at,
        "segments": [segment_facts(analysed, rank) for rank in range(k)],
        "sweep": sweep_facts(analysed),
    }
    return Reply(told.AnalysisFacts.model_validate(facts))


def posts(call: Call) -> Reply:
    """Those of a view, such as the one behind a claim."""
    dataset = call.services.datasets.get(call.actor, call.path["dataset"])
    selection, query = view_of(dataset.id, call.query), call.query
    if not call.services.analyses.is_ready(call.actor, selection.segmentation):
        return segments_first(call, selection.segmentation)
    wanted = TableQuery(query.offset, query.offset + query.limit, query.sort, query.descending == "true")
    try:
        found = call.services.segments.posts(call.actor, selection, wanted)
    except InvalidInput as wrong:
        raise missing(wrong) from wrong
    return Reply(told.PostsFacts(total=found.total, posts=[_post(row) for row in found.rows]))


def block(found: Sequence[Any], pages: Pages) -> Sequence[Any]:
    """The part of a list that was asked for."""
    return found[pages.offset : pages.offset + pages.limit]


def _facts(dataset: Dataset) -> told.DatasetFacts:
    return told.DatasetFacts(
        id=dataset.id,
        name=dataset.name,
        version=dataset.version,
        posts=dataset.rows_kept,
        rows_in_file=dataset.rows_in_file,
        rows_set_aside=dataset.rows_set_aside,
        first=_moment(dataset.first),
        last=_moment(dataset.last),
        measured=list(dataset.measured),
        open_questions=[finding.code for finding in dataset.open_questions],
        imported_at=dataset.created_at,
    )


def _post(row: PostRow) -> told.PostFacts:
    return told.PostFacts(
        id=row.post_id,
        number=row.number,
        segment=row.segment,
        format=row.format,
        page=row.page,
        published_at=_moment(row.published_at),
        counts={count.label.lower(): count.value for count in row.counts},
        membership=row.membership,
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


_ONE = "/datasets/{dataset}"
OPERATIONS = (
    Operation(
        "listDatasets", "GET", "/datasets", "The datasets", Permission.EXPLORE, all_datasets, told.Datasets, Pages
    ),
    Operation("getDataset", "GET", _ONE, "One dataset", Permission.EXPLORE, one_dataset, told.DatasetFacts),
    Operation(
        "getAnalysis",
        "GET",
        f"{_ONE}/analysis",
        "The segments of a dataset",
        Permission.EXPLORE,
        analysis,
        told.AnalysisFacts,
        Segmenting,
        waits=True,
    ),
    Operation(
        "listPosts",
        "GET",
        f"{_ONE}/posts",
        "The posts of a view, such as the rows behind a claim",
        Permission.EXPLORE,
        posts,
        told.PostsFacts,
        Rows,
        waits=True,
    ),
)
