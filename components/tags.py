"""Tags of one post: which it has, and for those who may tag, the way to change that."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip
from components.controls import action
from components.slot import Slot
from components.text import Content, posts
from services.domain.tagging import PostTag, PostTags, TagRule

_NONE = "Nobody has tagged posts in this workspace yet."


def post_tags(value: PostTags, *, may_tag: bool) -> Component:
    """The post's tags; a tag that its rule gives cannot be taken by hand."""
    shown = [_button(one) if may_tag else _chip(one) for one in value.tags]
    body: list[Component] = [
        html.Div([one for one in shown if one], className="chips") if any(shown) else html.P(_NONE)
    ]
    if may_tag:
        body += [_new(value), *_rules(value)]
    return card("Tags", "Your own words for posts: a filter on every page, and a lever.", body)


def _chip(one: PostTag) -> Component | None:
    return chip(one.tag.name) if one.by_rule or one.by_hand else None


def _button(one: PostTag) -> Component:
    """Pressed = the post has the tag."""
    has = one.by_rule or one.by_hand
    title = "By its rule" if one.by_rule else "Take the tag back" if one.by_hand else "Give the post this tag"
    words: Content = [html.I(className="bi bi-tag-fill" if has else "bi bi-tag", **aria(hidden=True)), one.tag.name]
    return html.Button(
        words,
        id=ids.TAGS_TOGGLE.at(one.tag.id),
        type="button",
        className="tool tool-small",
        disabled=one.by_rule,
        title=title,
        **aria(pressed=has),
    )


def _new(value: PostTags) -> Component:
    """A tag for this post by hand, or with a rule for all posts that it fits."""
    fields = [
        _typed(ids.TAGS_NAME, "New tag"),
        _typed(ids.TAGS_CONTAINS, "Text contains (optional)"),
        _chosen(ids.TAGS_PAGE, "Page (optional)", value.pages),
        _chosen(ids.TAGS_FORMAT, "Format (optional)", value.formats),
    ]
    how = "Without a rule, this post gets the tag. With one, every post that it fits has it, past ones too."
    add = html.Div([action("Add the tag", ids.TAGS_ADD, icon="plus"), html.Span(how, className="step")])
    return html.Details(
        [html.Summary("Make a tag"), html.Div(fields, className="own-figures"), add], className="alerts"
    )


def _rules(value: PostTags) -> list[Component]:
    """Every tag with its rule and how many posts have it, and the way to delete it."""
    if not value.tags:
        return []
    lines = html.Ul([_rule(one) for one in value.tags], className="newest")
    return [html.Details([html.Summary("All tags of this workspace"), lines], className="alerts")]


def _rule(one: PostTag) -> Component:
    remove = html.Button(
        "Delete",
        id=ids.TAGS_REMOVE.at(one.tag.id),
        type="button",
        className="tool tool-small",
        **aria(label=f"Delete the tag {one.tag.name}"),
    )
    told = f"{_said(one.tag.rule)}; {posts(one.posts)} in this dataset"
    return html.Li([html.Span([html.Strong(one.tag.name), " ", remove]), html.Span(told, className="step")])


def _said(rule: TagRule) -> str:
    parts = [
        f"text contains “{rule.contains}”" if rule.contains else "",
        f"page {rule.page}" if rule.page else "",
        f"format {rule.format}" if rule.format else "",
    ]
    return ", ".join(filter(None, parts)) or "by hand"


def _typed(slot: Slot, label: str) -> Component:
    typed = dbc.Input(id=str(slot), type="text", maxLength=200, autocomplete="off", size="sm")
    return html.Div([html.Label(label, htmlFor=str(slot)), typed], className="field")


def _chosen(slot: Slot, label: str, values: tuple[str, ...]) -> Component:
    options = [{"label": "any", "value": ""}, *({"label": one, "value": one} for one in values)]
    chosen = dbc.Select(id=str(slot), options=options, value="", placeholder="any", size="sm")
    return html.Div([html.Label(label, htmlFor=str(slot)), chosen], className="field")
