"""What the import doctor found: the row ledger, findings with their questions, and what was answered."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip
from components.controls import one_of_many
from components.mapping import dataset_key
from components.progress import progress_place
from components.text import Content, Part, day, minute
from components.uploads import SET_ASIDE
from services.domain.datasets import Dataset, Examination
from services.domain.intake import TIME_ZONE, Answer, Choice, DateReading, Finding

# More choices than this are a list, not buttons.
_MOST_BUTTONS = 4
_NOT_HERE = (
    "Its words were dropped at import, and the file with them: an answer is noted, and holds once you replace the file "
    "with the same one."
)
_READINGS = {"month_first": "Month first", "day_first": "Day first"}


def doctor_place() -> Component:
    """The bar of an answer that is being worked in, and what it waits for."""
    bar = progress_place(ids.DOCTOR_PROGRESS, ids.DOCTOR_CANCEL)
    return html.Div([dcc.Store(id=str(ids.DOCTOR_ORDER)), bar], className="doctor-place")


def answer_key(dataset: Dataset, code: str, choice: str = "") -> str:
    """What the button of an answer says: the version it is about, the question, the choice."""
    return f"{dataset.id}~{code}~{choice}"


def answered(dataset: Dataset) -> Component:
    """The good end of an answer."""
    words = (
        f" is version {dataset.version} now: {dataset.rows_kept:,} posts, {dataset.rows_set_aside:,} rows set aside."
    )
    return html.Section(html.P([html.Strong(dataset.name), words]), className="sheet progress-sheet", role="status")


def import_report(found: Examination, *, may_answer: bool) -> Component:
    """The row ledger of a dataset and everything the doctor noticed, questions first."""
    dataset = found.dataset
    asked = [_question(found, finding, may_answer=may_answer) for finding in dataset.findings if finding.question]
    told = [_finding(finding, []) for finding in dataset.findings if not finding.question]
    noticed: Content = (
        html.Ul([*asked, *told], className="findings") if dataset.findings else html.P("Nothing unusual in this file.")
    )
    return html.Div(
        [
            card(
                f"Rows of {dataset.name}",
                "Every row of the file is accounted for.",
                [_ledger(dataset), *_columns(found, may_answer=may_answer)],
            ),
            card("What the import doctor noticed", _summary(dataset), noticed),
        ],
        className="column",
    )


def _summary(dataset: Dataset) -> str:
    findings, open_ones = len(dataset.findings), len(dataset.open_questions)
    noticed = f"{findings} {'finding' if findings == 1 else 'findings'}"
    asks = (
        f"{open_ones} {'question' if open_ones == 1 else 'questions'} not answered yet" if open_ones else "nothing open"
    )
    if dataset.wordless:
        return f"{noticed}, {asks}."
    return f"{noticed}, {asks}. Nothing is dropped or altered in silence; every answer can be changed again."


def _ledger(dataset: Dataset) -> Component:
    parts = [
        _amount(dataset.rows_in_file, "rows in the file" if len(dataset.sources) < 2 else "rows in the files"),
        html.Span("="),
        _amount(dataset.rows_kept, "posts kept"),
        html.Span("+"),
        _amount(dataset.rows_set_aside, "rows set aside"),
    ]
    if dataset.rows_updated:
        parts += [html.Span("+"), _amount(dataset.rows_updated, "earlier readings kept")]
    if dataset.rows_set_aside:
        way = SET_ASIDE.format(id=dataset.id)
        parts.append(html.A("Download the rows set aside", href=way, className="tool tool-small"))
    return html.Div(parts, className="ledger")


def _amount(value: int, label: str) -> Component:
    return html.Dl(html.Div([html.Dt(label), html.Dd(f"{value:,}")], className="figure"), className="figures")


def _columns(found: Examination, *, may_answer: bool) -> list[Component]:
    """By whom the columns were matched, and the way to change that."""
    choice, key = found.dataset.choice, dataset_key(found.dataset.id)
    parts: list[Part] = []
    if choice.mapping:
        who = f" ({choice.matched_by})" if choice.matched_by else ""
        parts.append(html.Span(f"Read with the columns you matched on {day(choice.matched_at)}{who}."))
    if found.dataset.wordless:
        parts.append(html.Span(_NOT_HERE))
    elif may_answer:
        words = "Change the columns" if choice.mapping else "Match the columns yourself"
        parts.append(_small(words, ids.MAPPING_OPEN.at(key)))
    if may_answer and found.remembered:
        parts.append(_small("Forget them for new files", ids.DOCTOR_FORGET.at(found.dataset.id)))
    return [html.Div(parts, className="matched")] if parts else []


def _finding(finding: Finding, below: Sequence[Part]) -> Component:
    rows = f"{finding.rows:,} {'row' if finding.rows == 1 else 'rows'}"
    icon = "question-circle" if finding.question else "info-circle"
    return html.Li(
        [
            html.I(className=f"bi bi-{icon}", **aria(hidden=True)),
            html.Strong(finding.title),
            chip(rows) if finding.rows else html.Span(),
            html.P(finding.detail),
            html.Code(finding.example) if finding.example else None,
            *below,
        ],
        className="finding asks" if finding.question else "finding",
    )


def _question(found: Examination, finding: Finding, *, may_answer: bool) -> Component:
    dataset = found.dataset
    given = next((one for one in dataset.answers if one.code == finding.code), None)
    parts: list[Part] = [html.P([html.Strong(finding.question), " ", _state(finding, given)], className="asked")]
    if finding.readings:
        parts.append(_readings(dataset, finding, may_answer=may_answer))
    if may_answer:
        parts.append(_ways_to_answer(found, finding))
    return _finding(finding, [html.Div(parts, className="question", role="group", **aria(label=finding.question))])


def _state(finding: Finding, given: Answer | None) -> str:
    label = next((choice.label for choice in finding.answers if choice.key == finding.answer), "")
    if given is None:
        return f"Not answered yet; until then: {label}."
    who = f" {given.by}" if given.by else " Somebody"
    when = f" on {minute(given.at)}" if given.at else ""
    return f"{label}.{who} answered{when}."


def _ways_to_answer(found: Examination, finding: Finding) -> Component:
    shown = {reading.choice for reading in finding.readings}
    choices = [choice for choice in finding.answers if choice.key not in shown]
    if len(choices) > _MOST_BUTTONS:
        return _list(found, finding)
    return html.Div([_answer(found.dataset, finding, choice) for choice in choices], className="answers")


def _answer(dataset: Dataset, finding: Finding, choice: Choice) -> Component:
    """The button that gives this answer; the one that applies is pressed."""
    return _small(
        choice.label,
        ids.DOCTOR_ANSWER.at(answer_key(dataset, finding.code, choice.key)),
        pressed=choice.key == finding.answer,
    )


def _list(found: Examination, finding: Finding) -> Component:
    """Many choices as a native select; the workspace's last answer stands first."""
    last = found.last_zone if finding.code == TIME_ZONE else ""
    first = [choice for choice in finding.answers if choice.key == last]
    options = [(choice.key, f"{choice.label}: your last answer") for choice in first]
    options += [(choice.key, choice.label) for choice in finding.answers if choice.key != last]
    given = any(one.code == finding.code for one in found.dataset.answers)
    value = finding.answer if given or not first else last
    key = answer_key(found.dataset, finding.code)
    label = one_of_many(finding.question, ids.DOCTOR_CHOICE.at(key), options, value)
    return html.Div([label, _small("Use this answer", ids.DOCTOR_APPLY.at(key))], className="answers")


