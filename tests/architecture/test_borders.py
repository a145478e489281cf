"""Who may import whom; the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LINTER = Path(sys.executable).parent / "lint-imports"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def _house_with(tmp_path: Path, module: str, line: str) -> Path:
    """A copy of the house in which one module imports what it may not."""
    for room in ("app", "callbacks", "components", "services"):
        for source in (ROOT / room).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    broken = tmp_path / module
    broken.write_text(f"{broken.read_text()}\n{line}\n")
    return tmp_path


def test_no_border_is_crossed():
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_a_service_that_draws_is_caught(tmp_path):
    result = _lint(_house_with(tmp_path, "services/scope.py", "import plotly"))
    assert result.returncode == 1
    assert "services know no web framework" in result.stdout


def test_a_callback_that_goes_around_its_context_is_caught(tmp_path):
    result = _lint(_house_with(tmp_path, "callbacks/segments.py", "from services import analyses"))
    assert result.returncode == 1
    assert "through their context alone BROKEN" in result.stdout


def test_a_component_that_reads_data_is_caught(tmp_path):
    result = _lint(_house_with(tmp_path, "components/cards.py", "import polars"))
    assert result.returncode == 1
    assert "components see values and registries only BROKEN" in result.stdout


def test_a_domain_with_a_database_is_caught(tmp_path):
    result = _lint(_house_with(tmp_path, "services/domain/jobs.py", "import sqlalchemy"))
    assert result.returncode == 1
    assert "the domain is plain Python and numpy BROKEN" in result.stdout
