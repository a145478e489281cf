"""Exports in further languages and ages, and quirks of real files once more in made-up rows."""

import gzip
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from unit.services.importers.test_containers import make_cell, make_row, make_texts, make_workbook, make_zip
from unit.services.importers.test_formats import META_EN, make_meta_row

from services.domain.intake import Answer, Ledger
from services.importers.reading import Reading

Read = Callable[..., Reading]
LATER = datetime(2026, 8, 1)  # noqa: DTZ001  # naive UTC is allowed

INSTAGRAM = {
    "English": (
        "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
        "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
    ),
    "Greek": (
        "Αναγνωριστικό δημοσίευσης,Αναγνωριστικό λογαριασμού,Όνομα χρήστη λογαριασμού,Όνομα λογαριασμού,Περιγραφή,"
        "Διάρκεια (δευτ.),Χρόνος δημοσίευσης,Μόνιμος σύνδεσμος,Τύπος δημοσίευσης,Σχόλιο δεδομένων,Ημερομηνία,Προβολές,"
        "Απήχηση,Μου αρέσει!,Κοινοποιήσεις,Πόσοι ακολουθούν,Σχόλια,Αποθηκεύσεις"
    ),
    "Thai": (
        "ID โพสต์,ID บัญชี,ชื่อผู้ใช้ของบัญชี,ชื่อบัญชี,คำอธิบาย,ระยะเวลา (วินาที),เวลาที่เผยแพร่,ลิงก์ถาวร,ประเภทโพสต์,"
        "หมายเหตุ,วันที่,ยอดดู,การเข้าถึง,การกดถูกใจ,แชร์,การติดตาม,ความคิดเห็น,การบันทึก"
    ),
    "Spanish": (
        "Identificador de la publicación,Identificador de la cuenta,Nombre de usuario de la cuenta,"
        "Nombre de la cuenta,Descripción,Duración (segundos),Hora de publicación,Enlace permanente,Tipo de publicación,"
        "Comentario de los datos,Fecha,Visualizaciones,Alcance,Me gusta,Veces que se compartió,Seguimientos,"
        "Comentarios,Veces que se guardó"
    ),
}


def _file(header: str, rows: Sequence[str]) -> str:
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize("language", INSTAGRAM)
def test_instagram_is_read_in_four_languages(read: Read, language: str) -> None:
    row = '{0},7,lotus,Lotus (demo),"Tea\nand rice",0,03/0{0}/2026 10:00,https://instagram.com/p/A{0},IG image'
    rows = [row.format(n) + ',,Lifetime,"1,900",800,70,1,2,3,4' for n in (2, 3)]

    reading = read("\ufeff" + _file(INSTAGRAM[language], rows), now=LATER)

    assert (reading.importer, reading.ledger) == ("meta_instagram", Ledger(2, 2, 0))
    assert reading.measured == ("comments", "shares", "likes", "reach", "views", "saves")
    assert reading.posts.select("likes", "shares", "comments", "saves", "views").row(0) == (70, 1, 3, 4, 1900)
    assert reading.posts.select("page", "text", "post_type").row(0) == ("lotus", "Tea\nand rice", "photo")
    assert str(reading.posts["published_at"][1]) == "2026-03-03 10:00:00"


def test_a_post_without_figures_and_one_of_another_page_are_kept(read: Read, make: Any) -> None:
    figures = ("views", "reach", "total", "reactions", "comments", "shares", "clicks", "other")
    event = make_meta_row(2, type="Events", **dict.fromkeys(figures, ""))
    rows = [make_meta_row(1), event, make_meta_row(3, page="Tea (demo)", page_id="78")]

    reading = read(_file(META_EN, rows), now=LATER)

    assert reading.ledger == Ledger(3, 3, 0)
    assert reading.posts.select("reactions", "comments", "shares", "reach", "views", "clicks").row(1) == (None,) * 6
    assert make.found(reading, "blank_counts").detail.startswith("In 1 row at least one count is blank.")
    assert reading.posts["page"].to_list() == ["Lotus (demo)", "Lotus (demo)", "Tea (demo)"]


