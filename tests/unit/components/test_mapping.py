"""The wizard for files that no importer knows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from builders import START
from dash.development.base_component import Component

from components.mapping import MOST_COLUMNS, waiting_files, wizard
from services.domain.fields import COUNT_NOTATIONS, DATE_NOTATIONS, FIELD_LABELS
from services.domain.intake import Suggestion, TablePreview, WaitingFile
from services.importers import mapped

PREVIEW = TablePreview(
    table="May",
    tables=("April", "May"),
    importer="",
    header_line=2,
    headers=("When", "Talk", ""),
    rows=(("04/11/2018", "1.200", ""), ("05/11/2018", "1.300", "<b>x</b>")),
    suggestions=(
        Suggestion("When", "published_at", "Its cells are dates.", "unsure", "dates", doubtful=True),
        Suggestion("Talk", "comments", "A word says so.", "likely", "counts", doubtful=True, notation="points"),
        Suggestion("", "", "Nothing says what it means.", "unsure"),
    ),
    file_name="report.xlsx",
)


def selects(component: Component) -> list[Any]:
    return [part for part in component._traverse() if type(part).__name__ == "Select"]


def test_every_column_has_its_meaning_its_reason_and_its_first_cells() -> None:
    shown = wizard(PREVIEW)
    words = str(shown)
    assert all(part in words for part in ("report.xlsx", "04/11/2018", "A word says so.", "line 2", "<b>x</b>"))
    fields = [one for one in selects(shown) if isinstance(one.id, dict) and one.id["part"] == "field"]
    assert [one.value for one in fields] == ["published_at", "comments", ""]
    assert [option["value"] for option in fields[0].options] == ["", *FIELD_LABELS]


def test_notations_are_asked_where_cells_can_be_read_in_two_ways() -> None:
    notations = [one for one in selects(wizard(PREVIEW)) if isinstance(one.id, dict) and one.id["part"] == "notation"]
    assert [[option["value"] for option in one.options] for one in notations] == [
        ["", *DATE_NOTATIONS],
        ["", *COUNT_NOTATIONS],
    ]
    assert [one.value for one in notations] == ["", "points"]


def test_one_table_of_several_can_be_chosen() -> None:
    assert selects(wizard(PREVIEW))[0].value == "May"
    pill = next(part for part in wizard(replace(PREVIEW, tables=()))._traverse() if "pill" in str(part))
    assert "hidden=True" in str(pill)


def test_a_thousand_columns_are_not_all_drawn() -> None:
    wide = replace(PREVIEW, headers=("x",) * 1000, rows=(), suggestions=PREVIEW.suggestions[2:] * 1000)
    assert len(selects(wizard(wide))) == MOST_COLUMNS + 1
    assert "880 more columns are not shown" in str(wizard(wide))


def test_files_that_wait_say_how_long() -> None:
    file = WaitingFile("u1", "odd.csv", 1200, "Mali", START, START + timedelta(days=7))
    assert "Kept until 12 Jan 2026." in str(waiting_files((file,)))
    assert "hidden=True" in str(waiting_files(()))


def test_the_words_of_fields_and_notations_are_those_of_the_importer() -> None:
    assert set(FIELD_LABELS) == set(mapped.FIELDS)
    assert tuple(DATE_NOTATIONS) == mapped.DATE_NOTATIONS
    assert tuple(COUNT_NOTATIONS) == mapped.COUNT_NOTATIONS
