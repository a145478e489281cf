import pytest
from builders import Story, make_actor

from services.domain.actors import Role
from services.domain.errors import InvalidInput, TooLarge
from services.post_tables import read_posts

SOMEBODY = make_actor(Role.BRAND_MANAGER)


def test_canonical_names_mean_themselves() -> None:
    table = read_posts(b"id,comments,shares,page,format\na,12,3,North shop,Photo\n")

    (post,) = table.posts
    assert (post.id, post.counts, post.page, post.format) == ("a", {"comments": 12, "shares": 3}, "North shop", "photo")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_names_of_known_tools_are_read(delimiter: str) -> None:
    lines = ["status_id,num_comments,num_shares,num_likes", "a,1200,3,500"]
    table = read_posts("\n".join(lines).replace(",", delimiter).encode("utf-8-sig"))

    assert table.posts[0].counts == {"comments": 1200, "shares": 3, "likes": 500}
    assert dict(table.columns)["num_comments"] == "comments"


def test_counts_are_read_as_tools_write_them() -> None:
    table = read_posts(b'comments,shares\n"1,200",1.2K\n376.0,-\n')

    assert [post.counts for post in table.posts] == [{"comments": 1200, "shares": 1200}, {"comments": 376}]


def test_rows_in_the_file_are_rows_scored_and_rows_set_aside() -> None:
    table = read_posts(b"comments,shares,mood\n1,2,x\nNaN,,x\n-3,1,x\nmany,1,x\n1e300,1,x\n")

    assert [post.row for post in table.posts] == [1]
    assert [row for row, _ in table.set_aside] == [2, 3, 4, 5]
    assert table.set_aside[2][1] == "Row 4: comments is 'many', which is no count."
    assert table.ignored == ("mood",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "needs a line with names"),
        (b"comments,shares\n", "needs a line with names"),
        (b"\xff\xfe\x00a", "not in UTF-8"),
        (b"comments\x00\n1\n", "no text"),
        (b"mood,weather\ngood,rain\n", "no column with a count, such as comments or shares; it has 'mood', 'weather'"),
        (b'comments\n"' + b"1" * 200_000, "no CSV"),
    ],
)
def test_what_is_no_table_of_posts_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read_posts(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"comments,shares\n" + b"1,2\n" * 500_001, "bytes; 2,000,000 are scored at once"),
        (b"comments,shares\n" + b"1,2\n" * 5_001, "5,001 rows; 5,000"),
        (b"comments," * 10_000 + b"x\n" + b"1," * 10_000 + b"1\n", "10,001 columns; 200"),
    ],
)
def test_too_much_is_refused_with_the_limit(content: bytes, told: str) -> None:
    with pytest.raises(TooLarge, match=told):
        read_posts(content)


def test_rows_with_counts_that_do_not_matter_are_set_aside(story: Story) -> None:
    content = b"id,comments,views\na,1200,\nb,,5\n"
    scored, table = story.house.services.scoring.score_file(SOMEBODY, story.request, content)

    assert [one.post.id for one in scored.posts] == ["a"]
    assert table.set_aside[0][0] == 2
    assert "none of the counts that the segments stand on" in table.set_aside[0][1]


def test_a_file_without_a_row_that_can_be_scored_says_why_of_each(story: Story) -> None:
    scored, table = story.house.services.scoring.score_file(SOMEBODY, story.request, b"views,reach\n5,6\n")

    assert scored.posts == table.posts == ()
    assert [row for row, _ in table.set_aside] == [1]
