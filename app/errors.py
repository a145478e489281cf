"""One table: what a refusal becomes as an HTTP status and as an exit code of the shell."""

import secrets
from http import HTTPStatus

import structlog
from dash.exceptions import DependencyException
from flask import Flask, Response, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from app.api.problems import is_api, problem
from app.frontend import stylesheets
from app.observability import loggable
from components.languages import said
from services.domain.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    ServiceError,
    TooLarge,
    TooMany,
    Unavailable,
)

log = structlog.get_logger()

_STATUS: dict[type[ServiceError], int] = {
    InvalidInput: 422,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    TooLarge: 413,
    TooMany: 429,
    Unavailable: 503,
}
# When to come back, in seconds, where nobody knows better.
LATER = 60
_EXIT: dict[type[ServiceError], int] = {NotFound: 3, Forbidden: 4}


def status_of(error: ServiceError) -> int:
    """The HTTP status of a refusal."""
    return _STATUS.get(type(error), 400)


def exit_code_of(error: ServiceError) -> int:
    """The shell's exit code of a refusal: 2 bad input, 3 not found, 4 forbidden."""
    return _EXIT.get(type(error), 2)


def wants_json() -> bool:
    """Whether a script asks rather than a person who navigates."""
    accepted = request.accept_mimetypes
    scripted = accepted.accept_json and not accepted.accept_html
    return request.method not in ("GET", "HEAD") or request.path.startswith("/_") or scripted


def refuse(status: int, message: str) -> Response:
    """An answer with a reason, for programs as a problem, for scripts as JSON, for people as a page."""
    if is_api():
        return problem(status, message)
    message = said(message)
    if wants_json():
        response = jsonify(error=message)
    else:
        title = HTTPStatus(status).phrase.capitalize()
        page = render_template(
            "refused.html", message=message, title=title, stylesheets=stylesheets(), nonce=g.get("nonce", "")
        )
        response = Response(page)
    response.status_code = status
    return response


def register(server: Flask) -> None:
    """Teaches the server to answer refusals and defects."""
    server.register_error_handler(ServiceError, _refused)
    server.register_error_handler(HTTPException, _http)
    # What Dash raises where somebody asks for a script that there is none of.
    server.register_error_handler(DependencyException, lambda _error: refuse(404, "There is no such file."))
    server.register_error_handler(Exception, _defect)


def _refused(error: ServiceError) -> Response:
    answer = refuse(status_of(error), str(error))
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.seconds or LATER)
    return answer


def _http(error: HTTPException) -> Response:
    return refuse(error.code or 500, error.description or error.name)


def _defect(error: Exception) -> Response:
    reference = secrets.token_hex(3).upper()
    log.error("request failed", reference=reference, path=loggable(request.path), exc_info=error)
    return refuse(500, f"Something went wrong. Reference {reference}.")
