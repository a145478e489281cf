"""Names and rules that the app gave, in Thai; what people wrote stays theirs."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import Story

from services.algorithms.names import _FORMATS, _WORDS
from services.domain.documents import Commentary, Document, ListedPost, PostList, Table, claims_of
from services.domain.rules import Rule, bounded, one_of
from services.reports.renaming import renamed
from services.reports.thai_names import thai_name, thai_rule

Compose = Callable[..., Document]


@pytest.mark.parametrize(
    ("name", "thai"),
    [
        ("Quiet posts", "โพสต์เงียบ"),
        ("Viral emotion", "อารมณ์ไวรัล"),
        ("Conversation video", "วิดีโอชวนคุย"),
        ("Liked photos, fewer wows", "รูปภาพถูกใจ (ว้าวน้อยกว่า)"),
        ("Liked photos, more comments and fewer angry reactions", "รูปภาพถูกใจ (ความคิดเห็นมากกว่า โกรธน้อยกว่า)"),
        ("Quiet posts, around 1,200 likes", "โพสต์เงียบ (ถูกใจประมาณ 1,200)"),
        ("Our best posts", "Our best posts"),
        ("Viral emotion, says the boss", "Viral emotion, says the boss"),
        ("กลุ่มของเรา", "กลุ่มของเรา"),
    ],
)
def test_names_of_the_app_are_told_in_thai_and_others_stay(name: str, thai: str) -> None:
    assert thai_name(name) == thai


@pytest.mark.parametrize("form", ["posts", *_FORMATS.values()])
def test_every_name_that_the_app_can_give_has_words(form: str) -> None:
    for kind in _WORDS.values():
        assert thai_name(f"{kind} {form}").isascii() is False


def test_a_rule_is_told_in_thai() -> None:
    rule = Rule(
        (
            (bounded("comments", 120, None), bounded("shares", None, 0)),
            (bounded("likes", 5, 90), one_of("format", 0, 1, ("link", "photo"))),
        ),
        1.0,
        1.0,
        2,
    )

    assert thai_rule(rule) == "ความคิดเห็น ≥ 120 และ ไม่มีการแชร์ หรือ ถูกใจ 5 ถึง 90 และ รูปแบบ ลิงก์ หรือ รูปภาพ"


def test_what_people_wrote_keeps_its_words() -> None:
    listed = PostList("Quiet posts", (ListedPost(1, 0, None, "photo", "", "Quiet posts", "1 like"),))
    remark = Commentary("Quiet posts are fine.", "Quiet posts")

    found, kept = renamed((listed, remark), {"Quiet posts": "โพสต์เงียบ"})
    assert found == replace(listed, title="โพสต์เงียบ")
    assert kept == remark


def test_a_thai_report_names_segments_in_thai_and_makes_the_same_claims(compose: Compose, story: Story) -> None:
    thai, english = (compose(language=language, sections=("segments",)) for language in ("th", "en"))
    tables = [block for document in (thai, english) for block in document.blocks if isinstance(block, Table)]

    assert [row[0] for row in tables[0].rows] == [thai_name(name) for name in story.analysed.described.names]
    assert claims_of(thai) == claims_of(english)