@pytest.mark.parametrize("text", ["ﬁne ½ Ⅷ", "🍵👩🏽‍🍳 tea", "จำปี", "á vs a\u0301", "عربي \u200fx", "a\u00a0b"])
def test_texts_are_kept_character_by_character(read: Read, text: str) -> None:
    reading = read(_file(META_EN, [make_meta_row(1, title="", description=text), make_meta_row(2)]), now=LATER)

    assert reading.posts["text"][0] == text


def test_a_table_of_the_library_facebook_scraper_is_read(read: Read) -> None:
    header = "post_id,text,time,image,images,likes,comments,shares,reactions,post_url"
    row = "7{},Tea,2019-03-0{} 10:00:00,,\"['a', 'b']\",5,1,0,\"{{'like': 4, 'love': 1}}\",https://facebook.com/{}"

    reading = read(_file(header, [row.format(n, n, n) for n in (1, 2)]))

    assert (reading.importer, reading.ledger) == ("facebook_scraper", Ledger(2, 2, 0))
    assert reading.measured == ("comments", "shares", "likes")
    assert reading.posts.select("post_id", "likes", "permalink").row(1) == ("72", 5, "https://facebook.com/2")


def test_a_table_of_the_crowdtangle_api_is_read_below_its_lines(read: Read, make: Any) -> None:
    above = 'https://example.org/a,,\nSummary,,\nPosts,2,\n"Reach, in all",9,\n'
    header = (
        "platformId,date,type,message,postUrl,account_name,expected_like_count,actual_like_count,actual_love_count,"
        "actual_comment_count,actual_share_count,message"
    )
    row = "7_{},2018-05-0{} 10:00:00,photo,\"{{'text': 'Tea, hot'}}\",https://facebook.com/{},Lotus,900,5,2,1,4,again"

    reading = read(above + _file(header, [row.format(n, n, n) for n in (1, 2)]))

    assert (reading.importer, reading.ledger) == ("crowdtangle_api", Ledger(2, 2, 0))
    assert reading.posts.select("likes", "loves", "comments", "shares").row(0) == (5, 2, 1, 4)
    assert reading.posts["text"][0] == "{'text': 'Tea, hot'}"
    assert "4 lines stand above the header" in make.found(reading, "lines_before_header").detail
    assert "message" in make.found(reading, "doubled_columns").detail


def test_instagram_reach_tables_have_no_dates_and_an_old_encoding(read: Read, make: Any) -> None:
    header = (
        "Impressions,From Home,From Hashtags,From Explore,From Other,Saves,Comments,Shares,Likes,Profile Visits,"
        "Follows,Caption,Hashtags"
    )
    rows = [f"390{n},258,102,61,5,98,9,5,16{n},35,2,Caf\u00e9\u00a0number {n},#tea\u00a0#rice" for n in (1, 2, 3)]

    reading = read(_file(header, rows).encode("cp1252"))

    assert reading.importer == "instagram_reach"
    assert reading.posts.select("likes", "saves", "impressions", "text").row(0) == (161, 98, 3901, "Café\u00a0number 1")
    assert make.found(reading, "no_dates").rows == 3


def test_the_older_hootsuite_file_has_totals(read: Read) -> None:
    header = (
        "Date (GMT),Facebook Page,Post ID,Post Permalink,Post Type,Post Message,Tags,Reactions,Comments,Shares,"
        "Ow.ly Clicks"
    )
    row = "2018-05-0{0} 10:00:00,Lotus,7_{0},https://facebook.com/{0},Photo,Tea,,9,4,5,6"

    reading = read(_file(header, [row.format(n) for n in (1, 2)]))

    assert reading.importer == "hootsuite"
    assert reading.measured == ("reactions", "comments", "shares", "clicks")
    assert reading.posts["page"].to_list() == ["Lotus", "Lotus"]


