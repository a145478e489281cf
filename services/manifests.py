"""Manifests: what an analysis was made from and gave, written down, and made again from the bytes of its files."""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from services.analyses import Analyses, counts_of, segmentation_into, sweep_name
from services.arrivals import Arrival, Source, dataset_of, files_of
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.analysis import Analysis
from services.domain.datasets import Dataset, SourceFile
from services.domain.errors import InvalidInput, NotFound
from services.domain.fingerprint import CODE_VERSION
from services.domain.intake import Answer, TableChoice
from services.domain.manifest import (
    Difference,
    Manifest,
    ManifestFile,
    Question,
    Verification,
    outcome_of,
)
from services.domain.manifest_differences import differences, differing_files
from services.domain.segmentation import SegmentationRequest
from services.engines import Engine
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.recipes import RECIPES
from services.sandbox import Defect
from services.storage.database import Database
from services.storage.files import Files, sha256
from services.storage.posts import read_stored
from services.uploads import shown_name

LIBRARIES = ("postlens", "numpy", "scikit-learn", "scipy", "numba", "polars", "shap", "lime")


class Manifests:
    """Writes down analyses, and holds what is made again against what was written."""

    def __init__(
        self, database: Database, files: Files, datasets: Datasets, analyses: Analyses, engine: Engine
    ) -> None:
        self._database, self._files = database, files
        self._datasets, self._analyses, self._engine = datasets, analyses, engine

    @requires(Permission.EXPLORE)
    def of(self, actor: Actor, request: SegmentationRequest) -> tuple[str, Manifest]:
        """A file name for people, and the manifest of the stored analysis; NotFound where it was not made yet."""
        analysed = self._analyses.get(actor, request)
        k = analysed.described.segmentation.k
        name = f"{analysed.dataset.name} - {request.recipe}, {k} segments - manifest.json"
        return name, _manifest(analysed.dataset, analysed.analysis, replace(request, k=k))

    @requires(Permission.IMPORT)
    def verify(
        self, actor: Actor, then: Manifest, given: Sequence[Path] = (), report: Report = unwatched
    ) -> Verification:
        """The analysis made again from the stored originals, or from the given files in the manifest's order.

        No stored result is looked at. NotFound where a file is not there; what cannot be read as the manifest says is
        a difference.
        """
        if then.question.recipe not in RECIPES:
            raise InvalidInput(f"There is no recipe {then.question.recipe!r} here.", "recipe")
        arrival = self._arrival(actor, then, given)
        try:
            now = self._again(actor, then, arrival, report)
        except InvalidInput as refusal:
            found = [*differing_files(then.files, _files_of(arrival)), Difference("reading", str(refusal))]
            return Verification(0, tuple(found))
        except Defect as defect:
            raise InvalidInput("The files cannot be read as the manifest says.", "manifest") from defect
        return Verification(len(now.outcome.labels), differences(then, self._as_known(actor, now)))

    def _again(self, actor: Actor, then: Manifest, arrival: Arrival, report: Report) -> Manifest:
        asked = SegmentationRequest("", then.question.recipe, then.question.k, then.question.seed)
        with self._datasets.read_again(actor, arrival, part(report, 0.0, 0.3)) as (dataset, path):
            posts = read_stored(path)
        analysis = self._engine.analyse(counts_of(posts), asked.recipe, asked.seed, part(report, 0.3, 1.0))
        return replace(_manifest(dataset, analysis, asked), dataset=then.dataset)

    def _arrival(self, actor: Actor, then: Manifest, given: Sequence[Path]) -> Arrival:
        """The files to be read, as they are read by the manifest."""
        if given and len(given) != len(then.files):
            noun = "file" if len(then.files) == 1 else "files"
            raise InvalidInput(f"The manifest names {len(then.files)} {noun}, {len(given)} were given.", "file")
        paths = list(given) or [self._stored(actor, file) for file in then.files]
        missing = next((path for path in paths if not path.is_file()), None)
        if missing:
            raise NotFound(f"There is no file {missing}.")
        sources = tuple(_source(path, file) for path, file in zip(paths, then.files, strict=True))
        return Arrival(sources, tuple(Answer(code, choice) for code, choice in then.answers))

    def _stored(self, actor: Actor, wanted: ManifestFile) -> Path:
        """Where the original with this hash is kept, whichever dataset brought it."""
        for dataset in self._kept(actor):
            for file in files_of(dataset):
                path = self._files.path(actor.workspace_id, "datasets", file.version, "original")
                if file.sha256 == wanted.sha256 and path.is_file():
                    return path
        if wanted.wordless:
            raise NotFound(f"The original of {wanted.name!r} was not kept, as its words were not. Give it with --file.")
        raise NotFound(f"The original of {wanted.name!r} is not stored in this workspace. Give it with --file.")

    def _as_known(self, actor: Actor, now: Manifest) -> Manifest:
        """The manifest with the meanings and answers that its dataset has here, where it is here."""
        dataset = next((one for one in self._kept(actor) if one.id == now.dataset), None)
        if dataset is None or len(files_of(dataset)) != len(now.files):
            return now
        files = tuple(
            replace(file, sheet=known.choice.sheet, mapping=known.choice.mapping)
            for file, known in zip(now.files, files_of(dataset), strict=True)
        )
        return replace(now, files=files, answers=_answers(dataset))

    def _kept(self, actor: Actor) -> Iterator[Dataset]:
        with self._database.reading(actor.workspace_id) as data:
            yield from [dataset_of(row) for row in data.datasets.all() if row.state != "deleted"]


def _manifest(dataset: Dataset, analysis: Analysis, request: SegmentationRequest) -> Manifest:
    segmentation = segmentation_into(analysis, request.k).segmentation
    outcome = outcome_of(segmentation, analysis.sweep.rows)
    return Manifest(
        dataset=dataset.id,
        files=tuple(_file(file) for file in files_of(dataset)),
        answers=_answers(dataset),
        question=Question(request.recipe, RECIPES[request.recipe].version, segmentation.k, request.seed),
        code_version=CODE_VERSION,
        versions=versions(),
        fingerprint=sweep_name(dataset, request),
        outcome=outcome,
        digest=outcome.digest,
    )


def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions of what computes here."""
    python = (("python", platform.python_version()), ("machine", platform.machine()))
    return (*python, *((name, version(name)) for name in LIBRARIES))


def _answers(dataset: Dataset) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((answer.code, answer.choice) for answer in dataset.answers))


def _file(file: SourceFile) -> ManifestFile:
    choice = file.choice
    return ManifestFile(file.name, file.sha256, file.read_at, choice.sheet, choice.mapping, choice.wordless)


def _files_of(arrival: Arrival) -> tuple[ManifestFile, ...]:
    return tuple(_file(source.kept) for source in arrival.sources if source.kept)


def _source(path: Path, file: ManifestFile) -> Source:
    """The bytes as they are now, to be read as the manifest says."""
    name, choice = shown_name(file.name), TableChoice(file.sheet, file.mapping, wordless=file.wordless)
    kept = SourceFile("", name, path.stat().st_size, sha256(path), file.read_at, choice)
    return Source(path, name, file.read_at, kept, choice)
