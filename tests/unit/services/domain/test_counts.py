import pytest

from services.domain.counts import COUNTS, FEATURE_ORDER, KINDS


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("comments", 1, "1 comment"),
        ("comments", 0, "0 comments"),
        ("comments", 1501, "1,501 comments"),
        ("angrys", 1, "1 angry"),
        ("reach", 1, "1 person reached"),
        ("shares", 2.4, "2 shares"),
    ],
)
def test_a_count_is_told_with_its_number(name: str, number: float, words: str) -> None:
    assert COUNTS[name].words(number) == words


def test_a_count_has_a_name_for_the_beginning_of_a_line() -> None:
    assert COUNTS["comments"].label == "Comments"


def test_counts_are_known_by_their_own_names() -> None:
    assert all(count.name == name for name, count in COUNTS.items())


def test_every_feature_and_every_kind_is_a_count_and_stands_once() -> None:
    assert set(FEATURE_ORDER) <= set(COUNTS)
    assert set(KINDS) <= set(FEATURE_ORDER)
    assert len(set(FEATURE_ORDER)) == len(FEATURE_ORDER)
    assert "reactions" not in KINDS