def test_tiktok_of_before_is_read(read: Read) -> None:
    header = "Video title,Video link,Video Publish Time,Video views,Likes,Comments,Shares,Add to Favorites"
    row = "Tea,https://www.tiktok.com/@lotus/video/7{0},2018-05-0{0},900,5,4,3,2"

    reading = read(_file(header, [row.format(n) for n in (1, 2)]))

    assert reading.importer == "tiktok"
    assert reading.posts.select("views", "likes", "comments", "shares", "saves").row(0) == (900, 5, 4, 3, 2)


def test_x_of_2015_calls_likes_favorites(read: Read) -> None:
    header = "Tweet id,Tweet permalink,Tweet text,time,impressions,retweets,replies,favorites"
    row = "59{0},https://x.com/a/status/59{0},Tea,2015-05-0{0} 10:00 +0000,90,2,1,5"

    assert read(_file(header, [row.format(n) for n in (1, 2)])).posts["likes"].to_list() == [5, 5]


def test_uci_metrics_of_the_web_have_commas_and_other_names(read: Read) -> None:
    header = "Page total likes,Type,Category,Post Month,Post _Weekday,Post Hour,Paid,T_Reach,comment,like,share"

    reading = read(_file(header, ["139441,Photo,2,12,4,3,0,2752,4,79,17", "139441,Link,2,11,5,9,0,2000,1,9,2"]))

    assert reading.importer == "uci_facebook_metrics"
    assert reading.posts.select("weekday", "reach", "likes").row(0) == (4, 2752, 79)


def test_youtube_durations_and_blank_columns_are_no_counts(read: Read) -> None:
    header = (
        "Content,Video title,Video publish time,Duration,Likes,Shares,Comments added,Average view duration,"
        "New viewers,Views"
    )
    rows = ["Total,,,,7,2,1,0:01:02,9,50", 'abcdefghijk,Tea,"Mar 15, 2018",62,4,1,1,0:00:41,,30',
            'bcdefghijkl,Rice,"Mar 16, 2018",90,3,1,0,0:01:20,,20']  # fmt: skip

    reading = read(_file(header, rows))

    assert reading.ledger == Ledger(3, 2, 1)
    assert reading.measured == ("comments", "shares", "likes", "views")


LINKEDIN = ("Post title", "Post link", "Post type", "Created date", "Impressions", "Clicks", "Likes", "Comments",
            "Reposts", "Content Type")  # fmt: skip


def make_linkedin(row: int, day: str, style: str = "1") -> str:
    link = f"https://www.linkedin.com/feed/update/urn:li:share:7{row}/"
    texts = [make_cell(f"{chr(65 + n)}{row}", text, "inlineStr") for n, text in enumerate(("Tea", link, "Organic"))]
    numbers = [
        make_cell(f"{column}{row}", value) for column, value in zip("EFGHI", ("90", "5", "6", "7", "8"), strict=True)
    ]
    kind = make_cell(f"J{row}", "Video", "inlineStr")
    return make_row(row, [*texts, make_cell(f"D{row}", day, "", style), *numbers, kind])


@pytest.mark.parametrize("style", ["1", ""])
def test_a_linkedin_workbook_has_a_note_row_a_sheet_of_days_and_dates_as_day_numbers(
    read: Read, make: Any, style: str
) -> None:
    note = make_texts(1, ["This report lists the posts of your page."])
    days = note + make_texts(2, ["Date", "Impressions (total)", "Reactions (total)"])
    posts = note + make_texts(2, LINKEDIN) + make_linkedin(3, "43212", style) + make_linkedin(4, "43213", style)

    reading = read(make_workbook({"Metrics": days, "All posts": posts}))

    assert (reading.importer, reading.ledger) == ("linkedin", Ledger(2, 2, 0))
    assert [str(one)[:10] for one in reading.posts["published_at"]] == ["2018-04-22", "2018-04-23"]
    assert reading.posts.select("post_id", "shares", "post_type").row(0) == ("urn:li:share:73", 8, "video")
    assert make.found(reading, "one_of_several_tables").detail == "'All posts' holds the posts. Not read: Metrics."
    noted = make.found(reading, "lines_before_header").example
    assert noted == "Line 1: This report lists the posts of your page."


