"""Datasets: every row has its files, whole; every folder has its row; one version of each is the dataset."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from services.arrivals import dataset_of, files_of
from services.checks.place import Place
from services.domain.checking import Fault
from services.domain.datasets import Dataset
from services.domain.uploading import DatasetState
from services.storage.files import sha256, size_of
from services.storage.tables import DatasetRow

_POSTS = "posts.parquet"


def check_files(place: Place) -> Iterator[Fault]:
    """Each stored file is there and has the hash it was stored with."""
    for row in _living(place):
        dataset = dataset_of(row)
        home = place.path("datasets", row.id)
        kept = [(home / name, digest) for name, digest in dataset.digests]
        kept += [
            (place.path("datasets", file.version, "original"), file.sha256)
            for file in files_of(dataset)
            if file.version == row.id and not file.wordless
        ]
        for path, digest in kept:
            yield from _whole(row, path, digest)
        if not dataset.digests and not (home / _POSTS).exists():
            yield Fault("dataset_without_file", row.id, f"{_POSTS} is not on disk.", repairable=False)
        yield from _ledger(dataset, home / _POSTS)


def check_folders(place: Place) -> Iterator[Fault]:
    """Each folder belongs to a row, or to somebody who is filling it right now."""
    known = {row.id for row in place.datasets if row.state != DatasetState.DELETED}
    for folder in place.inside("datasets"):
        if folder.name not in known and not place.files.being_filled(folder):
            yield Fault("folder_without_dataset", folder.name, "Files without a row.", repairable=True)
    for folder in place.inside("intake"):
        if not place.files.being_filled(folder):
            yield Fault("import_left_behind", folder.name, "An import that ended half-way.", repairable=True)


def check_states(place: Place) -> Iterator[Fault]:
    """Each dataset is one version; what is being deleted gets deleted."""
    lines: dict[str, list[DatasetRow]] = defaultdict(list)
    for row in place.datasets:
        lines[row.line_id].append(row)
    for line, rows in lines.items():
        states = [row.state for row in rows]
        current = sum(DatasetState(state).current for state in states)
        if DatasetState.DELETING in states:
            yield Fault("deletion_unfinished", line, "It was to be deleted and is not yet.", repairable=True)
        elif current != 1 and states != [DatasetState.DELETED]:
            yield Fault("versions_disagree", line, f"{current} of its versions are the dataset.", repairable=False)


def check_counts(place: Place) -> Iterator[Fault]:
    """The bytes that count against the quota are those on disk."""
    for row, found in miscounted(place):
        yield Fault("quota_miscounted", row.id, f"Counted {row.stored} bytes, on disk are {found}.", repairable=True)


def miscounted(place: Place) -> Iterator[tuple[DatasetRow, int]]:
    """Datasets whose bytes are counted wrong, with what is on disk."""
    for row in _living(place):
        found = size_of(place.path("datasets", row.id))
        if found != row.stored:
            yield row, found


def _living(place: Place) -> tuple[DatasetRow, ...]:
    gone = (DatasetState.DELETING, DatasetState.DELETED)
    return tuple(row for row in place.datasets if row.state not in gone)


def _whole(row: DatasetRow, path: Path, digest: str) -> Iterator[Fault]:
    if not path.exists():
        yield Fault("dataset_without_file", row.id, f"{path.name} is not on disk.", repairable=False)
    elif sha256(path) != digest:
        yield Fault("dataset_damaged", row.id, f"{path.name} is not what was stored.", repairable=False)


def _ledger(dataset: Dataset, posts: Path) -> Iterator[Fault]:
    if dataset.rows_in_file != dataset.rows_kept + dataset.rows_set_aside + dataset.rows_updated:
        yield Fault("ledger_unbalanced", dataset.id, "Rows of the file are unaccounted for.", repairable=False)
    if not posts.exists():
        return
    try:
        found = pl.scan_parquet(posts).select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        yield Fault("dataset_damaged", dataset.id, f"{posts.name} cannot be read.", repairable=False)
        return
    if found != dataset.rows_kept:
        yield Fault("posts_missing", dataset.id, f"{found} of {dataset.rows_kept} posts are there.", repairable=False)
