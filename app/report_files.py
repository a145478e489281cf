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


def preview_page(preview: str, number: int) -> ResponseReturnValue:
    """One page of a preview, as a picture of our own making."""
    bundle: Services = current_app.extensions[EXTENSION]
    return current_app.response_class(bundle.previews.page(g.actor, preview, number), mimetype="image/png")


def register(server: Flask) -> None:
    """Adds the routes, with the right they need."""
    setattr(report_file, auth.PERMISSION, Permission.REPORT)
    server.add_url_rule("/reports/<report>/file", "report_file", report_file, methods=["GET"])
    setattr(preview_page, auth.PERMISSION, Permission.REPORT)
    server.add_url_rule("/reports/preview/<preview>/<int:number>.png", "preview_page", preview_page, methods=["GET"])
