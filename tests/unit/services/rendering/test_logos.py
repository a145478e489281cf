"""Logos are pictures of our own making, whatever was sent."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from services.domain.errors import InvalidInput
from services.rendering.logos import logo_svg, re_encoded, size_of


def make_picture(form: str = "PNG", size: tuple[int, int] = (60, 30), **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#7A1F5C").save(out, form, **more)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png_of_its_size(form: str) -> None:
    assert size_of(re_encoded(make_picture(form))) == (60, 30)


def test_what_a_file_carries_beside_its_pixels_is_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    sent = make_picture(pnginfo=notes) + b"<script>trailing</script>"

    assert b"<script>" in sent
    assert b"script" not in re_encoded(sent)


def test_a_large_picture_is_made_smaller() -> None:
    assert size_of(re_encoded(make_picture(size=(2000, 500)))) == (800, 200)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/x"/></svg>',
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        make_picture()[:40],
        b"x" * 2_000_001,
    ],
    ids=["empty", "gif", "svg", "no picture", "cut off", "too large"],
)
def test_what_is_no_logo_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        re_encoded(data)


def test_a_picture_that_unfolds_to_very_many_pixels_is_refused() -> None:
    with pytest.raises(InvalidInput, match="16 million"):
        re_encoded(make_picture(size=(5000, 4000)))


def test_a_logo_is_drawn_without_a_file() -> None:
    svg = logo_svg(re_encoded(make_picture()))

    assert 'viewBox="0 0 60 30"' in svg
    assert "data:image/png;base64," in svg
    assert logo_svg(b"") == ""
