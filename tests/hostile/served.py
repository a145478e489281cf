"""Hostile files sent to a running installation as a browser sends them, and how web server and worker took them."""

from dataclasses import dataclass

import psutil
import requests
from hostile.files import HostileFile
from integration.processes import Page, Site, Visitor, until

from services.storage.tables import JobRow

_UPLOADED = "datasets-uploaded-store"
_PIECE = 4_000_000
_DEFECT = "Something went wrong"


@dataclass(frozen=True, slots=True)
class Taken:
    """How one file was taken.

    statuses: of all answers over HTTP. state: of the import, "" where there was none. words: what people read.
    """

    statuses: tuple[int, ...]
    state: str = ""
    words: str = ""

    @property
    def faults(self) -> list[str]:
        """What is wrong with that."""
        broken = [f"status {status}" for status in self.statuses if status >= 500]
        if self.state not in ("", "succeeded", "failed") or _DEFECT in self.words:
            broken.append(f"the import {self.state}: {self.words}")
        return broken


class Sender:
    """A person of the agency with a page open, who uploads one file after the other."""

    def __init__(self, site: Site, visitor: Visitor) -> None:
        self._site, self._session = site, visitor.session
        self._page: Page = visitor.load("/datasets")
        known = self._session.get(f"{site.url}/_dash-dependencies").json()
        self._output = next(one["output"] for one in known if [it["id"] for it in one["inputs"]] == [_UPLOADED])

    def send(self, file: HostileFile) -> Taken:
        """The file in pieces, its import ordered and over, and the page's last answer."""
        body = {"name": file.name, "size": len(file.content)}
        begun = self._session.post(f"{self._site.url}/uploads", json=body)
        if not begun.ok:
            return Taken((begun.status_code,), words=begun.text)
        upload = begun.json()["id"]
        answers = [begun, *self._pieces(upload, file.content), self._order(upload)]
        job = until(lambda: self._ended(upload), what=f"the import of {file.name!r}")
        if answers[-1].ok:
            told = answers[-1].json()
            answers.append(self._order(upload, cacheKey=told["cacheKey"], job=told["job"]))
        return Taken(tuple(answer.status_code for answer in answers), job.state, job.step)

    def _pieces(self, upload: str, content: bytes) -> list[requests.Response]:
        return [
            self._session.patch(
                f"{self._site.url}/uploads/{upload}",
                data=content[start : start + _PIECE],
                headers={"Upload-Offset": str(start)},
            )
            for start in range(0, len(content), _PIECE)
        ]

    def _order(self, upload: str, **handles: str) -> requests.Response:
        """The import ordered, or with the handles of an earlier order asked for."""
        outputs = [one.rpartition(".") for one in self._output.strip(".").split("...")]
        return self._page.post(
            {
                "output": self._output,
                "outputs": [{"id": one, "property": name.partition("@")[0]} for one, _, name in outputs],
                "inputs": [{"id": _UPLOADED, "property": "data", "value": upload}],
                "changedPropIds": [f"{_UPLOADED}.data"],
            },
            **handles,
        )

    def _ended(self, upload: str) -> JobRow | None:
        with self._site.house.database.jobs() as session:
            rows = session.query(JobRow).filter(JobRow.finished_at.is_not(None)).all()
        return next((row for row in rows if row.arguments["args"] == [upload]), None)


def web_process(site: Site) -> psutil.Process:
    """The process that answers: the child of the web server's own first process."""
    family = psutil.Process(site.web.pid).children(recursive=True)
    living = [one for one in family if one.status() != psutil.STATUS_ZOMBIE]
    servers = [one for one in living if "wsgi:server" in one.cmdline()]
    return next(one for one in servers if one.parent() in servers)
