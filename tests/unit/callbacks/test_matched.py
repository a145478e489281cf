from typing import Any

import pytest

from callbacks import matched
from services.domain.errors import InvalidInput
from services.domain.intake import ColumnMapping, FileInQuestion, GivenAnswer, MappedColumn, TableChoice

SHOWN = {"upload": "u1", "dataset": "", "sheet": "May", "headers": ["When", "Talk", "Note"]}


def controls(*values: Any, part: str = "field") -> matched.Controls:
    places = [{"page": "mapping", "part": part, "kind": "select", "key": key} for key in range(len(values))]
    return list(values), places


def test_a_button_of_an_answer_says_version_question_and_choice() -> None:
    assert matched.answer_key("d1~several_networks~A ~ B") == GivenAnswer("d1", "several_networks", "A ~ B")
    assert matched.answer_key("d1~time_zone_unknown~").choice == ""
    order = {"dataset": "d1", "code": "x", "choice": "y", "order": "z"}
    assert matched.answer(order) == GivenAnswer("d1", "x", "y")


def test_a_list_is_found_by_its_key() -> None:
    assert matched.value_at("b", ["utc", "page"], [{"key": "a"}, {"key": "b"}]) == "page"


def test_columns_without_a_meaning_are_left_out_and_notations_that_do_not_fit_too() -> None:
    found = matched.chosen_columns(
        SHOWN, controls("published_at", "comments", ""), controls("day_first", "month_first", part="notation")
    )
    assert found == (MappedColumn("When", "published_at", "day_first"), MappedColumn("Talk", "comments"))


def test_an_order_to_read_names_the_table_and_the_columns() -> None:
    order = {**SHOWN, "columns": [["Talk", "comments", "points"]]}
    assert matched.file_in_question(order) == FileInQuestion("u1", "", "May")
    mapping = ColumnMapping((MappedColumn("Talk", "comments", "points"),))
    assert matched.table_choice(order) == TableChoice("May", mapping)


@pytest.mark.parametrize("value", [None, 3, "", "x" * 3000, [], {}, {"upload": "a", "dataset": "b"}, {"columns": 3}])
def test_what_no_page_of_ours_sends_is_refused_in_words(value: Any) -> None:
    for read in (matched.answer, matched.file_in_question, matched.table_choice, matched.answer_key):
        with pytest.raises(InvalidInput, match=r"cannot be read\. Load the page again"):
            read(value)
    for shown, fields in (
        (value, controls("likes")),
        (SHOWN, (value, [{"key": 0}])),
        (SHOWN, (["likes"], [{"key": 9}])),
    ):
        with pytest.raises(InvalidInput):
            matched.chosen_columns(shown, fields, ([], []))
