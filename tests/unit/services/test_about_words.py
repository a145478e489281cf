import re

import sklearn

from services.about import about


def test_the_deployments_own_words_are_shown_as_given() -> None:
    page = about("© The operator", "Line one\nLine two")

    assert (page.copyright, page.licence) == ("© The operator", "Line one\nLine two")


def test_versions_are_those_that_run() -> None:
    versions = dict(about("", "").versions)

    assert versions["scikit-learn"] == sklearn.__version__
    assert {"Python", "postlens", "dash", "shap", "lime"} <= set(versions)


def test_every_line_of_the_method_states_how_and_where_it_ends() -> None:
    for row in about("", "").method:
        assert row.how.endswith(".")
        assert row.limit.endswith(".")


def test_nothing_claims_a_cause() -> None:
    page = about("", "")
    text = " ".join([*page.overview, *(f"{row.part} {row.how}" for row in page.method)])

    assert not re.search(r"\b(drives?|increases?|boosts?)\b", text, re.IGNORECASE)
