"""The activity as a table to take along, for admins."""

import csv
import io

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from app import auth
from callbacks import parse
from services.policy import Permission


def activity_csv() -> ResponseReturnValue:
    """The lines that fit the filters, newest first, as UTF-8 with a mark, so that spreadsheets see it is."""
    asked = request.args
    query, days = parse.actions(asked.get("who"), asked.get("room"), asked.get("what"), asked.get("days"))
    activity = auth.bundle().activity
    text = io.StringIO()
    csv.writer(text).writerows(activity.csv(g.actor, activity.last(g.actor, days, query)))
    response = Response(b"\xef\xbb\xbf" + text.getvalue().encode(), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="postlens-activity.csv")
    return response


def register(server: Flask) -> None:
    """Adds the route, with the right it needs."""
    setattr(activity_csv, auth.PERMISSION, Permission.OVERSEE)
    server.add_url_rule("/admin/activity.csv", "activity_csv", activity_csv, methods=["GET"])
