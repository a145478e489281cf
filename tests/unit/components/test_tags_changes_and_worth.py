"""Cards about tags, what stands out, alerts and the calculator."""

from datetime import UTC, datetime

from unit.components.test_history_and_receipts import words
from unit.components.test_pages import parts, slots_of

from components import changes, ids, tags, valuing
from services.domain.alerting import OFF, AlertRule
from services.domain.changes import ChangesView, OutlyingPost
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.tagging import PostTag, PostTags, Tag, TagRule
from services.domain.valuing import SegmentWorth, Worth
from services.domain.views import Phrase

BY_RULE = PostTag(Tag("t1", "Sale", TagRule("50% off", "North", "photo")), by_rule=True, by_hand=False, posts=12)
BY_HAND = PostTag(Tag("t2", "Best", picked=("a",)), by_rule=False, by_hand=True, posts=1)
NEITHER = PostTag(Tag("t3", "<b>Odd</b>"), by_rule=False, by_hand=False, posts=0)
TAGGED = PostTags("a", (BY_RULE, BY_HAND, NEITHER), ("North", "South"), ("photo",))
FOUND = ChangesView(
    (OutlyingPost("a&b", "video, North", 1, (Phrase("30 times"),)),), ((Phrase("About 3 Mar 2025"),),), 90, 40
)


def buttons(component):
    return [part for part in parts(component) if type(part).__name__ == "Button"]


def worth(value):
    scope, rows = Scope("spring"), Selection(SegmentationRequest("d1"))
    return Claim(Estimand.WORTH, (), Number(value, Unit.VALUE), 90, scope, rows)


def test_a_tag_is_a_button_that_says_whether_the_post_has_it():
    drawn = tags.post_tags(TAGGED, may_tag=True)
    shown = {button.id["key"]: button for button in buttons(drawn) if isinstance(button.id, dict)}
    toggles = [button for button in buttons(drawn) if getattr(button, "aria-pressed", None)]

    assert [(one.children[1], getattr(one, "aria-pressed"), one.disabled) for one in toggles] == [  # a dash
        ("Sale", "true", True),
        ("Best", "true", False),
        ("<b>Odd</b>", "false", False),
    ]
    assert set(shown) == {"t1", "t2", "t3"}
    assert "text contains “50% off”, page North, format photo; 12 posts in this dataset" in words(drawn)
    assert "by hand; 1 post in this dataset" in words(drawn)


def test_who_may_not_tag_sees_the_tags_of_the_post_alone():
    drawn = tags.post_tags(TAGGED, may_tag=False)

    assert not buttons(drawn)
    assert "Sale" in words(drawn)
    assert "Odd" not in words(drawn)
    assert "Nobody has tagged" in words(tags.post_tags(PostTags("a", (), (), ()), may_tag=False))


def test_fields_of_a_new_tag_stand_where_callbacks_look_for_them():
    found = slots_of(tags.post_tags(PostTags("a", (), (), ()), may_tag=True))

    assert {str(slot) for slot in (ids.TAGS_NAME, ids.TAGS_CONTAINS, ids.TAGS_PAGE, ids.TAGS_FORMAT)} <= set(found)


def test_posts_that_stand_out_lead_to_their_explanation():
    drawn = changes.outliers(FOUND, "/explain?dataset=d1&post=")

    assert [part.href for part in parts(drawn) if hasattr(part, "href")] == ["/explain?dataset=d1&post=a%26b"]
    assert "30 times" in words(drawn)


def test_nothing_that_stands_out_is_said_too():
    nothing = ChangesView((), (), 90, 40)

    assert words(changes.outliers(nothing, "")).startswith("None among 90 posts")
    assert words(changes.turns(nothing)).startswith("None:")
    assert words(changes.turns(ChangesView((), (), 90, 0))).startswith("Too few weeks")
    assert words(changes.turns(FOUND)) == "About 3 Mar 2025"
    assert type(changes.turns(FOUND).children[0].children).__name__ == "P", "a sentence flows as one"


def test_alerts_state_their_false_alarms_beside_the_threshold():
    on = AlertRule(0.15, "Arun", datetime(2026, 1, 5, tzinfo=UTC))

    assert words(changes.alerts(OFF, may_set=True)).startswith("Alerts: off")
    assert words(changes.alerts(on, may_set=True)).startswith("Alerts: from 15 points on, by Arun")
    assert "45 showed a turn (3.8 %)" in words(changes.alerts(on, may_set=False))
    assert str(ids.OVERVIEW_THRESHOLD) in slots_of(changes.alerts(OFF, may_set=True))
    assert str(ids.OVERVIEW_THRESHOLD) not in slots_of(changes.alerts(OFF, may_set=False))


def test_a_threshold_that_is_on_no_list_is_shown_all_the_same():
    drawn = changes.alerts(AlertRule(0.12, "Arun"), may_set=True)
    select = next(part for part in parts(drawn) if getattr(part, "id", "") == str(ids.OVERVIEW_THRESHOLD))

    assert select.value == "0.12"
    assert select.value in {option["value"] for option in select.options}


def test_the_calculator_begins_empty_and_says_what_comes_of_what_was_typed():
    fields = [part for part in parts(valuing.frame()) if type(part).__name__ == "Input"]
    drawn = valuing.result(Worth(worth(1085), worth(1205), worth(120), (SegmentWorth("Viral", 0, 2, worth(640.5)),)))

    assert len(fields) == 4
    assert not any(hasattr(field, "value") for field in fields)
    assert words(drawn[0]) == "By your figures the posts in view come to 1,085 : earned 1,205 , less work 120 ."
    assert "2 posts" in words(drawn[1])
    assert "nothing is assumed" in words(valuing.result(None))
