"""Files that nobody vouches for, read in a process of its own with limits: what goes wrong there stays there."""

import errno
import os
from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter

from services.arrivals import Source
from services.domain.errors import ServiceError, Unavailable
from services.domain.intake import Answer, TablePreview
from services.importers.intake import Intake, read_facts
from services.importers.matching import counts_in, read_look
from services.importers.recognition import FEWEST_COUNTS
from services.progress import Report, unwatched
from services.sandbox import Defect, Limits, Task, run_confined

_FACTS = make_converter()


class Reader:
    """Reads whole files, and looks at the top of unknown ones."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, source: Source, folder: Path, answers: tuple[Answer, ...], report: Report) -> Intake:
        """The facts of the file; its posts and the rows set aside are in the folder.

        InvalidInput where it cannot be read, TooLarge over the limits, Unavailable on a full disk.
        """
        arguments = {
            "path": str(source.path.absolute()),
            "folder": str(folder),
            "now": source.read_at.isoformat(),
            "choices": {
                "answers": [{"code": answer.code, "choice": answer.choice} for answer in answers],
                "sheet": source.choice.sheet,
                "mapping": _FACTS.unstructure(source.choice.mapping) if source.choice.mapping else None,
                "seal": source.seal,
            },
        }
        return read_facts(self._confined("read", arguments, report))

    def look(self, path: Path, sheet: str = "", report: Report = unwatched, *, wordless: bool = False) -> TablePreview:
        """The header and first rows of a table, with what its columns probably mean; InvalidInput where it is none.

        wordless: of the rows only dates and counts.
        """
        arguments = {"path": str(path.absolute()), "sheet": sheet, "wordless": wordless}
        return read_look(self._confined("look", arguments, report))

    def header_fingerprints(self, path: Path, report: Report = unwatched) -> list[str]:
        """By what the rows at the top of a file would be known again, were they its header."""
        return [str(one) for one in self._confined("fingerprints", {"path": str(path.absolute())}, report)]

    def could_be_matched(self, path: Path) -> bool:
        """Whether a person could say what the columns mean: at least two of them look like counts."""
        try:
            return counts_in(self.look(path)) >= FEWEST_COUNTS
        except ServiceError:
            return False

    def _confined(self, step: str, arguments: dict[str, Any], report: Report) -> Any:
        order = {"step": step, "unpacked_mb": self._limits.unpacked_mb, "arguments": arguments}
        try:
            return run_confined(Task("services.importers.limited:run_step", order), self._limits, report)
        except Defect as defect:
            if os.strerror(errno.ENOSPC) not in str(defect):
                raise
            raise Unavailable("The disk of this server is full. Nothing was changed. Try again later.") from defect
