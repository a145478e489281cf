import pytest

from services.domain.errors import InvalidInput
from services.domain.moving import MovedCount, SetCount
from services.set_counts import read_counts, write_counts


def test_what_is_written_is_read_again() -> None:
    counts = (MovedCount("comments", "Comments", 3, 120, 900), MovedCount("shares", "Shares", 1, 0, 80))

    written = write_counts(counts)

    assert written == "comments=120,shares=0"
    assert read_counts(written) == (SetCount("comments", 120), SetCount("shares", 0))


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("", ()),
        (" , ", ()),
        (" Comments = 5 ", (SetCount("comments", 5),)),
        ("shares=1,shares=2", (SetCount("shares", 2),)),
        ("shares=-4", (SetCount("shares", -4),)),
    ],
)
def test_people_write_as_they_like(written: str, counts: tuple[SetCount, ...]) -> None:
    assert read_counts(written) == counts


@pytest.mark.parametrize("value", ["", "x", "2.5", "1e3", "--3", "²", "9" * 13, "nan"])
def test_what_is_no_whole_number_is_refused_by_name(value: str) -> None:
    with pytest.raises(InvalidInput, match="is not a whole number") as refusal:
        read_counts(f"comments={value}")

    assert refusal.value.field == "comments"
