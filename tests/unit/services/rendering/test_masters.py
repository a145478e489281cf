"""Slide masters: what is kept of a presentation that somebody sends, and what is refused."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from services.domain.errors import InvalidInput
from services.progress import unwatched
from services.rendering.layouts import content_layout, cover_layout, has_title
from services.rendering.masters import WRITTEN, take_in

Change = Callable[[str, bytes], bytes]


def _deck(*, slides: int = 2) -> bytes:
    show = Presentation()
    show.core_properties.author = "Somebody Private"
    for _ in range(slides):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = "A secret of the client"
        run = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.paragraphs[0].add_run()
        run.text, run.hyperlink.address = "link", "https://example.org/slide"
        slide.notes_slide.notes_text_frame.text = "A secret note"
    show.slide_master.part.relate_to("https://example.org/tracker.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def _changed(content: bytes, change: Change, **added: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
        for name, data in added.items():
            after.writestr(name, data)
    return out.getvalue()


def _taken(folder: Path, content: bytes) -> dict[str, object]:
    (folder / "sent.pptx").write_bytes(content)
    return take_in(unwatched, str(folder / "sent.pptx"), str(folder))


def test_masters_and_layouts_stay_and_slides_notes_and_names_go(tmp_path: Path) -> None:
    facts = _taken(tmp_path, _deck())
    made = Presentation(str(tmp_path / WRITTEN))

    assert facts == {"layouts": 11, "content": "Title Only", "cover": "Title Slide", "titled": True}
    assert len(made.slide_layouts) == 11
    assert len(made.slides) == 0
    assert made.core_properties.author == ""
    with zipfile.ZipFile(tmp_path / WRITTEN) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
        names = parts.namelist()
    assert b"secret" not in everything
    assert not [name for name in names if "/slides/" in name or "notes" in name.lower()]


def test_no_link_leads_out_of_the_file(tmp_path: Path) -> None:
    _taken(tmp_path, _deck())
    with zipfile.ZipFile(tmp_path / WRITTEN) as parts:
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))

    assert b"External" not in relations
    assert b"example.org" not in relations


def test_slides_can_be_made_of_what_is_written(tmp_path: Path) -> None:
    _taken(tmp_path, _deck())
    show = Presentation(str(tmp_path / WRITTEN))
    show.slides.add_slide(content_layout(show)).shapes.title.text = "Ours"
    show.save(str(tmp_path / "again.pptx"))

    assert Presentation(str(tmp_path / "again.pptx")).slides[0].shapes.title.text == "Ours"


def test_layouts_are_found_by_their_places_not_by_their_names(tmp_path: Path) -> None:
    show = Presentation()
    for number, layout in enumerate(show.slide_layouts):
        layout.name = f"Vorlage {number}"

    assert content_layout(show).name == "Vorlage 5"
    assert cover_layout(show).name == "Vorlage 0"


def test_a_master_without_titles_is_used_all_the_same(tmp_path: Path) -> None:
    show = Presentation()
    for layout in list(show.slide_layouts):
        if layout.name != "Blank":
            show.slide_layouts.remove(layout)
    out = BytesIO()
    show.save(out)
    facts = _taken(tmp_path, out.getvalue())

    assert facts["titled"] is False
    assert not has_title(content_layout(Presentation(str(tmp_path / WRITTEN))))


def _with_entity(name: str, data: bytes) -> bytes:
    if name != "ppt/presentation.xml":
        return data
    start = data.index(b"?>") + 2
    return data[:start] + b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + data[start:]


def _with_macros(name: str, data: bytes) -> bytes:
    return data.replace(b"presentationml.presentation.main", b"macroEnabled.main") if "Content_Types" in name else data


def _same(_name: str, data: bytes) -> bytes:
    return data


def _broken(name: str, data: bytes) -> bytes:
    return data[:200] if name == "ppt/presentation.xml" else data


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a .pptx file"),
        (b"%PDF-1.7", "not a .pptx file"),
        (b"PK\x03\x04 and no more", "damaged"),
        (_changed(_deck(slides=0), _with_entity), "XML cannot be read|document type|damaged"),
        (_changed(_deck(slides=0), _with_macros), "programs"),
        (_changed(_deck(slides=0), _same, **{"ppt/vbaProject.bin": b"x"}), "programs"),
        (_changed(_deck(slides=0), _same, **{"ppt/embeddings/oleObject1.bin": b"x"}), "programs"),
        (_changed(_deck(slides=0), _same, **{"ppt/media/zeros.png": bytes(300_000_000)}), "too large"),
        (_changed(_deck(slides=0), _broken), "cannot be read|damaged"),
        (_changed(b"PK\x05\x06" + bytes(18), _same, **{"word/document.xml": b"<w/>"}), "not a PowerPoint"),
    ],
    ids=["empty", "pdf", "cut", "entity", "macros", "vba", "ole", "bomb", "broken", "word"],
)
def test_what_cannot_be_a_master_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        _taken(tmp_path, content)
    assert not (tmp_path / WRITTEN).exists()
