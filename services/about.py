"""What the About page and the command line say about this program."""

import platform
from importlib.metadata import version

from services.domain.about import About, MethodRow

_OVERVIEW = tuple(
    """\
Brands and agencies have thousands of social posts and cannot say which kinds of posts work, or why. Postlens reads \
their exports, finds the kinds of posts, and explains every one of them.
Segments are found with KMeans on the engagement a post earned. Every segment and every post is explained three times: \
by the segmentation's own distances, by SHAP and by LIME on a forest that restates the segmentation.
It began as a demonstration on the UCI data set Facebook Live Sellers in Thailand, and says what the data supports, \
and also when it supports nothing.""".splitlines()
)
_METHOD = (
    MethodRow(
        "Features",
        "log(1 + count) of every measured count that is not the sum of others, standardised, within a page where pages "
        "are known and have 50 posts or more.",
        "Post type is no feature: it is chosen before publishing, and segments are profiled by it afterwards.",
    ),
    MethodRow(
        "Segments",
        "KMeans with k-means++ and 20 starts for 2 to 10 segments; strongest first. Where more than 20,000 posts "
        "differ, the starts compete on so many of them, and the best one is settled on all posts.",
        "KMeans draws round groups; real posts shade into each other.",
    ),
    MethodRow(
        "How many",
        "The most segments that hold in 50 bootstrap resamples: each with a mean Jaccard of 0.75, at least 2% and 30 "
        "posts, mean adjusted Rand index 0.90.",
        "The elbow is drawn and decides nothing.",
    ),
    MethodRow(
        "Exact answer",
        "Squared distance to the next segment minus that to the own one, a sum over counts.",
        "It compares with the next segment only.",
    ),
    MethodRow(
        "Forest and fidelity",
        "Extremely randomised trees, taught with the posts and with likenesses of them: counts changed a little at "
        "random, placed by the segmentation itself. Fidelity is the share of real posts, held out with their "
        "likenesses in five parts, that get the right segment; always naming the largest segment stands beside it.",
        "It says how well the forest restates the segmentation, nothing about the world.",
    ),
    MethodRow(
        "SHAP",
        "Exact TreeSHAP values of a forest that restates the segments.",
        "They explain the forest, not the segmentation.",
    ),
    MethodRow(
        "LIME",
        "Simple rules near a post for the segment the forest predicts, over five seeds.",
        "Where the seeds disagree the ranking is greyed.",
    ),
    MethodRow(
        "Wording", "What goes together, never what causes what.", "A file of past posts cannot show causes; a test can."
    ),
)
_SHOWN = ("postlens", "dash", "plotly", "scikit-learn", "shap", "lime", "numpy", "polars", "pandas")


def about(copyright_line: str, licence: str) -> About:
    """The page's content for a deployment with these words of its own."""
    versions = (("Python", platform.python_version()), *((name, version(name)) for name in _SHOWN))
    return About("Postlens", _OVERVIEW, _METHOD, licence, copyright_line, versions)
