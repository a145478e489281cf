import pytest
import structlog
from dash.exceptions import BackgroundCallbackError

from callbacks.failures import said, words_for
from services.domain.errors import InvalidInput, NotFound, TooMany


def test_a_refusal_is_shown_in_its_own_words_and_not_logged() -> None:
    with structlog.testing.capture_logs() as logged:
        assert words_for(NotFound("There is no post 'x'.")) == "There is no post 'x'."
        assert words_for(InvalidInput("Choose 2 to 10.", "k")) == "Choose 2 to 10."

    assert logged == []


def test_a_defect_is_shown_as_a_reference_to_what_was_logged() -> None:
    defect = ZeroDivisionError("division by the secret of somebody")

    with structlog.testing.capture_logs() as logged:
        words = words_for(defect)

    assert words == f"Something went wrong. Reference {logged[0]['reference']}."
    assert "secret" not in words
    assert logged[0]["exc_info"] is defect
    assert logged[0]["log_level"] == "error"


def test_two_defects_have_two_references() -> None:
    with structlog.testing.capture_logs():
        assert words_for(ValueError()) != words_for(ValueError())


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_words_of_a_failed_job_come_without_dashs_wrapping(end: str) -> None:
    wrapping = "An error occurred inside a background callback: "

    assert said(BackgroundCallbackError(f"{wrapping}None of the 12 rows could be read.{end}")) == (
        "None of the 12 rows could be read."
    )


def test_an_order_that_was_refused_is_told_in_the_words_of_the_refusal() -> None:
    assert said(TooMany("You have 5 jobs under way.")) == "You have 5 jobs under way."