def test_a_workbook_that_counts_days_from_1904_is_read_four_years_later(read: Read) -> None:
    posts = make_texts(1, LINKEDIN) + make_linkedin(2, "41750")
    dated = make_workbook(
        {"Posts": posts},
        extra={
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Posts" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>"
        },
    )

    assert str(read(dated).posts["published_at"][0])[:10] == "2018-04-22"


INSIGHTS_KEY = ("Post ID", "Permalink", "Post Message", "Type", "Posted", "Lifetime Post Total Reach",
                "Lifetime Post Consumptions")  # fmt: skip
INSIGHTS_TOLD = ("Post ID", "Permalink", "Post Message", "Type", "Posted", "share", "like", "comment")


def make_xls(sheets: dict[str, Sequence[Sequence[str]]]) -> str:
    """The XML that Facebook gave the name .xls."""
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    tables = {
        title: "".join(
            "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
            for row in rows
        )
        for title, rows in sheets.items()
    }
    drawn = "".join(f'<Worksheet ss:Name="{title}"><Table>{rows}</Table></Worksheet>' for title, rows in tables.items())
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{drawn}</Workbook>'


def test_of_the_sheets_of_facebook_insights_the_one_with_most_counts_is_read_unless_another_is_named(
    read: Read, make: Any
) -> None:
    told = ["7_1", "https://facebook.com/1", "Tea", "Photo", "05/14/2018 10:00:00 AM"]
    book = make_xls({
        "Key Metrics": [INSIGHTS_KEY, ["", "", "", "", "", "Lifetime: The number of people", "Clicks"],
                        [*told, "900", "8"]],
        "Lifetime Talking About This(...": [INSIGHTS_TOLD, [*told, "7", "5", "6"]],
    })  # fmt: skip

    best, named = read(book), read(book, sheet="Key Metrics")

    assert best.posts.select("shares", "likes", "comments").row(0) == (7, 5, 6)
    assert "Not read: Key Metrics." in make.found(best, "one_of_several_tables").detail
    assert named.measured == ("reach", "clicks")
    assert named.ledger == Ledger(2, 1, 1)


@pytest.mark.parametrize("name", ["posts.tsv", "posts.txt", "posts.tab"])
def test_tables_with_tabs_are_read_plain_and_packed(read: Read, make: Any, name: str) -> None:
    content = make.file().replace(",", "\t").encode()

    for packed in (content, gzip.compress(content), make_zip({name: content})):
        assert read(packed).ledger == Ledger(3, 3, 0)


def test_one_of_several_tables_of_an_archive_can_be_asked_for(read: Read, make: Any) -> None:
    archive = make_zip({"a.csv": make.file(), "b.csv": make.file([make.row(9)])})

    assert read(archive).ledger.rows_kept == 3
    assert read(archive, sheet="b.csv").ledger.rows_kept == 1


def test_a_file_with_all_the_quirks_of_the_reference_file_is_kept_whole(read: Read, make: Any) -> None:
    days = [f"4/{day}/2018 6:00" if day > 12 else f"04-{day:02d}-2018 06:00" for day in range(30, 0, -1)]
    rows = [make.row(n, status_published=day, num_sads="0") for n, day in enumerate(days, 1)]
    rows[5] = make.row(6, status_published=days[5], num_reactions="107")
    twin = make.row(31, **dict(zip(make.header.split(","), rows[-1].split(","), strict=True)) | {"status_id": "31"})

    reading = read(make.file([*rows, twin], end="\r\n"))

    assert reading.ledger == Ledger(31, 31, 0)
    assert [(one.notation, one.rows) for one in reading.notations] == [("M/D/YYYY H:MM", 18), ("MM-DD-YYYY HH:MM", 13)]
    assert reading.posts["published_at"].dt.month().unique().to_list() == [4]
    assert make.found(reading, "two_date_notations").rows == 13
    assert make.found(reading, "repeated_posts").rows == 1
    assert make.found(reading, "kinds_do_not_add_up").rows == 1
    answered = read(make.file([*rows, twin], end="\r\n"), [Answer("repeated_posts", "set_aside")])
    assert answered.ledger == Ledger(31, 30, 1)
