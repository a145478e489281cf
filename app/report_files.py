"""Finished reports over plain HTTP, to those who may make them."""

from flask import Flask, current_app, g, send_file
from flask.typing import ResponseReturnValue

from app import auth
from callbacks.context import EXTENSION
from services.bundle import Services
from services.policy import Permission


def report_file(report: str) -> ResponseReturnValue:
    """The file as it was made, always as a download: HTML of a report never runs as a page of ours."""
    bundle: Services = current_app.extensions[EXTENSION]
    found = bundle.reports.file(g.actor, report)
    return send_file(found.path, mimetype=found.media_type, as_attachment=True, download_name=found.name)


def register(server: Flask) -> None:
    """Adds the route, with the right it needs."""
    setattr(report_file, auth.PERMISSION, Permission.REPORT)
    server.add_url_rule("/reports/<report>/file", "report_file", report_file, methods=["GET"])
