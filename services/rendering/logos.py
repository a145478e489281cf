"""A logo as a vector file that carries its pixels: no exporter has to read a file for it."""

import base64
import struct

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
