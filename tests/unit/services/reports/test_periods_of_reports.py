"""The days of a report, and the days it is held against: counted from the data, printed, and all figures claims."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import House, Story, make_actor

from services.domain.claims import Claim, Estimand, Unit
from services.domain.documents import Chart, Document, Note, Table, Text, Tiles, claims_of, plain
from services.domain.errors import InvalidInput
from services.domain.reporting import ReportOrder, Span
from services.domain.selection import Compare, Filters, Selection
from services.rendering.cells import under_tile
from services.reports.languages import Language
from services.reports.manifest import order_in
from services.reports.spans import in_its_span

Compose = Callable[..., Document]


def _days(order: ReportOrder, span: Span, first: str, last: str) -> tuple[date | None, date | None]:
    found = in_its_span(replace(order, span=span), datetime.fromisoformat(first), datetime.fromisoformat(last))
    return found.selection.filters.since, found.selection.filters.until


@pytest.mark.parametrize(
    ("span", "known", "wanted"),
    [
        (Span.MONTH, ("2025-01-05", "2025-11-28"), ("2025-10-01", "2025-10-31")),
        (Span.MONTH, ("2025-01-05", "2025-11-30"), ("2025-11-01", "2025-11-30")),
        (Span.MONTH, ("2025-11-05", "2025-11-20"), ("2025-11-01", "2025-11-30")),
        (Span.MONTH, ("2023-01-05", "2024-02-29"), ("2024-02-01", "2024-02-29")),
        (Span.QUARTER, ("2024-01-05", "2025-01-15"), ("2024-10-01", "2024-12-31")),
        (Span.QUARTER, ("2024-01-05", "2025-02-28"), ("2024-12-01", "2025-02-28")),
    ],
)
def test_months_are_the_newest_whole_ones(
    order: ReportOrder, span: Span, known: tuple[str, str], wanted: tuple[str, str]
) -> None:
    assert _days(order, span, *known) == tuple(map(date.fromisoformat, wanted))


def test_all_posts_are_asked_for_whatever_was_typed(order: ReportOrder) -> None:
    typed = replace(order, selection=Selection(order.selection.segmentation, Filters(since=date(2025, 1, 1))))

    assert _days(typed, Span.ALL, "2024-01-01", "2025-01-01") == (None, None)


def test_months_of_a_file_without_dates_are_refused(order: ReportOrder) -> None:
    with pytest.raises(InvalidInput, match="no dates") as refusal:
        in_its_span(replace(order, span=Span.MONTH), None, None)
    assert refusal.value.field == "span"


def test_a_manifest_names_the_days_so_that_it_is_about_the_same_ones_later(compose: Compose) -> None:
    found = order_in(compose(span=Span.QUARTER, sections=("summary",)).manifest)

    assert found.span is Span.OWN
    assert (found.selection.filters.since, found.selection.filters.until) == (date(2025, 8, 1), date(2025, 10, 31))


@pytest.fixture(scope="module", params=["en", "th"])
def compared(request: pytest.FixtureRequest, compose: Compose) -> Document:
    return compose(
        template="executive", span=Span.QUARTER, compare=Compare.PREVIOUS, language=request.param, format="html"
    )


def test_a_report_says_what_it_is_compared_with(compared: Document) -> None:
    facts = {fact.label: fact.value for fact in compared.facts}

    assert facts.get("Compared with", facts.get("เทียบกับ")) in (
        "1 May 2025 to 31 Jul 2025",
        "1 พ.ค. 2568 ถึง 31 ก.ค. 2568",
    )


def test_every_measure_stands_with_what_it_was_and_what_lies_between(compared: Document) -> None:
    section = next(section for section in compared.sections if section.name == "comparison")
    (tiles,) = (block for block in section.blocks if isinstance(block, Tiles))

    assert len(tiles.tiles) == 4
    for tile in tiles.tiles:
        assert tile.change is not None
        assert tile.change in claims_of(compared)
        assert under_tile(tile, Language(compared.language)).startswith(("against ", "เทียบกับ "))


def test_shares_of_segments_are_claims_that_add_up(compared: Document, story: Story) -> None:
    section = next(section for section in compared.sections if section.name == "comparison")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    cells = [[cell for cell in row[1:] if isinstance(cell, Claim)] for row in table.rows]

    assert len(cells) == len(story.analysed.described.names)
    for now, then, change in cells:
        assert change.estimand is Estimand.SEGMENT_CHANGE
        assert change.number.unit is Unit.POINTS
        assert change.number.value == pytest.approx(now.number.value - then.number.value)
    assert sum(row[0].number.value for row in cells) == pytest.approx(1.0)
    assert [series.values[0] for series in chart.series] == [cells[0][0].number.value, cells[0][1].number.value]


def test_what_goes_with_the_change_is_told_in_claims(compared: Document) -> None:
    section = next(section for section in compared.sections if section.name == "comparison")
    told = [block for block in section.blocks if isinstance(block, Text)]

    assert len(told) == 2
    assert all(any(phrase.claim for phrase in text.sentence) for text in told)


def test_a_period_without_posts_is_said_to_have_none(compose: Compose) -> None:
    document = compose(sections=("comparison",), span=Span.ALL, compare=Compare.YEAR)
    early = compose(
        sections=("comparison",),
        selection=Selection(order_in(document.manifest).selection.segmentation, Filters(until=date(2024, 9, 1))),
        compare=Compare.YEAR,
    )

    (note,) = early.sections[0].blocks
    assert isinstance(note, Note)
    assert note.text.startswith("There are no posts from 7 Aug 2023")


def test_nothing_is_compared_unless_somebody_asks(compose: Compose) -> None:
    assert [section.name for section in compose(template="executive").sections] == ["summary"]


def test_changes_are_not_said_to_have_a_cause(compared: Document) -> None:
    for block in compared.blocks:
        if isinstance(block, Text):
            assert " because " not in plain(block.sentence)
            assert " due to " not in plain(block.sentence)


def test_a_pinned_comparison_keeps_what_its_view_compared_with(shop: House, story: Story) -> None:
    selection = Selection(story.request, compare=Compare.YEAR)
    pin = shop.services.pins.add(make_actor(user_id="year"), "/overview", "comparison", "", selection)
    order = ReportOrder(Selection(story.request), "executive", "pdf", sections=(pin.section,))
    where = shop.services.reports.compose(make_actor(user_id="year"), order).sections[0].blocks[0]

    assert isinstance(where, Note)
    assert "Compared with: 30 Aug 2024 to 28 Nov 2024 (the newest weeks are 30 Aug 2025 to 28 Nov 2025)" in where.text
