"""The manifest: what a report was made from and every figure in it, as JSON, to make and check it again."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from services.claiming import say, told
from services.claiming.language import Language
from services.domain.claims import Claim
from services.domain.datasets import Dataset
from services.domain.documents import Chart, Document, claims_of, plain
from services.domain.errors import InvalidInput
from services.domain.fingerprint import CODE_VERSION
from services.domain.reporting import Difference, ReportOrder
from services.domain.scatters import Scatter

_FACTS = make_converter()
KIND = "postlens report"


@dataclass(frozen=True, slots=True)
class Source:
    """What the figures come from."""

    dataset: Dataset
    analysed_at: datetime | None
    by: str


def manifest(document: Document, order: ReportOrder, source: Source) -> str:
    """JSON, its keys in order: the order, the data by its hash, the code, and every figure."""
    facts = {
        "kind": KIND,
        "postlens": version("postlens"),
        "code": CODE_VERSION,
        "made_at": document.made_at.isoformat(),
        "made_by": source.by,
        "dataset": {"id": source.dataset.id, "name": source.dataset.name, "content": source.dataset.content},
        "analysed_at": source.analysed_at.isoformat() if source.analysed_at else None,
        "order": _FACTS.unstructure(order),
        "claims": [_claim(claim) for claim in claims_of(document)],
        "tables": [{"title": one.title, "rows": len(one.rows), "sha256": _digest(one.rows)} for one in document.tables],
        "charts": [*map(_chart, document.charts), *map(_scatter, document.scatters)],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1, default=str)


def _chart(chart: Chart) -> dict[str, str]:
    return {"title": chart.title, "sha256": _digest([asdict(series) for series in chart.series])}


def _scatter(scatter: Scatter) -> dict[str, str]:
    return {"title": scatter.title, "sha256": _digest([asdict(dots) for dots in scatter.dots])}


def order_in(text: str) -> ReportOrder:
    """What was ordered, InvalidInput where this is no manifest of a report."""
    try:
        facts = json.loads(text)
        known = facts["kind"] == KIND
        order: ReportOrder = _FACTS.structure(facts["order"], ReportOrder)
    except (ValueError, KeyError, TypeError, BaseValidationError):
        known = False
    if not known:
        raise InvalidInput("This is not the manifest of a Postlens report.", "manifest")
    return order


def differences(then: str, now: str) -> tuple[Difference, ...]:
    """What a report says differently than its manifest; both of the same order."""
    before, after = json.loads(then), json.loads(now)
    return (*_changed_source(before, after), *_changed_figures(before, after))


def _changed_source(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for name, old, new in (
        ("content of the data", before["dataset"]["content"], after["dataset"]["content"]),
        ("code version", before["code"], after["code"]),
    ):
        if old != new:
            yield Difference(name, str(old)[:16], str(new)[:16])


def _changed_figures(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for part, told_as in (("claims", "told"), ("tables", "sha256"), ("charts", "sha256")):
        old, new = (_by_name(facts[part]) for facts in (before, after))
        for name in dict.fromkeys([*old, *new]):
            one, other = old.get(name), new.get(name)
            if one != other:
                yield Difference(name, str((one or {}).get(told_as, ""))[:40], str((other or {}).get(told_as, ""))[:40])


def _by_name(figures: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Figures under what they are about; of several with one name the place tells which."""
    found: dict[str, dict[str, Any]] = {}
    for figure in figures:
        name = figure.get("about") or figure["title"]
        number = sum(known == name or known.startswith(f"{name} #") for known in found)
        found[f"{name} #{number + 1}" if number else name] = figure
    return found


def _claim(claim: Claim) -> dict[str, Any]:
    names = ", ".join(text for role, text in claim.names if not role.endswith("_rank"))
    return {
        "key": claim.key,
        "about": f"{claim.estimand.value} ({names})" if names else claim.estimand.value,
        "says": plain(say(claim, Language.ENGLISH)),
        "told": told(claim).text,
        "value": claim.number.value,
        "unit": claim.number.unit.value,
        "low": claim.number.low,
        "high": claim.number.high,
        "n": claim.n,
    }


def _digest(value: Any) -> str:
    hashed = hashlib.sha256()
    for row in value:
        hashed.update(repr(row).encode())
    return hashed.hexdigest()
