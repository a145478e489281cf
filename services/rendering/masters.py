"""A presentation that somebody sends, made into one that only lends its look; runs in a process of its own.

What stays is masters, layouts, themes and their pictures. Slides, notes, comments, media, programs and every link to
somewhere else go, and the file is written anew.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from services.domain.errors import InvalidInput
from services.importers.markup import Handlers, parse
from services.importers.packing import Archive
from services.progress import Report
from services.rendering.layouts import content_layout, cover_layout, has_title

WRITTEN = "master.pptx"
_KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_PROGRAMS = ("vbaproject", "activex", "macroenabled", "oleobject", "ppt/embeddings/")
# The last part of a relation's name; any other is cut.
_KEPT = frozenset({"slideMaster", "slideLayout", "theme", "image", "tableStyles", "presProps", "viewProps"})
_LISTS = ("sldIdLst", "notesMasterIdLst", "handoutMasterIdLst", "custShowLst", "extLst")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BROKEN = (PackageNotFoundError, KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, SyntaxError)


def take_in(report: Report, path: str, folder: str) -> dict[str, Any]:
    """Writes the cleaned file into the folder; says how many layouts it has and which are used.

    InvalidInput for what is no presentation, is damaged, packed beyond reason, or carries programs.
    """
    content = Path(path).read_bytes()
    _examine(content)
    report(0.5, "Taking out slides and links")
    try:
        show = Presentation(BytesIO(_as_presentation(content)))
        _strip(show)
        _try_out(show)
        show.save(str(Path(folder) / WRITTEN))
    except InvalidInput:
        raise
    except _BROKEN as broken:
        raise _refused("This presentation is damaged", "Open it in PowerPoint, save it anew and send that.") from broken
    content_name, cover = content_layout(show), cover_layout(show)
    return {
        "layouts": len(show.slide_layouts),
        "content": content_name.name,
        "cover": cover.name,
        "titled": has_title(content_name),
    }


def _examine(content: bytes) -> None:
    """Before any library opens it: sizes, programs, and XML that asks for more than itself."""
    if not content.startswith(b"PK"):
        raise _refused("This is not a .pptx file", "In PowerPoint, save it as a presentation (.pptx) and send that.")
    archive = Archive(content)
    if not (archive.has("[Content_Types].xml") and archive.has("ppt/presentation.xml")):
        raise _refused("This is not a PowerPoint presentation", "Send the .pptx whose look the slides should take on.")
    types = archive.read("[Content_Types].xml")
    if any(sign in name.lower() for name in archive.names for sign in _PROGRAMS) or b"macroenabled" in types.lower():
        raise _refused(
            "This presentation carries programs (macros or embedded objects)",
            "Save it as a presentation without macros (.pptx), take embedded objects out, and send that.",
        )
    for name in archive.names:
        if name.lower().endswith((".xml", ".rels")):
            parse(archive.pieces(name), Handlers())


def _as_presentation(content: bytes) -> bytes:
    """A template (.potx) is a presentation under another name, which the library does not open."""
    if _TEMPLATE.encode() not in Archive(content).read("[Content_Types].xml"):
        return content
    raise _refused("This is a PowerPoint template (.potx)", "Open it, save it as a presentation (.pptx) and send that.")


def _strip(show: Any) -> None:
    if not len(show.slide_layouts):
        raise _refused("This presentation has no layouts", "Send one with a slide master.")
    root = show.part._element  # noqa: SLF001  (the library offers no way to its own lists)
    for name in _LISTS:
        for found in [one for one in root if one.tag.endswith(f"}}{name}")]:
            root.remove(found)
    for part in list(show.part.package.iter_parts()):
        _cut_relations(part)
    _cut_relations(show.part.package)
    properties = show.core_properties
    for name in ("author", "last_modified_by", "title", "subject", "keywords", "comments", "category"):
        setattr(properties, name, "")


def _cut_relations(owner: Any) -> None:
    """Every relation that leads out of the file, or to what is not kept, with what points to it."""
    relations = owner._rels  # noqa: SLF001  (as above)
    kept = _KEPT | ({"officeDocument", "core-properties"} if not hasattr(owner, "_element") else set())
    for key, relation in list(relations.items()):
        if relation.is_external or relation.reltype.rpartition("/")[2] not in kept:
            relations.pop(key)
            for pointing, attribute in list(_pointing(owner, key)):
                _unpoint(pointing, attribute)


def _pointing(owner: Any, key: str) -> Iterator[tuple[Any, str]]:
    element = getattr(owner, "_element", None)
    for one in element.iter() if element is not None else ():
        for name, value in one.attrib.items():
            if name.startswith(_RELATION) and value == key:
                yield one, name


def _unpoint(element: Any, attribute: str) -> None:
    """A link goes as a whole; a picture that was merely linked loses its link."""
    parent = element.getparent()
    if attribute.endswith(("}link", "}embed")) or parent is None:
        del element.attrib[attribute]
        return
    parent.remove(element)


def _try_out(show: Any) -> None:
    """Slides can be made of the layouts that reports use; they are taken out again."""
    again = BytesIO()
    show.save(again)
    trial = Presentation(again)
    for layout in (cover_layout(trial), content_layout(trial)):
        trial.slides.add_slide(layout)
    trial.save(BytesIO())


def _refused(what: str, remedy: str) -> InvalidInput:
    return InvalidInput(f"{what}. {remedy} Nothing was stored.", "master")
