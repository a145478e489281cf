"""Reports as values: what stands in them, and where it comes from."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import House, Story, make_actor

from services.domain.actors import Role
from services.domain.claims import Claim, Estimand
from services.domain.documents import ChartKind, Commentary, Document, Heading, PostList, Text, claims_of, plain
from services.domain.errors import Forbidden, InvalidInput, NotFound
from services.domain.reporting import ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.report_sections import SECTIONS
from services.report_templates import TEMPLATES

Compose = Callable[..., Document]


def _names(document: Document) -> list[str]:
    return [section.name for section in document.sections]


def test_a_monthly_report_has_its_sections_in_order(monthly: Document) -> None:
    assert _names(monthly) == [name for name in TEMPLATES["monthly"].sections if name != "comparison"]


def test_the_executive_summary_is_one_section_without_a_cover(compose: Compose) -> None:
    document = compose(template="executive")

    assert _names(document) == ["summary"]
    assert not document.cover


def test_sections_stand_as_they_were_ordered_each_once(compose: Compose) -> None:
    document = compose(sections=("method", "summary", "method"))

    assert _names(document) == ["method", "summary"]


def test_what_somebody_wrote_stands_first_in_its_section_under_their_name(monthly: Document) -> None:
    first = monthly.sections[0].blocks[0]

    assert first == Commentary("A quiet month.", "Some Body")


def test_a_report_says_what_it_stands_on(monthly: Document, story: Story) -> None:
    facts = {fact.label: fact.value for fact in monthly.facts}

    assert facts == {
        "Data": story.dataset.name,
        "Period": "7 Aug 2024 to 28 Nov 2025",
        "Filters": "none",
        "Basis": "n = 240 posts",
    }


def test_the_method_says_how_many_posts_are_set_aside_out_of_view_and_too_young(compose: Compose) -> None:
    until = date(2025, 6, 30)
    document = compose(selection=Selection(compose_request(compose), Filters(until=until)), sections=("method",))
    lines = dict(document.tables[0].rows)

    assert lines["Rows set aside"] == "2"
    assert int(str(lines["Posts outside of this report's filters"])) > 0
    assert "Posts younger than 28 days, whose counts still grow" in lines


def compose_request(compose: Compose) -> SegmentationRequest:
    order = json.loads(compose(sections=("method",)).manifest)["order"]
    return SegmentationRequest(order["selection"]["segmentation"]["dataset"])


def test_every_figure_in_a_sentence_is_a_claim(monthly: Document) -> None:
    for block in monthly.blocks:
        if isinstance(block, Text) and not plain(block.sentence).startswith("Told apart by"):
            loose = [phrase.text for phrase in block.sentence if phrase.claim is None]
            figures = "".join(loose).replace("1 = the same", "").replace("at 10:00", "")
            assert not any(sign.isdigit() for sign in figures.split(" at ")[0]), plain(block.sentence)


def test_shares_of_posts_are_the_shares_on_the_page(monthly: Document, story: Story) -> None:
    cards = story.house.services.segments.cards(make_actor(), Selection(story.request))
    table = next(table for table in monthly.tables if table.title == "The segments")
    shares = [row[2] for row in table.rows]

    assert [cell.number.value for cell in shares if isinstance(cell, Claim)] == pytest.approx([c.share for c in cards])


def test_shares_of_a_format_add_up_to_all_of_it(monthly: Document) -> None:
    chart = next(chart for chart in monthly.charts if chart.title == "Where posts of each format land")

    assert chart.kind is ChartKind.STACKED
    for place in range(len(chart.categories)):
        assert sum(series.values[place] or 0 for series in chart.series) == pytest.approx(1.0)


def test_every_segment_has_posts_that_stand_for_it(monthly: Document, story: Story) -> None:
    lists = [block for block in monthly.blocks if isinstance(block, PostList)]

    assert len(lists) == len(story.analysed.described.names)
    assert lists[0].posts[0].words.startswith("Words of post ")


def test_a_deep_dive_into_one_segment_speaks_of_that_one(compose: Compose, story: Story) -> None:
    chosen = Selection(story.request, Filters(segments=("s2",)))
    document = compose(template="deep_dive", selection=chosen)
    section = next(section for section in document.sections if section.name == "one_by_one")

    headings = [block.text for block in section.blocks if isinstance(block, Heading)]
    assert headings == [story.analysed.described.names[1]]
    assert {fact.label: fact.value for fact in document.facts}["Filters"] == story.analysed.described.names[1]


def test_the_appendix_has_every_post(appendix: Document) -> None:
    posts = next(table for table in appendix.tables if table.title == "All posts in view")

    assert len(posts.rows) == 240
    assert posts.left_out == 240 - posts.printed


def test_a_period_leaves_only_its_posts(compose: Compose, story: Story) -> None:
    selection = Selection(story.request, Filters(since=date(2025, 1, 1), until=date(2025, 12, 31)))
    document = compose(selection=selection, sections=("summary",))
    posts = next(claim for claim in claims_of(document) if claim.estimand is Estimand.POSTS)

    assert 0 < posts.number.value < 240


def test_filters_that_leave_no_post_are_said_to(compose: Compose, story: Story) -> None:
    nothing = Selection(story.request, Filters(pages=("No such page",)))
    with pytest.raises(NotFound, match="No post fits"):
        compose(selection=nothing)


@pytest.mark.parametrize(
    ("difference", "field"),
    [({"template": "novel"}, "template"), ({"sections": ("poem",)}, "sections"), ({"language": "la"}, "language")],
)
def test_what_is_not_there_cannot_be_ordered(compose: Compose, difference: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        compose(**difference)
    assert refusal.value.field == field


def test_brand_managers_make_no_reports(shop: House, order: ReportOrder) -> None:
    with pytest.raises(Forbidden):
        shop.services.reports.compose(make_actor(Role.BRAND_MANAGER), order)


def test_the_same_report_in_thai_says_the_same_figures(monthly: Document, compose: Compose) -> None:
    thai = compose(language="th", sections=TEMPLATES["monthly"].sections)

    assert [claim.key for claim in claims_of(thai)] == [claim.key for claim in claims_of(monthly)]
    assert thai.title != monthly.title


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_alone_is_a_report(name: str, compose: Compose) -> None:
    document = compose(sections=(name,))

    assert _names(document) in ([name], [])


def test_a_report_made_again_is_the_same(shop: House, monthly: Document) -> None:
    assert shop.services.reports.verify(make_actor(), monthly.manifest) == ()


def test_a_figure_that_was_changed_is_named(shop: House, monthly: Document) -> None:
    facts = json.loads(monthly.manifest)
    facts["claims"][0] |= {"value": 0.99, "told": "99%"}
    found = shop.services.reports.verify(make_actor(), json.dumps(facts))

    assert [(one.then, one.what) for one in found] == [("99%", facts["claims"][0]["about"])]
    assert found[0].now == json.loads(monthly.manifest)["claims"][0]["told"]


def test_what_is_no_manifest_is_not_verified(shop: House) -> None:
    for text in ("", "{}", "[1]", '{"kind": "postlens report"}', '{"kind": "postlens report", "order": {}}'):
        with pytest.raises(InvalidInput, match="not the manifest"):
            shop.services.reports.verify(make_actor(), text)


def test_a_report_is_written_with_its_manifest_beside_it(shop: House, order: ReportOrder, tmp_path: Path) -> None:
    out = tmp_path / "r.csv.zip"
    document = shop.services.reports.write(make_actor(), replace(order, format="csv", template="executive"), out)

    assert (tmp_path / "r.csv.zip.manifest.json").read_text(encoding="utf-8") == document.manifest
    assert out.stat().st_size > 0


def test_a_report_of_another_workspace_cannot_be_made(house: House, order: ReportOrder) -> None:
    with pytest.raises(NotFound):
        house.services.reports.compose(make_actor(), order)


def test_a_thai_report_says_in_thai_what_the_import_found(compose: Compose) -> None:
    def findings(language: str) -> list[object]:
        found = compose(sections=("method",), language=language).tables[-1]
        return [row[0] for row in found.rows]

    assert "The time zone is not stated" in findings("en")
    assert "ไม่ได้ระบุเขตเวลา" in findings("th")
    assert not any(str(title).isascii() for title in findings("th"))
