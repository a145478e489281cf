"""What the API answers: the same figures as the pages, and long work as a job."""

from collections.abc import Iterator

import numpy as np
import pytest
from builders import Story, Web, copy_house, make_actor, make_web
from unit.app.api.conftest import Program, Programs

from app.api.document import document
from app.api.operations import OPERATIONS
from services.claiming import LANGUAGES, say
from services.domain.actors import Role, TokenScope
from services.domain.claimed import claims_in
from services.domain.reporting import ReportOrder
from services.domain.selection import Selection
from services.domain.tokens import NewToken
from services.jobs import WorkOrder

SOMEBODY = make_actor()


@pytest.fixture(scope="module")
def full(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program on an installation of its own in which everything was computed."""
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("answers") / "home")
    house.services.levers.find(SOMEBODY, Selection(story.request))
    house.services.recommendations.find(SOMEBODY, Selection(story.request))
    house.services.reports.build(SOMEBODY, ReportOrder(Selection(story.request), "executive", "csv"))
    email = "all@example.org"
    house.add_person(email, Role.ADMIN)
    made = house.services.tokens.add_for(SOMEBODY, email, NewToken("All", tuple(TokenScope)))
    web = make_web(house, story)
    yield Program(web.stranger(), made, web)
    house.close()


def test_a_dataset_has_its_ledger(full: Program) -> None:
    listed = full.get("/datasets").json
    one = full.get(f"/datasets/{full.web.dataset.id}").json

    assert (listed["total"], listed["datasets"]) == (1, [one])
    assert one["rows_in_file"] == one["posts"] + one["rows_set_aside"]


def test_the_analysis_is_the_stored_one(full: Program, story: Story) -> None:
    told = full.get(f"/datasets/{story.dataset.id}/analysis").json
    labels = story.analysed.described.segmentation.labels

    assert told["k"] == story.analysed.described.segmentation.k
    assert [one["posts"] for one in told["segments"]] == np.bincount(labels).tolist()
    comments = story.analysed.posts.counts["comments"]
    assert told["segments"][0]["medians"]["comments"] == np.median(comments[labels == 0])


@pytest.mark.parametrize("about", ["segments", "overview", "levers", "recommendations"])
def test_claims_are_those_of_the_page_in_both_languages(full: Program, story: Story, about: str) -> None:
    services, selection = full.web.house.services, Selection(story.request)
    shown = {
        "segments": lambda: services.segments.headline(SOMEBODY, selection),
        "overview": lambda: services.overview.comparison(SOMEBODY, selection),
        "levers": lambda: services.levers.view(SOMEBODY, selection).headline,
        "recommendations": lambda: services.recommendations.view(SOMEBODY, selection),
    }[about]()
    told = {one["key"]: one for one in full.get(f"/datasets/{story.dataset.id}/claims?about={about}").json["claims"]}

    assert claims_in(shown)
    for claim in claims_in(shown):
        one = told[claim.key]
        assert one["number"]["value"] == claim.number.value
        assert (one["number"]["low"], one["number"]["high"], one["n"]) == (claim.number.low, claim.number.high, claim.n)
        assert one["words"] == {language: "".join(part.text for part in say(claim, language)) for language in LANGUAGES}


@pytest.mark.parametrize("about", ["segments", "overview", "levers", "recommendations"])
def test_the_rows_behind_a_claim_are_one_call_away(full: Program, story: Story, about: str) -> None:
    claims = full.get(f"/datasets/{story.dataset.id}/claims?about={about}").json["claims"]
    for rows in {one["rows"] for one in claims}:
        answer = full.get(rows.removeprefix("/api/v1"))
        assert answer.status_code == 200, rows
    share = next((one for one in claims if one["estimand"] == "share of posts in the strongest segments"), None)
    if about == "segments":
        total = full.get(share["rows"].removeprefix("/api/v1")).json["total"]
        assert total / len(story.analysed.posts) == pytest.approx(share["number"]["value"])


def test_posts_come_in_blocks(full: Program, story: Story) -> None:
    first = full.get(f"/datasets/{story.dataset.id}/posts?limit=3&sort=published_at&descending=false").json
    then = full.get(f"/datasets/{story.dataset.id}/posts?limit=3&offset=3&sort=published_at&descending=false").json

    moments = [one["published_at"] for one in (*first["posts"], *then["posts"])]
    assert first["total"] == then["total"] == 240
    assert moments == sorted(moments)
    assert len(set(moments)) == 6


def test_posts_are_scored_alike_as_json_and_as_a_file(full: Program) -> None:
    sent = {
        "posts": [{"id": "new", "counts": {"comments": 1200, "shares": 240, "likes": 500}}, {"counts": {"views": 1}}]
    }
    by_json = full.post("/score", json=sent).json
    by_file = full.post(
        "/score", data="id,num_comments,num_shares,num_likes,views\nnew,1200,240,500,\n,,,,1\n", content_type="text/csv"
    ).json

    assert by_json["posts"] == by_file["posts"]
    assert by_json["set_aside"] == by_file["set_aside"]
    assert (by_json["rows"], by_json["posts"][0]["membership"], by_json["posts"][0]["borderline"]) == (2, 1.0, False)
    assert by_file["columns"]["num_comments"] == "comments"
    assert "because it earned more " in by_json["posts"][0]["why"]
    assert sum(bar["weight"] for bar in by_json["posts"][0]["contributions"]) == pytest.approx(
        by_json["posts"][0]["margin"]
    )


def test_a_token_that_only_scores_needs_no_id(program: Programs, web: Web) -> None:
    answer = program(TokenScope.SCORE).post("/score", json={"posts": [{"counts": {"comments": 5}}]})

    assert answer.status_code == 200, answer.text
    assert answer.json["dataset"] == web.dataset.id


def test_what_is_not_computed_yet_is_ordered_once_and_watched(program: Programs, web: Web) -> None:
    one = program(TokenScope.READ)
    first = one.get(f"/datasets/{web.dataset.id}/analysis?seed=4711")
    second = one.get(f"/datasets/{web.dataset.id}/posts?seed=4711")

    assert first.status_code == second.status_code == 202
    assert first.headers["Location"] == second.headers["Location"] == f"/api/v1/jobs/{first.json['id']}"
    watched = one.get(first.headers["Location"].removeprefix("/api/v1"))
    assert (watched.status_code, watched.json["state"]) == (200, "queued")


def test_it_is_the_job_that_a_page_would_order(program: Programs, web: Web) -> None:
    one = program(TokenScope.SCORE)
    answer = one.post("/score?seed=4712", json={"posts": [{"counts": {"comments": 5}}]})
    wanted = {"dataset": web.dataset.id, "recipe": "engagement", "seed": 4712}
    key = WorkOrder("analysis.segments", "Finding segments", {"args": [wanted]}).key("red-room")

    assert answer.status_code == 202
    assert web.house.services.jobs.find(SOMEBODY, key).id == answer.json["id"]


def test_work_that_failed_just_now_is_not_ordered_again_but_told(program: Programs, web: Web) -> None:
    one = program(TokenScope.READ)
    path = f"/datasets/{web.dataset.id}/analysis?seed=4713"
    with web.house.database.transaction("red-room") as data:
        row = data.jobs.get(one.get(path).json["id"])
        row.state, row.step, row.finished_at = "failed", "27 posts: too few to segment.", web.house.clock.now

    answer = one.get(path)
    assert (answer.status_code, answer.json["detail"]) == (409, "27 posts: too few to segment.")


def test_a_report_is_listed_and_downloaded(full: Program) -> None:
    (report,) = full.get("/reports").json["reports"]
    answer = full.get(report["file"].removeprefix("/api/v1"))

    assert len(answer.data) == report["size"]
    assert "attachment" in answer.headers["Content-Disposition"]
    answer.close()


def test_the_document_names_every_operation_and_needs_no_token(web: Web) -> None:
    told = web.stranger().get("/api/v1/openapi.json").json

    assert told == document()
    assert told["openapi"].startswith("3.1")
    names = [one["operationId"] for path in told["paths"].values() for one in path.values()]
    assert names == [one.name for one in OPERATIONS]
