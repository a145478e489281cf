"""Calendar files of tests."""

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue

from app import auth
from callbacks import parse
from callbacks.context import EXTENSION
from services.bundle import Services
from services.policy import Permission


def schedule() -> ResponseReturnValue:
    """Two kinds of days in turn, for the view in the address."""
    services: Services = current_app.extensions[EXTENSION]
    selection = parse.selection(request.query_string.decode())
    value, count, page = (parse.text(request.args.get(name), name) for name in ("value", "count", "on"))
    name, calendar = services.recommendations.schedule(g.actor, selection, value, count, page)
    response = Response(calendar, mimetype="text/calendar")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def register(server: Flask) -> None:
    """Adds the route, with the right it needs."""
    setattr(schedule, auth.PERMISSION, Permission.EXPLORE)
    server.add_url_rule("/recommendations/schedule.ics", "schedule", schedule, methods=["GET"])
