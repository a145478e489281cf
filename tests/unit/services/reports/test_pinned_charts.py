"""Charts of pages as pins: their figures are those of the page, and what is drawn of how many is said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from builders import House, Story, copy_house, make_actor

from services.domain.claims import Claim
from services.domain.comparing import Cut
from services.domain.documents import Block, Chart, ChartKind, Document, Note, PostList, Table, Text, plain
from services.domain.errors import NotFound
from services.domain.reporting import ReportOrder
from services.domain.scatters import Scatter
from services.domain.selection import Area, Filters, Selection
from services.domain.views import MapOfPosts
from services.report_pins import PINNABLES
from services.report_pins.samples import sample

ACTOR = make_actor(user_id="pinner of charts")


@pytest.fixture(scope="module")
def house(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    own = copy_house(story.house.settings.home, tmp_path_factory.mktemp("charts") / "home")
    yield own
    own.close()


def _document(house: House, selection: Selection, name: str, subject: str = "", language: str = "en") -> Document:
    pin = house.services.pins.add(ACTOR, PINNABLES[name].pages[0], name, subject, selection)
    whole = Selection(replace(selection.segmentation, k=None))
    order = ReportOrder(whole, "executive", "pdf", language=language, sections=(pin.section,))
    return house.services.reports.compose(ACTOR, order)


def _blocks(house: House, selection: Selection, name: str, subject: str = "") -> tuple[Block, ...]:
    """What the pin shows, after the line about what it stands on."""
    return _document(house, selection, name, subject).sections[0].blocks[1:]


def _one(blocks: tuple[Block, ...], kind: type) -> object:
    (found,) = (block for block in blocks if isinstance(block, kind))
    return found


def test_the_map_has_every_post_in_view_where_the_page_has_it(house: House, story: Story) -> None:
    selection = Selection(story.request, Filters(formats=("video",)))
    page = house.services.segments.view(ACTOR, selection).map
    assert isinstance(page, MapOfPosts)
    scatter, table = _blocks(house, selection, "map")

    assert isinstance(scatter, Scatter)
    drawn = {(x, y) for dots in scatter.dots for x, y in zip(dots.x, dots.y, strict=True)}
    seen = zip(page.x[page.in_view].tolist(), page.y[page.in_view].tolist(), strict=True)
    assert drawn == set(seen)
    assert scatter.note.startswith("All 80 posts are drawn. Near marks earned similar engagement (PCA, ")
    assert isinstance(table, Table)
    assert sum(row[1] for row in table.rows if isinstance(row[1], int)) == 80
    assert all(isinstance(row[2], Claim) for row in table.rows)


def test_a_map_of_many_posts_is_a_sample_that_says_so(
    house: House, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.report_pins.map._MOST", 100)
    scatter, *_ = _blocks(house, Selection(story.request), "map")

    assert isinstance(scatter, Scatter)
    assert scatter.drawn == 100
    assert scatter.note.startswith("100 of 240 posts are drawn, chosen at random. ")


def test_a_sample_is_the_same_every_time_and_none_where_all_have_room() -> None:
    places = np.arange(1_000)

    assert sample(places, 1_000) is places
    assert sample(places, 50).tolist() == sample(places, 50).tolist()
    assert len(set(sample(places, 50).tolist())) == 50


def test_an_outline_on_the_map_is_printed_and_rules_what_is_drawn(house: House, story: Story) -> None:
    area = Area(((-99.0, -99.0), (0.0, -99.0), (0.0, 99.0), (-99.0, 99.0)))
    document = _document(house, Selection(story.request, Filters(area=area)), "map")
    where, scatter, *_ = document.sections[0].blocks

    assert isinstance(where, Note)
    assert "posts inside an outline on the map" in where.text
    assert isinstance(scatter, Scatter)
    assert all(x <= 0 for dots in scatter.dots for x in dots.x)
    assert 0 < scatter.drawn < 240


def test_the_beeswarm_has_the_values_of_the_page_in_its_rows(house: House, story: Story) -> None:
    page = house.services.explanations.drivers(ACTOR, Selection(story.request)).beeswarm
    scatter, table, _ = _blocks(house, Selection(story.request), "beeswarm")

    assert isinstance(scatter, Scatter)
    assert scatter.drawn == page.values.size
    names = [name.lower() for name in reversed(scatter.along.names)]
    assert names == [name.lower() for name in page.features]
    points = [(x, round(y)) for dots in scatter.dots for x, y in zip(dots.x, dots.y, strict=True)]
    for column, _ in enumerate(names):
        row = sorted(x for x, place in points if place == len(names) - 1 - column)
        assert row == pytest.approx(sorted((page.values[:, column] * 100).tolist()))
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == pytest.approx((page.importance * 100).tolist())
    assert scatter.note.startswith("All 240 posts are drawn. Right of zero speaks for the segment")


def test_the_low_the_middle_and_the_high_third_have_colours_of_their_own(house: House, story: Story) -> None:
    scatter = _one(_blocks(house, Selection(story.request), "beeswarm"), Scatter)

    assert isinstance(scatter, Scatter)
    assert [dots.name for dots in scatter.dots] == ["Low count", "Middle", "High count"]
    assert len({dots.colour for dots in scatter.dots}) == 3


def test_a_dependence_is_of_the_count_that_the_page_shows(house: House, story: Story) -> None:
    selection = Selection(story.request, feature="shares")
    page = house.services.explanations.drivers(ACTOR, selection).dependence
    scatter, table, _ = _blocks(house, selection, "dependence")

    assert isinstance(scatter, Scatter)
    assert scatter.title.startswith("Shares and ")
    (dots,) = scatter.dots
    assert dots.x == pytest.approx((page.counts + 1).tolist())
    assert dots.y == pytest.approx((page.values * 100).tolist())
    assert scatter.across.log
    assert isinstance(table, Table)
    assert sum(row[2] for row in table.rows if isinstance(row[2], int)) == page.sample


def test_a_count_that_few_posts_have_is_said_to_be_missing(
    house: House, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = house.services.explanations.drivers(ACTOR, Selection(story.request))
    for missing, told in ((200, "200 of them do not have this count."), (240, "Shares was not measured in this data.")):
        counts = found.dependence.counts.copy()
        counts[:missing] = np.nan
        few = replace(found, dependence=replace(found.dependence, feature="Shares", counts=counts))
        monkeypatch.setattr("services.explanations.Explanations.drivers", lambda *_, few=few: few)
        first, *rest = _blocks(house, Selection(story.request, post=str(missing)), "dependence")

        assert told in (first.note if isinstance(first, Scatter) else "") or first == Note(told)
        assert bool(rest) == isinstance(first, Scatter)


def test_fidelity_and_agreement_are_those_of_the_page(house: House, story: Story) -> None:
    page = house.services.explanations.drivers(ACTOR, Selection(story.request))
    lead, table, _ = _blocks(house, Selection(story.request), "fidelity")
    chart, shares = _blocks(house, Selection(story.request), "agreement")

    assert isinstance(lead, Text)
    assert [phrase.claim for phrase in lead.sentence if phrase.claim]
    assert isinstance(table, Table)
    assert [list(row[1:-1]) for row in table.rows] == page.fidelity.confusion.tolist()
    assert isinstance(chart, Chart)
    assert [list(series.values) for series in chart.series] == page.agreement.shares.T[::-1].tolist()
    assert isinstance(shares, Table)
    assert [row[1:] for row in shares.rows] == [tuple(row[::-1]) for row in page.agreement.shares.tolist()]


def test_typical_posts_are_a_list_a_segment(house: House, story: Story) -> None:
    blocks = _blocks(house, Selection(story.request), "typical")

    assert blocks
    assert all(isinstance(block, PostList) for block in blocks)


@pytest.mark.parametrize("against", ["", "k2", "volume"])
def test_a_flow_has_the_posts_of_the_page_as_shares_and_as_numbers(house: House, story: Story, against: str) -> None:
    selection = Selection(story.request, against=against)
    lead, chart, table = _blocks(house, selection, "flow")
    page = house.services.comparisons.flow(ACTOR, selection)

    assert isinstance(lead, Text)
    assert page.agreement.key in [phrase.claim.key for phrase in lead.sentence if phrase.claim]
    assert isinstance(table, Table)
    assert [list(row[1:-1]) for row in table.rows] == page.posts.tolist()
    assert isinstance(chart, Chart)
    assert chart.kind is ChartKind.STACKED
    kept = page.posts[page.posts.sum(axis=1) > 0]
    shares = (kept / kept.sum(axis=1, keepdims=True)).T
    assert [list(series.values) for series in chart.series] == shares.tolist()


def test_a_flow_to_segments_that_cannot_be_made_is_refused_in_words(house: House, story: Story) -> None:
    with pytest.raises(NotFound, match="cannot be drawn any more"):
        _document(house, Selection(story.request, against="no such recipe"), "flow")


@pytest.mark.parametrize("cut", Cut)
def test_a_cut_has_the_medians_and_the_posts_of_the_page(house: House, story: Story, cut: Cut) -> None:
    page = house.services.comparisons.cross_cut(ACTOR, Selection(story.request), cut)
    medians, _, chart, posts, *_ = _blocks(house, Selection(story.request), "cut", cut.value)

    assert isinstance(medians, Table)
    for row, expected, n in zip(medians.rows, page.medians.tolist(), page.n.tolist(), strict=True):
        known = [cell for cell in row[2:] if isinstance(cell, Claim)]
        assert [cell.number.value for cell in known] == [value for value in expected if not np.isnan(value)]
        assert [cell.n for cell in known] == [many for many in n if many]
    assert isinstance(chart, Chart)
    assert isinstance(posts, Table)
    assert [list(row[1:]) for row in posts.rows] == page.posts.tolist()


def test_what_nothing_can_be_cut_by_is_refused_in_words(house: House, story: Story) -> None:
    with pytest.raises(NotFound, match="Segments can be cut by format and by page"):
        _document(house, Selection(story.request), "cut", "colour")


def test_a_second_opinion_has_a_row_a_finding_and_a_column_an_alternative(house: House, story: Story) -> None:
    lead, table, _ = _blocks(house, Selection(story.request), "opinion")
    page = house.services.comparisons.second_opinion(ACTOR, Selection(story.request))

    assert isinstance(lead, Text)
    assert plain(lead.sentence) == plain(page.verdict)
    assert isinstance(table, Table)
    assert [column.name for column in table.columns[2:]] == list(page.alternatives)
    assert [row[0] for row in table.rows] == [plain(found.statement) for found in page.findings]


@pytest.mark.parametrize("name", ["map", "beeswarm", "dependence", "fidelity", "agreement", "flow", "opinion"])
def test_pins_of_charts_are_in_thai_down_to_the_names_of_segments(house: House, story: Story, name: str) -> None:
    document = _document(house, Selection(replace(story.request, k=4), against="k2"), name, language="th")
    names = house.services.analyses.make(ACTOR, replace(story.request, k=4)).described.names
    scatters = [(one.title, one.note, one.words, *(dots.name for dots in one.dots)) for one in document.scatters]
    charts = [(one.title, *one.categories, *(series.name for series in one.series)) for one in document.charts]
    cells = [cell for table in document.tables for row in table.rows for cell in row if isinstance(cell, str)]

    told = [text for texts in (*scatters, *charts) for text in texts] + cells
    assert told
    assert not [text for text in told if any(own in text for own in names)]


def test_both_periods_bring_the_parts_of_the_change_that_the_page_draws(house: House, story: Story) -> None:
    selection = Selection(story.request, Filters(since=date(2025, 8, 1), until=date(2025, 10, 31)))
    page = house.services.overview.split(ACTOR, selection)
    assert page is not None
    *_, chart, table, note = _blocks(house, selection, "comparison")

    assert isinstance(chart, Chart)
    total, *parts = (np.array(series.values, float) / 100 for series in chart.series)
    assert total == pytest.approx(page.change)
    assert np.sum(parts, axis=0) == pytest.approx(total)
    assert isinstance(table, Table)
    figures = np.array([row[1:] for row in table.rows], float) / 100
    assert figures[:, 1] == pytest.approx(page.parts[0])
    assert figures[:, 2] == pytest.approx(page.low[0])
    assert isinstance(note, Note)


def test_where_nothing_can_be_compared_the_reason_stands_alone(house: House, story: Story) -> None:
    selection = Selection(story.request, Filters(since=date(2024, 7, 1), until=date(2025, 11, 30)))

    assert [type(block) for block in _blocks(house, selection, "comparison")] == [Note]
