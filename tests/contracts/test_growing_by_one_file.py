"""A recipe, an explainer and a chart are one file each: written outside, found by name, and put to work."""

import importlib
import sys

import numpy as np
import pytest
from builders import copy_house, make_actor

from components.figures import CHARTS, graph
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.explainers import EXPLAINERS, Study
from services.progress import unwatched
from services.recipes import RECIPES

RECIPE = """
import numpy as np
from services.algorithms.scaling import log_counts, standardise
from services.domain.features import Features
from services.recipes import RECIPES, Recipe

def features(posts):
    raw = np.column_stack([posts.counts["comments"]])
    return Features(("comments",), raw, standardise(log_counts(raw), None))

RECIPES.add("talk")(Recipe("talk", 1, "Talk", "Groups posts by comments alone.", None, features))
"""
EXPLAINER = """
from services.explainers import EXPLAINERS

class FromTheMiddle:
    name, label, summary = "middle", "From the middle", "How far each count lies from the own centroid's side."

    def of(self, study, report):
        return study.features.scaled * study.segmentation.centroids[study.segmentation.labels]

    def contributions(self, table):
        return table

EXPLAINERS.add("middle")(FromTheMiddle())
"""
CHART = """
from components.figures import chart, new_figure
from services.domain.views import Sizes

@chart("posts_alone", of=Sizes, title="Posts alone", say=lambda value: f"{int(value.posts.sum())} posts.")
def draw(value):
    return new_figure([{"type": "bar", "x": value.names, "y": value.posts}])
"""


@pytest.fixture
def grow(tmp_path, monkeypatch):
    """Writes a file outside the package and lets its registry look anew; all is as before afterwards."""
    written = []

    def write(registry, name, source):
        package = importlib.import_module(registry._package)
        (tmp_path / f"{name}.py").write_text(source)
        # Filled before it can find the new file, so that the choices put back afterwards do not hold it.
        len(registry)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        monkeypatch.setattr(registry, "_choices", dict(registry._choices))
        monkeypatch.setattr(registry, "_filled", False)
        written.append(f"{registry._package}.{name}")

    yield write
    for module in written:
        sys.modules.pop(module, None)


def test_a_recipe_of_one_file_segments_a_dataset_and_can_be_compared(grow, story, tmp_path):
    grow(RECIPES, "one_more_recipe", RECIPE)
    house, somebody = copy_house(story.house.settings.home, tmp_path / "home"), make_actor()
    request = SegmentationRequest(story.dataset.id, recipe="talk")
    made = house.services.analyses.make(somebody, request)

    assert (made.analysis.recipe, made.analysis.features) == ("talk", ("comments",))
    assert len(made.described.segmentation.labels) == 240
    assert "Talk" in [recipe.label for recipe in house.services.segments.choices(somebody, Selection(request)).recipes]
    moved = house.services.comparisons.flow(somebody, Selection(story.request, against="talk"))
    assert moved.other_label.startswith("Talk, ")
    assert moved.posts.sum() == 240
    house.close()


def test_an_explainer_of_one_file_explains_every_post(grow, story):
    grow(EXPLAINERS, "one_more_explainer", EXPLAINER)
    features = story.house.services.analyses.features(make_actor(), story.request)
    segmentation, surrogate = story.analysed.described.segmentation, story.surrogate
    explainer = EXPLAINERS["middle"]
    table = explainer.of(Study(features, segmentation, surrogate.forest, surrogate.background, 42), unwatched)

    assert sorted(EXPLAINERS) == ["exact", "lime", "middle", "shap"]
    assert explainer.contributions(table).shape == features.scaled.shape
    assert np.abs(explainer.contributions(table)).sum() > 0


def test_a_chart_of_one_file_draws_a_view(grow, story):
    grow(CHARTS, "one_more_chart", CHART)
    value = story.house.services.segments.sizes(make_actor(), Selection(story.request))
    figure = CHARTS["posts_alone"].draw(value)

    assert list(figure["data"][0]["y"]) == value.posts.tolist()
    assert figure["layout"]["meta"]["summary"] == "Posts alone. 240 posts."
    assert graph(None, 200, "Posts alone", figure=figure).to_plotly_json()["props"]["aria-label"] == "Posts alone"


@pytest.mark.parametrize(("registry", "name"), [(RECIPES, "talk"), (EXPLAINERS, "middle"), (CHARTS, "posts_alone")])
def test_what_was_added_for_a_test_is_gone_after_it(registry, name):
    assert name not in registry
