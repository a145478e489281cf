"""Meta Business Suite, posts of a Facebook page, in English, Greek, Thai and Spanish.

32 to 219 columns; a required few make a header. Dates are month first whatever the language. `Date`
holds `Lifetime`, or with daily figures a day or `Total`. The caption is in `Title` or in `Description`.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer, Note

META_FACEBOOK = Importer(
    name="meta_facebook",
    title="Meta Business Suite, Facebook posts",
    signatures=(
        signature("Post ID", "Page ID", "Publish time"),
        signature("Post ID", "Page name", "Publish time"),
        signature("Post ID", "Publish time", "Reactions"),
        signature("Αναγνωριστικό δημοσίευσης", "Αναγνωριστικό σελίδας", "Χρόνος δημοσίευσης"),
        signature("ID โพสต์", "ID เพจ", "เวลาที่เผยแพร่"),
        signature("ID โพสต์", "ชื่อเพจ", "เวลาที่เผยแพร่"),
        signature("Identificador de la publicación", "Hora de publicación", "Nombre de la página"),
        signature("Identificador de la publicación", "Hora de publicación", "Reacciones"),
    ),
    aliases={
        "post_id": ("Post ID", "Αναγνωριστικό δημοσίευσης", "ID โพสต์", "Identificador de la publicación"),
        "published_at": ("Publish time", "Χρόνος δημοσίευσης", "เวลาที่เผยแพร่", "Hora de publicación"),
        "post_type": ("Post type", "Τύπος δημοσίευσης", "ประเภทโพสต์", "Tipo de publicación"),
        "page": ("Page name", "Όνομα σελίδας", "ชื่อเพจ", "Nombre de la página"),
        "text": ("Title", "Τίτλος", "ชื่อ", "Título"),
        "more_text": ("Description", "Περιγραφή", "คำอธิบาย", "Descripción"),
        "permalink": ("Permalink", "Μόνιμος σύνδεσμος", "ลิงก์ถาวร", "Enlace permanente"),
        "reactions": ("Reactions", "Αντιδράσεις", "ความรู้สึก", "Reacciones"),
        "comments": ("Comments", "Σχόλια", "ความคิดเห็น", "Comentarios"),
        "shares": ("Shares", "Κοινοποιήσεις", "การแชร์", "Veces que se compartió"),
        "reach": ("Reach", "Απήχηση", "การเข้าถึง", "Alcance"),
        "impressions": ("Impressions",),
        "views": ("Views", "Προβολές", "ยอดดู", "Visualizaciones"),
        "clicks": ("Total clicks", "Συνολικά κλικ", "การคลิกทั้งหมด", "Total de clics"),
        "interactions": (
            "Reactions, Comments and Shares",
            "Αντιδράσεις, σχόλια και κοινοποιήσεις",
            "ความรู้สึก ความคิดเห็น และการแชร์",
            "Reacciones, comentarios y veces que se compartió",
        ),
        "period": ("Date", "Ημερομηνία", "วันที่", "Fecha"),
    },
    expected="Post ID, Page name, Publish time, Reactions, Comments, Shares",
    day_order="month_first",
    notes=(Note("views", "Views count every display", "Meta counts a view each time a post is shown, photos too."),),
)
IMPORTERS.add(META_FACEBOOK.name)(META_FACEBOOK)
