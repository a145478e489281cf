"""How full a workspace is: files and datasets, each as a bar with its numbers."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria
from components.uploads import file_size
from services.domain.uploading import WorkspaceUsage

# From here on a bar warns: whoever imports weekly hits the limit soon.
NEARLY_FULL = 0.9


def quota(usage: WorkspaceUsage) -> Component:
    """Two bars: bytes kept, old versions and files under way included, and datasets."""
    return html.Div(
        [
            meter(
                usage.bytes / usage.bytes_limit,
                f"Files of {usage.workspace}",
                f"{file_size(usage.bytes)} of {usage.bytes_limit / 1_000_000:,.0f} MB",
            ),
            meter(
                usage.datasets / usage.datasets_limit,
                f"Datasets of {usage.workspace}",
                f"{usage.datasets:,} of {usage.datasets_limit:,} datasets",
            ),
        ],
        className="quota",
    )


def meter(share: float, label: str, words: str) -> Component:
    """A bar filled to `share`, 0 to 1 and above, with the words that say the same in numbers."""
    filled = min(max(share, 0.0), 1.0)
    tone = "room-filled room-warns" if share >= NEARLY_FULL else "room-filled"
    track = html.Div(
        html.Div(className=tone, style={"width": f"{filled:.1%}"}),
        className="bar-track",
        role="meter",
        **aria(label=label, valuenow=round(filled * 100), valuemin=0, valuemax=100, valuetext=words),
    )
    return html.Div([html.Span(words), track], className="room-meter")
