"""How often the answers name the same top three counts."""

from components.figures import Drawing, chart, new_figure
from components.text import percent, plain, posts
from components.theme import ink_on
from services.domain.colours import COMMON
from services.domain.driving import AgreementView

WORDS = ("none in common", "one", "two", "all three")
ROOM_FOR_TEXT = 0.08


def _say(value: AgreementView) -> str:
    rows = "; ".join(
        f"{pair}: all three for {percent(row[3])}, none for {percent(row[0])}"
        for pair, row in zip(value.pairs, value.shares, strict=True)
    )
    return f"Top three counts in common, {posts(value.posts)}. {rows}."


@chart("agreement", of=AgreementView, title="Do the answers agree", say=_say)
def draw(value: AgreementView) -> Drawing:
    """Bars of 100 %, a pair of answers each, the share with all three at the left."""
    pairs = [plain(pair, 40) for pair in value.pairs]
    bars = []
    for common in (3, 2, 1, 0):
        shares = value.shares[:, common]
        bars.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": WORDS[common],
                "x": shares,
                "y": pairs,
                "marker": {"color": COMMON[common]},
                "text": [percent(share) if share >= ROOM_FOR_TEXT else "" for share in shares],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": ink_on(COMMON[common])},
                "hovertemplate": "%{y}: %{x:.1%}",
            }
        )
    return new_figure(
        bars,
        barmode="stack",
        bargap=0.35,
        margin={"l": 8, "r": 22, "t": 8, "b": 8},
        xaxis={"range": [0, 1], "tickformat": ".0%", "showgrid": False},
        yaxis={"autorange": "reversed", "showgrid": False, "ticklabelstandoff": 6},
        legend={"orientation": "h", "y": -0.2, "x": 0, "traceorder": "normal"},
    )
