"""Every text that a page shows has words in every language: pages are opened as a browser opens them.

Whatever is missing is printed ready to paste into the language's catalogue in components/languages.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import RED, House, Story, Web, copy_house, make_actor, make_web
from front import Front

import app.languages
from app.pages import PAGES
from components.languages import catalogue
from components.languages.catalogue import Catalogue, load
from components.languages.entries import FIRST_SIGN, NUMBER
from services.claiming.language import Language
from services.domain.actors import Role
from services.domain.errors import ServiceError
from services.domain.selection import Selection
from services.importers.recognition import NOTHING_STORED
from services.policy import allows

ROOT = Path(__file__).parent.parent.parent
OTHERS = [language for language in Language if language is not Language.ENGLISH]
# Names: of products and methods, of kinds of files, of the licence's own words. They are the same in every language.
NAMES = (
    *("Meta Business Suite", "Facebook Insights", "Facebook Live", "Facebook", "Instagram", "CrowdTangle", "YouTube"),
    *("LinkedIn", "TikTok", "Hootsuite", "Sprout", "Postlens", "postlens", "verify", "UCI", "Alt"),
    *("PDF", "PPTX", "XLSX", "HTML", "CSV", "TSV", "PNG", "JPEG", "WebP", ".ics", ".pptx", "PowerPoint", "zip", "gzip"),
    *("kB", "MB", "GB", "UTC", "SQLite", "journal", "TRUNCATE"),
    *("TreeSHAP", "SHAP", "LIME", "KMeans", "k-means++", "PCA", "ARI", "Jaccard", "Holm", "Westfall and Young"),
    *("log(", "Python", "dash", "plotly", "scikit-learn", "shap", "lime", "numpy", "polars", "pandas"),
)
# What the browser puts in: plotly's places and its own elements.
_OF_PLOTLY = re.compile(r"%\{.*?\}|</?\w+>")
_WORD = re.compile("[A-Za-z]{2}")
# Errors of programs and of the command line, which speak English.
_NOT_ON_PAGES = (
    *("app/cli.py", "app/container.py", "app/installation.py", "app/matching.py", "app/report_commands.py"),
    *("app/readiness.py", "app/reports.py", "app/reproducing.py", "services/storage/failpoints.py"),
)


@pytest.fixture(scope="module")
def own(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, with all that pages wait for."""
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("words") / "home")
    for area in ("levers", "recommendations", "comparisons", "changes"):
        getattr(house.services, area).find(make_actor(), Selection(story.request))
    yield house
    house.close()


@pytest.fixture(scope="module")
def full_web(own: House, story: Story) -> Web:
    return make_web(own, story)


@pytest.fixture(scope="module")
def typed(story: Story) -> tuple[str, ...]:
    """What people and files brought, and the names that the app gave to segments."""
    names = [name for one in story.analysed.analysis.described for name in one.names]
    people = [f"person{number}" for number in range(100)]
    rooms = (RED.name, RED.slug, "Blue", "blue", "Some Body", "somebody")
    files = (story.dataset.name, story.dataset.file_name, "North shop", "South shop")
    return (*names, *people, *rooms, *files, "Words of post", "u1,North shop,photo,,some day")


class Listener:
    """A catalogue that keeps what it had no words for, with what it made of it."""

    def __init__(self, language: Language, names: tuple[str, ...]) -> None:
        self.words: Catalogue = load(language)
        self.missing: dict[str, str] = {}
        self._names = sorted(names, key=len, reverse=True)
        whole, of_chart = self.words.say, self.words.say_of_chart
        self.words.say = self._hear(whole, lambda text, _made: [text])
        self.words.say_of_chart = self._hear(of_chart, lambda _text, made: re.split(r"; |, |: |\. |<br>", made))

    def _hear(self, say: Any, parts_of: Any) -> Any:
        """Keeps the texts that have no words; of a list in a chart, only its clauses that have none."""

        def heard(text: str) -> str:
            made: str = say(text)
            if _WORD.search(self._without_names(made)):
                parts = [part for part in parts_of(text, made) if _WORD.search(self._without_names(part))]
                self.missing |= {part.strip(): made.strip() for part in parts}
            return made

        return heard

    def _without_names(self, text: str) -> str:
        text = _OF_PLOTLY.sub("", text)
        for name in self._names:
            text = text.replace(name, "")
        return text


