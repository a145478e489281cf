"""HTML attributes that Python cannot spell as keyword arguments."""

from typing import Any


def aria(**values: object) -> dict[str, Any]:
    """`aria(label="Menu", current="page")` as `aria-label` and `aria-current`; None leaves one out."""
    return _prefixed("aria", values)


def data(**values: object) -> dict[str, Any]:
    """`data(keys="g s")` as `data-keys`: what the scripts of the page look for; None leaves one out."""
    return _prefixed("data", values)


def _prefixed(prefix: str, values: dict[str, object]) -> dict[str, Any]:
    return {
        f"{prefix}-{name.replace('_', '-')}": str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value is not None
    }
