"""Documents that say what the code says are compared with it."""

import re
from pathlib import Path

from app.settings import Settings
from services.policy import RULES

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()


def test_the_settings_table_is_the_class():
    rows = re.findall(r"^\| `POSTLENS_([A-Z_]+)` \|", README, re.MULTILINE)
    assert set(rows) == {name.upper() for name in Settings.model_fields}


def test_the_settings_table_gives_defaults_and_meaning():
    for name, field in Settings.model_fields.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `POSTLENS_{name.upper()}` |"))
        default = str(field.default)
        assert f"`{default}`" in row or not default, f"{name}: the README gives another default than {default}"
        assert str(field.description).rstrip(".") in row, f"{name}: the README says something else"


def test_the_roles_table_is_the_policy():
    for permission, roles in RULES.items():
        row = next((line for line in README.splitlines() if line.startswith(f"| {permission.value}")), "")
        cells = [cell.strip() for cell in row.split("|")[2:5]]
        assert cells == ["yes" if role in roles else "no" for role in ("brand_manager", "agency", "admin")], permission


def test_links_in_documents_lead_somewhere():
    for document in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} links to {target}, which is not there"


def test_documents_use_no_words_of_this_machine():
    for document in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        assert "/work/" not in document.read_text(), document.name
