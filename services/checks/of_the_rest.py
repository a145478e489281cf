"""Uploads, results, reports and jobs: bytes match rows, results are whole and of datasets that are there."""

from collections.abc import Iterator

from services.checks.place import Place
from services.domain.checking import Fault
from services.domain.releasing import ReportState
from services.domain.uploading import DatasetState, UploadState
from services.queues.local import LEASE
from services.reaper import is_abandoned, is_loose
from services.reports.folder import names_of
from services.storage.files import UNFINISHED, sha256


def check_uploads(place: Place) -> Iterator[Fault]:
    """What was acknowledged of an upload is on disk; what ended takes no room; what was given up is told so."""
    states = {row.id: UploadState(row.state) for row in place.uploads}
    for row in place.uploads:
        if not states[row.id].under_way:
            continue
        path = place.path("uploads", row.id)
        found = path.stat().st_size if path.exists() else -1
        if found < row.received:
            yield Fault("upload_lost_bytes", row.id, f"{row.received} acknowledged, {found} on disk.", repairable=False)
        if is_abandoned(row, place.now):
            yield Fault("upload_abandoned", row.id, "Nobody came back to it.", repairable=True)
    for path in place.inside("uploads"):
        ended = path.name in states and not states[path.name].under_way
        if ended or (path.name not in states and is_loose(path)):
            yield Fault("bytes_without_upload", path.name, "Bytes that no upload waits for.", repairable=True)


def check_results(place: Place) -> Iterator[Fault]:
    """Each result is on disk as it was stored, and computed from datasets that are there."""
    names = {f"{row.fingerprint}.npz" for row in place.results}
    for row in place.results:
        path = place.path("results", f"{row.fingerprint}.npz")
        if not path.exists():
            yield Fault("result_without_file", row.fingerprint, f"{row.kind} is not on disk.", repairable=True)
        elif sha256(path) != row.sha256:
            yield Fault("result_damaged", row.fingerprint, f"{row.kind} is not what was stored.", repairable=True)
    for path in place.inside("results"):
        if path.name not in names and not path.name.endswith(UNFINISHED) and is_loose(path):
            yield Fault("file_without_result", path.name, "A file without a row.", repairable=True)
    there = {row.id for row in place.datasets if row.state != DatasetState.DELETED}
    for source in place.sources:
        if source.dataset_id not in there:
            yield Fault("result_outlived_dataset", source.fingerprint, f"Of {source.dataset_id}.", repairable=True)


def check_reports(place: Place) -> Iterator[Fault]:
    """Each report that is kept is on disk as it was made, and so is its page; each file has its row."""
    known = {name for row in place.reports for name in names_of(row.id)}
    for row in place.reports:
        state = "released report" if ReportState(row.state).is_kept else "report"
        for name, digest in zip(names_of(row.id), (row.sha256, row.page_sha256), strict=True):
            path = place.path("reports", name)
            if digest and not path.exists():
                yield Fault("report_without_file", name, f"The {state} is not on disk.", repairable=False)
            elif digest and sha256(path) != digest:
                yield Fault("report_damaged", name, f"The {state} is not what was made.", repairable=False)
    for path in place.inside("reports"):
        if path.name not in known and not path.name.endswith(UNFINISHED) and is_loose(path):
            yield Fault("file_without_report", path.name, "A file without a row.", repairable=True)


def check_jobs(place: Place) -> Iterator[Fault]:
    """Each running job is held by a worker that renews its lease; no key has two unfinished jobs."""
    for row in place.jobs:
        if row.state == "running" and (row.lease_until is None or row.lease_until < place.now - 2 * LEASE):
            yield Fault("job_without_worker", row.id, f"{row.task} runs, but nobody holds it.", repairable=True)


def check_unfinished(place: Place) -> Iterator[Fault]:
    """No file is half written for longer than an hour."""
    for path in sorted(place.path().glob(f"*/**/*{UNFINISHED}")):
        if is_loose(path):
            yield Fault("unfinished_file", path.name, "Left half written.", repairable=True)


def damaged_results(place: Place) -> list[str]:
    """Fingerprints of results that can only be computed again."""
    codes = ("result_without_file", "result_damaged", "result_outlived_dataset")
    return sorted({fault.subject for fault in check_results(place) if fault.code in codes})
