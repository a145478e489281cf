"""Small values for every chart, each with one difference where a test wants one."""

from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import plotly.graph_objects as go
from reported import make_claim

from components.figures import CHARTS
from services.domain.claims import Unit
from services.domain.comparing import CrossCut, Cut, Flow
from services.domain.driving import AgreementView, Beeswarm, Dependence, FidelityView, ImportanceView
from services.domain.explained import Contribution, ExactAnswer, LimeAnswer, ShapAnswer
from services.domain.levers import BestTime, LeverScore, LeverScores, Slots
from services.domain.overview import MixSplit
from services.domain.segmentation import SweepRow
from services.domain.views import DensityOfPosts, MapOfPosts, Mix, Phrase, Profile, Sizes, WhyK

NAMES = ("Viral emotion", "Quiet posts")
COUNTS = ("comments", "shares")


def make_map(**difference: Any) -> MapOfPosts:
    value = MapOfPosts(
        x=np.array([0, 1, 2, 3], np.float32),
        y=np.array([3, 2, 1, 0], np.float32),
        segment=np.array([0, 0, 1, 1], np.int16),
        in_view=np.array([True, True, True, False]),
        post_ids=("a", "b", "c", "d"),
        hover=("one", "two", "three", "four"),
        names=NAMES,
        variance=0.61,
        x_title="More engagement",
        y_title="Conversation",
    )
    return replace(value, **difference)


def make_density(**difference: Any) -> DensityOfPosts:
    """Two rows of three cells: 30,000 posts in the first, two segments mixed in the last, one cell empty."""
    cells = np.zeros((2, 3, 2), np.int64)
    cells[0, 0] = 30_000, 0
    cells[0, 1] = 200, 0
    cells[0, 2] = 0, 800
    cells[1, 0] = 0, 1
    cells[1, 2] = 4_750, 14_250
    value = DensityOfPosts(
        cells=cells,
        origin=(0.5, 0.25),
        step=(1.0, 0.5),
        total=60_000,
        names=NAMES,
        variance=0.61,
        x_title="More engagement",
        y_title="Conversation",
    )
    return replace(value, **difference)


def make_profile(**difference: Any) -> Profile:
    value = Profile(
        names=NAMES,
        counts=COUNTS,
        medians=np.array([[1501.0, 334.0], [0.0, np.nan]]),
        means=np.array([[1620.4, 401.2], [2.5, np.nan]]),
        contrast=np.array([[2.1, 1.4], [-0.6, np.nan]]),
    )
    return replace(value, **difference)


def make_sizes(**difference: Any) -> Sizes:
    value = Sizes(NAMES, COUNTS, np.array([282, 3773]), np.array([[0.9, 0.8], [0.1, 0.2]]))
    return replace(value, **difference)


def make_why_k(**difference: Any) -> WhyK:
    rows = tuple(SweepRow(k, 5.0 - k / 2, 0.4, 0.97 - k / 50, 0.9, 0.05, 300) for k in (2, 3, 4))
    return replace(WhyK(rows, 3, 3, 7050, 50, 7050), **difference)


def make_mix(periods: int = 5, **difference: Any) -> Mix:
    value = Mix(
        periods=tuple(datetime.fromisoformat(f"2018-{month + 1:02}-01") for month in range(periods)),
        grain="month",
        names=NAMES,
        shares=np.tile([0.25, 0.75], (periods, 1)),
        posts=np.full(periods, 40),
    )
    return replace(value, **difference)


def make_shap(**difference: Any) -> ShapAnswer:
    bars = (Contribution("Shares = 47", 0.6), Contribution("Hahas = 0", -0.02))
    return replace(ShapAnswer(0, NAMES, 0.12, 0.70, bars), **difference)


def make_exact(**difference: Any) -> ExactAnswer:
    bars = (Contribution("Shares", 5.6), Contribution("Hahas", -1.1))
    return replace(ExactAnswer(0, 1, NAMES, 4.5, bars), **difference)


def make_lime(**difference: Any) -> LimeAnswer:
    bars = (Contribution("Shares > 4", 0.24), Contribution("Hahas <= 0", -0.09))
    return replace(LimeAnswer(0, NAMES, bars, 0.71, 1.0, 5), **difference)


def make_beeswarm(**difference: Any) -> Beeswarm:
    values = np.array([[0.2, 0.01], [-0.1, 0.02], [0.2, -0.03]])
    level = np.array([[1.0, 0.2], [0.0, 0.5], [0.9, np.nan]])
    value = Beeswarm(0, NAMES[0], ("Shares", "Comments"), values, level, np.array([0.16, 0.02]), 3, 7050)
    return replace(value, **difference)


def make_dependence(**difference: Any) -> Dependence:
    counts, values = np.array([0.0, 10.0, 2500.0, np.nan]), np.array([-0.1, 0.0, 0.2, 0.1])
    return replace(Dependence(0, NAMES[0], "Shares", counts, values, 4, 7050), **difference)


