"""Formats that can be read, one `from_<tool>.py` each; `read.read_posts` finds the one that fits."""

from services.importers.importer import Importer
from services.registry import Registry

IMPORTERS: Registry[Importer] = Registry("services.importers", "import formats")
