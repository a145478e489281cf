"""The page part of the import doctor: what it says, and what can be pressed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from builders import make_dataset
from dash.development.base_component import Component

from components.doctor import import_report
from services.domain.datasets import Dataset, Examination, SourceFile
from services.domain.intake import Answer, Choice, ColumnMapping, DateReading, Finding, MappedColumn, TableChoice

KEEP = (Choice("keep", "Keep them all"), Choice("set_aside", "Set the others aside"))
ZONES = (Choice("unknown", "Not known"), *(Choice(f"Zone/{n}", f"Zone {n}") for n in range(5)))
REPEATED = Finding("repeated_posts", "Twice", "3 rows.", 3, "Line 4: x", "Keep them?", KEEP, "keep")
ZONE = Finding("time_zone_unknown", "No zone", "As written.", 6, "", "Which zone?", ZONES, "unknown")
NOON = datetime(2018, 4, 11, 12, 0)  # noqa: DTZ001  # as written in files


def report(*, may_answer: bool = True, last_zone: str = "", **dataset: Any) -> Component:
    return import_report(Examination(make_dataset(**dataset), last_zone), may_answer=may_answer)


def parts(component: Component, kind: str) -> Iterator[Any]:
    return (part for part in component._traverse() if type(part).__name__ == kind)


def buttons(component: Component) -> dict[str, str | None]:
    return {str(one.children): getattr(one, "aria-pressed", None) for one in parts(component, "Button")}


def test_the_ledger_adds_up_and_names_the_earlier_readings() -> None:
    words = str(report(rows_in_file=7060, rows_kept=7042, rows_set_aside=8, rows_updated=10))
    assert all(
        part in words for part in ("'7,060'", "'7,042'", "'8'", "'10'", "earlier readings kept", "Nothing unusual")
    )
    assert "earlier readings kept" not in str(report())


def test_the_answer_that_applies_is_pressed_and_the_others_are_not() -> None:
    shown = buttons(report(findings=(REPEATED,)))
    assert (shown["Keep them all"], shown["Set the others aside"]) == ("true", "false")
    assert "Not answered yet; until then: Keep them all." in str(report(findings=(REPEATED,)))


def test_who_answered_and_when_stands_beside_the_answer() -> None:
    given = Answer("repeated_posts", "keep", "Mali Suk", datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
    assert "Mali Suk answered on 25 Nov 2026, 09:30." in str(report(findings=(REPEATED,), answers=(given,)))
    nobody = Answer("repeated_posts", "keep")
    assert "Somebody answered." in str(report(findings=(REPEATED,), answers=(nobody,)))


def test_who_may_not_import_reads_the_findings_and_presses_nothing() -> None:
    shown = report(may_answer=False, findings=(REPEATED, ZONE))
    assert "Which zone?" in str(shown)
    assert not [*parts(shown, "Button"), *parts(shown, "Select")]


def test_many_choices_are_a_list_with_the_last_answer_of_the_workspace_first() -> None:
    (select,) = parts(report(last_zone="Zone/3", findings=(ZONE,)), "Select")
    assert select.options[0] == {"label": "Zone 3: your last answer", "value": "Zone/3"}
    assert select.value == "Zone/3"
    assert len(select.options) == len(ZONES)


def test_an_answer_that_was_given_is_not_covered_by_the_last_one_elsewhere() -> None:
    given = Answer("time_zone_unknown", "unknown")
    (select,) = parts(report(last_zone="Zone/3", findings=(ZONE,), answers=(given,)), "Select")
    assert select.value == "unknown"


def test_two_readings_stand_side_by_side_with_cells_period_and_button() -> None:
    choices = (Choice("as_found", "As found"), Choice("month_first", "Month first"), Choice("day_first", "Day first"))
    readings = (
        DateReading("month_first", (("04-11-2018", NOON),), NOON, NOON, 0, applies=True),
        DateReading("day_first", (("04-11-2018", NOON.replace(month=11, day=4)),), NOON, None, 38),
    )
    finding = Finding("day_or_month", "Unclear", "", 1, "", "Which?", choices, "as_found", readings)
    shown = report(findings=(finding,))
    words = str(shown)
    assert "4 Nov 2018, 12:00" in words
    assert "38 posts would lie after the import." in words
    assert words.count("read so now") == 1
    states = {"As found": "true", "Month first": "false", "Day first": "false"}
    assert states.items() <= buttons(shown).items()


def matched(**difference: Any) -> Dataset:
    mapping = ColumnMapping((MappedColumn("Talk", "comments"),))
    choice = TableChoice("", mapping, "Mali", datetime(2026, 11, 20, tzinfo=UTC))
    return make_dataset(sources=(SourceFile("d1", "a.csv", 9, "0" * 64, NOON, choice),), **difference)


def test_a_file_whose_columns_were_matched_says_so_and_can_be_changed_or_forgotten() -> None:
    shown = import_report(Examination(matched(), remembered=True), may_answer=True)
    assert "Read with the columns you matched on 20 Nov 2026 (Mali)." in str(shown)
    assert {"Change the columns", "Forget them for new files"} <= buttons(shown).keys()
    forgotten = import_report(Examination(matched()), may_answer=True)
    assert "Forget them for new files" not in buttons(forgotten)
