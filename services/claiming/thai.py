"""Claims in Thai: association only."""

from datetime import date

from services.domain.claims import Estimand, Unit

from .language import Words

_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
# The Buddhist era, in which Thai dates are written.
_ERA = 543


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + _ERA}"


THAI = Words(
    sentences={
        Estimand.POSTS: "กำลังดูอยู่ {number}",
        Estimand.POSTS_SHARE: "โพสต์ {number} อยู่ในกลุ่ม {segment}",
        Estimand.STRONGEST_SHARE: "โพสต์ {number} อยู่ในกลุ่มที่แข็งแกร่งที่สุด",
        Estimand.HELD: "กลุ่ม {segment} ได้{count} {number} ของทั้งหมด",
        Estimand.HELD_BY_STRONGEST: "กลุ่มที่แข็งแกร่งที่สุดได้{count} {number} ของทั้งหมด",
        Estimand.FORMAT_SHARE: "โพสต์ {number} ในกลุ่ม {segment} เป็นรูปแบบ {format}",
        Estimand.LANDING: "โพสต์รูปแบบ {format} อยู่ในกลุ่ม {segment} {number}",
        Estimand.EARNED: "โพสต์นี้ได้{count} {number}",
        Estimand.BORDERLINE: "โพสต์ {number} อยู่ใกล้เส้นแบ่งกลุ่ม: เมื่อสุ่มซ้ำ ย้ายกลุ่มมากกว่าหนึ่งในสิบครั้ง",
        Estimand.MEDIAN: "โพสต์ครึ่งหนึ่งได้{count}ตั้งแต่ {number} ขึ้นไป",
        Estimand.MEDIAN_CHANGE: "ค่ากลางของ{count}ต่อโพสต์เป็น {number} ของช่วงก่อนหน้า",
        Estimand.POSTS_CHANGE: "จำนวนโพสต์เป็น {number} ของช่วงก่อนหน้า",
        Estimand.STABILITY: "เมื่อสุ่มโพสต์ซ้ำ กลุ่มที่ได้ตรงกับกลุ่มเหล่านี้ {number} (ค่าเฉลี่ย ARI, 1 = เหมือนกันทุกประการ)",
        Estimand.FIDELITY: "แบบจำลองบอกกลุ่มได้ถูกต้อง {number} ของโพสต์ที่ไม่เคยเห็น",
        Estimand.BASELINE: "ถ้าตอบกลุ่มใหญ่ที่สุดเสมอ จะถูกต้อง {number} ของโพสต์",
        Estimand.LEVER: "จาก{lever}เพียงอย่างเดียว บอกกลุ่มของโพสต์ได้ด้วยความแม่นยำสมดุล {number}",
        Estimand.CHANCE: "การเดาสุ่มมีความแม่นยำสมดุล {number}",
        Estimand.TYPES_AGREE: "กลุ่มกับประเภทโพสต์ตรงกันด้วยความแม่นยำ {number}",
        Estimand.TYPES_FOUND: "แบบจำลองหากลุ่มเดิมของโพสต์ที่กันไว้ทดสอบด้วยความแม่นยำ {number}",
        Estimand.TESTED: "ทดสอบกับ {number}",
        Estimand.SLOT: "โพสต์ใน{weekday} เวลา {hour} น. ได้ผลตอบรับ {number} ของโพสต์ลักษณะเดียวกันในเวลาอื่น",
        Estimand.SLOTS: "มี {number} ช่วงชั่วโมงในสัปดาห์ที่มีโพสต์มากพอให้เปรียบเทียบ",
        Estimand.FEWEST: "แต่ละชั่วโมงของสัปดาห์ต้องมี {number} จึงจะเปรียบเทียบได้",
        Estimand.MORE_POSTS: "ต้องมีอีกประมาณ {number} จึงจะเห็นความต่างขนาดนี้ได้ชัด",
    },
    terms={
        "reactions": "ความรู้สึก",
        "comments": "ความคิดเห็น",
        "shares": "การแชร์",
        "likes": "ถูกใจ",
        "loves": "รักเลย",
        "wows": "ว้าว",
        "hahas": "ฮ่าๆ",
        "sads": "เศร้า",
        "angrys": "โกรธ",
        "cares": "ห่วงใย",
        "reach": "การเข้าถึง",
        "impressions": "การแสดงผล",
        "views": "การรับชม",
        "clicks": "คลิก",
        "saves": "การบันทึก",
        "photo": "รูปภาพ",
        "video": "วิดีโอ",
        "link": "ลิงก์",
        "status": "ข้อความ",
        "format": "รูปแบบ",
        "page": "เพจ",
        "text": "ข้อความ",
        "weekday and hour": "วันและเวลา",
        "pages": "เพจ",
        "posts": "โพสต์",
        "resamples": "ครั้ง",
        "weeks of posts": "สัปดาห์ของโพสต์",
        "months of posts": "เดือนของโพสต์",
        "post": "โพสต์",
        "Monday": "วันจันทร์",
        "Tuesday": "วันอังคาร",
        "Wednesday": "วันพุธ",
        "Thursday": "วันพฤหัสบดี",
        "Friday": "วันศุกร์",
        "Saturday": "วันเสาร์",
        "Sunday": "วันอาทิตย์",
    },
    singulars={},
    units={
        Unit.SHARE: ("{}%", "{}%"),
        Unit.TIMES: ("{} เท่า", "{} เท่า"),
        Unit.COUNT: ("{}", "{}"),
        Unit.POSTS: ("{} โพสต์", "{} โพสต์"),
        Unit.SCORE: ("{}", "{}"),
        Unit.ACCURACY: ("{}", "{}"),
        Unit.WHOLE: ("{}", "{}"),
    },
    interval="{low} ถึง {high}",
    n="n = {n}",
    ninety_five="ช่วงความเชื่อมั่น 95% {interval}",
    counted="นับจากโพสต์ทั้งหมดนี้",
    drawn="สุ่มซ้ำ {resampled}",
    period="{since} ถึง {until}",
    since="ตั้งแต่ {since}",
    until="ถึง {until}",
    day=_day,
)