def make_fidelity(**difference: Any) -> FidelityView:
    value = FidelityView(NAMES, 0.99, 0.54, np.array([0.95, 0.999]), np.array([[268, 14], [6, 3767]]), 5, 60_000)
    return replace(value, **difference)


def make_agreement(**difference: Any) -> AgreementView:
    value = AgreementView(("Exact and SHAP",), np.array([[0.01, 0.09, 0.3, 0.6]]), 7050)
    return replace(value, **difference)


def make_importance(**difference: Any) -> ImportanceView:
    value = ImportanceView(NAMES, ("Comments", "Shares"), np.array([[0.1, 0.3], [0.05, 0.2]]), 7050)
    return replace(value, **difference)


def make_lever_scores(**difference: Any) -> LeverScores:
    figures = (np.array([middle, np.nan, middle - 0.02]) for middle in (0.46, 0.43, 0.49, 0.005))
    scores = (
        LeverScore("format", *figures, supported=True),
        LeverScore("text", *np.full((4, 3), 0.3), supported=False),
    )
    return replace(LeverScores(scores, 0.25, 7050, 199), **difference)


def make_flow(**difference: Any) -> Flow:
    value = Flow(
        label="Engagement, 2 segments",
        other_label="Engagement, 3 segments",
        names=NAMES,
        other_names=("Viral emotion", "Liked photos", "Quiet posts"),
        other_colours=(0, 2, 1),
        posts=np.array([[279, 3, 0], [0, 1000, 2773]]),
        agreement=make_claim(0.71, Unit.SCORE),
    )
    return replace(value, **difference)


def make_cross_cut(**difference: Any) -> CrossCut:
    value = CrossCut(
        cut=Cut.FORMAT,
        segment=0,
        name=NAMES[0],
        groups=("video", "photo"),
        counts=("Comments", "Shares"),
        medians=np.array([[1638.0, 369.0], [29.0, np.nan]]),
        means=np.array([[2551.4, 443.4], [25.2, np.nan]]),
        n=np.array([[260, 250], [19, 0]]),
        contrast=np.array([[2.2, 2.4], [0.3, np.nan]]),
        names=NAMES,
        posts=np.array([[260, 19], [700, 3000]]),
        fewest=20,
        left_out=0,
    )
    return replace(value, **difference)


def make_best_time(**difference: Any) -> BestTime:
    posts = np.zeros((7, 24), np.int64)
    posts[0, 8], posts[1, 18] = 31, 5
    grid = [np.full((7, 24), np.nan) for _ in range(3)]
    for figures, value in zip(grid, (1.3, 0.9, 1.8), strict=True):
        figures[0, 8] = value
    slots = Slots(posts, *grid, reliable=np.zeros((7, 24), bool))
    return replace(BestTime(slots, 1, 20, (0, 8), 140, 36), **difference)


def make_mix_split(**difference: Any) -> MixSplit:
    parts = np.array([[0.03, -0.03], [-0.01, 0.01], [0.02, -0.02]])
    value = MixSplit(NAMES, parts.sum(axis=0), parts, parts - 0.01, parts + 0.01, (Phrase("It changed."),))
    return replace(value, **difference)


# One value for every registered chart; a chart without one fails the contract test.
VALUES = {
    "agreement": make_agreement,
    "beeswarm": make_beeswarm,
    "best_time": make_best_time,
    "confusion": make_fidelity,
    "cross_cut": make_cross_cut,
    "cross_cut_means": make_cross_cut,
    "cross_shares": make_cross_cut,
    "density": make_density,
    "dependence": make_dependence,
    "flow": make_flow,
    "importance": make_importance,
    "lever_scores": make_lever_scores,
    "map": make_map,
    "margin": make_exact,
    "mix": make_mix,
    "mix_split": make_mix_split,
    "profile": make_profile,
    "profile_means": make_profile,
    "rules": make_lime,
    "sizes": make_sizes,
    "waterfall": make_shap,
    "why_k": make_why_k,
}


def drawn(name: str, value: object = None) -> go.Figure:
    """The chart as plotly understands it, which refuses what it does not know; of its own value where none is given."""
    return go.Figure(unpacked(CHARTS[name].draw(VALUES[name]() if value is None else value)))


def unpacked(part: Any) -> Any:
    """A figure with its arrays as arrays again."""
    if isinstance(part, dict) and "bdata" in part:
        values = np.frombuffer(b64decode(part["bdata"]), part["dtype"])
        return values.reshape([int(size) for size in part["shape"].split(",")]) if "shape" in part else values
    if isinstance(part, dict):
        return {name: unpacked(value) for name, value in part.items()}
    return [unpacked(one) for one in part] if isinstance(part, list) else part
