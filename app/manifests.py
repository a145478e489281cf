"""The manifest of an analysis over plain HTTP."""

from flask import Flask, Response, current_app, g, request

from app import auth
from callbacks import parse
from callbacks.context import EXTENSION
from services import manifest_json
from services.bundle import Services
from services.policy import Permission


def manifest() -> Response:
    """GET with the address of a page about segments: dataset, recipe, k and seed; the rest of it is left aside."""
    services: Services = current_app.extensions[EXTENSION]
    asked = parse.selection(request.query_string.decode("ascii", "replace")).segmentation
    name, written = services.manifests.of(g.actor, asked)
    response = Response(manifest_json.write(written), mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def register(server: Flask) -> None:
    """Adds the route, with the right it needs."""
    setattr(manifest, auth.PERMISSION, Permission.EXPLORE)
    server.add_url_rule("/segments/manifest.json", "manifest", manifest, methods=["GET"])