def _readings(dataset: Dataset, finding: Finding, *, may_answer: bool) -> Component:
    """The readings side by side."""
    labels = {choice.key: choice for choice in finding.answers}
    cards = [
        _reading(reading, _way(dataset, finding, labels.get(reading.choice), may_answer=may_answer))
        for reading in finding.readings
    ]
    return html.Div(cards, className="both-readings")


def _way(dataset: Dataset, finding: Finding, choice: Choice | None, *, may_answer: bool) -> Component | None:
    return _answer(dataset, finding, choice) if choice and may_answer else None


def _reading(reading: DateReading, way: Component | None) -> Component:
    lines = [html.Div([html.Dt(html.Code(cell)), html.Dd(minute(moment))]) for cell, moment in reading.examples]
    period = f"{day(reading.first)} – {day(reading.last)}" if reading.first else "no dates"
    late = f" {reading.late:,} posts would lie after the import." if reading.late else ""
    title = _READINGS.get(reading.choice, reading.choice)
    return html.Div(
        [
            html.Div(
                [html.Strong(title), chip("read so now", "good") if reading.applies else None], className="reading-head"
            ),
            html.Dl(lines, className="cells"),
            html.P([f"All posts: {period}.", html.Span(late, className="late")]),
            way,
        ],
        className="reading applies" if reading.applies else "reading",
    )


def _small(words: str, place: dict[str, Any], *, pressed: bool | None = None) -> Component:
    return html.Button(words, id=place, type="button", className="tool tool-small", **aria(pressed=pressed))
