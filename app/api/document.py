"""The API's description in OpenAPI 3.1, made from the operations: what it says is what is checked."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.api import told
from app.api.operation import JSON, Operation
from app.api.operations import OPERATIONS
from app.api.problems import MEDIA_TYPE, ROOT, Problem

_REF = "#/components/schemas/{model}"
_ABOUT = (
    "What the Postlens pages show, for programs. A token goes into the header Authorization: Bearer; agency staff and "
    "admins make tokens on the page Score new posts or with `postlens token add`. Where long work comes first the "
    "answer is 202 and the job to look at; ask again when it has succeeded. Every number is a claim: with its "
    "interval, n and scope. Its words tell what goes together, no more."
)
_REFUSALS = {
    "401": "There is no token, or it opens nothing.",
    "403": "The token lacks the scope.",
    "404": "It is not there, or not in the workspace of the token.",
    "409": "The work that comes first failed, or the state of things does not allow this now.",
    "413": "Too much at once.",
    "414": "The address is too long.",
    "415": "The body is of another type.",
    "422": "Something cannot be used; every fault is named.",
    "429": "Too many calls or jobs; Retry-After says when to come back.",
}


@cache
def document() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Postlens", "version": "1", "description": _ABOUT},
        "servers": [{"url": ROOT}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Made in Postlens."}},
        },
    }


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return paths


def _described(operation: Operation) -> dict[str, Any]:
    scopes = " or ".join(scope.value for scope in operation.scopes)
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": f"{(operation.answer.__doc__ or '').strip()} Needs the scope {scopes}.",
        "parameters": [*_ids(operation), *_parameters(operation)],
        "responses": _responses(operation),
    }
    if operation.bodies:
        content = {kind: {"schema": _body(model)} for kind, model in operation.bodies.items()}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _ids(operation: Operation) -> Iterator[dict[str, Any]]:
    for name in operation.ids:
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "description": f"The id of a {name}.",
            "schema": {"type": "string", "pattern": "^[0-9a-z]{1,32}$"},
        }


def _parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    schema = operation.query.model_json_schema()
    for name, one in schema.get("properties", {}).items():
        said = {key: value for key, value in one.items() if key not in ("title", "description")}
        yield {"name": name, "in": "query", "description": one.get("description", ""), "schema": _given(said)}


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is left out is no parameter: an address cannot say null."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    around = {key: value for key, value in schema.items() if key != "anyOf" and value is not None}
    return around | (some[0] if some else {})


def _body(model: type[BaseModel] | None) -> dict[str, Any]:
    if model is None:
        words = "A line with names such as id,comments,shares, then a line a post such as new,120,4; in UTF-8."
        return {"type": "string", "description": words}
    return {"$ref": _REF.format(model=model.__name__)}


def _responses(operation: Operation) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": _answer("The answer.", operation.replies)}
    if operation.waits:
        headers = {
            "Location": {"description": "The job.", "schema": {"type": "string"}},
            "Retry-After": {"description": "Seconds.", "schema": {"type": "string"}},
        }
        answers["202"] = {**_answer("Long work comes first.", told.JobFacts), "headers": headers}
    refused = {"content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}}
    return answers | {status: {"description": words, **refused} for status, words in _REFUSALS.items()}


def _answer(words: str, model: type[BaseModel] | None) -> dict[str, Any]:
    if model is None:
        return {"description": words, "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
    return {"description": words, "content": {JSON: {"schema": {"$ref": _REF.format(model=model.__name__)}}}}


def _schemas() -> dict[str, Any]:
    out = {one.replies for one in OPERATIONS if one.replies} | {told.JobFacts, Problem}
    into = {model for one in OPERATIONS for model in one.bodies.values() if model}
    wanted = [*((model, "serialization") for model in out), *((model, "validation") for model in into)]
    _, schema = models_json_schema(
        sorted(wanted, key=lambda pair: pair[0].__name__),  # type: ignore[arg-type]  # the modes are two literals
        ref_template=_REF,
    )
    found: dict[str, Any] = schema["$defs"]
    return found
