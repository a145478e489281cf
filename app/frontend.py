"""Third-party browser files: unpacked at set-up, never committed, served from the app itself."""

from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
VENDOR = ASSETS / "vendor"

_STYLES = ("inter/index.css", "bootstrap/bootstrap.min.css", "icons/bootstrap-icons.min.css")
_PLOTLY = "plotly/plotly-strict.min.js"


def stylesheets() -> list[str]:
    """Addresses of all stylesheets, third-party ones first, each with its version."""
    own = sorted(path.name for path in ASSETS.glob("*.css"))
    return [*vendor_stylesheets(), *(_address(ASSETS / name) for name in own)]


def vendor_stylesheets() -> list[str]:
    """Addresses of the third-party stylesheets that set-up has unpacked."""
    return [_address(VENDOR / name) for name in _STYLES if (VENDOR / name).exists()]


def strict_plotly() -> str | None:
    """The address of plotly's bundle that needs no eval, None where set-up has not unpacked it."""
    return _address(VENDOR / _PLOTLY) if (VENDOR / _PLOTLY).exists() else None


def _address(path: Path) -> str:
    return f"/assets/{path.relative_to(ASSETS)}?m={int(path.stat().st_mtime)}"
