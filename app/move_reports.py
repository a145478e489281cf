"""What the command line prints as JSON about other counts, the smallest changes and twins of a post."""

from typing import Any

from app.reports import by_feature
from services.domain.moving import Change, Moved, MovedShap, NearestChanges, Twin, Twins
from services.move_words import change_words


def moved(found: Moved, shap: MovedShap) -> dict[str, Any]:
    """`postlens explain --what-if`; lime and agreement are null where no post has counts in the same ranges."""
    names, lime, answer = found.names, found.lime, shap.answer
    return {
        "segment": names[found.now.segment],
        "was": names[found.was.segment],
        "runner_up": names[found.exact.runner_up],
        "certainty": found.now.certainty,
        "was_certain": found.was.certainty,
        "counts": {count.name: int(count.now) for count in found.counts},
        "changed": {count.name: [int(count.was), int(count.now)] for count in found.changes},
        "exact": {"margin": found.exact.margin, "contributions": by_feature(found.exact.bars)},
        "shap": answer and {"base": answer.base, "values": by_feature(answer.bars), "probability": answer.probability},
        "lime": lime
        and {
            "label": names[lime.segment],
            "rules": [[bar.label, bar.weight] for bar in lime.bars],
            "r2": lime.r2,
            "stability": lime.stability,
        },
        "agreement": shap.agreement,
    }


def nearest(found: NearestChanges) -> dict[str, Any]:
    """`postlens nearest`: the nearest segment first; null where no change of so many counts leads there."""
    return {
        "segment": found.names[found.segment],
        "changes": [
            {
                "to": found.names[one.segment],
                "by_one": _change(one.by_one, one.segment, found.names),
                "by_two": _change(one.by_two, one.segment, found.names),
            }
            for one in found.changes
        ],
    }


def twins(found: Twins) -> dict[str, Any]:
    """`postlens twins`."""
    return {
        "segment": found.names[found.segment],
        "elsewhere": found.elsewhere,
        "stayed": found.stayed,
        "levers": list(found.levers),
        "scope": found.scope,
        "twins": [_twin(one, found.names) for one in found.shown],
    }


def _change(way: Change | None, segment: int, names: tuple[str, ...]) -> dict[str, Any] | None:
    """What `--what-if` takes, how far it is in standard deviations, and both in words."""
    if way is None:
        return None
    words = "".join(phrase.text for phrase in change_words(way, segment, names))
    return {"counts": {one.name: int(one.now) for one in way.counts}, "distance": way.distance, "words": words}


def _twin(one: Twin, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "post": one.post_id,
        "number": one.number,
        "segment": names[one.segment],
        "differs": one.difference,
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "days": one.days,
    }
