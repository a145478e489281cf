import pytest
from builders import RED, Web, make_posts_csv
from flask.testing import FlaskClient

from services.domain.actors import Role

CONTENT = make_posts_csv(posts=30).encode()


@pytest.fixture
def agency(web: Web) -> FlaskClient:
    return web.person(Role.AGENCY)


def _begin(client: FlaskClient, size: int = len(CONTENT)) -> str:
    answer = client.post("/uploads", json={"name": "posts.csv", "size": size})
    assert answer.status_code == 201
    upload: str = answer.get_json()["id"]
    return upload


def test_a_file_travels_in_pieces(agency: FlaskClient) -> None:
    upload = _begin(agency)

    first = agency.patch(f"/uploads/{upload}", data=CONTENT[:1000], headers={"Upload-Offset": "0"})
    second = agency.patch(f"/uploads/{upload}", data=CONTENT[1000:], headers={"Upload-Offset": "1000"})

    assert first.get_json()["received"] == 1000
    assert second.headers["Upload-Offset"] == str(len(CONTENT))
    assert second.get_json() == agency.get(f"/uploads/{upload}").get_json()


def test_after_an_interruption_the_server_says_where_to_go_on(agency: FlaskClient) -> None:
    upload = _begin(agency)
    agency.patch(f"/uploads/{upload}", data=CONTENT[:700], headers={"Upload-Offset": "0"})

    assert agency.head(f"/uploads/{upload}").headers["Upload-Offset"] == "700"
    wrong = agency.patch(f"/uploads/{upload}", data=CONTENT[600:], headers={"Upload-Offset": "600"})
    assert wrong.status_code == 409
    assert "stands at byte 700" in wrong.get_json()["error"]


@pytest.mark.parametrize(
    "body",
    [
        *(None, [], "x", {}, {"name": "x.csv"}, {"size": 3}, {"name": 3, "size": 3}, {"name": "x", "size": "3"}),
        *({"name": "x", "size": size} for size in (True, 2.5, 0, None)),
    ],
)
def test_an_upload_that_is_not_announced_properly_is_refused(agency: FlaskClient, body: object) -> None:
    assert agency.post("/uploads", json=body).status_code == 422


def test_an_upload_announced_without_json_is_refused(agency: FlaskClient) -> None:
    assert agency.post("/uploads", data=b"\xff\xff").status_code == 422


def test_a_file_over_the_limit_is_refused_before_a_byte_was_sent(agency: FlaskClient) -> None:
    answer = agency.post("/uploads", json={"name": "posts.csv", "size": 10**12})

    assert answer.status_code == 413
    assert "has 1,000,000.0 MB; the limit is" in answer.get_json()["error"]


@pytest.mark.parametrize("offset", [None, "", "x", "1.5", "0x10", "9" * 5000])
def test_a_piece_says_where_it_begins(agency: FlaskClient, offset: str | None) -> None:
    headers = {} if offset is None else {"Upload-Offset": offset}

    answer = agency.patch(f"/uploads/{_begin(agency)}", data=b"x", headers=headers)

    assert answer.status_code == 422
    assert "Upload-Offset" in answer.get_json()["error"]


@pytest.mark.parametrize("offset", ["-1", "99", "9" * 30])
def test_a_piece_that_begins_elsewhere_is_refused(agency: FlaskClient, offset: str) -> None:
    answer = agency.patch(f"/uploads/{_begin(agency)}", data=b"x", headers={"Upload-Offset": offset})

    assert answer.status_code == 409


def test_a_piece_larger_than_a_request_may_be_is_refused(agency: FlaskClient) -> None:
    upload = _begin(agency, 9_000_000)

    answer = agency.patch(f"/uploads/{upload}", data=b"x" * 8_000_001, headers={"Upload-Offset": "0"})

    assert answer.status_code == 413


@pytest.mark.parametrize("upload", ["nothing", "..", "%2e%2e", "a%00b", "%ff", "x" * 400])
def test_an_upload_that_never_was_is_not_there(agency: FlaskClient, upload: str) -> None:
    assert agency.get(f"/uploads/{upload}").status_code == 404
    assert agency.patch(f"/uploads/{upload}", data=b"x", headers={"Upload-Offset": "0"}).status_code == 404


def test_the_original_can_be_had_under_its_own_name(web: Web) -> None:
    with web.person().get(f"/datasets/{web.dataset.id}/original") as file:
        assert file.status_code == 200
        assert file.data == make_posts_csv(unreadable=2).encode()
        assert file.headers["Content-Disposition"].startswith("attachment; filename=autumn-export.csv")
        assert file.mimetype == "application/octet-stream"


def test_each_file_of_a_dataset_can_be_had_by_its_number(web: Web) -> None:
    with web.person().get(f"/datasets/{web.dataset.id}/original/1") as file:
        assert file.data == make_posts_csv(unreadable=2).encode()
    assert web.person().get(f"/datasets/{web.dataset.id}/original/2").status_code == 404


def test_rows_set_aside_can_be_had_as_csv(web: Web) -> None:
    with web.person().get(f"/datasets/{web.dataset.id}/set-aside.csv") as file:
        assert file.mimetype == "text/csv"
        assert file.text.splitlines()[0] == "line,reason,row"
        assert len(file.text.splitlines()) == 3


def test_the_sample_shows_which_columns_a_file_needs(web: Web) -> None:
    answer = web.person().get("/datasets/sample.csv")

    assert answer.text.startswith("status_id,status_type,status_published,num_reactions")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="postlens-sample.csv"'


def test_an_upload_may_be_announced_without_its_words(agency: FlaskClient, web: Web) -> None:
    told = {"name": "posts.csv", "size": len(CONTENT), "drop_text": True}
    upload = agency.post("/uploads", json=told).get_json()["id"]

    with web.house.database.reading(RED.id) as data:
        assert data.uploads.get(upload).wordless
    assert agency.post("/uploads", json={**told, "drop_text": "yes"}).status_code == 422
