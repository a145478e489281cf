"""Two manifests of what should be one analysis, part by part."""

from dataclasses import astuple, fields

import numpy as np

from .manifest import Difference, Manifest, ManifestFile, Outcome
from .segmentation import SweepRow

Differences = tuple[Difference, ...]
MISSING = "none"


def differences(then: Manifest, now: Manifest) -> Differences:
    """What is different now, in the order in which one thing leads to another; none = identical."""
    parts = (
        *differing_files(then.files, now.files),
        *_answers(then, now),
        *_question(then, now),
        *_versions(then, now),
        *_one("fingerprint", then.fingerprint[:16], now.fingerprint[:16]),
        *_labels(then.outcome, now.outcome),
        *_centroids(then.outcome, now.outcome),
        *_sweep(then.outcome, now.outcome),
    )
    if then.digest != then.outcome.digest:
        return (*parts, Difference("digest", "The manifest's digest is not that of the figures in it."))
    return parts


def _one(part: str, then: object, now: object) -> Differences:
    return () if then == now else (Difference(part, f"{then} then, {now} now"),)


def differing_files(then: tuple[ManifestFile, ...], now: tuple[ManifestFile, ...]) -> Differences:
    """Other bytes, or another meaning of their columns, file by file."""
    if len(then) != len(now):
        return _one("files", len(then), len(now))
    found: list[Difference] = []
    for old, new in zip(then, now, strict=True):
        if old.sha256 != new.sha256:
            found.append(Difference("file", f"{old.name!r}: sha256 {old.sha256[:16]}… then, {new.sha256[:16]}… now"))
        if (old.sheet, old.mapping) != (new.sheet, new.mapping):
            found.append(Difference("mapping", f"The columns of {old.name!r} have another meaning here."))
    return tuple(found)


def _answers(then: Manifest, now: Manifest) -> Differences:
    before, after = dict(then.answers), dict(now.answers)
    codes = sorted({*before, *after})
    pairs = [(code, before.get(code, MISSING), after.get(code, MISSING)) for code in codes]
    return tuple(
        Difference("answers", f"{code}: {one} then, {other} now") for code, one, other in pairs if one != other
    )


def _question(then: Manifest, now: Manifest) -> Differences:
    old, new = then.question, now.question
    found = [_one(field.name, getattr(old, field.name), getattr(new, field.name)) for field in fields(old)]
    return (*_flat(found), *_one("code", then.code_version, now.code_version))


def _versions(then: Manifest, now: Manifest) -> Differences:
    before, after = dict(then.versions), dict(now.versions)
    names = [*after, *sorted(set(before) - set(after))]
    return _flat([_one(name, before.get(name, MISSING), after.get(name, MISSING)) for name in names])


def _labels(then: Outcome, now: Outcome) -> Differences:
    if len(then.labels) != len(now.labels):
        return _one("posts", f"{len(then.labels):,}", f"{len(now.labels):,}")
    others = int((then.labels != now.labels).sum())
    words = f"{others:,} of {len(now.labels):,} posts are in another segment"
    return (Difference("labels", words),) if others else ()


def _centroids(then: Outcome, now: Outcome) -> Differences:
    old, new = np.array(then.centroids), np.array(now.centroids)
    if old.shape != new.shape:
        return _one("centroids", " by ".join(map(str, old.shape)), " by ".join(map(str, new.shape)))
    furthest = float(np.abs(old - new).max())
    words = f"at most {furthest:.3g} standard deviations apart"
    return (Difference("centroids", words),) if furthest else ()


def _sweep(then: Outcome, now: Outcome) -> Differences:
    before, after = ({row.k: row for row in one.rows} for one in (then, now))
    if before.keys() != after.keys():
        return _one("sweep", f"k = {_listed(before)}", f"k = {_listed(after)}")
    return _flat([_row(before[k], after[k]) for k in before])


def _row(then: SweepRow, now: SweepRow) -> Differences:
    apart = [
        f"{field.name} {old:.6g} then, {new:.6g} now"
        for field, old, new in zip(fields(then), astuple(then), astuple(now), strict=True)
        if not np.array_equal(old, new, equal_nan=True)
    ]
    return (Difference("sweep", f"k = {then.k}: {'; '.join(apart)}"),) if apart else ()


def _listed(rows: dict[int, SweepRow]) -> str:
    return ", ".join(str(k) for k in rows)


def _flat(found: list[Differences]) -> Differences:
    return tuple(one for several in found for one in several)
