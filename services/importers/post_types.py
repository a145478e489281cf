"""The kinds of posts, whatever word and language a tool has for them."""

import polars as pl

from services.importers.headers import normalise

# What charts know; a word that is none of these stays as it is, in lower case, and is reported.
_WORDS = {
    "photo": (
        *("photo", "photos", "image", "images", "picture", "pictures", "ig image", "native photo"),
        *("Φωτογραφία", "Φωτογραφίες", "รูปภาพ", "ภาพ", "ภาพถ่าย", "foto", "fotos", "imagen", "imágenes"),
    ),
    "video": (
        *("video", "videos", "native video", "native_video", "ig video", "igtv", "youtube", "vine", "shared video"),
        *("Βίντεο", "วิดีโอ", "vídeo", "vídeos"),
    ),
    "link": (*("link", "links", "shared link", "url", "Σύνδεσμος", "Σύνδεσμοι", "ลิงก์", "enlace", "enlaces"),),
    "status": (
        *("status", "statuses", "text", "texts", "text post", "Κείμενο", "Κατάσταση", "ข้อความ", "สถานะ"),
        *("texto", "textos", "estado", "estados"),
    ),
    "reel": ("reel", "reels", "ig reel", "ig reels", "facebook reel", "รีล", "รีลส์"),
    "story": ("story", "stories", "ig story", "Ιστορία", "Ιστορίες", "สตอรี่", "historia", "historias"),
    "carousel": (
        *("carousel", "carousels", "ig carousel", "album", "albums", "multi photo", "multi-photo", "carousel album"),
        *("carousel_album", "carrusel", "carruseles", "อัลบั้ม"),
    ),
    "event": ("event", "events", "Εκδήλωση", "Εκδηλώσεις", "กิจกรรม", "evento", "eventos"),
    "live": (
        *("live", "lives", "live video", "live videos", "live_video", "live video complete", "live_video_complete"),
        *("live video scheduled", "live_video_scheduled", "ถ่ายทอดสด", "วิดีโอถ่ายทอดสด", "en vivo", "en directo"),
    ),
    "note": ("note", "notes"),
    "music": ("music",),
    "poll": ("poll", "polls"),
    "article": ("article", "articles"),
    "document": ("document", "documents"),
    "offer": ("offer", "offers"),
}
_CANONICAL = {normalise(word): kind for kind, words in _WORDS.items() for word in words}


def name_types(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The kind of each post, null = not stated, and whether the file's word for it is one we do not know."""
    words = cells.drop_nulls().unique().to_list()
    kinds = {word: _CANONICAL.get(normalise(word), normalise(word)) for word in words}
    strange = [word for word in words if normalise(word) not in _CANONICAL]
    named = cells.replace_strict(kinds, default=None, return_dtype=pl.String) if kinds else cells
    return named, cells.is_in(strange).fill_null(value=False)
