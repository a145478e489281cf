"""Files in and out over plain HTTP: in pieces that can be resumed, out as they lie on disk."""

from typing import Any

from flask import Flask, Response, current_app, g, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from app import auth
from callbacks.context import EXTENSION
from services.bundle import Services
from services.datasets import Download
from services.demo import sample_csv
from services.domain.datasets import Upload
from services.domain.errors import InvalidInput
from services.policy import Permission
from services.uploads import Purpose


def _services() -> Services:
    bundle: Services = current_app.extensions[EXTENSION]
    return bundle


def begin() -> ResponseReturnValue:
    """POST {"name", "size"}: room for a file; "key" makes it safe to ask twice, "into" names the dataset it is for.

    "drop_text": true = no words, links or names of it are to be kept.
    """
    asked: Any = request.get_json(silent=True)
    told = asked if isinstance(asked, dict) else {}
    name, size, key, into = told.get("name"), told.get("size"), told.get("key", ""), told.get("into", "")
    wordless = told.get("drop_text", False)
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise InvalidInput("An upload begins with its name and its size in bytes.", "size")
    if not isinstance(key, str) or not isinstance(into, str):
        raise InvalidInput("The key of an upload, and the dataset it is for, are texts.", "key")
    if not isinstance(wordless, bool):
        raise InvalidInput("Whether the text of an upload is dropped is true or false.", "drop_text")
    return _stands(_services().uploads.begin(g.actor, name, size, Purpose(key, into, wordless))), 201


def state(upload: str) -> ResponseReturnValue:
    """HEAD or GET: where the upload stands."""
    return _stands(_services().uploads.get(g.actor, upload))


def receive(upload: str) -> ResponseReturnValue:
    """PATCH with Upload-Offset: the next piece."""
    try:
        offset = int(request.headers["Upload-Offset"])
    except (KeyError, ValueError):
        raise InvalidInput("A piece says at which byte it begins: Upload-Offset.", "Upload-Offset") from None
    return _stands(_services().uploads.receive(g.actor, upload, offset, request.get_data(cache=False)))


def original(dataset: str) -> ResponseReturnValue:
    """The file as it came."""
    return _send(_services().datasets.original(g.actor, dataset), "application/octet-stream")


def one_original(dataset: str, number: int) -> ResponseReturnValue:
    """One of the files that a dataset was made from, as it came; they are numbered from 1, oldest first."""
    return _send(_services().datasets.original(g.actor, dataset, number), "application/octet-stream")


def rows_set_aside(dataset: str) -> ResponseReturnValue:
    """The rows that were not kept, with line and reason."""
    return _send(_services().datasets.rows_set_aside(g.actor, dataset), "text/csv")


def posts(dataset: str) -> ResponseReturnValue:
    """The posts in the canonical columns, bit by bit."""
    name, pieces = _services().posts_csv.pieces(g.actor, dataset)
    response = Response(pieces, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def sample() -> ResponseReturnValue:
    """A few rows of the core schema."""
    headers = {"Content-Disposition": 'attachment; filename="postlens-sample.csv"'}
    return Response(sample_csv(), mimetype="text/csv", headers=headers)


def register(server: Flask) -> None:
    """Adds the routes, each with the right it needs."""
    for rule, name, view, methods, permission in (
        ("/uploads", "upload_begin", begin, ["POST"], Permission.IMPORT),
        ("/uploads/<upload>", "upload_state", state, ["GET"], Permission.IMPORT),
        ("/uploads/<upload>", "upload_receive", receive, ["PATCH"], Permission.IMPORT),
        ("/datasets/<dataset>/original", "original", original, ["GET"], Permission.EXPLORE),
        ("/datasets/<dataset>/original/<int:number>", "one_original", one_original, ["GET"], Permission.EXPLORE),
        ("/datasets/<dataset>/set-aside.csv", "rows_set_aside", rows_set_aside, ["GET"], Permission.EXPLORE),
        ("/datasets/<dataset>/posts.csv", "posts", posts, ["GET"], Permission.EXPLORE),
        ("/datasets/sample.csv", "sample", sample, ["GET"], Permission.EXPLORE),
    ):
        setattr(view, auth.PERMISSION, permission)
        server.add_url_rule(rule, name, view, methods=methods)


def _stands(upload: Upload) -> Response:
    response = jsonify(id=upload.id, size=upload.size, received=upload.received, dataset=upload.dataset)
    response.headers["Upload-Offset"] = str(upload.received)
    return response


def _send(download: Download, mimetype: str) -> Response:
    return send_file(download.path, mimetype=mimetype, as_attachment=True, download_name=download.name)
