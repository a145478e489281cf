"""Hangs the operations up as routes, each with its right."""

import json
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g
from flask.typing import ResponseReturnValue

from app.api import reading
from app.api.document import document
from app.api.door import DOCUMENT, PERMISSION, refuse_often
from app.api.operation import JSON, Call, Operation, Reply
from app.api.operations import OPERATIONS
from app.api.problems import ROOT, problem
from callbacks.context import EXTENSION
from services.bundle import Services
from services.domain.errors import NotFound, TooMany

# Whatever a program may try; HEAD comes with GET.
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")


def register(server: Flask) -> None:
    """Adds every operation, the description of them all, and an end for addresses that lead nowhere."""
    for operation in OPERATIONS:
        view = _view(operation)
        setattr(view, PERMISSION, operation.permission)
        rule = ROOT + operation.path.replace("{", "<").replace("}", ">")
        server.add_url_rule(
            rule, f"api_{operation.name}", view, methods=[operation.method], provide_automatic_options=False
        )
        others = [method for method in _METHODS if method != operation.method]
        server.add_url_rule(rule, f"api_not_{operation.name}", _refuse_method(operation.method), methods=others)
    server.add_url_rule(f"{ROOT}/openapi.json", DOCUMENT, _document, methods=["GET"])
    server.add_url_rule(f"{ROOT}/", "api_nowhere", _nowhere, methods=["GET"])
    server.add_url_rule(f"{ROOT}/<path:_rest>", "api_nowhere_else", _nowhere, methods=["GET"])


def _view(operation: Operation) -> Callable[..., ResponseReturnValue]:
    def view(**path: str) -> ResponseReturnValue:
        services: Services = current_app.extensions[EXTENSION]
        try:
            call = Call(g.actor, services, path, reading.query(operation), reading.body(operation))
            return _sent(operation.answer(call))
        except reading.Unreadable as wrong:
            return problem(wrong.status, wrong.detail, wrong.faults)
        except TooMany as often:
            return refuse_often(often)

    return view


def _refuse_method(allowed: str) -> Callable[..., ResponseReturnValue]:
    def view(**_path: str) -> ResponseReturnValue:
        refusal = problem(405, f"This address takes {allowed} alone.")
        refusal.headers["Allow"] = allowed
        return refusal

    return view


def _sent(reply: Reply | Response) -> Response:
    if isinstance(reply, Response):
        return reply
    answer = Response(reply.value.model_dump_json(), reply.status, mimetype=JSON)
    answer.headers.update(reply.headers)
    return answer


def _document() -> Response:
    return Response(json.dumps(document()), mimetype=JSON)


def _nowhere(**_rest: Any) -> Response:
    raise NotFound(f"There is nothing at this address. What there is stands in {ROOT}/openapi.json.")
