"""A logo as a vector file that carries its pixels: no exporter has to read a file for it."""

import base64
import struct
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from services.domain.errors import InvalidInput

_FORMATS = ("PNG", "JPEG", "WEBP")
_MOST_BYTES, _MOST_PIXELS, _LARGEST = 2_000_000, 16_000_000, (800, 400)
_PNG = b"\x89PNG\r\n\x1a\n"


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels; ValueError for what is no PNG."""
    if not png.startswith(_PNG) or len(png) < 24:
        raise ValueError("not a PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def logo_svg(png: bytes) -> str:
    """The logo as SVG, "" where there is none."""
    if not png:
        return ""
    width, height = size_of(png)
    pixels = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{pixels}"/></svg>'
    )


def re_encoded(data: bytes) -> bytes:
    """The picture as a PNG of our own making, without anything that the file carried beside its pixels.

    At most 800 by 400 pixels. InvalidInput for what is no PNG, JPEG or WebP, or is too large to be a logo.
    """
    if len(data) > _MOST_BYTES:
        raise InvalidInput(f"A logo has at most {_MOST_BYTES // 1_000_000} MB.", "logo")
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise InvalidInput("A logo has at most 16 million pixels.", "logo")
            picture.load()
            shown = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise InvalidInput("This is not a picture that can be read. Send a PNG, a JPEG or a WebP.", "logo") from None
    shown.thumbnail(_LARGEST)
    out = BytesIO()
    shown.save(out, "PNG", optimize=True)
    return out.getvalue()
