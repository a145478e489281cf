"""Meta Business Suite, Instagram posts and stories, in English, Greek, Thai and Spanish.

Likes are the only reaction. Stories have replies and no comments. Dates are month first whatever the language.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer, Note

META_INSTAGRAM = Importer(
    name="meta_instagram",
    title="Meta Business Suite, Instagram posts",
    signatures=(
        signature("Post ID", "Account ID", "Publish time"),
        signature("Post ID", "Account username", "Publish time"),
        signature("Αναγνωριστικό δημοσίευσης", "Όνομα χρήστη λογαριασμού", "Χρόνος δημοσίευσης"),
        signature("Αναγνωριστικό δημοσίευσης", "Όνομα λογαριασμού", "Χρόνος δημοσίευσης"),
        signature("ID โพสต์", "ID บัญชี", "เวลาที่เผยแพร่"),
        signature("ID โพสต์", "ชื่อผู้ใช้ของบัญชี", "เวลาที่เผยแพร่"),
        signature("Identificador de la publicación", "Hora de publicación", "Veces que se guardó"),
        signature("Identificador de la publicación", "Hora de publicación", "Nombre de usuario de la cuenta"),
    ),
    aliases={
        "post_id": ("Post ID", "Αναγνωριστικό δημοσίευσης", "ID โพสต์", "Identificador de la publicación"),
        "published_at": ("Publish time", "Χρόνος δημοσίευσης", "เวลาที่เผยแพร่", "Hora de publicación"),
        "post_type": ("Post type", "Τύπος δημοσίευσης", "ประเภทโพสต์", "Tipo de publicación"),
        "page": (
            "Account username",
            "Account name",
            "Όνομα χρήστη λογαριασμού",
            "Όνομα λογαριασμού",
            "ชื่อผู้ใช้ของบัญชี",
            "ชื่อบัญชี",
            "Nombre de usuario de la cuenta",
            "Nombre de la cuenta",
        ),
        "text": ("Description", "Περιγραφή", "คำอธิบาย", "Descripción"),
        "permalink": ("Permalink", "Μόνιμος σύνδεσμος", "ลิงก์ถาวร", "Enlace permanente"),
        "comments": ("Comments", "Replies", "Σχόλια", "Απαντήσεις", "ความคิดเห็น", "Comentarios"),
        "shares": ("Shares", "Κοινοποιήσεις", "แชร์", "Veces que se compartió"),
        "likes": ("Likes", "Μου αρέσει!", "การกดถูกใจ", "Me gusta"),
        "reach": ("Reach", "Απήχηση", "การเข้าถึง", "Alcance"),
        "impressions": ("Impressions",),
        "views": ("Views", "Προβολές", "ยอดดู", "Visualizaciones"),
        "saves": ("Saves", "Αποθηκεύσεις", "การบันทึก", "Veces que se guardó"),
        "period": ("Date", "Ημερομηνία", "วันที่", "Fecha"),
    },
    expected="Post ID, Account username, Publish time, Likes, Comments, Saves",
    day_order="month_first",
    notes=(Note("views", "Views count every display", "Meta counts a view each time a post is shown, photos too."),),
)
IMPORTERS.add(META_INSTAGRAM.name)(META_INSTAGRAM)
