"""The keys that scripts may rely on."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from builders import Story, make_actor, make_analysed, make_posts

from app import reports
from services.domain.analysis import CircularCheck
from services.domain.errors import NotFound
from services.domain.selection import Selection


def test_an_import_reports_its_ledger_and_findings(story: Story) -> None:
    report = reports.imported(story.dataset)

    assert list(report)[:6] == ["dataset", "rows_in_file", "rows_kept", "rows_set_aside", "findings", "measured"]
    assert report["rows_in_file"] == report["rows_kept"] + report["rows_set_aside"] == 242
    assert all({"code", "rows", "example"} <= set(finding) for finding in report["findings"])
    assert "comments" in report["measured"]


def test_a_segmentation_reports_segments_sweep_and_fidelity(story: Story) -> None:
    report = reports.segmented(story.analysed, story.surrogate)

    assert {"analysis", "recipe", "k", "recommended_k", "segments", "sweep", "fidelity"} == set(report)
    assert {"id", "name", "posts", "share", "medians", "jaccard"} <= set(report["segments"][0])
    assert {"default_name", "origin", "borderline", "rule"} <= set(report["segments"][0])
    assert set(report["sweep"][0]) == {
        "k",
        "inertia_per_post",
        "silhouette",
        "ari",
        "lowest_jaccard",
        "smallest_share",
    }
    assert set(report["fidelity"]) == {"held_out", "per_segment", "baseline"}
    assert [row["k"] for row in report["sweep"]] == list(range(2, 11))
    assert sum(segment["posts"] for segment in report["segments"]) == 240
    assert sum(segment["share"] for segment in report["segments"]) == pytest.approx(1)


def test_the_circular_figures_stand_beside_the_classic_recipe_only(story: Story) -> None:
    check = CircularCheck(0.98, math.nan, ("photo", "video"), (150, 90))
    analysed = replace(story.analysed, analysis=replace(story.analysed.analysis, circular=check))

    report = reports.segmented(analysed, story.surrogate)

    assert report["type_agreement"] == 0.98
    assert report["forest_accuracy"] is None
    assert report["by_type"] == {"photo": 150, "video": 90}


def test_an_explanation_reports_all_three_answers(story: Story) -> None:
    found = story.house.services.explanations.post(make_actor(), Selection(story.request, post="p3"))

    report = reports.explained(found)

    assert set(report) == {"segment", "runner_up", "exact", "shap", "lime", "agreement"}
    assert set(report["exact"]) == {"margin", "contributions"}
    assert set(report["shap"]) == {"base", "values", "probability"}
    assert set(report["lime"]) == {"label", "rules", "r2", "stability"}
    assert set(report["exact"]["contributions"]) == set(report["shap"]["values"])
    assert all(isinstance(text, str) and isinstance(weight, float) for text, weight in report["lime"]["rules"])


def test_a_post_without_a_forest_is_no_explanation(story: Story) -> None:
    found = story.house.services.explanations.post(make_actor(), Selection(story.request))

    with pytest.raises(NotFound):
        reports.explained(replace(found, shap=None))


def test_every_report_is_json_that_any_program_reads(story: Story) -> None:
    """No NaN: the standard does not know it."""
    posts = make_posts(counts={**make_posts().counts, "views": np.full(6, np.nan)})
    fidelity = replace(story.surrogate.fidelity, per_segment=np.array([0.9, np.nan]))

    report = reports.segmented(make_analysed(posts), replace(story.surrogate, fidelity=fidelity))

    assert json.loads(json.dumps(report, allow_nan=False))["segments"][0]["medians"]["views"] is None
