"""The API does what its document says, whatever it is sent: schemathesis reads the document and tries.

N examples an operation from the variable API_EXAMPLES; `make fuzz` tries 500.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import pytest
import schemathesis
from builders import Story, Web, copy_house, make_actor, make_web
from hypothesis import strategies
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from werkzeug.serving import WSGIRequestHandler, make_server

from app.api.operations import OPERATIONS
from services.domain.actors import Role, TokenScope
from services.domain.reporting import ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.tokens import NewToken

EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))


@dataclass(slots=True)
class Tried:
    """What came of it. calls: by operation and status; failures: in words."""

    calls: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    phases: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def api(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """An installation in which every operation finds something to answer."""
    home = tmp_path_factory.mktemp("api") / "home"
    house = copy_house(story.house.settings.home, home, api_calls_a_minute=100_000)
    selection, somebody = Selection(story.request), make_actor()
    house.services.levers.find(somebody, selection)
    house.services.recommendations.find(somebody, selection)
    house.services.reports.build(somebody, ReportOrder(selection, "executive", "csv"))
    yield make_web(house, story)
    house.close()


def _configured(web: Web) -> SchemathesisConfig:
    email = "fuzz@example.org"
    web.house.add_person(email, Role.ADMIN)
    made = web.house.services.tokens.add_for(make_actor(), email, NewToken("Fuzz", tuple(TokenScope)))
    report = web.house.services.reports.all(make_actor())[0].id
    known = {"dataset": [web.dataset.id], "report": [report], "segment": [_first_segment(web)], "page": ["North shop"]}
    return SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {made.secret}"},
            "seed": 7,
            "dictionaries": {name: {"values": values} for name, values in known.items()},
            "parameters": {
                "path.dataset": {"dictionary": "dataset", "probability": 0.9},
                "query.dataset": {"dictionary": "dataset", "probability": 0.8},
                "path.report": {"dictionary": "report", "probability": 0.8},
                "query.segment": {"dictionary": "segment", "probability": 0.5},
                "query.page": {"dictionary": "page", "probability": 0.5},
            },
            "generation": {"max-examples": EXAMPLES, "no-shrink": True, "database": "none"},
        }
    )


def _first_segment(web: Web) -> str:
    return web.house.services.segments.cards(make_actor(), Selection(SegmentationRequest(web.dataset.id)))[0].id


class _Silent(WSGIRequestHandler):
    def log(self, *_told):
        pass


@contextmanager
def _served(web: Web) -> Iterator[str]:
    """The address of the app, on this machine alone."""
    server = make_server("127.0.0.1", 0, web.app.server, threaded=True, request_handler=_Silent)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@schemathesis.serializer("text/csv")
def _as_it_is(_context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def _try(web: Web) -> Tried:
    rows = strategies.lists(strategies.integers(0, 10**9), min_size=1, max_size=8)
    schemathesis.openapi.media_type(
        "text/csv", rows.map(lambda counts: "\n".join(["comments", *map(str, counts), ""]).encode())
    )
    tried = Tried()
    with _served(web) as address:
        schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=_configured(web))
        for event in from_schema(schema).execute():
            if isinstance(event, events.FatalError | events.NonFatalError):
                tried.failures.append(str(getattr(event, "exception", None) or event.value))
            if isinstance(event, events.ScenarioFinished):
                tried.phases.add(event.phase.name.lower())
                _count(event, tried)
    return tried


def _count(event: events.ScenarioFinished, tried: Tried) -> None:
    for case_id, checks in event.recorder.checks.items():
        interaction = event.recorder.interactions.get(case_id)
        if interaction and interaction.response:
            tried.statuses[interaction.response.status_code] += 1
            tried.calls[event.recorder.cases[case_id].value.operation.label] += 1
        for check in checks:
            if check.failure_info:
                failure = check.failure_info.failure
                told = (
                    interaction.response.content[:300].decode(errors="replace")
                    if interaction and interaction.response
                    else ""
                )
                asked = event.recorder.cases[case_id].value.as_curl_command()
                tried.failures.append(f"{check.name}: {failure.title} {failure.message[:300]}\n{asked[:600]}\n{told}")


@pytest.mark.timeout(60 + 3 * EXAMPLES)
def test_whatever_it_is_sent(api: Web) -> None:
    tried = _try(api)

    assert not tried.failures, "\n\n".join(dict.fromkeys(tried.failures))
    assert {"examples", "coverage", "fuzzing", "stateful_testing"} <= tried.phases
    assert len(tried.calls) == len(OPERATIONS)
    assert tried.statuses[200] > 50
    assert not [status for status in tried.statuses if status >= 500]
    if EXAMPLES >= 100:
        print(f"\n{tried.calls.total():,} calls: {dict(tried.calls)}, {dict(sorted(tried.statuses.items()))}")
