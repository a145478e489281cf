"""The About page: what this is, how it computes, its limits, licence and versions."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria
from components.cards import card, page_head
from services.domain.about import About, MethodRow


def layout(about: About) -> Component:
    """The whole page; nothing on it waits for a callback."""
    left = html.Div([_overview(about), _method(about.method)], className="column column-wide")
    right = html.Div([_licence(about), _versions(about.versions)], className="column")
    return html.Div([page_head("About"), html.Div([left, right], className="columns")], className="page")


def _overview(about: About) -> Component:
    paragraphs = html.Div([html.P(paragraph) for paragraph in about.overview], className="prose")
    return card(about.title, "What it is for.", paragraphs)


def _method(rows: tuple[MethodRow, ...]) -> Component:
    head = html.Tr([html.Th(title) for title in ("Part", "How it is computed", "Limit")])
    lines = [html.Tr([html.Th(row.part, scope="row"), html.Td(row.how), html.Td(row.limit or "–")]) for row in rows]
    table = html.Table([html.Thead(head), html.Tbody(lines)], className="facts")
    return card(
        "Method card",
        "Every figure in the app comes from here.",
        html.Div(table, className="scroll", tabIndex="0", role="region", **aria(label="Method card")),
    )


def _licence(about: About) -> Component:
    text = html.Pre(about.licence, className="licence", tabIndex="0", role="region", **aria(label="Licence text"))
    return card("Licence", about.copyright, text)


def _versions(versions: tuple[tuple[str, str], ...]) -> Component:
    lines = [html.Tr([html.Th(name, scope="row"), html.Td(version)]) for name, version in versions]
    return card("Versions", "To quote when asking for help.", html.Table(html.Tbody(lines), className="facts"))
