"""Forty ways to make a file call home, in every field of a report, in every format: nobody calls."""

import re
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from reported import make_chart, make_claim, make_document

from services.domain.documents import (
    Brand,
    ChartKind,
    Column,
    Commentary,
    Document,
    Fact,
    Heading,
    ListedPost,
    Note,
    PostList,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.errors import InvalidInput
from services.domain.views import Phrase
from services.exporters import EXPORTERS
from services.rendering.logos import re_encoded

# {0} is the address of somebody who listens: host and port.
FORMS = (
    *(
        "http://{0}/",
        "https://{0}/",
        "//{0}/x",
        "ftp://{0}/",
        "ws://{0}/",
        "gopher://{0}/",
        "dict://{0}/",
        "ldap://{0}/",
    ),
    *("file:///etc/passwd", "file://{0}/share", "\\\\{0}\\share\\x.png", "\\\\?\\UNC\\{0}\\share", "smb://{0}/share"),
    *("http://{0}/redirect?to=http://{0}/", "http://2130706433:{1}/", "http://0x7f000001:{1}/", "http://[::1]:{1}/"),
    *(
        "http://user@{0}/",
        "jar:http://{0}/!/",
        "data:text/html,<img src=http://{0}/>",
        "javascript:fetch('http://{0}/')",
    ),
    *("@import url(http://{0}/a.css);", "</style><style>@import 'http://{0}/';</style>", "url(http://{0}/a.png)"),
    *(
        "<img src=http://{0}/>",
        '<svg><image href="http://{0}/a.png"/></svg>',
        '<svg xmlns:xlink="x"><use xlink:href="http://{0}/#a"/>',
    ),
    *(
        '<iframe src="http://{0}/">',
        '<object data="http://{0}/">',
        '<embed src="http://{0}/">',
        '<link rel=stylesheet href="http://{0}/">',
    ),
    *(
        "<script src=http://{0}/></script>",
        '<meta http-equiv=refresh content="0;url=http://{0}/">',
        '<base href="http://{0}/">',
    ),
    *('<video poster="http://{0}/">', '<form action="http://{0}/"><input autofocus onfocus=form.submit()>'),
    *(
        '#image("http://{0}/a.png")',
        '#import "http://{0}/": *',
        '=WEBSERVICE("http://{0}/")',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://{0}/">]>&e;',
    ),
)
FORMATS = ("pdf", "pptx", "xlsx", "html")
_LOGOS = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://%s/a.png"/></svg>',
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://%s/">]><svg>&e;</svg>',
    b"GIF89a<script src=http://%s/></script>",
    b"%%!PS\n(http://%s/) run",
    b"http://%s/logo.png",
)


@dataclass
class Sink:
    """Somebody who listens, and how often somebody called."""

    socket: socket.socket
    calls: list[str] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.socket.getsockname()
        return f"{host}:{port}", port

    def listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls.append(caller.recv(200).decode("latin-1"))
            caller.close()


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    listening = Sink(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=listening.listen, daemon=True)
    thread.start()
    yield listening
    listening.socket.shutdown(socket.SHUT_RDWR)
    listening.socket.close()
    thread.join(5)


def _everywhere(text: str) -> Document:
    """The text in every field that people or their data fill."""
    chart = make_chart(ChartKind.BARS, (text, "Video", "Link"))
    blocks = (
        Heading(text),
        Commentary(text, text),
        Note(text),
        Text((Phrase(text), Phrase(text, segment=0))),
        Tiles((Tile(make_claim(name=text), text),)),
        replace(chart, title=text, note=text, words=text, series=(replace(chart.series[0], name=text),)),
        Table(text, (Column(text),), ((text,),), text),
        PostList(text, (ListedPost(1, 0, None, text, text, text, text),)),
    )
    return make_document(
        title=text,
        subtitle=text,
        brand=Brand(text, "#1D4ED8", b"", text, text),
        facts=(Fact(text, text),),
        sections=(Section("summary", text, blocks),),
        manifest=f'{{"words": "{text}"}}',
    )


def _points_outside(path: Path) -> list[str]:
    """Parts of an Office file that lead out of it, or compute."""
    with zipfile.ZipFile(path) as parts:
        texts = {
            name: parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if not name.endswith(".xlsx")
        }
    external = [name for name, text in texts.items() if name.endswith(".rels") and 'TargetMode="External"' in text]
    return external + [
        name for name, text in texts.items() if "worksheets/sheet" in name and re.search(r"<f[ >]", text)
    ]


def test_there_are_forty_forms() -> None:
    assert len(set(FORMS)) == 40


@pytest.mark.parametrize("form", FORMS)
def test_no_format_calls_home_when_it_is_drawn(sink: Sink, tmp_path: Path, form: str) -> None:
    document = _everywhere(form.format(*sink.address))
    for name in FORMATS:
        EXPORTERS[name].write(document, tmp_path / f"r.{name}")

    assert sink.calls == []
    assert [_points_outside(tmp_path / f"r.{name}") for name in ("pptx", "xlsx")] == [[], []]
    assert b"/URI" not in (tmp_path / "r.pdf").read_bytes()


def test_no_page_calls_home_when_it_is_opened(sink: Sink, tmp_path: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    tab = context.new_page()
    for number, form in enumerate(FORMS):
        path = tmp_path / f"{number}.html"
        EXPORTERS["html"].write(_everywhere(form.format(*sink.address)), path)
        tab.goto(path.as_uri())
        assert tab.locator("h1").count() >= 1
    context.close()

    assert sink.calls == []


@pytest.mark.parametrize("logo", _LOGOS)
def test_a_logo_is_a_picture_and_nothing_that_leads_elsewhere(sink: Sink, logo: bytes) -> None:
    with pytest.raises(InvalidInput):
        re_encoded(logo % sink.address[0].encode())
    assert sink.calls == []


def test_a_call_would_be_heard(sink: Sink) -> None:
    heard = len(sink.calls)
    with socket.create_connection(("127.0.0.1", sink.address[1]), 5) as caller:
        caller.sendall(b"hello")
        assert caller.recv(1) == b""
    assert len(sink.calls) == heard + 1
    sink.calls.clear()
