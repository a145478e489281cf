from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks import parse
from services.domain.errors import InvalidInput
from services.domain.moving import SetCount
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Area, Compare, Filters, Selection, TableQuery
from services.domain.uploading import DatasetState, UploadOrder, UploadsQuery

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
FIELDS = (
    "dataset",
    "recipe",
    "k",
    "seed",
    "segment",
    "page",
    "format",
    "since",
    "until",
    "area",
    "post",
    "feature",
    "compare",
)


@pytest.mark.parametrize("search", [None, "", "?", "?nothing=of-ours"])
def test_an_empty_address_is_the_newest_data_as_recommended(search: object) -> None:
    assert parse.selection(search) == Selection(SegmentationRequest("", "engagement", None, 42), Filters())


@pytest.mark.parametrize("compare", Compare)
def test_an_address_says_what_to_compare_with(compare: Compare) -> None:
    assert parse.selection(f"?compare={compare}").compare is compare
    with pytest.raises(InvalidInput, match="nothing to compare with; choose previous, year, none"):
        parse.selection("?compare=yesterday")


def test_an_address_carries_the_whole_view() -> None:
    search = (
        "?dataset=d1&recipe=volume&k=5&seed=7&segment=s1~s3&page=North%20shop~S%C3%BCd&format=photo&since=2025-01-31"
        "&until=2025-02-28&area=0,0~1.5,0~1.5,-2&post=p7&feature=shares"
    )

    assert parse.selection(search) == Selection(
        SegmentationRequest("d1", "volume", 5, 7),
        Filters(
            segments=("s1", "s3"),
            pages=("North shop", "Süd"),
            formats=("photo",),
            since=date(2025, 1, 31),
            until=date(2025, 2, 28),
            area=Area(((0.0, 0.0), (1.5, 0.0), (1.5, -2.0))),
        ),
        post="p7",
        feature="shares",
    )


def test_of_a_field_that_stands_twice_the_last_counts() -> None:
    assert parse.selection("?k=3&k=4").segmentation.k == 4


@pytest.mark.parametrize("k", ["", "auto"])
def test_no_number_of_segments_means_as_recommended(k: str) -> None:
    assert parse.selection(f"?k={k}").segmentation.k is None


@pytest.mark.parametrize(
    ("search", "field"),
    [
        ("?k=1", "k"),
        ("?k=11", "k"),
        ("?k=-4", "k"),
        ("?k=four", "k"),
        ("?k=4.5", "k"),
        ("?seed=x", "seed"),
        ("?seed=99999999999", "seed"),
        ("?seed=" + "9" * 3000, "seed"),
        ("?since=31.01.2025", "since"),
        ("?since=2025-02-30", "since"),
        ("?until=yesterday", "until"),
        ("?area=1,2", "area"),
        ("?area=1,2~3,4", "area"),
        ("?area=1,2~3,4~5", "area"),
        ("?area=1,2~3,4~x,6", "area"),
        ("?area=1,2~3,4~nan,6", "area"),
        ("?area=1,2~3,4~1e999,6", "area"),
        ("?area=" + "~".join(["1,2"] * 201), "area"),
        ("?post=%00", "search"),
        ("?post=\ud800", "search"),
        ("?" + "a" * 4000, "search"),
        ("?" + "&".join(["a=1"] * 41), "search"),
        (7, "search"),
        ([], "search"),
        ({"dataset": "d1"}, "search"),
        (True, "search"),
    ],
)
def test_what_cannot_be_understood_names_its_field(search: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse.selection(search)

    assert refusal.value.field == field
    assert str(refusal.value).endswith((".", "10."))
    assert len(str(refusal.value)) < 200


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30)))
def test_no_address_is_a_defect(fields: dict[str, str]) -> None:
    with suppress(InvalidInput):
        assert isinstance(parse.selection(f"?{urlencode(fields, errors='replace')}"), Selection)


@given(ANYTHING)
def test_nothing_at_all_is_a_defect(value: object) -> None:
    for read in (parse.selection, parse.segmentation, parse.table_query, lambda one: parse.identifier(one, "x")):
        with suppress(InvalidInput):
            read(value)


