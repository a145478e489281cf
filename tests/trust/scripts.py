"""Sixty texts that want to run, stored wherever a text can be, and every page opened in a real browser."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from browser.installations import prepare, start
from browser.visits import ADMIN_PAGES, PAGES, Visit
from builders import make_posts_csv
from playwright.sync_api import Browser
from trust.payloads import PAYLOADS

from app.container import build_services
from app.settings import Settings
from services.domain.actors import Actor, Role
from services.domain.branding import BrandWords
from services.domain.errors import ServiceError
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.tagging import TagRule

ROOM = "Hostile room"
# The numbers of the payloads that stand in what a page shows, also in menus and under pointers.
_SHOWN = """
(payloads) => {
  const held = Array.from(document.querySelectorAll("*"), (one) =>
    [one.value, one.title, one.ariaLabel, ...Array.from(one.childNodes, (part) => part.nodeType === 3 ? part.data : "")]
  ).flat().filter(Boolean).join("\\n");
  return payloads.flatMap((payload, number) => held.includes(payload) ? [number] : []);
}
"""
_RAN = "() => window.ran || []"


@dataclass
class Shown:
    """shown: how often a payload stood on a page. ran: what ran. complaints: of the browser, policy violations too."""

    shown: int = 0
    pages: int = 0
    sinks: dict[str, int] = field(default_factory=dict)
    unsettled: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def try_in(chromium: Browser, folder: Path, posts: int = len(PAYLOADS)) -> Shown:
    """All pages, and so many posts, one by one."""
    home = folder / "home"
    prepare(home)
    told = Shown(sinks=_store(home, folder))
    running = start(home, folder / "served")
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    try:
        visit = Visit(context, running.url)
        visit.sign_in(*running.sign_in(Role.ADMIN))
        visit.enter(ROOM)
        for path in PAGES | ADMIN_PAGES:
            _look(visit, path, told)
        for number in range(posts):
            _look(visit, f"/explain?recipe=volume&k=3&post=p{number + 1}", told)
        told.complaints = visit.complaints
    finally:
        context.close()
        running.stop()
    return told


def _look(visit: Visit, path: str, told: Shown) -> None:
    query = path if "?" in path else f"{path}?recipe=volume&k=3"
    try:
        visit.open(query)
    except AssertionError:
        # A page that is not done within its time has all the same whatever stands on it by then.
        told.unsettled.append(query)
    told.pages += 1
    told.shown += len(visit.measure(_SHOWN, list(PAYLOADS)))
    told.ran += visit.measure(_RAN)


def _store(home: Path, folder: Path) -> dict[str, int]:
    """How many payloads went into which kind of text; those that a field refuses are not counted."""
    services = build_services(Settings(home=home))
    actor = Actor("shell", PAYLOADS[0], Role.ADMIN, "room-hostile", ROOM)
    dataset = services.datasets.import_file(actor, _file(folder)).id
    request = SegmentationRequest(dataset, "volume", 3)
    analysed = services.analyses.make(actor, request)
    services.analyses.make_explained(actor, request)
    selection = Selection(request)
    sinks = {"page": len(PAYLOADS), "type": len(PAYLOADS), "text": len(PAYLOADS), "post address": len(PAYLOADS)}
    sinks["tag"] = sum(
        _kept(lambda one=one: services.tagging.add(actor, one, TagRule(contains=one))) for one in PAYLOADS
    )
    segments = [identity.id for identity in analysed.lineage.identities]
    named = zip(segments, (one for one in PAYLOADS if len(one) <= 60), strict=False)
    sinks["segment"] = sum(_kept(lambda s=s, p=p: services.segments.rename(actor, selection, s, p)) for s, p in named)
    words = BrandWords(footer=PAYLOADS[5], prepared_by=PAYLOADS[6])
    sinks["brand"] = 2 * _kept(lambda: services.branding.change(actor, words))
    return sinks


def _kept(store: object) -> int:
    try:
        store()  # type: ignore[operator]  # a function without arguments
    except ServiceError:
        return 0
    return 1


def _file(folder: Path) -> Path:
    """Posts of which each holds one payload in every text; the file's own name is one, too."""
    rows = list(csv.DictReader(io.StringIO(make_posts_csv(posts=120))))
    for number, row in enumerate(rows):
        payload = PAYLOADS[number % len(PAYLOADS)]
        row["page_name"], row["status_message"], row["status_type"] = payload, payload, payload
        row["status_link"] = f"javascript:{payload}"
    path = folder / (re.sub(r"[/\\]", "_", PAYLOADS[7]) + ".csv")
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path