def to_paste(missing: dict[str, str]) -> str:
    """Entries for the catalogue; numbers are places already."""
    entries = dict.fromkeys(re.sub(NUMBER, "{n}", text) for text in missing)
    return "\n\n".join(f'msgid "{text}"\nmsgstr ""' for text in (_quoted(entry) for entry in entries))


def _quoted(text: str) -> str:
    places = iter(range(2, 99))
    first, *rest = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").split("{n}")
    return first + "".join(f"{{n{'' if not at else next(places)}}}{part}" for at, part in enumerate(rest))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_has_words(
    page: Any, language: Language, full_web: Web, typed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(language, (*NAMES, *typed))
    monkeypatch.setattr(app.languages, "catalogue", lambda _language: listener.words)
    role = Role.AGENCY if allows(make_actor(Role.AGENCY), page.permission) else Role.ADMIN
    client = full_web.person(role)
    client.set_cookie(app.languages.COOKIE, language.value)

    assert Front(full_web, client).open(page.path)
    assert not listener.missing, (
        f"{len(listener.missing)} texts of {page.path} have no words in components/languages/{language.value}.po. "
        f"Paste, translate, and name the places as docs/guide.md says:\n\n{to_paste(listener.missing)}\n"
    )


def _refusals() -> set[str]:
    return {"ServiceError", *(one.__name__ for one in ServiceError.__subclasses__())}


def _message(node: ast.expr) -> str | None:
    """The text with a sign in the place of each value; None where it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    signs = iter(chr(ord(FIRST_SIGN) + place) for place in range(len(node.values)))
    return "".join(_constant(part) or next(signs) for part in node.values)


def _constant(part: ast.expr) -> str:
    """What is known of a part beforehand."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    name = part.value.id if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) else ""
    return NOTHING_STORED if name == "NOTHING_STORED" else ""


def refusals() -> Iterator[tuple[str, str]]:
    """Where a refusal is raised, and its words."""
    for path in sorted(path for room in ("app", "callbacks", "services") for path in (ROOT / room).rglob("*.py")):
        name = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text())):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if called in _refusals() and node.args and name not in _NOT_ON_PAGES:  # type: ignore[attr-defined]  # a call
                text = _message(node.args[0])  # type: ignore[attr-defined]  # as above
                if text and _WORD.search(text):
                    yield f"{name}:{node.lineno}", text  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize("language", OTHERS)
def test_a_refusal_has_words(language: Language) -> None:
    words = catalogue(language)
    missing = {text: place for place, text in refusals() if words.say(text) == text}
    entries = "\n\n".join(f'# {place}\nmsgid "{_named(text)}"\nmsgstr ""' for text, place in missing.items())

    assert not missing, f"add to components/languages/{language.value}.po:\n\n{entries}"


def _named(text: str) -> str:
    count = iter(("", *map(str, range(2, 99))))
    return re.sub("[\ue000-\uf8ff]", lambda _: f"{{name{next(count)}}}", text).replace('"', '\\"')


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_scripts_are_those_that_scripts_say(language: Language) -> None:
    scripts = "\n".join(path.read_text() for path in (ROOT / "assets").glob("*.js"))
    told = set(re.findall(r'(?:postlensSay|words)\("([^"]+)"', scripts)) | set(re.findall(r'LOST = "([^"]+)"', scripts))

    assert told == set(catalogue(language).of_scripts)


def test_what_is_missing_is_ready_to_paste() -> None:
    assert to_paste({"3 odd posts of 7": ""}) == 'msgid "{n} odd posts of {n2}"\nmsgstr ""'