def test_the_order_for_an_analysis_names_all_it_is_about() -> None:
    wanted = {"dataset": "d1", "recipe": "classic", "seed": 7, "k": 4}

    assert parse.segmentation(wanted) == SegmentationRequest("d1", "classic", 4, 7)
    assert parse.segmentation({"dataset": "d1", "recipe": "classic"}) == SegmentationRequest("d1", "classic")


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (None, "wanted"),
        ("d1", "wanted"),
        ({}, "dataset"),
        ({"dataset": "", "recipe": "x"}, "dataset"),
        ({"dataset": "d1"}, "recipe"),
        ({"dataset": ["d1"], "recipe": "x"}, "dataset"),
        ({"dataset": "d1", "recipe": "x", "seed": "y"}, "seed"),
        ({"dataset": "d1", "recipe": "x", "k": 99}, "k"),
    ],
)
def test_an_order_that_lacks_something_names_it(wanted: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse.segmentation(wanted)

    assert refusal.value.field == field


def test_a_grid_asks_for_a_block_in_an_order() -> None:
    request = {"startRow": 100, "endRow": 200, "sortModel": [{"colId": "shares", "sort": "desc"}, {"colId": "x"}]}

    assert parse.table_query(request) == TableQuery(100, 200, "shares", descending=True)
    assert parse.table_query({}) == TableQuery(0, 100, "", descending=False)
    assert parse.table_query({"sortModel": [{"colId": "page", "sort": "asc"}]}).descending is False


@pytest.mark.parametrize("request_", [None, [], "rows", {"startRow": "x"}, {"endRow": []}, {"sortModel": ["shares"]}])
def test_a_grid_that_asks_nonsense_is_refused(request_: object) -> None:
    with pytest.raises(InvalidInput):
        parse.table_query(request_)


def test_links_to_explanations_keep_the_view_and_not_the_post() -> None:
    search = "?dataset=d1&page=North%20shop~S%C3%BCd&post=p7&content=c&feature=shares"

    assert parse.explain_address(search) == "/explain?dataset=d1&page=North+shop~S%C3%BCd&post="
    assert parse.explain_address("") == parse.explain_address(None) == "/explain?post="


def test_counts_belong_to_the_view_they_were_set_in() -> None:
    wanted = {"view": "?post=p1", "counts": "comments=120,shares=4"}

    assert parse.moved_counts(wanted, "?post=p1") == (SetCount("comments", 120), SetCount("shares", 4))
    assert parse.moved_counts(wanted, "?post=p2") == ()
    for nothing in (None, [], "comments=1", {"counts": "comments=1"}):
        assert parse.moved_counts(nothing, "?post=p1") == ()
    assert parse.moved_counts({"view": None, "counts": "comments=1"}, None) == ()


@pytest.mark.parametrize("counts", [7, {"comments": 1}, "x" * 5000, "comments=\x00"])
def test_counts_that_cannot_be_read_are_refused(counts: object) -> None:
    with pytest.raises(InvalidInput):
        parse.moved_counts({"view": "", "counts": counts}, "")


@pytest.mark.parametrize("value", [None, "", 7, [], "x" * 65, "a\x00b", "\udfff"])
def test_an_id_that_the_server_never_handed_out_is_refused(value: object) -> None:
    with pytest.raises(InvalidInput, match="The upload cannot be read") as refusal:
        parse.identifier(value, "upload")

    assert refusal.value.field == "upload"


def test_an_id_is_taken_as_it_is() -> None:
    assert parse.identifier("a1b2", "upload") == "a1b2"


def test_an_admin_looks_for_uploads() -> None:
    assert parse.uploads_query("w1", "hidden", "rows", "spring") == UploadsQuery(
        "w1", DatasetState.HIDDEN, "spring", UploadOrder.MOST_ROWS
    )
    assert parse.uploads_query(None, None, None, None) == parse.uploads_query("", "", "", "") == UploadsQuery()


@pytest.mark.parametrize(
    "filters", [("", "gone", "", ""), ("", "", "oldest", ""), (3, "", "", ""), ("", "", "", "\x00")]
)
def test_filters_of_uploads_that_nobody_offered_are_refused(filters: tuple[object, ...]) -> None:
    with pytest.raises(InvalidInput):
        parse.uploads_query(*filters)


def test_a_button_counts_only_when_it_was_pressed() -> None:
    button = {"page": "uploads", "part": "hide", "kind": "button", "key": "w1 d1"}

    assert parse.pressed(button, [{"prop_id": "x", "value": 1}]) == "w1 d1"
    assert parse.pressed(button, [{"prop_id": "x", "value": None}]) is None
    assert parse.pressed(None, [{"prop_id": ".", "value": None}]) is None
