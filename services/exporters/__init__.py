"""Exporters: one file a format, found by name; each draws a document from start to finish and asks no network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.domain.documents import Document
from services.registry import Registry


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages as pictures. asked: everything that decides how they look. drawn: a PNG for each, from that."""

    asked: Callable[[Document], dict[str, str]]
    drawn: Callable[[Mapping[str, str]], list[bytes]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format of reports. suffix: with its dot. write(document, path): the whole file. pages: for previews."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[Document, Path], None]
    pages: Pages | None = None


EXPORTERS: Registry[Exporter] = Registry("services.exporters", "formats of reports")
