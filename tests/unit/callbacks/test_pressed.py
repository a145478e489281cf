"""Fields and their keys, as browsers send them."""

import pytest

from callbacks.pressed import by_key
from services.domain.errors import InvalidInput


def test_values_are_found_by_the_keys_of_their_fields() -> None:
    assert by_key([{"key": "likes"}, {"key": "shares"}], [3, None]) == {"likes": 3, "shares": None}


def test_an_id_that_carries_no_key_is_the_field_without_a_name() -> None:
    assert by_key([7, "likes", None], [1, 2, 3]) == {"": 3}


@pytest.mark.parametrize("sent", [(1, 2), ([{"key": "likes"}], []), ([], None), ({}, {})])
def test_what_does_not_pair_is_refused(sent: tuple[object, object]) -> None:
    with pytest.raises(InvalidInput, match="Load the page again"):
        by_key(*sent)
