"""Names and rules of segments in Thai, where the app gave them: what people wrote themselves stays as it is."""

import re

from services.claiming.language import Language
from services.domain.rules import Condition, Rule
from services.reports.languages import word_of_term

_ALONE = {"Quiet posts": "โพสต์เงียบ", "Viral emotion": "อารมณ์ไวรัล"}
_KINDS = {
    "Conversation": "ชวนคุย",
    "Shared": "ถูกแชร์",
    "Liked": "ถูกใจ",
    "Loved": "รักเลย",
    "Wow": "ว้าว",
    "Funny": "ขำขัน",
    "Sad": "เศร้า",
    "Angry": "โกรธ",
    "Caring": "ห่วงใย",
    "Popular": "ยอดนิยม",
    "Saved": "ถูกบันทึก",
    "Clicked": "ถูกคลิก",
    "Quiet": "เงียบ",
}
_FORMATS = {
    "posts": "โพสต์",
    "photos": "รูปภาพ",
    "video": "วิดีโอ",
    "status posts": "โพสต์ข้อความ",
    "links": "ลิงก์",
    "reels": "รีล",
    "stories": "สตอรี่",
    "live video": "วิดีโอสด",
    "carousels": "คารูเซล",
    "events": "กิจกรรม",
    "notes": "บันทึก",
    "offers": "ข้อเสนอ",
}
_NOUNS = {"angry reactions": "โกรธ", "sad reactions": "เศร้า"}
_GAP = re.compile(r"(more|fewer) ([a-z ]+?)(?: and (more|fewer) ([a-z ]+))?")
_AROUND = re.compile(r"around ([\d,]+) ([a-z ]+)")


def thai_name(name: str) -> str:
    """The name in Thai; as it is where the app did not make it."""
    base, _, addition = name.partition(", ")
    told, added = _base(base), _addition(addition)
    return name if told is None or added is None else f"{told}{added}"


def thai_rule(rule: Rule) -> str:
    """The rule in Thai: `ความคิดเห็น ≥ 120 และ การแชร์ ≥ 20`."""
    return " หรือ ".join(" และ ".join(map(_condition, branch)) for branch in rule.branches)


def _base(base: str) -> str | None:
    if base in _ALONE:
        return _ALONE[base]
    kind, _, form = base.partition(" ")
    return f"{_FORMATS[form]}{_KINDS[kind]}" if kind in _KINDS and form in _FORMATS else None


def _addition(addition: str) -> str | None:
    """`, fewer wows`; None for what is not understood."""
    if not addition:
        return ""
    if around := _AROUND.fullmatch(addition):
        return f" ({_noun(around[2])}ประมาณ {around[1]})"
    found = _GAP.fullmatch(addition)
    if found is None:
        return None
    parts = [(found[1], found[2]), (found[3], found[4])]
    return f" ({' '.join(f'{_noun(noun)}{_gap(gap)}' for gap, noun in parts if gap)})"


def _gap(gap: str) -> str:
    return "มากกว่า" if gap == "more" else "น้อยกว่า"


def _noun(noun: str) -> str:
    return _NOUNS.get(noun) or word_of_term(noun, Language.THAI)


def _condition(condition: Condition) -> str:
    """With the count's own word; a format that is one of several keeps the names of the file."""
    noun = word_of_term(condition.feature, Language.THAI)
    if condition.words.startswith("format "):
        forms = condition.words.removeprefix("format ").split(" or ")
        return f"รูปแบบ {' หรือ '.join(word_of_term(form, Language.THAI) for form in forms)}"
    if condition.words.startswith("no "):
        return f"ไม่มี{noun}"
    return condition.words.replace(condition.feature.replace("_", " "), noun).replace(" to ", " ถึง ")
