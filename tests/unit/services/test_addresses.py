"""The address of a view is read back as the same view."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from callbacks import parse
from services.addresses import address, search
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, K_RANGE, SegmentationRequest
from services.domain.selection import Area, Filters, Selection

# What stands in an address: any text but the separator; empty texts say the same as none.
TEXT = st.text(st.characters(exclude_characters="~\x00", exclude_categories=("Cs",)), min_size=1, max_size=12)
SEVERAL = st.lists(TEXT, max_size=3).map(tuple)
NUMBER = st.floats(-1e6, 1e6)
AREA = st.lists(st.tuples(NUMBER, NUMBER), min_size=3, max_size=6).map(lambda corners: Area(tuple(corners)))
DAY = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
OPTIONAL = st.just("") | TEXT
REQUEST = st.builds(
    SegmentationRequest,
    OPTIONAL,
    st.just(DEFAULT_RECIPE) | TEXT,
    st.none() | st.sampled_from(K_RANGE),
    st.just(DEFAULT_SEED) | st.integers(0, 2**31),
    OPTIONAL,
)
FILTERS = st.builds(Filters, SEVERAL, SEVERAL, SEVERAL, DAY, DAY, st.none() | AREA, OPTIONAL)


@given(st.builds(Selection, REQUEST, FILTERS, OPTIONAL, OPTIONAL))
def test_an_address_is_read_back_as_the_same_view(selection: Selection) -> None:
    assert parse.selection(f"?{search(selection)}") == selection


def test_what_holds_anyway_is_left_out() -> None:
    assert address(Selection(SegmentationRequest(""))) == "/segments"
    assert address(Selection(SegmentationRequest("d1", k=4)), "/explain") == "/explain?dataset=d1&k=4"
