"""Exports of tools, each with the quirks of real ones in a few made-up rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest

from services.domain.errors import InvalidInput
from services.domain.intake import Answer, Ledger
from services.importers.reading import Reading

Read = Callable[..., Reading]
LATER = datetime(2026, 8, 1)  # noqa: DTZ001  # naive UTC is allowed

META_EN = (
    '"Post ID","Page ID","Page name",Title,Description,"Publish time",Permalink,"Post type",Date,Views,Reach,'
    '"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Other Clicks"'
)
META_TH = (
    "ID โพสต์,ID เพจ,ชื่อเพจ,ชื่อ,คำอธิบาย,เวลาที่เผยแพร่,ลิงก์ถาวร,ประเภทโพสต์,วันที่,ยอดดู,การเข้าถึง,"
    "ความรู้สึก ความคิดเห็น และการแชร์,ความรู้สึก,ความคิดเห็น,การแชร์,การคลิกทั้งหมด,การคลิกอื่นๆ"
)
META_ES = (
    "Identificador de la publicación,Identificador de la página,Nombre de la página,Título,Descripción,"
    "Hora de publicación,Enlace permanente,Tipo de publicación,Fecha,Visualizaciones,Alcance,"
    '"Reacciones, comentarios y veces que se compartió",Reacciones,Comentarios,Veces que se compartió,'
    "Total de clics,Otros"
)
META_EL = (
    "Αναγνωριστικό δημοσίευσης,Αναγνωριστικό σελίδας,Όνομα σελίδας,Τίτλος,Περιγραφή,Χρόνος δημοσίευσης,"
    "Μόνιμος σύνδεσμος,Τύπος δημοσίευσης,Ημερομηνία,Προβολές,Απήχηση,"
    '"Αντιδράσεις, σχόλια και κοινοποιήσεις",Αντιδράσεις,Σχόλια,Κοινοποιήσεις,Συνολικά κλικ,Άλλα κλικ'
)


def make_meta_row(number: int = 1, **changes: str) -> str:
    cells = {
        "id": f"10000000000000{number}",
        "page_id": "77",
        "page": "Lotus (demo)",
        "title": f"Short {number}",
        "description": "",
        "time": f"03/{number:02d}/2026 10:0{number % 10}",
        "permalink": f"https://example.org/posts/{number}",
        "type": "Photos",
        "date": "Lifetime",
        "views": "900",
        "reach": '"1,771"',
        "total": "15",
        "reactions": "10",
        "comments": "3",
        "shares": "2",
        "clicks": "5",
        "other": "1",
    }
    return ",".join((cells | changes).values())


def _file(header: str, rows: Sequence[str], end: str = "\n") -> str:
    return end.join([header, *rows, ""])


def _codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


@pytest.mark.parametrize(
    ("header", "word", "kind"),
    [
        (META_EN, "Photos", "photo"),
        (META_EN, "Reels", "reel"),
        (META_TH, "รูปภาพ", "photo"),
        (META_ES, "Vídeos", "video"),
        (META_EL, "Εκδηλώσεις", "event"),
        (META_EL, "Σύνδεσμοι", "link"),
    ],
)
def test_meta_is_read_in_its_languages_month_first(read: Read, header: str, word: str, kind: str) -> None:
    rows = [make_meta_row(2, type=word, date="Από την αρχή"), make_meta_row(3, type="Photos")]
    reading = read("\ufeff" + _file(header, rows, "\r\n"), now=LATER)
    assert (reading.importer, reading.ledger) == ("meta_facebook", Ledger(2, 2, 0))
    assert reading.measured == ("reactions", "comments", "shares", "reach", "views", "clicks")
    assert reading.posts.select("reactions", "reach", "post_type").row(0) == (10, 1771, kind)
    assert str(reading.posts["published_at"][0]) == "2026-03-02 10:02:00"
    assert not _codes(reading) & {"day_or_month", "interactions_do_not_add_up", "unknown_post_types"}


def test_of_title_and_description_the_longer_is_the_text(read: Read) -> None:
    rows = [make_meta_row(1, title="", description="Only here"), make_meta_row(2, description="Longer than the title")]
    reading = read(_file(META_EN, rows), now=LATER)
    assert reading.posts["text"].to_list() == ["Only here", "Longer than the title"]


def test_rows_shifted_by_a_column_show_in_the_total(read: Read, make: Any) -> None:
    shifted = make_meta_row(2, total="10", reactions="3", comments="2", shares="5", clicks="1")
    reading = read(_file(META_EN, [make_meta_row(1), shifted, make_meta_row(3, total="99")]), now=LATER)
    finding = make.found(reading, "interactions_do_not_add_up")
    assert (finding.rows, finding.example) == (1, "Line 4: the file says 99, the parts sum to 15")


def test_of_daily_figures_the_total_of_a_post_is_kept(read: Read) -> None:
    rows = [make_meta_row(1, date="03/01/2026"), make_meta_row(1, date="03/02/2026"), make_meta_row(1, date="Total")]
    reading = read(_file(META_EN, rows), now=LATER)
    assert reading.ledger == Ledger(3, 1, 2)
    assert [row.code for row in reading.set_aside] == ["daily_rows", "daily_rows"]
    with pytest.raises(InvalidInput, match="the figures of one day"):
        read(_file(META_EN, rows[:2]), now=LATER)


def test_narrower_rows_are_read_where_every_used_column_is_in_them(read: Read, make: Any) -> None:
    whole = [make_meta_row(n) + ",7,8" for n in (1, 2)]
    narrow = [make_meta_row(3) + ",7", make_meta_row(4)]
    reading = read(_file(META_EN + ",Extra,More", [*whole, *narrow]), now=LATER)
    assert reading.ledger == Ledger(4, 4, 0)
    finding = make.found(reading, "narrow_rows")
    assert (finding.rows, finding.example) == (2, "Line 4: 18 cells")
    too_narrow = ",".join(make_meta_row(5).split(",")[:12])
    assert read(_file(META_EN, [make_meta_row(1), too_narrow]), now=LATER).ledger == Ledger(2, 1, 1)


def test_instagram_has_likes_only_and_stories_have_replies(read: Read) -> None:
    header = '"Post ID","Account ID","Account username","Account name",Description,"Publish time",Permalink,"Post type"'
    post = '1,7,lotus,Lotus,"Hello",03/02/2026 10:00,https://instagram.com/p/Ab-1,IG carousel,Lifetime,9,8,7,1,2,3,4'
    reading = read(_file(header + ",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves", [post]), now=LATER)
    assert reading.importer == "meta_instagram"
    assert reading.measured == ("comments", "shares", "likes", "reach", "views", "saves")
    assert reading.posts.select("post_type", "page", "saves").row(0) == ("carousel", "lotus", 4)
    story = "1,7,lotus,Lotus,,03/02/2026 10:00,,IG story,Lifetime,9,8,7,1,5"
    stories = read(_file(header + ",Date,Views,Reach,Likes,Shares,Replies", [story]), now=LATER)
    assert stories.posts.select("post_type", "comments").row(0) == ("story", 5)


def test_x_before_2023_writes_decimals_dashes_and_utc(read: Read) -> None:
    header = '"Tweet id","Tweet permalink","Tweet text","time","impressions","retweets","replies","likes","url clicks"'
    row = '"149835{}","https://x.com/lotus/status/149835{}","Hi","2019-02-28 17:39 +0000","376.0","2.0","0.0","1.0","-"'
    reading = read(_file(header + ',"promoted likes"', [row.format(n, n) + ',"-"' for n in (1, 2)]))
    assert (reading.importer, reading.measured) == ("x_activity", ("comments", "shares", "likes", "impressions"))
    assert reading.posts.select("impressions", "shares").row(0) == (376, 2)
    assert "time_zone_unknown" not in _codes(reading)


def test_ids_cut_by_a_spreadsheet_are_taken_from_the_permalink(read: Read, make: Any) -> None:
    header = "Tweet id,Tweet permalink,Tweet text,time,retweets,replies,likes"
    row = "1.47689E+18,https://x.com/lotus/status/1476891234{},Hello {},2019-02-28 17:39 +0000,2,0,1"
    reading = read(_file(header, [row.format(n, n) for n in (1, 2, 2)]))
    assert reading.posts["post_id"].to_list() == ["14768912341", "14768912342"]
    assert [item.code for item in reading.set_aside] == ["repeated_ids"]
    assert "by their permalinks" in make.found(reading, "damaged_ids").detail


def test_x_since_2024_mixes_replies_with_posts_and_gives_days(read: Read, make: Any) -> None:
    header = (
        "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,Replies,Reposts,URL Clicks"
    )
    rows = [
        '11,"Tue, Jul 14, 2026",Hello,https://x.com/a/status/11,50,5,9,1,77,2,3,4',
        '12,"Mon, Jul 13, 2026",@you yes,https://x.com/a/status/12,50,5,9,1,77,2,3,4',
    ]
    reading = read(_file(header, rows), now=LATER)
    assert reading.importer == "x_analytics"
    assert reading.posts.select("shares", "saves", "clicks").row(0) == (3, 1, 4)
    assert make.found(reading, "replies_among_posts").rows == 1
    assert make.found(reading, "no_time_of_day").rows == 2


def test_youtube_sets_total_footer_and_negative_changes_aside(read: Read) -> None:
    header = "Content,Video title,Video publish time,Likes,Shares,Views"
    rows = [
        "Total,,,100,5,900",
        '" -abcdefghij","Tea, hot","Mar 15, 2018",4,0,30',
        "bcdefghijkl,Rice,,3,1,20",
        'cdefghijklm,Noodles,"Mar 17, 2018",-2,1,20',
        "Showing top 500 results",
    ]
    reading = read(_file(header, rows))
    assert reading.ledger == Ledger(5, 2, 3)
    assert [row.code for row in reading.set_aside] == [
        "totals_or_footer_rows", "negative_counts", "totals_or_footer_rows",
    ]  # fmt: skip
    assert reading.posts["post_id"].to_list() == ["-abcdefghij", "bcdefghijkl"]
    assert [str(value) for value in reading.posts["published_at"]] == ["2018-03-15 00:00:00", "None"]
    assert reading.posts["immature"].to_list() == [False, False]


def test_youtube_without_a_date_column_is_read(read: Read, make: Any) -> None:
    reading = read("Content,Video title,Likes,Views\nabcdefghijk,Tea,3,40\n")
    assert make.found(reading, "no_dates").rows == 1
    assert reading.posts.schema["published_at"].is_temporal()


def test_an_unreadable_date_is_never_taken_for_none(read: Read) -> None:
    rows = ["abcdefghijk,Tea,soon,3,40", "bcdefghijkl,Rice,,3,40"]
    reading = read(_file("Content,Video title,Video publish time,Likes,Views", rows))
    assert [row.code for row in reading.set_aside] == ["unreadable_date"]


def test_uci_metrics_has_calendar_numbers_instead_of_dates(read: Read, make: Any) -> None:
    header = (
        "Page total likes;Type;Category;Post Month;Post Weekday;Post Hour;Paid;comment;like;share;Total Interactions"
    )
    reading = read(_file(header, ["139441;Photo;2;12;4;3;0;4;79;17;100", "139441;Link;2;11;5;9;;4;;1;5"]))
    assert reading.posts.select("month", "weekday", "hour").row(1) == (11, 5, 9)
    assert reading.posts["likes"].to_list() == [79, None]
    assert "month, weekday, hour" in make.found(reading, "no_dates").detail
    assert "interactions_do_not_add_up" not in _codes(reading)


CROWDTANGLE = (
    "Page Name,User Name,Facebook Id,Likes at Posting,Followers at Posting,Post Created,Post Created Date,"
    "Post Created Time,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Post Views,URL,"
    "Message,Link,Overperforming Score (weighted  —  Likes 1x Shares 1x )"
)


def test_crowdtangle_takes_ids_from_the_address_and_the_zone_from_the_date(read: Read) -> None:
    row = (
        "Lotus,lotus,77,900,950,2018-07-06 16:45:20 EDT,2018-07-06,16:45:20,Native Video,"
        '"1,216",1000,10,200,1,1,1,1,1,1,0,https://www.facebook.com/77/posts/{},Hello,https://e.org,"1,200.5"'
    )
    reading = read(_file(CROWDTANGLE, [row.format(n) for n in (123, 456)]))
    assert reading.importer == "crowdtangle"
    assert reading.posts.select("post_id", "post_type", "likes", "cares").row(0) == ("123", "video", 1000, 1)
    assert str(reading.posts["published_at"][0]) == "2018-07-06 20:45:20"
    assert not _codes(reading) & {"interactions_do_not_add_up", "time_zone_unknown"}


def test_crowdtangle_of_2019_and_for_instagram_is_read(read: Read) -> None:
    old = (
        "Some unusable line\nPage Name,Page Likes at Posting,Created,Type,Likes,Comments,Shares,Love,Wow,Haha,Sad,"
        "Angry,Thankful,URL\nLotus,90,2018-07-06 16:45:20 EST,Photo,1,2,3,0,0,0,0,0,4,https://facebook.com/7/posts/8\n"
    )
    assert read(old).posts.select("likes", "shares", "post_id").row(0) == (1, 3, "8")
    instagram = (
        "Account,User Name,Followers at Posting,Post Created,Type,Likes,Comments,Views,URL,Title,Description\n"
        "Lotus,lotus,90,2018-07-06 16:45:20 EDT,Album,1,2,0,https://www.instagram.com/p/Bx_1-a/,,Hello there\n"
    )
    reading = read(instagram)
    assert reading.importer == "crowdtangle_instagram"
    assert reading.posts.select("post_id", "post_type", "text").row(0) == ("Bx_1-a", "carousel", "Hello there")


def test_a_date_and_its_time_of_day_may_stand_apart(read: Read) -> None:
    header = CROWDTANGLE.replace("Post Created,Post Created Date", "Post Created Date")
    row = "Lotus,lotus,77,900,950,2018-07-06,16:45:20,Link,9,1,2,3,1,1,1,0,0,0,0,https://facebook.com/7/posts/8,Hi,,1"
    assert str(read(_file(header, [row])).posts["published_at"][0]) == "2018-07-06 16:45:20"


@pytest.mark.parametrize(
    "header",
    [
        "Update title,Update link,Update type,Created date,Impressions,Video views,Clicks,Likes,Comments,Shares",
        "Post title,Post link,Post type,Created date,Impressions,Views,Clicks,Likes,Comments,Reposts",
    ],
)
def test_linkedin_is_read_in_both_ages_below_its_note(read: Read, header: str) -> None:
    row = "Hello,https://www.linkedin.com/feed/update/urn:li:share:7{}/,Organic,02/0{}/2018,90,,5,6,7,8"
    reading = read("Note: all figures are organic\n" + _file(header, [row.format(n, n) for n in (1, 2)]))
    assert reading.importer == "linkedin"
    assert reading.posts.select("post_id", "shares", "likes").row(1) == ("urn:li:share:72", 8, 6)
    assert reading.posts["post_type"].is_null().all()
    assert str(reading.posts["published_at"][1]) == "2018-02-02 00:00:00"


def test_spreadsheet_days_in_a_csv_are_dates(read: Read) -> None:
    header = "Post title,Post link,Created date,Likes,Comments"
    reading = read(_file(header, ["Hello,https://e.org/1,43212,5,6", "There,https://e.org/2,43213,5,6"]))
    assert str(reading.posts["published_at"][0]) == "2018-04-22 00:00:00"


def test_tiktok_rounds_counts_itself(read: Read, make: Any) -> None:
    header = "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Watched full video"
    row = 'Tea,https://www.tiktok.com/@lotus/video/7{},2018-05-0{} 10:00:00,1.2K,"18,400",3,5M,6.5%'
    reading = read(_file(header, [row.format(n, n) for n in (1, 2)]))
    assert reading.posts.select("post_id", "likes", "comments", "views").row(0) == ("71", 1200, 18_400, 5_000_000)
    assert make.found(reading, "rounded_counts").rows == 2


def test_hootsuite_states_its_zone_in_the_header_and_kinds_by_other_names(read: Read) -> None:
    header = (
        "Date (GMT),Post ID,Post Permalink,Post Type,Post Message,Reactions: Like,Reactions: Love,Reactions: Anger,"
        "Reactions: Sorry,Comments,Shares,Organic Reach"
    )
    row = "2018-05-01 10:00:00,7_{},https://facebook.com/7/posts/{},Photo,Hello,9,1,2,3,4,5,600"
    reading = read("Post performance\nLotus (demo)\n" + _file(header, [row.format(n, n) for n in (1, 2)]))
    assert reading.importer == "hootsuite"
    assert reading.posts.select("likes", "angrys", "sads").row(0) == (9, 2, 3)
    assert not _codes(reading) & {"time_zone_unknown"}


def test_several_networks_in_one_file_are_a_question(read: Read, make: Any) -> None:
    header = "Date,Post ID,Network,Content Type,Profile,Link,Post,Impressions,Reactions,Comments,Shares"
    rows = [
        f"03/15/2018 10:0{n} am,{n},{network},Photo,lotus,https://e.org/{n},Hi,50,5,6,7"
        for n, network in enumerate(["Facebook", "Instagram", "Facebook"])
    ]
    finding = make.found(read(_file(header, rows)), "several_networks")
    assert [choice.key for choice in finding.answers] == ["all", "Facebook", "Instagram"]
    chosen = read(_file(header, rows), [Answer("several_networks", "Instagram")])
    assert chosen.ledger == Ledger(3, 1, 2)
    assert make.found(chosen, "several_networks").answer == "Instagram"
    with pytest.raises(InvalidInput):
        read(_file(header, rows), [Answer("several_networks", "Myspace")])


def test_facebook_insights_explains_its_columns_in_the_second_row(read: Read) -> None:
    action = "Lifetime Talking About This (Post) by action type - "
    header = (
        f"Post ID,Permalink,Post Message,Type,Posted,Lifetime Post Total Reach,{action}like,{action}comment,"
        f"{action}share,Lifetime Post Consumptions"
    )
    explained = ",,,,,Lifetime The total number of people your Page post was served to,,,,The number of clicks"
    rows = [explained, "7_1,https://facebook.com/7/posts/1,Hello,Photo,05/14/2018 10:00:00 AM,900,5,6,7,8"]
    reading = read(_file(header, rows))
    assert (reading.importer, reading.ledger) == ("facebook_insights", Ledger(2, 1, 1))
    assert reading.set_aside[0].code == "explanations"
    assert reading.measured == ("comments", "shares", "likes", "reach", "clicks")
    assert "meaning_of_likes" in _codes(reading)


def test_buzzfeed_has_days_and_totals_and_blanks(read: Read) -> None:
    header = (
        "account_id,post_id,Category,Page,Post URL,Date Published,Post Type,share_count,reaction_count,comment_count"
    )
    rows = [f"7,{n},left,Lotus,https://facebook.com/7/posts/{n},2016-09-1{n},video,,5,6" for n in (1, 2)]
    reading = read(_file(header, [*rows, rows[0].replace("7,1,", "7,3,").replace(",,5", ",4,5")]))
    assert reading.measured == ("reactions", "comments", "shares")
    assert reading.posts["shares"].to_list() == [None, None, 4]
    assert "no_time_of_day" in _codes(reading)


def test_points_that_mark_thousands_are_a_finding(read: Read, make: Any) -> None:
    rows = [make_meta_row(1, reach="1.771"), make_meta_row(2, reach="950")]
    reading = read(_file(META_EN, rows), now=LATER)
    assert reading.posts["reach"].to_list() == [1771, 950]
    assert "reach" in make.found(reading, "points_mark_thousands").detail


def test_an_unknown_kind_of_post_keeps_the_word_of_the_file(read: Read, make: Any) -> None:
    reading = read(_file(META_EN, [make_meta_row(1, type="Holograms"), make_meta_row(2)]), now=LATER)
    assert reading.posts["post_type"].to_list() == ["holograms", "photo"]
    assert "'holograms'" in make.found(reading, "unknown_post_types").detail


def test_the_order_of_columns_is_of_no_importance(read: Read, make: Any) -> None:
    header, rows = META_EN, [make_meta_row(1), make_meta_row(2)]
    forth = read(_file(header, rows), now=LATER)
    names = make.cells(header)
    order = sorted(range(len(names)), key=lambda place: names[place])
    turned = [make.joined([make.cells(line)[place] for place in order]) for line in (header, *rows)]
    assert read("\n".join(turned), now=LATER).posts.equals(forth.posts)
