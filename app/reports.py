"""What the command line prints as JSON: keys that scripts may rely on."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from services.analyses import Analysed
from services.domain.actors import Actor
from services.domain.checking import CheckReport
from services.domain.datasets import Dataset, Examination
from services.domain.errors import NotFound
from services.domain.explained import Contribution, PostExplained
from services.domain.intake import Answer, Finding
from services.domain.segmentation import BORDERLINE
from services.domain.surrogate import Surrogate
from services.domain.uploading import DatasetState, DeletionReceipt, HiddenDataset
from services.profiles import middle
from services.scope import segment_id
from services.segment_cards import origin_words


def imported(dataset: Dataset) -> dict[str, Any]:
    """`postlens import`."""
    return {
        "dataset": dataset.id,
        "rows_in_file": dataset.rows_in_file,
        "rows_kept": dataset.rows_kept,
        "rows_set_aside": dataset.rows_set_aside,
        "findings": [
            {"code": finding.code, "rows": finding.rows, "example": finding.example} for finding in dataset.findings
        ],
        "measured": list(dataset.measured),
        "text_dropped": dataset.wordless,
    }


def changed(dataset: Dataset) -> dict[str, Any]:
    """`postlens replace` and `postlens append`: rows in the files = kept + set aside + updated."""
    return {**imported(dataset), "version": dataset.version, "rows_updated": dataset.rows_updated}


def shelved(actor: Actor, seen: Sequence[Dataset], out_of_sight: Sequence[HiddenDataset]) -> dict[str, Any]:
    """`postlens datasets`: those that people see, then those that can be restored."""
    found = [{**_on_the_shelf(dataset), "state": DatasetState.READY.value} for dataset in seen]
    put_away = [
        {**_on_the_shelf(one.dataset), "state": DatasetState.HIDDEN.value, **_away(one)} for one in out_of_sight
    ]
    return {"workspace": actor.workspace_name, "datasets": [*found, *put_away]}


def as_shelf(report: dict[str, Any]) -> list[str]:
    """The same for people: a line a dataset."""
    lines = [
        f"{one['dataset']}  {one['rows_kept']:>9,} posts  version {one['version']}  {one['name']}"
        + (f"  (hidden, can be restored until {one['restorable_until'][:10]})" if "restorable_until" in one else "")
        for one in report["datasets"]
    ]
    return lines or [f"There is no dataset in {report['workspace']} yet. Run: postlens import FILE"]


def hidden(found: HiddenDataset) -> dict[str, Any]:
    """`postlens hide`."""
    return {"dataset": found.dataset.id, "name": found.dataset.name, **_away(found)}


def restored(dataset: Dataset) -> dict[str, Any]:
    """`postlens restore`."""
    return {"dataset": dataset.id, "name": dataset.name, "version": dataset.version}


def deleted(receipt: DeletionReceipt) -> dict[str, Any]:
    """`postlens delete`: the receipt."""
    return {
        "dataset": receipt.dataset,
        "workspace": receipt.workspace,
        "name": receipt.name,
        "by": receipt.by,
        "at": receipt.at.isoformat(),
        "gone": [asdict(item) for item in receipt.items],
        "bytes": receipt.bytes,
    }


def as_receipt(report: dict[str, Any]) -> list[str]:
    """The same for people."""
    head = f"{report['name']} of {report['workspace']} was deleted by {report['by']} at {report['at'][:16]}. Gone are:"
    lines = [f"  {item['kind']}: {item['number']:,}" for item in report["gone"]]
    return [head, *lines, f"{report['bytes']:,} bytes are free again. Receipt of dataset {report['dataset']}."]


def examined(found: Examination) -> dict[str, Any]:
    """`postlens doctor`."""
    dataset, mapping = found.dataset, found.dataset.choice.mapping
    given = {answer.code: answer for answer in dataset.answers}
    return {
        "dataset": dataset.id,
        "version": dataset.version,
        "rows_in_file": dataset.rows_in_file,
        "rows_kept": dataset.rows_kept,
        "rows_set_aside": dataset.rows_set_aside,
        "rows_updated": dataset.rows_updated,
        "first": dataset.first.isoformat() if dataset.first else None,
        "last": dataset.last.isoformat() if dataset.last else None,
        "time_zone": dataset.time_zone or None,
        "measured": list(dataset.measured),
        "mapping": {"sheet": dataset.choice.sheet, **asdict(mapping)} if mapping else None,
        "findings": [_finding(finding, given.get(finding.code)) for finding in dataset.findings],
    }


def checked(found: CheckReport, repaired: tuple[tuple[str, int], ...]) -> dict[str, Any]:
    """`postlens fsck`."""
    return {
        "sound": not found.faults,
        "checked": dict(found.checked),
        "repaired": dict(repaired),
        "faults": [asdict(fault) for fault in found.faults],
    }


def as_lines(report: dict[str, Any]) -> list[str]:
    """The same for people."""
    lines = [f"Put right: {number} {kind}" for kind, number in report["repaired"].items()]
    lines += [f"{fault['code']} {fault['subject']}: {fault['detail']}" for fault in report["faults"]]
    looked_at = ", ".join(f"{number:,} {kind}" for kind, number in report["checked"].items())
    ending = "all as it must be" if report["sound"] else f"{len(report['faults'])} faults"
    return [*lines, f"Looked at {looked_at}: {ending}."]


def segmented(analysed: Analysed, surrogate: Surrogate) -> dict[str, Any]:
    """`postlens segment`."""
    analysis, segmentation = analysed.analysis, analysed.described.segmentation
    report: dict[str, Any] = {
        "analysis": analysed.fingerprint[:16],
        "recipe": analysis.recipe,
        "k": segmentation.k,
        "recommended_k": analysis.sweep.recommended_k,
        "segments": [segment_facts(analysed, rank) for rank in range(segmentation.k)],
        "sweep": sweep_facts(analysed),
        "fidelity": {
            "held_out": surrogate.fidelity.held_out,
            "per_segment": [_number(share) for share in surrogate.fidelity.per_segment.tolist()],
            "baseline": surrogate.fidelity.baseline,
        },
    }
    if analysis.circular:
        report["type_agreement"] = analysis.circular.type_agreement
        report["forest_accuracy"] = _number(analysis.circular.forest_accuracy)
        report["by_type"] = dict(zip(analysis.circular.types, analysis.circular.posts, strict=True))
    return report


def sweep_facts(analysed: Analysed) -> list[dict[str, Any]]:
    """All numbers of segments that were tried."""
    return [
        {
            "k": row.k,
            "inertia_per_post": row.inertia_per_post,
            "silhouette": _number(row.silhouette),
            "ari": _number(row.ari),
            "lowest_jaccard": _number(row.lowest_jaccard),
            "smallest_share": row.smallest_share,
        }
        for row in analysed.analysis.sweep.rows
    ]


def explained(found: PostExplained) -> dict[str, Any]:
    """`postlens explain`, for a segmentation whose forest has been grown."""
    if found.shap is None or found.lime is None:
        raise NotFound("The forest has not been grown yet.")
    names = found.exact.names
    return {
        "segment": names[found.exact.segment],
        "runner_up": names[found.exact.runner_up],
        "exact": {"margin": found.exact.margin, "contributions": by_feature(found.exact.bars)},
        "shap": {
            "base": found.shap.base,
            "values": by_feature(found.shap.bars),
            "probability": found.shap.probability,
        },
        "lime": {
            "label": names[found.lime.segment],
            "rules": [[bar.label, bar.weight] for bar in found.lime.bars],
            "r2": found.lime.r2,
            "stability": found.lime.stability,
        },
        "agreement": found.agreement,
    }


def _on_the_shelf(dataset: Dataset) -> dict[str, Any]:
    return {
        "dataset": dataset.id,
        "name": dataset.name,
        "version": dataset.version,
        "files": [source.name for source in dataset.sources] or [dataset.file_name],
        "bytes": dataset.size,
        "rows_in_file": dataset.rows_in_file,
        "rows_kept": dataset.rows_kept,
        "rows_set_aside": dataset.rows_set_aside,
        "rows_updated": dataset.rows_updated,
        "measured": list(dataset.measured),
        "open_questions": [finding.code for finding in dataset.open_questions],
        "imported_by": dataset.uploaded_by,
        "imported_at": dataset.created_at.isoformat(),
    }


def _away(found: HiddenDataset) -> dict[str, Any]:
    return {"hidden_at": found.hidden_at.isoformat(), "restorable_until": found.restorable_until.isoformat()}


def _finding(finding: Finding, given: Answer | None) -> dict[str, Any]:
    report: dict[str, Any] = {
        "code": finding.code,
        "title": finding.title,
        "detail": finding.detail,
        "rows": finding.rows,
        "example": finding.example,
    }
    if finding.question:
        report["question"] = finding.question
        report["choices"] = {choice.key: choice.label for choice in finding.answers}
        report["answer"] = finding.answer
        report["answered_by"] = given.by if given else None
        report["answered_at"] = given.at.isoformat() if given and given.at else None
    if finding.readings:
        report["readings"] = [
            {
                "choice": reading.choice,
                "examples": {cell: moment.isoformat() for cell, moment in reading.examples},
                "first": reading.first.isoformat() if reading.first else None,
                "last": reading.last.isoformat() if reading.last else None,
            }
            for reading in finding.readings
        ]
    return report


def segment_facts(analysed: Analysed, rank: int) -> dict[str, Any]:
    """One segment, as `postlens segment` and the API tell it."""
    segmentation, counts = analysed.described.segmentation, analysed.posts.counts
    members = segmentation.labels == rank
    rule, identity = analysed.described.rules[rank], analysed.lineage.identities[rank]
    medians = {name: middle(values[members]) for name, values in counts.items()}
    return {
        "id": segment_id(analysed, rank),
        "name": analysed.described.names[rank],
        "default_name": identity.default_name,
        "origin": origin_words(analysed.lineage, identity),
        "posts": int(members.sum()),
        "share": float(members.mean()),
        "medians": {name: _number(value) for name, value in medians.items()},
        "jaccard": _number(float(segmentation.jaccard[rank])),
        "borderline": int((segmentation.membership[members] < BORDERLINE).sum()),
        "rule": {
            "words": rule.words,
            "coverage": rule.coverage,
            "exclusivity": rule.exclusivity,
            "posts": rule.posts,
        },
    }


def by_feature(bars: tuple[Contribution, ...]) -> dict[str, float]:
    """What each feature adds, by its own name."""
    return {bar.feature: bar.weight for bar in bars}


def _number(value: float) -> float | None:
    """None for what was not measured: JSON knows no NaN."""
    return None if math.isnan(value) else value
